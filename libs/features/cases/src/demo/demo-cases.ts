import type { ClearCaseCommand } from '../commands/clear-case.commands.js';
import type { FieldValues } from '../domain/extra-fields.js';

/** Who of the demo county acts, by his sign-in. */
export type DemoActor = 'grid1' | 'secretary1' | 'officer1' | 'officer2' | 'verifier1' | 'callback1';

export interface DemoCase {
  /** Names it for ever: its id is made of it. */
  readonly key: string;
  readonly serviceType: string;
  readonly summary: string;
  readonly fields?: FieldValues;
  readonly steps: readonly (readonly [DemoActor, ClearCaseCommand])[];
}

export const DEMO_GROUP = '440605011008-b1-g1';
const BRANCH = '440605011008-b1';

const A_DAY = 86_400_000;

/** What the starter catalogue must know of these matters. */
const ANSWERS: Readonly<Record<string, FieldValues>> = {
  '040101': { source: '施工' },
  '050201': { 'in-progress': true },
  '110101': { consent: true },
};

type Step = DemoCase['steps'][number];

const accept: Step = ['officer1', { type: 'AcceptCase', data: {} }];
const offer: Step = ['officer1', { type: 'OfferCustody', data: { to: BRANCH } }];
const sign: Step = ['secretary1', { type: 'AcceptCustody', data: {} }];
const contact: Step = ['secretary1', { type: 'RecordFirstContact', data: { result: 'on-site' } }];
const handled: Step = [
  'secretary1',
  {
    type: 'ReportHandled',
    data: {
      outcome: 'solved',
      internalAccount: '已到场处理 Dealt with on the spot',
      publicReply: '已处理完毕，感谢您的反映。 It is done, thank you for telling us.',
    },
  },
];
const verified: Step = ['verifier1', { type: 'Verify', data: { ok: true } }];
const called: Step = [
  'callback1',
  { type: 'CallBack', data: { reached: true, solved: true, satisfied: true } },
];
const closed: Step = ['officer1', { type: 'CloseCase', data: {} }];
const held = [accept, offer, sign];

/** A case at every stage of its life; those with short limits grow late before the eyes of who looks. */
export function demoCases(now: number): readonly DemoCase[] {
  const reviewOn = new Date(now + 30 * A_DAY).toISOString();
  const shelving = {
    reviewOn,
    reason: '须待雨季结束 After the rains',
    publicReason: '需待雨季结束后施工 The work can start when the rains are over',
  };
  return [
    one('reported', '050101', '楼道口垃圾堆积 Rubbish at the entrance'),
    one('accepted', '050102', '路面积水 Water standing on the road', accept),
    one('offered', '050302', '路灯杆倾斜 Lamp post leaning', accept, offer),
    one('held', '050103', '树枝遮挡路口 Branches over the crossing', ...held, contact),
    one('asked', '040101', '夜间施工噪声 Noise at night', ...held, contact, [
      'secretary1',
      { type: 'AskResident', data: { question: '噪声从几点开始？ When does it begin?', days: 3 } },
    ]),
    one('extending', '110101', '楼上漏水纠纷 Water from upstairs', ...held, contact, [
      'secretary1',
      { type: 'RequestExtension', data: { reason: '双方约定周末调解 Both sides meet at the weekend' } },
    ]),
    one(
      'shelved',
      '050103',
      '补种行道树 Replant the street trees',
      ...held,
      ['secretary1', { type: 'Shelve', data: shelving }],
      ['officer1', { type: 'DecideShelving', data: { granted: true } }],
      ['officer2', { type: 'DecideShelving', data: { granted: true } }],
    ),
    one('steps', '050201', '天台加建 An extra room on the roof', ...held),
    one('suggestion', '110301', '增设休息座椅 Benches, please', ...held, contact),
    one('verifying', '050101', '绿化带杂物 Litter in the hedge', ...held, contact, handled),
    one('calling-back', '050102', '路面未清扫 Street not swept', ...held, contact, handled, verified),
    one('closed', '050303', '路牌松动 Loose sign', ...held, contact, handled, verified, called, closed),
  ];
}

function one(key: string, serviceType: string, summary: string, ...steps: readonly Step[]): DemoCase {
  const fields = ANSWERS[serviceType];
  return { key, serviceType, summary, ...(fields && { fields }), steps };
}
