import type { Sealed, ServiceType } from '#kernel';
import type { Vault } from '#privacy';
import type { CaseCommand, CaseCommandType } from '../domain/case.commands.js';
import type { Case } from '../domain/case.state.js';
import type { ClearCaseCommand, ClearReport } from './clear-case.commands.js';

/** Which texts of a command are written by hand; they are sealed under the case's key. */
const TEXTS: Record<Exclude<CaseCommandType, 'ReportCase' | 'SettleOnSpot' | 'Split'>, readonly string[]> = {
  AcceptCase: [],
  RejectCase: ['advice'],
  OfferCustody: ['reason'],
  AcceptCustody: [],
  RequestReturn: ['text'],
  DecideReturn: ['text'],
  Escalate: ['digest', 'ask'],
  AnswerEscalation: ['answer'],
  SendDown: ['instruction'],
  RecordFirstContact: ['note'],
  AddHelper: ['task'],
  CompleteHelp: ['result'],
  AddNote: ['text'],
  ReportHandled: ['internalAccount', 'publicReply'],
  Verify: ['findings'],
  CallBack: ['comment'],
  CloseCase: ['publicReply'],
  Withdraw: ['reason'],
  RequestReopen: ['text'],
  Reopen: ['reason'],
  Merge: [],
  Unmerge: ['reason'],
  LinkDuplicate: [],
  UnlinkDuplicate: [],
  RequestExtension: ['reason'],
  DecideExtension: ['text'],
  Shelve: ['reason', 'publicReason'],
  DecideShelving: ['text'],
  Unshelve: ['reason'],
  AskResident: ['question'],
  RecordResidentAnswer: ['answer'],
  CompleteStep: ['account'],
  FireDeadline: [],
  ApplyCalendar: [],
  MigrateRules: [],
  PauseWithParent: [],
  ResumeWithParent: [],
  RaiseSupervision: ['grounds'],
  ReportRectification: ['account'],
  AppealSupervision: ['grounds'],
  DecideAppeal: ['text'],
  ClearSupervision: ['text'],
  CommentOnSupervision: ['text'],
  FlagSilence: [],
};

export interface CaseNames {
  readonly caseId: string;
  readonly receiptHash: string;
  /** Ids and receipt hashes of the children of a split, in order. */
  readonly children: readonly { readonly caseId: string; readonly receiptHash: string }[];
}

/**
 * The texts of one command on their way into boxes. The decision is taken over envelopes still empty, and only what it
 * puts into events is sealed: a refused command makes no key and costs no cipher.
 */
export class CaseSealing {
  constructor(private readonly types: ReadonlyMap<string, ServiceType>) {}

  /** Each envelope with what is to be closed in it. */
  private readonly waiting = new Map<object, unknown>();
  /** Keys that a new case will need besides: made now, they share the write. */
  private readonly expected: string[] = [];

  /** The command as the decider takes it, every text an envelope. */
  envelop(command: ClearCaseCommand, state: Case, names: CaseNames): CaseCommand {
    const own = `case:${names.caseId}`;
    if (command.type === 'ReportCase') return { type: 'ReportCase', data: this.report(command.data, names) };
    if (command.type === 'SettleOnSpot') {
      const { internalAccount, publicReply, ...report } = command.data;
      const texts = {
        internalAccount: this.envelope(own, { text: internalAccount }),
        publicReply: this.envelope(own, { text: publicReply }),
      };
      return { type: 'SettleOnSpot', data: { ...this.report(report, names), ...texts } };
    }
    if (command.type === 'Split') {
      const reporter = state === 'none' ? own : state.reporter;
      const children = command.data.children.map(({ narrative, ...child }, index) => ({
        ...child,
        caseId: names.children[index]?.caseId ?? '',
        receiptHash: names.children[index]?.receiptHash ?? '',
        narrative: this.envelope(reporter, narrative),
      }));
      return { type: 'Split', data: { children } };
    }
    const data: Record<string, unknown> = { ...command.data };
    for (const field of TEXTS[command.type]) {
      if (data[field] !== undefined) data[field] = this.envelope(own, { text: data[field] });
    }
    return { type: command.type, data } as CaseCommand;
  }

  /** Closes every envelope that came into the events, where it lies; all keys in one write. */
  async seal(events: readonly object[], vault: Vault): Promise<void> {
    if (this.waiting.size === 0) return;
    const used = [...envelopesIn(events, this.waiting)];
    if (used.length === 0) return;
    if (this.expected.length > 0) {
      await vault.prepare([...new Set([...used.map(({ subject }) => subject), ...this.expected])]);
    }
    const open = used.map((envelope) => ({
      subject: envelope.subject,
      content: this.waiting.get(envelope),
    }));
    const boxes = await vault.sealAll(open);
    used.forEach((envelope, index) => Object.assign(envelope, boxes[index]));
  }

  private report({ narrative, contact, fields, ...report }: ClearReport, { caseId, receiptHash }: CaseNames) {
    const type = this.types.get(report.serviceType);
    const reporter = `reporter:${caseId}`;
    this.expected.push(`case:${caseId}`);
    return {
      urgency: type?.urgency ?? 'ordinary',
      identityProtected: type?.identityProtected ?? false,
      ...report,
      reporter,
      receiptHash,
      narrative: this.envelope(reporter, fields ? { ...narrative, fields } : narrative),
      ...(contact && { contact: this.envelope(reporter, contact) }),
    };
  }

  private envelope<Content>(subject: string, content: Content): Sealed<Content> {
    const envelope = { subject, box: '' };
    this.waiting.set(envelope, content);
    return envelope;
  }
}

function envelopesIn(
  value: object,
  known: ReadonlyMap<object, unknown>,
  found = new Set<Sealed>(),
): ReadonlySet<Sealed> {
  if (known.has(value)) return found.add(value as Sealed);
  for (const part of Object.values(value) as readonly unknown[])
    if (typeof part === 'object' && part !== null) envelopesIn(part, known, found);
  return found;
}
