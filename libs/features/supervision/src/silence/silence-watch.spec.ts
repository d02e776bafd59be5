import { describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { DecideCase } from '#cases/messages';
import { rejectionsOf } from '#kernel';
import { secretary } from '../specs/case-log.js';
import { A_DAY } from '../specs/grid.js';
import { happenings as event } from '../specs/happenings.js';
import { supervisionApp } from '../specs/supervision-app.js';

const refuse = rejectionsOf({ final: ['conflict', 'It has ended.', '已终结。'] });

/** The watch over a log, with the commands it has sent; the decider of cases is another room's. */
async function watching() {
  const app = await supervisionApp();
  const sent: DecideCase[] = [];
  let refusing = false;
  app.app.get(CommandBus).execute = (command: object) => {
    if (refusing) return Promise.reject(refuse('final'));
    sent.push(command as DecideCase);
    return Promise.resolve() as never;
  };
  const pass = async (days: number) => {
    await app.caughtUp();
    return app.watch.pass(app.clock.now() + days * A_DAY);
  };
  return { ...app, sent, pass, refuse: () => (refusing = true) };
}

describe('finding silent cases', () => {
  it('flags an open case after five working days without a word, not counting the week-end', async () => {
    const { log, sent, pass } = await watching();
    const id = await log.report(event.reported());
    const since = new Date(log.clock.now()).toISOString();
    // Reported on Monday: the fifth working day is over on the next Monday.
    expect([await pass(4), await pass(6)]).toEqual([0, 0]);
    expect(await pass(7)).toBe(1);
    expect(sent).toMatchObject([
      {
        caseId: id,
        command: { type: 'FlagSilence', data: { since, workingDays: 5 } },
        meta: { by: { kind: 'system', role: 'process' } },
      },
    ]);
  });

  it('sends the same command as long as the silence is the same, and another for another silence', async () => {
    const { log, sent, pass } = await watching();
    const id = await log.report(event.reported());
    await pass(7);
    await pass(8);
    await log.happen(id, secretary, event.noted());
    await pass(8);
    expect(new Set(sent.map(({ meta }) => meta.commandId)).size).toBe(2);
    expect(sent[0]?.meta.commandId).toBe(sent[1]?.meta.commandId);
  });

  it('leaves alone what has ended, what stands still on purpose, and what is flagged', async () => {
    const { log, sent, pass } = await watching();
    const [ended, paused, flagged] = [
      await log.report(event.reported()),
      await log.report(event.reported()),
      await log.report(event.reported()),
    ];
    await log.happen(ended, secretary, event.closed());
    await log.happen(paused, secretary, event.paused());
    const engine = { id: 'process', role: 'process' } as const;
    await log.happen(flagged, engine, event.silent('mill-1', '2026-03-02T02:00:01.000Z'));
    await pass(30);
    expect(sent).toEqual([]);
  });

  it('is not fooled by what the engine does by itself, and counts anew from the end of a pause', async () => {
    const { log, sent, pass } = await watching();
    const engine = { id: 'process', role: 'process' } as const;
    const [reminded, resumed] = [await log.report(event.reported()), await log.report(event.reported())];
    await log.happen(resumed, secretary, event.paused());
    log.clock.advance(6 * A_DAY);
    await log.happen(reminded, engine, event.reminded('mill-1'));
    await log.happen(resumed, engine, event.resumed());
    await pass(2);
    expect(sent.map(({ caseId }) => caseId)).toEqual([reminded]);
  });

  it('looks at all of them, however many, and goes past a case that has moved on', async () => {
    const { log, sent, pass, refuse: refuseAll } = await watching();
    for (let n = 0; n < 450; n += 1) await log.report(event.reported());
    expect(await pass(8)).toBe(450);
    expect(new Set(sent.map(({ caseId }) => caseId)).size).toBe(450);
    refuseAll();
    expect(await pass(8)).toBe(0);
  });
});
