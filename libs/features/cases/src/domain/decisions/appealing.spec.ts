import { describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '../case.commands.js';
import { fire, instant, livedOn, timed, timely, whoMay, type Deed } from '../clock/testing.js';
import { as, given, stateAfter, text, units, type PersonName } from '../testing.js';
import { commands } from './testing.js';

const { RaiseSupervision, AppealSupervision, DecideAppeal, ClearSupervision, Escalate, AcceptCustody } =
  commands;
const turnedDown: CaseCommand = { type: 'DecideAppeal', data: { upheld: false, text: text('late it was') } };

const mill = { unit: 'mill', path: units.pathOf('mill') };
const raised = livedOn(timely.held, ['lin', RaiseSupervision, '03-04']);
const appealed = livedOn(raised, ['li', AppealSupervision, '03-04']);
const lost = livedOn(appealed, ['ding', turnedDown, '03-05']);

describe('appealing', () => {
  it('stops the limit, and sets one for those above who decide', () => {
    expect(appealed.slice(raised.length)).toMatchObject([
      {
        type: 'SupervisionAppealed',
        data: {
          ...mill,
          grounds: text('not ours'),
          decideBy: 'county',
        },
        deadlines: { armed: [{ name: 'appeal-decision', unit: 'county' }], ended: ['rectify'] },
      },
    ]);
    expect(whoMay('DecideAppeal', appealed)).toBe('ding, kong');
  });

  it('clears it when it is upheld', () => {
    expect(livedOn(appealed, ['ding', DecideAppeal, '03-05']).slice(appealed.length)).toMatchObject([
      { type: 'AppealDecided', data: { ...mill, upheld: true } },
      {
        type: 'SupervisionCleared',
        data: { ...mill, by: 'appeal' },
        deadlines: { armed: [], ended: ['appeal-decision'] },
      },
    ]);
  });

  it('leaves it when it is not: the unit has its time to put it right, and does not contest it twice', () => {
    expect(stateAfter(...lost)).toMatchObject({
      supervision: { status: 'raised', level: 1 },
      clock: { running: { rectify: { startedAt: instant('03-05'), due: instant('03-09 17:00') } } },
    });
    given(...lost)
      .when(AppealSupervision, timed('li', '03-05'))
      .expectRejection('appealed-already');
    given(...livedOn(lost, ['lin', RaiseSupervision, '03-06']))
      .when(AppealSupervision, timed('li', '03-06'))
      .expectState({ supervision: { status: 'appealed', level: 2 } });
  });

  it('is not decided the second time', () => {
    given(...lost)
      .when(turnedDown, timed('ding', '03-05'))
      .expectRejection('no-appeal');
  });
});

describe('who decides an appeal', () => {
  const appealAfter = (...deeds: readonly Deed[]) =>
    livedOn(timely.held, ...deeds, ['li', AppealSupervision, '03-04']);
  const atTown = { actor: as('kong', 'town').actor };
  const refusedTo = (history: typeof raised, by: PersonName, more = {}) =>
    given(...history)
      .when(DecideAppeal, timed(by, '03-05', more))
      .expectRejection('own-supervision');

  it('sits above the unit when a rung has raised it', () => {
    const byRung = livedOn(timely.held, ['process', fire('handle', 2), '03-10 17:00']);
    expect(stateAfter(...livedOn(byRung, ['li', AppealSupervision, '03-11'])).supervision).toMatchObject({
      decideBy: 'east',
    });
  });

  it('is none of those who raised it, at whatever level, as deputy or in person', () => {
    const byDeputy = appealAfter(
      ['lin', RaiseSupervision, '03-03'],
      ['kong', RaiseSupervision, '03-04', atTown],
    );
    expect(stateAfter(...byDeputy).supervision).toMatchObject({
      raisers: ['lin', 'kong'],
      desk: 'town',
      decideBy: 'county',
    });
    expect(
      stateAfter(...appealAfter(['kong', RaiseSupervision, '03-04', atTown])).supervision.raisers,
    ).toEqual(['kong', 'lin']);
    refusedTo(byDeputy, 'lin');
    refusedTo(byDeputy, 'kong');
    refusedTo(appealAfter(['lin', RaiseSupervision, '03-04']), 'kong', atTown);
    given(...byDeputy)
      .when(DecideAppeal, timed('ding', '03-05'))
      .expectState({ supervision: { status: 'clear' } });
  });

  it('sits above the highest of their desks, where somebody else may sit at the top of the grid', () => {
    const fromTop = appealAfter(['ding', RaiseSupervision, '03-03'], ['lin', RaiseSupervision, '03-04']);
    expect(stateAfter(...fromTop).supervision).toMatchObject({ desk: 'county', decideBy: 'county' });
    refusedTo(fromTop, 'ding');
    given(...fromTop)
      .when(DecideAppeal, timed('kong', '03-05'))
      .expectState({ supervision: { status: 'clear' } });
  });

  it('may be who has raised one against another unit', () => {
    const passedOn = livedOn(raised, ['li', Escalate, '03-04'], ['chen', AcceptCustody, '03-04']);
    const again = livedOn(passedOn, ['ding', RaiseSupervision, '03-05']);
    expect(stateAfter(...again).supervision).toMatchObject({ unit: 'east', raisers: ['ding'] });
  });

  it('need not be anybody: who raised it may give way', () => {
    given(...appealed)
      .when(ClearSupervision, timed('lin', '03-05'))
      .expectState({ supervision: { status: 'clear' } });
  });
});
