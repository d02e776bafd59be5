import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { fire, instant, livedOn, timed, timely, whoMay } from '../clock/testing.js';
import { given, stateAfter, text, units } from '../testing.js';
import { commands } from './testing.js';

const { RaiseSupervision, ReportRectification, AppealSupervision, DecideAppeal, ClearSupervision } = commands;
const { CommentOnSupervision, FlagSilence, Escalate, AcceptCustody, AskResident } = commands;

const mill = { unit: 'mill', path: units.pathOf('mill') };
const raised = livedOn(timely.held, ['lin', RaiseSupervision, '03-04']);
const appealed = livedOn(raised, ['li', AppealSupervision, '03-04']);
/** The case has gone up since. */
const passedOn = livedOn(raised, ['li', Escalate, '03-04'], ['chen', AcceptCustody, '03-04']);

describe('raising supervision by hand', () => {
  it('is aimed at the unit that answers now, one level after the other, and sets a limit to put it right', () => {
    expect(raised.slice(timely.held.length)).toMatchObject([
      {
        type: 'SupervisionRaised',
        data: {
          ...mill,
          level: 1,
          by: 'supervisor',
          grounds: text('too slow'),
          raisers: ['lin'],
          desk: 'town',
        },
        deadlines: { armed: [{ name: 'rectify', unit: 'mill', due: instant('03-06 17:00') }] },
      },
    ]);
    given(...raised)
      .when(RaiseSupervision, timed('lin', '03-05'))
      .expectState({
        supervision: { level: 2, status: 'raised' },
        clock: { running: { rectify: { version: 2, due: instant('03-09 17:00') } } },
      });
  });

  it('may skip a level, and does not go back to one', () => {
    const at = (level: number): CaseCommand => ({
      type: 'RaiseSupervision',
      data: { level, grounds: text('why') },
    });
    given(...raised)
      .when(at(3), timed('lin', '03-05'))
      .expectState({ supervision: { level: 3 } });
    given(...raised)
      .when(at(1), timed('lin', '03-05'))
      .expectRejection('supervised-already');
  });

  it('begins anew against a unit that has the case now: that of another does not cover for it', () => {
    given(...passedOn)
      .when(RaiseSupervision, timed('lin', '03-05'))
      .expectState({ supervision: { level: 1, unit: 'east' } });
  });

  it('is refused for a case that has ended', () => {
    given(...livedOn(timely.held, ['resident', commands.Withdraw]))
      .when(RaiseSupervision, timed('lin'))
      .expectRejection('case-final');
  });
});

describe('a rung that raises', () => {
  const climbed = (history: typeof raised) => livedOn(history, ['process', fire('handle', 2), '03-10 17:00']);

  it('does not repeat a level that the unit has reached', () => {
    expect(climbed(raised).filter(({ type }) => type === 'SupervisionRaised')).toHaveLength(1);
  });
});

describe('answering supervision', () => {
  it('is for the unit it is aimed at, also after it has passed the case on', () => {
    for (const history of [raised, passedOn])
      expect(livedOn(history, ['li', ReportRectification, '03-05']).slice(history.length)).toMatchObject([
        {
          type: 'RectificationReported',
          data: {
            ...mill,
            handlers: ['li'],
            account: text('put right'),
          },
          deadlines: { armed: [], ended: ['rectify'] },
        },
      ]);
    expect(whoMay('ReportRectification', passedOn)).toBe('li, zhou');
    expect(whoMay('AppealSupervision', passedOn)).toBe('li, zhou');
  });

  it('changes nothing the second time', () => {
    given(...livedOn(raised, ['li', ReportRectification, '03-05']))
      .when(ReportRectification, timed('li', '03-05'))
      .expectEvents();
    given(...appealed)
      .when(AppealSupervision, timed('li', '03-05'))
      .expectEvents();
  });

  it('is refused where nothing was raised', () => {
    for (const command of [ReportRectification, AppealSupervision, DecideAppeal])
      given(...timely.held)
        .when(command, timed('li'))
        .expectRejection('not-supervised');
  });
});

describe('clearing supervision', () => {
  it('ends it with its limit; the second time changes nothing', () => {
    const cleared = livedOn(raised, ['lin', ClearSupervision, '03-05']);
    expect(cleared.slice(raised.length)).toMatchObject([
      {
        type: 'SupervisionCleared',
        data: { ...mill, by: 'supervisor' },
        deadlines: { armed: [], ended: ['rectify'] },
      },
    ]);
    given(...cleared)
      .when(ClearSupervision, timed('lin', '03-05'))
      .expectEvents();
  });

  it('comes with the end of the case, and not back with its reopening', () => {
    const again = livedOn(
      raised,
      ['resident', commands.Withdraw],
      ['resident', commands.RequestReopen],
      ['chen', commands.Reopen],
    );
    expect(stateAfter(...again).supervision).toEqual({ status: 'clear', level: 0 });
  });
});

describe('commenting on a case', () => {
  it('is a supervisor’s, also after its end, and each time a word of its own', () => {
    for (const history of [timely.held, livedOn(timely.held, ['resident', commands.Withdraw])])
      given(...history)
        .when(CommentOnSupervision, timed('lin'))
        .expectEvents({ type: 'SupervisionCommented', data: { text: text('look again') } });
    expect(whoMay('CommentOnSupervision', timely.held)).toBe('lin, ding, kong');
  });
});

describe('a case of which nothing is heard', () => {
  it('is flagged at the unit that answers, once for a silence', () => {
    const flagged = livedOn(timely.held, ['process', FlagSilence]);
    expect(flagged.slice(timely.held.length)).toEqual([
      { type: 'CaseFellSilent', data: { ...mill, since: '2026-02-20T01:00:00.000Z', workingDays: 5 } },
    ]);
    given(...flagged)
      .when(FlagSilence, timed('process'))
      .expectEvents();
  });

  it('is not silent while it waits on purpose, or has ended', () => {
    for (const history of [
      livedOn(timely.held, ['li', AskResident]),
      livedOn(timely.held, ['resident', commands.Withdraw]),
    ])
      given(...history)
        .when(FlagSilence, timed('process'))
        .expectEvents();
  });
});
