import type { StoredEvent } from '#event-store';
import { Rejection } from '#kernel';
import type { Step } from '#processes';
import type { ClearCaseCommand } from '../commands/clear-case.commands.js';
import type { PersonName } from '../domain/testing.js';
import { caseProcesses } from '../processes/case-processes.js';
import type { CaseOffice } from './case-office.js';

/** Commands that bring a reported case to each stage, by those who may give them. */
export const steps = {
  accept: ['chen', { type: 'AcceptCase', data: {} }],
  offer: ['chen', { type: 'OfferCustody', data: { to: 'mill' } }],
  sign: ['li', { type: 'AcceptCustody', data: {} }],
  handle: [
    'li',
    {
      type: 'ReportHandled',
      data: {
        outcome: 'solved',
        internalAccount: '换了灯泡 bulb replaced',
        publicReply: '路灯已修好 It shines',
      },
    },
  ],
  verify: ['he', { type: 'Verify', data: { ok: true } }],
  callBack: ['guo', { type: 'CallBack', data: { reached: true, solved: true, satisfied: true } }],
  close: ['chen', { type: 'CloseCase', data: {} }],
} as const satisfies Record<string, readonly [PersonName, ClearCaseCommand]>;

/** Takes these steps with a case, one after the other. */
export async function take(
  office: CaseOffice,
  caseId: string,
  ...names: readonly (keyof typeof steps)[]
): Promise<void> {
  for (const name of names) {
    const [who, command] = steps[name];
    await office.give(who, caseId, command);
  }
}

/** The engine's processes do all that the log calls for, and what follows from that. */
export async function settle(office: CaseOffice): Promise<void> {
  let { events, position } = await office.store.readAll();
  while (events.length > 0) {
    for (const event of events) for (const step of stepsFor(event)) await carryOut(office, step);
    ({ events, position } = await office.store.readAll({ from: position }));
  }
}

function stepsFor(event: StoredEvent): readonly Step[] {
  return caseProcesses.flatMap((process) => {
    const { types = [], streamPrefixes = [] } = process.filter;
    const asked = types.includes(event.type) && streamPrefixes.some((each) => event.stream.startsWith(each));
    return asked ? process.react(event) : [];
  });
}

async function carryOut(office: CaseOffice, { command, refused }: Step): Promise<void> {
  try {
    await office.dispatch(command);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    for (const step of refused?.(error as Rejection) ?? []) await carryOut(office, step);
  }
}

/** The code of a refusal, `accepted` when there was none. */
export async function codeOf(deed: Promise<unknown>): Promise<string> {
  try {
    await deed;
    return 'accepted';
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}
