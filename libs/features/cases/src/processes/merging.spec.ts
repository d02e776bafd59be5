import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { InMemoryCheckpoints, ProcessRunner } from '#processes';
import type { ExistingCase } from '../domain/case.state.js';
import { CaseOffice } from '../specs/case-office.js';
import { atTheEnd, logs } from '../specs/rooms.js';
import { codeOf, take } from '../specs/story.js';
import { caseProcesses } from './case-processes.js';

/** The engine's processes at work beside the desk. */
function processesOf(office: CaseOffice) {
  const runner = new ProcessRunner(office.store, new InMemoryCheckpoints(), caseProcesses, office.dispatch);
  atTheEnd(() => runner.stop());
  runner.start();
  /** Every process has seen the end of the log, and none has written anything since. */
  const settled = async () => {
    for (let head = await office.store.head(), next = head; ; head = next) {
      while (
        !Object.values(runner.health()).every(({ position }) => position !== 'start' && position >= head)
      )
        await nextTurn();
      next = await office.store.head();
      if (next === head) return;
    }
  };
  return { runner, settled };
}

async function stateOf(office: CaseOffice, id: string): Promise<ExistingCase> {
  const state = await office.desk.stateOf(id);
  if (state === 'none') throw new Error('no such case');
  return state;
}

describe.each(Object.entries(logs))('merging over a log %s', (_, open) => {
  const officeWith = async () => {
    const { clock } = new CaseOffice();
    const office = new CaseOffice({ clock, store: open(clock) });
    const [id, target] = [await office.report(), await office.report()];
    return {
      office,
      id,
      target,
      merge: () => office.give('chen', id, { type: 'Merge', data: { into: target } }),
    };
  };

  it('has the other case call both reporters back', async () => {
    const { office, id, target, merge } = await officeWith();
    const { settled } = processesOf(office);
    await merge();
    await settled();
    expect(Object.keys((await stateOf(office, target)).callBacks)).toEqual(['own', id]);
  });

  it('is undone by itself when the other case has ended in between', async () => {
    const { office, id, target, merge } = await officeWith();
    await merge();
    await office.give('resident', target, { type: 'Withdraw', data: {} });
    await processesOf(office).settled();
    expect((await stateOf(office, id)).lifecycle.stage).toBe('reported');
    expect((await stateOf(office, target)).duplicates).toEqual([]);
  });

  it('lets the one stand for itself again when the other is withdrawn', async () => {
    const { office, id, target, merge } = await officeWith();
    const { settled } = processesOf(office);
    await merge();
    await settled();
    await office.give('resident', target, { type: 'Withdraw', data: {} });
    await settled();
    expect((await stateOf(office, id)).lifecycle.stage).toBe('reported');
  });

  it('ends as before when it is undone, whenever the processes come to it', async () => {
    const { office, id, target, merge } = await officeWith();
    const [one, other] = [await stateOf(office, id), await stateOf(office, target)];
    await merge();
    await office.give('chen', id, { type: 'Unmerge', data: {} });
    await processesOf(office).settled();
    expect([await stateOf(office, id), await stateOf(office, target)]).toEqual([one, other]);
  });

  it('changes nothing more when all events are seen again after a restart', async () => {
    const { office, id, target, merge } = await officeWith();
    const first = processesOf(office);
    await merge();
    await office.give('chen', id, { type: 'Unmerge', data: {} });
    await merge();
    await first.settled();
    await office.give('resident', target, { type: 'Withdraw', data: {} });
    await first.settled();
    await first.runner.stop();
    const head = await office.store.head();
    const restarted = new CaseOffice(office);
    await processesOf(restarted).settled();
    expect(await office.store.head()).toBe(head);
  });
});

describe('splitting', () => {
  it('files the parts once, though the process dies before it has noted that', async () => {
    const office = new CaseOffice();
    const id = await office.report();
    await take(office, id, 'accept', 'offer', 'sign');
    const child = (unit: string) => ({ serviceType: '050301', unit, narrative: { summary: unit } });
    await office.give('li', id, { type: 'Split', data: { children: [child('mill-1'), child('hill-1')] } });
    const parts = (await stateOf(office, id)).children;
    for (const _ of ['the first time', 'after a crash']) {
      const { runner, settled } = processesOf(new CaseOffice(office));
      await settled();
      await runner.stop();
    }
    for (const part of parts) expect(await office.typesOf(part)).toEqual(['CaseReported', 'ReceiptIssued']);
    expect(await codeOf(office.give('liu', parts[1] ?? '', { type: 'AddNote', data: note }))).toBe(
      'accepted',
    );
    expect((await stateOf(office, parts[0] ?? '')).parent).toBe(id);
  });

  const note = { visibility: 'internal', text: 'seen' } as const;
});
