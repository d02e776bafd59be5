import { describe, expect, it } from '@jest/globals';
import { reportOn } from '../specs/counted.js';
import { begun, DAY, figures, handled, JULY } from '../specs/figures-of-july.js';
import { july, logOf, said, type Step } from '../specs/story.js';

describe('an episode', () => {
  it('begins anew with a reopening, which is a class of its own', () => {
    const steps: Step[] = [
      ...begun(100),
      ...handled(50),
      [80, said.reopened('mill')],
      [80, said.due('mill', july(90))],
      ...handled(95),
    ];
    expect(figures('mill', steps)).toMatchObject({
      reported: [1, 0],
      reopened: [1, 0],
      closed: [2, 0],
      open: [0, 0],
      'reopen-rate': [1, 2],
      due: [2, 0],
      'on-time-closing-rate': [1, 2],
    });
  });

  it('takes the date that the reopening itself brings, be it the one it had', () => {
    const steps: Step[] = [...begun(100), ...handled(50), [80, said.reopenedUntil('mill', july(100))]];
    expect(figures('mill', [...steps, ...handled(95)])).toMatchObject({
      due: [2, 0],
      'on-time-closing-rate': [2, 2],
    });
  });

  it('that is settled on the spot is counted and not scored', () => {
    const steps: Step[] = [
      [1, said.reported('mill-1')],
      [1, said.closed(true)],
    ];
    expect(figures('mill-1', steps)).toMatchObject({
      'settled-on-spot': [1, 0],
      closed: [1, 0],
      'first-time-completion-rate': [0, 0],
      'working-time-whole': [0, 0],
    });
  });

  it('is silent until somebody does something; what the engine does by itself breaks no silence', () => {
    const silent: Step[] = [...begun(100), [20, said.silent('mill'), { role: 'process' }]];
    expect(figures('mill', silent)).toMatchObject({ 'silent-rate': [1, 1] });
    const offered = said.offered('mill', 'river', 'escalation');
    const moved: Step[] = [...silent, [21, offered, { role: 'process' }]];
    expect(figures('mill', moved)).toMatchObject({ 'silent-rate': [1, 1] });
    expect(figures('mill', [...silent, [21, said.noted()]])).toMatchObject({ 'silent-rate': [0, 1] });
  });
});

describe('the median of working time', () => {
  it('is counted in hours of the calendar, in which the clock ran', () => {
    // Offered at 9, signed at 10; accepted at 9, stopped from 11 to 12, handled at 13 the next day: 2 + 5 + 4 hours.
    const steps: Step[] = [
      [8, said.reported('mill-1')],
      [9, said.accepted('river')],
      [9, said.offered('river', 'mill')],
      [10, said.signed('mill')],
      [11, said.paused()],
      [12, said.resumed()],
      [DAY + 13, said.handled()],
    ];
    const { figures: found } = reportOn(logOf(...steps), { ...JULY, unit: 'mill' });
    const hours = Object.fromEntries(found.map(({ definition, value }) => [definition.id, value]));
    expect(hours).toMatchObject({
      'working-time-accept': 0,
      'working-time-sign': 1,
      'working-time-handle': 11,
      'working-time-verify': null,
    });
  });
});
