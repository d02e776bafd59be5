import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { as, asSystem, given, handled, life, offered, stateAfter, text } from '../testing.js';
import { helpDone, helped } from './testing.js';

const task = text('task');
const result = text('result');

describe('making first contact', () => {
  const contact: CaseCommand = { type: 'RecordFirstContact', data: { result: 'reached', note: result } };
  const made = {
    type: 'FirstContactMade',
    data: { result: 'reached', note: result, handlers: ['li'] },
  } as const;

  it('is recorded with the one who made it, and begins the handling', () => {
    given(...life.held)
      .when(contact, as('li'))
      .expectEvents(made);
    given(...life.accepted)
      .when(contact, as('chen'))
      .expectState({ lifecycle: { stage: 'handling' }, handlers: ['chen'], custody: { holder: 'east' } });
  });

  it('may be repeated: each attempt is a fact of its own', () => {
    given(...life.held, made)
      .when(contact, as('li'))
      .expectEvents(made);
  });
});

describe('adding a helper', () => {
  const add = (unit: string): CaseCommand => ({ type: 'AddHelper', data: { unit, task } });

  it('gives a unit its part; the lead stays answerable', () => {
    given(...life.held)
      .when(add('fire'), as('li'))
      .expectEvents(helped('fire'));
    given(...life.held)
      .when(add('fire'), as('li'))
      .expectState({ helpers: { fire: 'working' }, custody: { holder: 'mill' } });
  });

  it('keeps the day by which it is due', () => {
    const due = '2026-03-05T09:00:00.000Z';
    given(...life.held)
      .when({ type: 'AddHelper', data: { unit: 'fire', task, due } }, as('li'))
      .expectState({
        clock: { helperDues: { fire: due }, running: { 'helper-fire': { unit: 'fire', due } } },
      });
  });

  it('is refused for a day that has passed', () => {
    for (const due of ['2026-03-01T09:00:00.000Z', '2026-03-02T01:00:00.000Z'])
      given(...life.held)
        .when({ type: 'AddHelper', data: { unit: 'fire', task, due } }, as('li'))
        .expectRejection('due-date-passed');
  });

  it('may call a unit again that has done its part', () => {
    given(...life.held, helped('fire'), helpDone('fire', 'fang'))
      .when(add('fire'), as('li'))
      .expectEvents(helped('fire'));
  });

  it('is refused the second time', () => {
    given(...life.held, helped('fire'))
      .when(add('fire'), as('li'))
      .expectRejection('helper-exists');
  });

  it('is refused for the holder itself and for a unit that does not stand', () => {
    given(...life.held)
      .when(add('mill'), as('li'))
      .expectRejection('target-is-holder');
    given(...life.held)
      .when(add('old-mill'), as('li'))
      .expectRejection('unknown-unit');
  });
});

describe('completing help', () => {
  const complete: CaseCommand = { type: 'CompleteHelp', data: { result } };

  it('is recorded for the unit of the one who says so, and makes him a handler', () => {
    given(...life.held, helped('fire'))
      .when(complete, as('fang'))
      .expectEvents(helpDone('fire', 'fang'));
    given(...life.held, helped('fire'))
      .when(complete, as('pan', 'fire'))
      .expectState({ helpers: { fire: 'done' }, handlers: ['li', 'pan', 'fang'] });
  });

  it('lets an import say which unit', () => {
    given(...life.held, helped('fire'))
      .when({ type: 'CompleteHelp', data: { result, unit: 'fire' } }, asSystem('import'))
      .expectEvents(helpDone('fire'));
  });

  it('changes nothing the second time', () => {
    given(...life.held, helped('fire'), helpDone('fire', 'fang'))
      .when(complete, as('fang'))
      .expectEvents();
  });

  it('is refused to a unit that does not help', () => {
    given(...life.held, helped('fire'))
      .when(complete, as('pan'))
      .expectRejection('not-a-helper');
    given(...life.held, helped('fire'))
      .when(complete, asSystem('import'))
      .expectRejection('not-a-helper');
  });
});

describe('adding a note', () => {
  const note: CaseCommand = { type: 'AddNote', data: { visibility: 'internal', text: task } };
  const added = { type: 'NoteAdded', data: { visibility: 'internal', text: task } } as const;

  it('is possible at every open stage and changes nothing but the history', () => {
    for (const history of [life.reported, life.held, life.verifying, life.callingBack]) {
      given(...history)
        .when(note, as('li'))
        .expectEvents(added);
      expect(stateAfter(...history, added)).toEqual(stateAfter(...history));
    }
  });

  it('may be repeated: the same words twice are two notes', () => {
    given(...life.held, added)
      .when(note, as('li'))
      .expectEvents(added);
  });
});

describe('reporting a case handled', () => {
  const texts = { internalAccount: text('internal account'), publicReply: text('public reply') };
  const report: CaseCommand = { type: 'ReportHandled', data: { outcome: 'solved', ...texts } };

  it('hands it in with an internal account, a draft of the public reply, and the one who handled', () => {
    given(...life.held)
      .when(report, as('li'))
      .expectEvents(handled('li'));
    given(...life.held)
      .when(report, as('zhou', 'mill'))
      .expectState({
        lifecycle: { stage: 'verifying' },
        handlers: ['li', 'zhou'],
        proposal: { outcome: 'solved', reply: texts.publicReply },
      });
  });

  it('is possible for the unit that took it up and did it itself', () => {
    given(...life.accepted)
      .when(report, as('chen'))
      .expectEvents(handled('chen'));
  });

  it('is refused while helpers are at work', () => {
    given(...life.held, helped('fire'))
      .when(report, as('li'))
      .expectRejection('helpers-working');
    given(...life.held, helped('fire'), helpDone('fire', 'fang'))
      .when(report, as('li'))
      .expectEvents(handled('li'));
  });

  it('overtakes what was raised upwards and not signed for there', () => {
    given(...life.held, offered('mill', 'east', { kind: 'escalation' }))
      .when(report, as('li'))
      .expectState({ lifecycle: { stage: 'verifying' }, custody: { holder: 'mill' }, handlers: ['li'] });
    const done = [...life.held, offered('mill', 'east', { kind: 'escalation' }), handled('li')];
    expect(stateAfter(...done).custody.offer).toBeUndefined();
  });

  it('is refused while a hand-over or a return waits', () => {
    given(...life.offered)
      .when(report, as('chen'))
      .expectRejection('hand-over-pending');
    given(...life.held, offered('mill', 'mill-1'))
      .when(report, as('li'))
      .expectRejection('hand-over-pending');
    given(...life.held, {
      type: 'ReturnRequested',
      data: { unit: 'mill', ground: 'not-our-duty', decideBy: 'east' },
    })
      .when(report, as('li'))
      .expectRejection('return-pending');
  });

  it('is refused the second time', () => {
    given(...life.verifying)
      .when(report, as('li'))
      .expectRejection('wrong-stage');
  });
});
