import { momentAfter, momentText, type Limit } from '#kernel';
import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import type { Case, ExistingCase } from '../case.state.js';
import { moved } from '../clock/arming.js';
import { wantedDeadlines } from '../clock/wanted.js';
import type { CaseContext } from '../context.js';
import { refuse } from '../rejections.js';
import { desksAbove } from './desks.js';
import { open, ticking } from './guards.js';

const MOST_EXTENSIONS = 2;

/** 延期: the first by preset, decided at the next desk above; a second is asked for in days and goes one level higher. */
export function requestExtension(
  { data }: CommandOf<'RequestExtension'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = ticking(state);
  const { extension, extensions, running } = found.clock;
  if (extension) return [];
  if (extensions >= MOST_EXTENSIONS) throw refuse('extensions-exhausted');
  const { handle } = running;
  if (!handle) throw refuse('nothing-to-extend');
  if (Date.parse(handle.due) <= context.now)
    throw refuse('extension-too-late', { details: { due: handle.due } });
  const unit = found.custody.holder;
  const desks = desksAbove(unit, context.units);
  const decideBy = (extensions > 0 ? desks.at(-2) : undefined) ?? desks.at(-1) ?? unit;
  const limit = extensions === 0 ? preset(data.limit, context) : asked(data.limit, context);
  return [{ type: 'ExtensionRequested', data: { unit, limit, reason: data.reason, decideBy } }];
}

export function decideExtension(
  { data }: CommandOf<'DecideExtension'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = open(state);
  const { extension, running } = found.clock;
  if (!extension) throw refuse('no-extension-pending');
  const unit = context.actor.unit ?? extension.decideBy;
  if (!data.granted) {
    if (data.text === undefined) throw refuse('text-missing');
    return [{ type: 'ExtensionRefused', data: { unit, text: data.text } }];
  }
  ticking(found);
  const { handle } = running;
  if (!handle) throw refuse('nothing-to-extend');
  const from = handle.due;
  const calendar = context.calendars.for(handle.path);
  const to = momentText(momentAfter(calendar, Date.parse(from), extension.limit));
  const granted: CaseEvent = {
    type: 'ExtensionGranted',
    data: { unit, from, to, ...(data.text && { text: data.text }) },
  };
  return [granted, extended(found, extension.limit, context)];
}

function extended(state: ExistingCase, limit: Limit, context: CaseContext): CaseEvent {
  const { handle } = state.clock.running;
  const wanted = wantedDeadlines(state, context.rules).find(({ name }) => name === 'handle');
  if (!handle || !wanted) throw refuse('nothing-to-extend');
  const dated = { startedAt: handle.due, limit, because: 'extension' } as const;
  return {
    type: 'DeadlineMoved',
    data: {
      deadline: moved(handle, dated, wanted, context),
      from: handle.due,
      because: { reason: 'extension' },
    },
  };
}

function preset(wished: Limit | undefined, { rules }: CaseContext): Limit {
  if (wished !== undefined)
    throw refuse('extension-is-preset', { details: { limit: rules.policy.extension } });
  return rules.policy.extension;
}

function asked(wished: Limit | undefined, { rules }: CaseContext): Limit {
  const most = rules.policy.extensionDays;
  if (wished === undefined) throw refuse('extension-days-missing', { details: { most } });
  if (wished.unit !== 'working-days' || wished.amount > most || wished.amount <= 0)
    throw refuse('extension-too-long', { details: { most } });
  return wished;
}
