import { describe, expect, it } from '@jest/globals';
import type { Position } from '#kernel';
import type { CaseEvent } from './case.events.js';
import { asked, helped, merged } from './decisions/testing.js';
import { mayLookAtCases, mayRevealIdentity, permitted } from './powers.js';
import { life, offered, people, signed, stateAfter, units, type PersonName } from './testing.js';

describe('offering a person the commands he may give', () => {
  const offeredTo = (person: PersonName, history: readonly CaseEvent[]) =>
    permitted(people[person], stateAfter(...history), units);

  it('follows custody', () => {
    expect(offeredTo('li', life.offered)).toEqual(['AcceptCustody', 'RequestReturn', 'AddNote']);
    expect(offeredTo('li', life.held)).toEqual([
      'AcceptCase',
      'RejectCase',
      'OfferCustody',
      'AcceptCustody',
      'RequestReturn',
      'DecideReturn',
      'Escalate',
      'AnswerEscalation',
      'SendDown',
      'RecordFirstContact',
      'AddHelper',
      'CompleteHelp',
      'AddNote',
      'ReportHandled',
      'Merge',
      'Unmerge',
      'Split',
      'RequestExtension',
      'DecideExtension',
      'Shelve',
      'DecideShelving',
      'Unshelve',
      'AskResident',
      'RecordResidentAnswer',
      'CompleteStep',
      'ReportRectification',
      'AppealSupervision',
    ]);
  });

  it('adds up all positions of a person', () => {
    expect(offeredTo('zhou', life.verifying)).toEqual(
      expect.arrayContaining(['ReportHandled', 'Verify', 'CallBack', 'CloseCase']),
    );
  });

  it('gives the helper his part and nothing else', () => {
    expect(offeredTo('fang', [...life.held, helped('fire')])).toEqual(['CompleteHelp', 'AddNote']);
  });

  it('gives a return to the one who decides on it', () => {
    expect(offeredTo('qian', [...life.held, asked('mill', 'town')])).toContain('DecideReturn');
    expect(offeredTo('chen', [...life.held, asked('mill', 'town')])).not.toContain('DecideReturn');
  });

  it('has nothing for those of another branch, or with other duties', () => {
    expect(offeredTo('wu', life.held)).toEqual([]);
    expect(offeredTo('shi', life.held)).toEqual([]);
    expect(offeredTo('gao', life.held)).toEqual([]);
  });
});

describe('looking at cases', () => {
  it('is for every role but those that keep the data and the accounts', () => {
    const blind = Object.values<readonly Position[]>(people)
      .flat()
      .filter((held) => !mayLookAtCases(held));
    expect(blind.map(({ role }) => role)).toEqual(['data-officer', 'administrator']);
  });
});

describe('asking who reported', () => {
  const whoAsks = (...history: readonly CaseEvent[]) =>
    Object.entries<readonly Position[]>(people)
      .filter(([, positions]) =>
        positions.some((held) => mayRevealIdentity(held, stateAfter(...history), units)),
      )
      .map(([person]) => person)
      .join(', ');

  it('is for the holder while he holds the case', () => {
    expect(whoAsks(...life.reported)).toBe('wang, xu');
    expect(whoAsks(...life.accepted)).toBe('chen, zhou');
    expect(whoAsks(...life.held)).toBe('li, zhou');
    expect(whoAsks(...life.held, offered('mill', 'mill-1'), signed('mill-1', 'wang'))).toBe('wang, xu');
  });

  it('is not for the one it is only offered to', () => {
    expect(whoAsks(...life.offered)).toBe('chen, zhou');
  });

  it('is never for an external unit, be it holder or helper', () => {
    expect(whoAsks(...life.accepted, offered('east', 'property'), signed('property', 'pan'))).toBe('');
    expect(whoAsks(...life.held, helped('fire'))).toBe('li, zhou');
  });

  it('is for the call-back officer while he calls, not for the verifier', () => {
    expect(whoAsks(...life.verifying)).toBe('li, zhou');
    expect(whoAsks(...life.callingBack)).toBe('li, zhou, guo, ma');
  });

  it('is for nobody once the case has ended', () => {
    expect(whoAsks(...life.closed)).toBe('');
    expect(whoAsks(...life.held, merged)).toBe('');
  });
});
