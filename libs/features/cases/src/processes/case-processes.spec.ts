import { describe, expect, it } from '@jest/globals';
import { commandIdFrom, type Process, type Step } from '#processes';
import { RelayToCase } from '../commands/case-desk.commands.js';
import type { CaseEvent } from '../domain/case.events.js';
import { linked, merged, splitInto, childOf } from '../domain/decisions/testing.js';
import { acceptedBy } from '../domain/testing.js';
import { storedAs } from '../specs/stored.js';
import { caseStream, privacyStream } from '../streams.js';
import { caseProcesses } from './case-processes.js';
import { erasureProcess } from './erasure.process.js';
import { mergeProcess } from './merge.process.js';
import { splitProcess } from './split.process.js';

/** What a process does about an event of `case-1`: each command by its case, with what follows a refusal. */
function whenIn(process: Process, event: CaseEvent) {
  const stored = storedAs(caseStream('case-1'), event);
  return { stored, steps: process.react(stored).map(relayed) };
}

function relayed({ command, refused }: Step): object {
  if (!(command instanceof RelayToCase)) throw new TypeError('no command to a case');
  const { caseId } = command;
  const instead = refused?.(Object.assign(new Error(), {}) as never).map(relayed);
  return { caseId, ...command.command, ...(instead && { instead }) };
}

describe('a case that was merged into another', () => {
  it('is made known there; should that be refused, the merge is undone', () => {
    expect(whenIn(mergeProcess, merged).steps).toEqual([
      {
        caseId: 'case-2',
        type: 'LinkDuplicate',
        data: { duplicate: 'case-1', reporters: ['case-1'] },
        instead: [{ caseId: 'case-1', type: 'Unmerge', data: { from: 'case-2' } }],
      },
    ]);
  });

  it('is taken off there when the merge is undone', () => {
    const undone: CaseEvent = { type: 'CaseUnmerged', data: { from: 'case-2', reporters: ['case-1'] } };
    expect(whenIn(mergeProcess, undone).steps).toEqual([
      {
        caseId: 'case-2',
        type: 'UnlinkDuplicate',
        data: { duplicate: 'case-1', reporters: ['case-1'] },
      },
    ]);
  });

  it('is taken off further on, where the other was merged into a third', () => {
    const data = { duplicate: 'case-7', reporters: ['case-7'] };
    const here: CaseEvent = { type: 'DuplicateUnlinked', data };
    const onward: CaseEvent = { type: 'DuplicateUnlinked', data: { ...data, into: 'case-9' } };
    expect(whenIn(mergeProcess, here).steps).toEqual([]);
    expect(whenIn(mergeProcess, onward).steps).toEqual([
      { caseId: 'case-9', type: 'UnlinkDuplicate', data: { ...data, nested: true } },
    ]);
  });

  it.each([
    { type: 'CaseWithdrawn', data: { releases: ['case-5', 'case-6'] } },
    {
      type: 'CaseRejected',
      data: {
        reason: 'not-a-case',
        advice: { subject: 'case:case-1', box: '' },
        releases: ['case-5', 'case-6'],
      },
    },
  ] as const satisfies readonly CaseEvent[])(
    'stands for itself again when the other ends by $type',
    (event) => {
      expect(whenIn(mergeProcess, event).steps).toEqual(
        ['case-5', 'case-6'].map((caseId) => ({ caseId, type: 'Unmerge', data: { from: 'case-1' } })),
      );
    },
  );

  it('concerns nobody else', () => {
    for (const event of [{ type: 'CaseWithdrawn', data: {} }, acceptedBy('mill'), linked('case-3')] as const)
      expect(whenIn(mergeProcess, event).steps).toEqual([]);
  });
});

describe('a case that was split', () => {
  it('has each of its parts reported, with the reporter and the urgency of the whole', () => {
    const event = splitInto(childOf('case-8'), childOf('case-9', { unit: 'hill-1' }));
    const [first, second, ...more] = whenIn(splitProcess, event).steps;
    expect(more).toEqual([]);
    expect(first).toEqual({
      caseId: 'case-8',
      type: 'ReportCase',
      data: {
        serviceType: '050101',
        urgency: 'ordinary',
        unit: 'mill-1',
        channel: 'split',
        identityProtected: false,
        reporter: 'reporter:case-1',
        narrative: { subject: 'reporter:case-1', box: 'narrative' },
        receiptHash: 'hash-case-8',
        parent: 'case-1',
      },
    });
    expect(second).toMatchObject({ caseId: 'case-9', data: { unit: 'hill-1', parent: 'case-1' } });
  });
});

describe('a key that was destroyed', () => {
  it('is destroyed again, should the first time have been cut short', () => {
    const subject = 'reporter:case-1';
    const stored = storedAs(privacyStream(subject), { type: 'SubjectKeyDestroyed', data: { subject } });
    expect(erasureProcess.react(stored)).toMatchObject([
      { command: { subject, meta: { by: { kind: 'system', role: 'process' } } } },
    ]);
  });
});

describe('every command of a process', () => {
  it('bears an id of the event and the deed, and says what caused it', () => {
    const { stored } = whenIn(splitProcess, splitInto(childOf('case-8')));
    const [step] = splitProcess.react(stored);
    const commandId = commandIdFrom(stored.id, 'case-8');
    expect(step?.command).toMatchObject({
      meta: {
        commandId,
        fingerprint: commandId,
        by: { kind: 'system', role: 'process' },
        occurredAt: stored.occurredAt,
        correlationId: stored.correlationId,
        causationId: stored.id,
      },
    });
  });

  it('has an id of its own', () => {
    const event = splitInto(childOf('case-8'), childOf('case-9'));
    const ids = splitProcess
      .react(whenIn(splitProcess, event).stored)
      .map(({ command }) => (command as RelayToCase).meta.commandId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('an event of a later release', () => {
  it('is passed by', () => {
    for (const process of caseProcesses.filter(({ name }) => name !== 'erasure')) {
      const type = process.filter.types?.[0] ?? '';
      const stored = { ...storedAs(caseStream('case-1'), { type, data: {} }), schemaVersion: 99 };
      expect(process.react(stored)).toEqual([]);
    }
  });
});
