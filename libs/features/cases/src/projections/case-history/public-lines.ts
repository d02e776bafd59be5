import { unreachable, type Bilingual } from '#kernel';
import type { CaseEvent, CaseEventType } from '../../domain/case.events.js';

/**
 * What of a case those read too whose cases were merged into it: how it is handled, and the answer. Nothing that was said
 * by or to its own reporter: first contact, public notes, advice, withdrawal.
 */
const SHARED: ReadonlySet<CaseEventType> = new Set([
  'CaseAccepted',
  'CustodyAccepted',
  'EscalationRaised',
  'EscalationAnswered',
  'HandlingReported',
  'ReworkOrdered',
  'CaseClosed',
  'PublicReplyPublished',
  'ReopenRequested',
  'CaseReopened',
  'CaseMerged',
  'CaseUnmerged',
  'CaseSplit',
  'ExtensionGranted',
  'CaseShelved',
  'CaseUnshelved',
  'StepCompleted',
  'CaseEscalated',
  'SupervisionRaised',
]);

export function isShared({ type }: CaseEvent): boolean {
  return SHARED.has(type);
}

/** What the reporter reads of a step; undefined for an internal one. Every event is one or the other, on purpose. */
export function publicLineOf(event: CaseEvent): Bilingual | undefined {
  switch (event.type) {
    case 'CaseReported':
      return { en: 'Your request was received.', zh: '您的诉求已收到。' };
    case 'CaseAccepted':
      return { en: 'Your request was accepted.', zh: '您的诉求已受理。' };
    case 'CaseRejected':
      return {
        en: 'Your request was not accepted; the advice says where to turn.',
        zh: '您的诉求未予受理,请按指引办理。',
      };
    case 'CustodyAccepted':
      return { en: 'A unit has signed for your case.', zh: '承办单位已签收。' };
    case 'EscalationRaised':
      return { en: 'Your case was raised to the next level.', zh: '您的案件已上报上级。' };
    case 'EscalationAnswered':
      return { en: 'The next level has answered.', zh: '上级已答复。' };
    case 'FirstContactMade':
      return event.data.result === 'not-reached'
        ? { en: 'The handler tried to get in touch.', zh: '承办人曾尝试联系。' }
        : { en: 'The handler has been in touch or on the spot.', zh: '承办人已联系或到场。' };
    case 'HandlingReported':
      return { en: 'Handling is done and will be verified.', zh: '已办理完毕,待核查。' };
    case 'ReworkOrdered':
      return { en: 'Your case is being handled again.', zh: '您的案件正在重新办理。' };
    case 'CaseClosed':
      return { en: 'Your case is closed.', zh: '您的案件已办结。' };
    case 'PublicReplyPublished':
      return { en: 'Reply', zh: '答复' };
    case 'CaseWithdrawn':
      return { en: 'You have withdrawn your request.', zh: '您已撤回诉求。' };
    case 'ReopenRequested':
      return { en: 'A request to reopen was received.', zh: '已收到重新办理申请。' };
    case 'CaseReopened':
      return { en: 'Your case was reopened.', zh: '您的案件已重新办理。' };
    case 'CaseMerged':
      return {
        en: 'Your case is handled together with another about the same matter.',
        zh: '您的案件已与同一事项的案件合并办理。',
      };
    case 'CaseUnmerged':
      return { en: 'Your case is handled on its own again.', zh: '您的案件已恢复单独办理。' };
    case 'CaseSplit':
      return {
        en: 'Your case was split into parts for the units in charge.',
        zh: '您的案件已按承办单位拆分办理。',
      };
    case 'NoteAdded':
      return event.data.visibility === 'public' ? { en: 'Note', zh: '说明' } : undefined;
    case 'ExtensionGranted':
      return { en: 'The date by which it is due has been extended.', zh: '办理期限已延长。' };
    case 'CaseShelved':
      return {
        en: 'Your case is shelved until a review date; the reason follows.',
        zh: '您的案件已挂账,将于复查日期再行办理,原因如下。',
      };
    case 'CaseUnshelved':
      return { en: 'Your case is being handled again.', zh: '您的案件已恢复办理。' };
    case 'ResidentAsked':
      return { en: 'You are asked something', zh: '需要您补充说明' };
    case 'ResidentAnswered':
      return event.data.by === 'none'
        ? { en: 'Handling goes on without an answer.', zh: '未收到答复,继续办理。' }
        : { en: 'Your answer was received.', zh: '已收到您的答复。' };
    case 'StepCompleted':
      return { en: 'A step of the matter is done.', zh: '已完成一个办理步骤。' };
    case 'CaseEscalated':
      return { en: 'Your case was raised to the next level.', zh: '您的案件已上报上级。' };
    case 'SupervisionRaised':
      return { en: 'The handling of your case is being supervised.', zh: '您的案件已被督办。' };
    case 'DeadlinesSet':
    case 'DeadlineFired':
    case 'DeadlineMoved':
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ExtensionRequested':
    case 'ExtensionRefused':
    case 'ShelvingRequested':
    case 'ShelvingApproved':
    case 'ShelvingRefused':
    case 'RulesMigrated':
    case 'CaseReminded':
    case 'SupervisorAdded':
    case 'CaseFlagged':
    case 'CaseFellSilent':
    case 'RectificationReported':
    case 'SupervisionAppealed':
    case 'AppealDecided':
    case 'SupervisionCleared':
    case 'SupervisionCommented':
    case 'ReceiptIssued':
    case 'CustodyOffered':
    case 'ReturnRequested':
    case 'ReturnGranted':
    case 'ReturnRefused':
    case 'HelperAdded':
    case 'HelpCompleted':
    case 'VerificationRecorded':
    case 'CallbackRecorded':
    case 'DuplicateLinked':
    case 'DuplicateUnlinked':
      return undefined;
    default:
      return unreachable(event);
  }
}
