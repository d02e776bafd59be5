import type { Rules, ServiceType } from '#kernel';
import type { CaseEvent, ReportedCase } from '../case.events.js';
import type { CommandOf, Report } from '../case.commands.js';
import type { Case } from '../case.state.js';
import { isSystem, personsOf, type CaseContext } from '../context.js';
import { whoMayGive } from '../powers.js';
import { refuse } from '../rejections.js';
import { reopenUntil } from './closing.js';
import { at, existing, open, openUnit, released, standing } from './guards.js';

export function reportCase(
  { data }: CommandOf<'ReportCase'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  if (state !== 'none') throw refuse('case-exists');
  serviceType(data.serviceType, context.rules);
  openUnit(data.unit, context.units);
  return filed(data, context);
}

/** 随手办: seen, mended and closed in one go, where the service type allows it. */
export function settleOnSpot(
  { data }: CommandOf<'SettleOnSpot'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const { internalAccount, publicReply, ...report } = data;
  if (state !== 'none') throw refuse('case-exists');
  const { onSpot } = serviceType(data.serviceType, context.rules);
  if (!isSystem(context.actor) && !(onSpot as readonly string[]).includes(context.actor.role))
    throw refuse('not-on-spot', { details: { serviceType: data.serviceType, roles: onSpot } });
  openUnit(data.unit, context.units);
  const closed = {
    outcome: 'solved',
    onSpot: true,
    reopenUntil: reopenUntil(context),
    internalAccount,
  } as const;
  return [
    ...filed(report, context),
    { type: 'CaseClosed', data: closed },
    { type: 'PublicReplyPublished', data: { reply: publicReply } },
  ];
}

export function acceptCase(
  { data }: CommandOf<'AcceptCase'>,
  state: Case,
  context: CaseContext,
): CaseEvent[] {
  const found = open(state);
  if (found.lifecycle.stage !== 'reported') return alreadyTakenUp(found.acceptedBy, data, context);
  const unit = context.actor.unit ?? data.unit ?? found.custody.holder;
  openUnit(unit, context.units);
  const code = data.serviceType ?? found.serviceType;
  serviceType(code, context.rules);
  if (data.due !== undefined && !isSystem(context.actor)) throw refuse('due-is-computed');
  const accepted = {
    unit,
    ...standing(unit, context.units),
    serviceType: code,
    urgency: data.urgency ?? found.urgency,
    rules: { version: context.rules.version, hash: context.rules.hash },
    ...(data.due !== undefined && { due: data.due }),
  };
  return [{ type: 'CaseAccepted', data: accepted }];
}

export function rejectCase(command: CommandOf<'RejectCase'>, state: Case, context: CaseContext): CaseEvent[] {
  if (existing(state).lifecycle.stage === 'rejected') return [];
  const found = at(state, 'reported');
  if (personsOf(context).some((person) => found.filers.includes(person)))
    throw refuse('own-report', { whoMay: whoMayGive(command, found, context.units) });
  return [{ type: 'CaseRejected', data: { ...command.data, ...released(found) } }];
}

function alreadyTakenUp(
  by: string | undefined,
  data: CommandOf<'AcceptCase'>['data'],
  { actor }: CaseContext,
): CaseEvent[] {
  const unit = actor.unit ?? data.unit;
  if (by !== undefined && (unit === undefined || unit === by)) return [];
  throw refuse('wrong-stage', { details: { acceptedBy: by } });
}

function filed({ receiptHash, ...report }: Report, context: CaseContext): CaseEvent[] {
  const where = standing(report.unit, context.units);
  const [filedBy = null, filedFor] = personsOf(context);
  const data: ReportedCase = { ...report, ...where, filedBy, ...(filedFor !== undefined && { filedFor }) };
  return [
    { type: 'CaseReported', data },
    { type: 'ReceiptIssued', data: { receiptHash } },
  ];
}

function serviceType(code: string, { types }: Rules): ServiceType {
  const known = types.get(code);
  if (!known) throw refuse('unknown-service-type', { details: { serviceType: code } });
  return known;
}
