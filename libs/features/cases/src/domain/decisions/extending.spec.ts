import { describe, expect, it } from '@jest/globals';
import type { Limit } from '#kernel';
import type { CaseCommand } from '../case.commands.js';
import { FRIDAY, instant, livedOn, timed, timely } from '../clock/testing.js';
import { authoriseEach } from '../powers.js';
import { given, people, stateAfter, text, units, type PersonName } from '../testing.js';
import { commands } from './testing.js';

const { RequestExtension, DecideExtension, AskResident, AcceptCustody } = commands;
const why = text('why');
const refuse: CaseCommand = { type: 'DecideExtension', data: { granted: false, text: text('no') } };
const preset: Limit = { unit: 'working-days', amount: 3 };

const more = (amount?: number): CaseCommand => ({
  type: 'RequestExtension',
  data: { reason: why, ...(amount !== undefined && { limit: { unit: 'working-days', amount } as const }) },
});

const asked = livedOn(timely.held, ['li', RequestExtension, '03-05']);
const once = livedOn(asked, ['chen', DecideExtension, '03-05 10:00']);
const twice = livedOn(once, ['li', more(2), '03-11'], ['qian', DecideExtension, '03-11']);

describe('asking for more time', () => {
  it('is preset the first time, and decided at the next desk above', () => {
    expect(asked.slice(timely.held.length)).toMatchObject([
      {
        type: 'ExtensionRequested',
        data: { unit: 'mill', limit: preset, reason: why, decideBy: 'east' },
        deadlines: {
          armed: [{ name: 'extension-decision', unit: 'east', due: instant('03-05 17:00') }],
          ended: [],
        },
      },
    ]);
  });

  it('moves no date by itself', () => {
    expect(stateAfter(...asked).clock.running['handle']?.due).toBe(FRIDAY);
  });

  it('changes nothing the second time', () => {
    given(...asked)
      .when(RequestExtension, timed('li', '03-05'))
      .expectEvents();
  });

  it('is given in days the second time, one level higher', () => {
    given(...once)
      .when(more(5), timed('li', '03-11'))
      .expectState({ clock: { extension: { decideBy: 'town', limit: { amount: 5 } } } });
  });

  it.each<[string, CaseCommand, typeof once, string]>([
    ['that is longer than preset', more(5), timely.held, 'extension-is-preset'],
    ['that does not say how long, the second time', more(), once, 'extension-days-missing'],
    ['that is too long', more(11), once, 'extension-too-long'],
    ['that is nothing', more(0), once, 'extension-too-long'],
    [
      'of another kind',
      { type: 'RequestExtension', data: { reason: why, limit: { unit: 'same-day' } } },
      once,
      'extension-too-long',
    ],
    ['a third time', more(2), twice, 'extensions-exhausted'],
    ['before it runs', RequestExtension, timely.reported, 'wrong-stage'],
  ])('is refused for time %s', (_, command, history, code) => {
    given(...history)
      .when(command, timed('li', '03-03'))
      .expectRejection(code);
  });

  it('is refused once the limit has expired, and while the clock stands', () => {
    given(...timely.held)
      .when(RequestExtension, timed('li', '03-06 17:00'))
      .expectRejection('extension-too-late');
    given(...livedOn(timely.held, ['li', AskResident]))
      .when(RequestExtension, timed('li', '03-03'))
      .expectRejection('clock-paused');
  });

  it('is void when the case goes to another unit: that one asks for itself', () => {
    const handedOn = livedOn(asked, ['li', offer('mill-1'), '03-05'], ['wang', AcceptCustody, '03-05']);
    expect(stateAfter(...handedOn).clock).not.toHaveProperty('extension');
    expect(handedOn.at(-1)).toMatchObject({
      deadlines: { ended: ['extension-decision', 'sign'] },
    });
    given(...handedOn)
      .when(DecideExtension, timed('chen', '03-05'))
      .expectRejection('no-extension-pending');
  });
});

describe('deciding on more time', () => {
  it('lets the limit go on from its old date', () => {
    expect(once.slice(asked.length)).toMatchObject([
      { type: 'ExtensionGranted', data: { unit: 'east', from: FRIDAY, to: instant('03-11 17:00') } },
      {
        type: 'DeadlineMoved',
        data: {
          from: FRIDAY,
          because: { reason: 'extension' },
          deadline: {
            version: 3,
            startedAt: FRIDAY,
            limit: preset,
            due: instant('03-11 17:00'),
            because: 'extension',
            alarm: { rung: 'remind' },
          },
        },
        deadlines: { armed: [], ended: ['extension-decision'] },
      },
    ]);
    expect(stateAfter(...twice).clock.running['handle']?.due).toBe(instant('03-13 17:00'));
  });

  it('may come after the old date, if it was asked for before it', () => {
    given(...asked)
      .when(DecideExtension, timed('chen', '03-09'))
      .expectState({ clock: { running: { handle: { due: instant('03-11 17:00') } }, extensions: 1 } });
  });

  it('leaves the date as it is when it is refused, in words; another may be asked for', () => {
    given(...asked)
      .when(refuse, timed('chen', '03-05'))
      .expectState({ clock: { running: { handle: { due: FRIDAY } }, extensions: 0 } });
    given(...asked)
      .when({ type: 'DecideExtension', data: { granted: false } }, timed('chen', '03-05'))
      .expectRejection('text-missing');
    given(...livedOn(asked, ['chen', refuse, '03-05']))
      .when(RequestExtension, timed('li', '03-05'))
      .expectState({ clock: { extension: { decideBy: 'east' } } });
  });

  it('waits while the clock stands: there is no date to go on from', () => {
    const waiting = livedOn(asked, ['li', AskResident, '03-05']);
    expect(Object.keys(stateAfter(...waiting).clock.running)).toEqual(['extension-decision', 'answer']);
    given(...waiting)
      .when(DecideExtension, timed('chen', '03-05'))
      .expectRejection('clock-paused');
    given(...waiting)
      .when(refuse, timed('chen', '03-05'))
      .expectState({ clock: { extensions: 0 } });
  });

  it('is refused the second time, and where nothing was asked', () => {
    given(...once)
      .when(DecideExtension, timed('chen', '03-05'))
      .expectRejection('no-extension-pending');
    given(...timely.held)
      .when(DecideExtension, timed('chen'))
      .expectRejection('no-extension-pending');
  });

  it('tells a secretary who would grant her own who may', () => {
    const mayGrant = (person: PersonName) => () =>
      authoriseEach(person, people[person], DecideExtension, stateAfter(...asked), units);
    expect(mayGrant('li')).toThrow(
      expect.objectContaining({
        code: 'not-permitted',
        whoMay: [{ role: 'committee-officer', unit: 'east' }],
      }),
    );
    expect(mayGrant('chen')()).toHaveLength(1);
    expect(mayGrant('qian')()).toHaveLength(1);
  });
});

function offer(to: string): CaseCommand {
  return { type: 'OfferCustody', data: { to } };
}
