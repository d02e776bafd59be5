import { BRANCH, COMMITTEE, GROUP, type Person } from './county.js';
import type { Text } from './answers.js';

/** One step of a story: who does what, what the log says of it, and how it looks to the resident afterwards. */
export interface Deed {
  readonly by: Person;
  readonly line: Text;
  /** `{caseId}` stands for the id that the first deed answers. */
  readonly path: string;
  readonly body: object;
  /** What is recorded, in order; `!` marks what the resident gets to read. */
  readonly events: readonly string[];
  /** Where the resident then sees the case, and who answers for it; nobody when it is closed. */
  readonly stage: string;
  readonly answers?: string;
  /** In whose inboxes it waits for what next. */
  readonly next: readonly (readonly [Person, string])[];
}

/** A street light goes from a group to its branch, to the committee, and back to the resident. */
export const THE_WHOLE_STORY: readonly Deed[] = [
  {
    by: 'grid1',
    line: { zh: '网格员代居民上报路灯不亮', en: 'A grid worker reports a dead street light for a resident' },
    path: '/api/cases',
    body: {
      serviceType: '050301',
      unit: GROUP,
      narrative: { summary: '3 栋门口路灯不亮', place: { text: '桂园社区 3 栋' } },
      contact: { name: '陈女士', phone: '138 0000 0001' },
    },
    events: ['CaseReported!', 'ReceiptIssued'],
    stage: 'reported',
    answers: GROUP,
    next: [['secretary1', 'accept']],
  },
  {
    by: 'secretary1',
    line: { zh: '党支部书记受理', en: 'The branch secretary accepts it' },
    path: '/api/cases/{caseId}/accept-case',
    body: {},
    events: ['CaseAccepted!'],
    stage: 'accepted',
    answers: BRANCH,
    next: [['secretary1', 'dispatch']],
  },
  {
    by: 'secretary1',
    line: { zh: '派给第一小组', en: 'She offers it to group 1; until it is signed for, she answers' },
    path: '/api/cases/{caseId}/offer-custody',
    body: { to: GROUP },
    events: ['CustodyOffered'],
    stage: 'accepted',
    answers: BRANCH,
    next: [['grid1', 'sign']],
  },
  {
    by: 'grid1',
    line: { zh: '小组签收', en: 'The group signs for it' },
    path: '/api/cases/{caseId}/accept-custody',
    body: {},
    events: ['CustodyAccepted!'],
    stage: 'handling',
    answers: GROUP,
    next: [['grid1', 'handle']],
  },
  {
    by: 'grid1',
    line: { zh: '网格员到场查看', en: 'The worker goes and looks' },
    path: '/api/cases/{caseId}/record-first-contact',
    body: { result: 'on-site', note: '灯杆断电，需换线' },
    events: ['FirstContactMade!'],
    stage: 'handling',
    answers: GROUP,
    next: [['grid1', 'handle']],
  },
  {
    by: 'grid1',
    line: {
      zh: '超出权限，紧急上报社区',
      en: 'It is beyond his power: he raises it to the committee, urgently',
    },
    path: '/api/cases/{caseId}/escalate',
    body: {
      digest: '路灯断电，已查开关',
      ask: '请安排电工换线',
      urgent: true,
      to: COMMITTEE,
    },
    events: ['EscalationRaised!', 'CustodyOffered'],
    stage: 'handling',
    answers: GROUP,
    next: [['officer1', 'sign']],
  },
  {
    by: 'officer1',
    line: { zh: '社区答复并下派支部', en: 'The committee answers, and sends it down to the branch' },
    path: '/api/cases/{caseId}/send-down',
    body: { to: BRANCH, instruction: '电工下午到，请支部带路' },
    events: ['EscalationAnswered!', 'CustodyOffered'],
    stage: 'handling',
    answers: GROUP,
    next: [['secretary1', 'sign']],
  },
  {
    by: 'secretary1',
    line: { zh: '支部签收', en: 'The branch signs for it' },
    path: '/api/cases/{caseId}/accept-custody',
    body: {},
    events: ['CustodyAccepted!'],
    stage: 'handling',
    answers: BRANCH,
    next: [['secretary1', 'handle']],
  },
  {
    by: 'secretary1',
    line: {
      zh: '办结，写明内部情况和给居民的答复',
      en: 'It is done: an account for the file, a reply for the resident',
    },
    path: '/api/cases/{caseId}/report-handled',
    body: { outcome: 'solved', internalAccount: '电工换线 12 米', publicReply: '路灯已修复' },
    events: ['HandlingReported!'],
    stage: 'verifying',
    answers: BRANCH,
    next: [['verifier1', 'verify']],
  },
  {
    by: 'verifier1',
    line: { zh: '核查员现场核查', en: 'Somebody who had no hand in it verifies' },
    path: '/api/cases/{caseId}/verify',
    body: { ok: true, findings: '夜间已亮' },
    events: ['VerificationRecorded'],
    stage: 'calling-back',
    answers: BRANCH,
    next: [['callback1', 'call-back']],
  },
  {
    by: 'callback1',
    line: { zh: '街道回访居民', en: 'The town calls the resident back' },
    path: '/api/cases/{caseId}/call-back',
    body: { reached: true, solved: true, satisfied: true, comment: '很满意' },
    events: ['CallbackRecorded'],
    stage: 'calling-back',
    answers: BRANCH,
    next: [
      ['secretary1', 'close'],
      ['officer1', 'close'],
    ],
  },
  {
    by: 'officer1',
    line: { zh: '经办人不能自己结案，由社区结案', en: 'Who handled it may not close it; the committee does' },
    path: '/api/cases/{caseId}/close-case',
    body: {},
    events: ['CaseClosed!', 'PublicReplyPublished!'],
    stage: 'closed',
    next: [],
  },
];
