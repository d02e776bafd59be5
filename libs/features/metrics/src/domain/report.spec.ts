import { describe, expect, it } from '@jest/globals';
import { begun, DAY, figures, handled } from '../specs/figures-of-july.js';
import { july, said, type Step } from '../specs/story.js';

describe('closing in time', () => {
  it('is handling reported no later than the date, though the closing comes after it', () => {
    const steps = [...begun(100), ...handled(100)];
    expect(figures('mill', steps)).toMatchObject({
      'closing-rate': [1, 1],
      'on-time-closing-rate': [1, 1],
      'urgent-on-time-closing-rate': [0, 0],
    });
  });

  it('is missed a moment later', () => {
    const steps = [...begun(100, 'urgent'), ...handled(101)];
    expect(figures('mill', steps)).toMatchObject({
      'closing-rate': [1, 1],
      'on-time-closing-rate': [0, 1],
      'urgent-on-time-closing-rate': [0, 1],
    });
  });

  it('goes by the date as it stood then: an extension has moved it', () => {
    const steps: Step[] = [...begun(100), [99, said.extended('mill', july(200))], ...handled(150)];
    expect(figures('mill', steps)).toMatchObject({
      'on-time-closing-rate': [1, 1],
      'extension-rate': [1, 1],
    });
  });

  it('goes by the last account of handling: what was sent back has to come in time again', () => {
    const late: Step[] = [
      ...begun(100),
      [90, said.handled()],
      [91, said.verified(false)],
      [91, said.sentBack()],
      ...handled(110),
    ];
    expect(figures('mill', late)).toMatchObject({
      'on-time-closing-rate': [0, 1],
      'first-time-completion-rate': [0, 1],
      'rework-rate': [1, 2],
    });
  });

  it('goes by when an import says it happened, and by the log’s clock for everybody else', () => {
    const told = (role: 'import' | 'committee-officer') =>
      [...begun(100), ...handled(99)].map(([hour, event]): Step => [
        hour,
        event,
        { role, recorded: Math.max(hour, hour === 99 ? 300 : 0) },
      ]);
    expect(figures('mill', told('import'))).toMatchObject({ 'on-time-closing-rate': [1, 1] });
    expect(figures('mill', told('committee-officer'))).toMatchObject({ 'on-time-closing-rate': [0, 1] });
  });

  it('says nothing of a case without a date', () => {
    const steps: Step[] = [[1, said.reported('mill-1')], [2, said.accepted('mill')], ...handled(5)];
    expect(figures('mill', steps)).toMatchObject({ due: [0, 0], 'closing-rate': [0, 0], closed: [1, 0] });
  });
});

describe('what is due', () => {
  it('belongs to the period of its date, whenever it was closed', () => {
    const steps = [...begun(40 * DAY), ...handled(30)];
    const august = { from: july(31 * DAY), to: july(62 * DAY) };
    expect(figures('mill', steps)).toMatchObject({ due: [0, 0], closed: [1, 0] });
    expect(figures('mill', steps, august)).toMatchObject({ due: [1, 0], 'closing-rate': [1, 1] });
  });

  it('is less what was stopped before its date and stands still', () => {
    const steps: Step[] = [...begun(100), [50, said.paused()]];
    expect(figures('mill', steps)).toMatchObject({ due: [1, 0], deferred: [1, 0], 'closing-rate': [0, 0] });
    const runs: Step[] = [...steps, [60, said.resumed()], [60, said.due('mill', july(120))]];
    expect(figures('mill', runs)).toMatchObject({ due: [1, 0], deferred: [0, 0], 'closing-rate': [0, 1] });
  });

  it('stays due when the clock is stopped after the date', () => {
    const steps: Step[] = [...begun(100), [150, said.paused()]];
    expect(figures('mill', steps)).toMatchObject({ due: [1, 0], deferred: [0, 0], 'closing-rate': [0, 1] });
  });

  it('counts a merged case with the other one, and again once it stands for itself', () => {
    const merged: Step[] = [...begun(100), [50, said.merged()]];
    expect(figures('mill', merged)).toMatchObject({ due: [0, 0], merged: [1, 0], open: [0, 0] });
    const apart: Step[] = [...merged, [60, said.unmerged()]];
    expect(figures('mill', apart)).toMatchObject({ due: [1, 0], unmerged: [1, 0], open: [1, 0] });
  });

  it.each(['rejected', 'withdrawn'] as const)('leaves out what was %s', (ending) => {
    const steps: Step[] = [...begun(100), [50, said[ending]()]];
    expect(figures('county', steps)).toMatchObject({ due: [0, 0], [ending]: [1, 0] });
  });
});

describe('the unit that answers', () => {
  it('is the one that signed, from then on', () => {
    const steps = begun(100);
    expect(figures('mill-1', steps)).toMatchObject({ reported: [1, 0], 'handed-on': [1, 0], open: [0, 0] });
    expect(figures('mill', steps)).toMatchObject({ reported: [1, 0], open: [1, 0], due: [1, 0] });
    expect(figures('river', steps)).toMatchObject({ 'handed-on': [0, 0], received: [0, 0], open: [1, 0] });
    expect(figures('oak', steps)).toMatchObject({ reported: [0, 0], received: [0, 0], open: [0, 0] });
  });

  it('is rid of its share once a return is granted', () => {
    const steps: Step[] = [
      [1, said.reported('mill-1')],
      [2, said.accepted('town')],
      [2, said.due('town', july(100))],
      [3, said.offered('town', 'oak')],
      [4, said.signed('oak')],
      [5, said.returned('oak', 'town')],
      [6, said.offered('town', 'mill')],
      [7, said.signed('mill')],
      ...handled(50),
    ];
    expect(figures('oak', steps)).toMatchObject({ due: [0, 0], 'return-rate': [1, 1], closed: [0, 0] });
    expect(figures('mill', steps)).toMatchObject({ due: [1, 0], 'return-rate': [0, 1], closed: [1, 0] });
    expect(figures('town', steps)).toMatchObject({ 'return-rate': [1, 1], 'hops-per-case': [2, 1] });
  });

  it('has escalated to a level what it offered up', () => {
    const steps: Step[] = [...begun(100), [20, said.offered('mill', 'river', 'escalation')]];
    expect(figures('mill', steps)).toMatchObject({
      'escalation-rate-committee': [1, 1],
      'escalation-rate-town': [0, 1],
    });
    expect(figures('oak', steps)).toMatchObject({ 'escalation-rate-committee': [0, 0] });
  });
});
