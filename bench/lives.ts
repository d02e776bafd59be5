import { randomUUID } from 'node:crypto';
import { DecideCase, type ClearCaseCommand } from '#cases/messages';
import { uuidV5, type Principal } from '#event-store';

type Deed = readonly [person: string, command: ClearCaseCommand];

/** Street lights. */
export const SERVICE_TYPE = '050301';

const narrative = {
  summary: '河边路灯不亮,晚上行人看不清路,请尽快修理。',
  place: { text: '河滨路 12 号门前', latitude: 23.03, longitude: 113.14 },
};

/** A case from report to closing: nine transitions, eleven events, as in README's story. */
const life: readonly Deed[] = [
  [
    'worker',
    {
      type: 'ReportCase',
      data: {
        serviceType: SERVICE_TYPE,
        unit: 'group',
        channel: 'grid',
        narrative,
        contact: { name: '李女士', phone: '13800000000' },
      },
    },
  ],
  ['secretary', { type: 'AcceptCase', data: {} }],
  ['secretary', { type: 'OfferCustody', data: { to: 'group' } }],
  ['worker', { type: 'AcceptCustody', data: {} }],
  ['worker', { type: 'RecordFirstContact', data: { result: 'on-site' } }],
  [
    'worker',
    {
      type: 'ReportHandled',
      data: {
        outcome: 'solved',
        internalAccount: '更换灯泡一只,费用十五元。',
        publicReply: '路灯已修好,感谢您的反映。',
      },
    },
  ],
  ['verifier', { type: 'Verify', data: { ok: true } }],
  ['caller', { type: 'CallBack', data: { reached: true, solved: true, satisfied: true } }],
  ['officer', { type: 'CloseCase', data: {} }],
];

/** Commands in a life. */
export const STEPS = life.length;

/** Lives one after another, one command at each call. */
export function lives(): () => DecideCase {
  let caseId = '';
  let step = 0;
  return () => {
    if (step === 0) caseId = uuidV5('case', randomUUID());
    const [person, command] = life[step] as Deed;
    step = (step + 1) % STEPS;
    return given(caseId, command, { kind: 'person', id: person });
  };
}

/** A command that nobody has given before. */
export function given(caseId: string, command: ClearCaseCommand, by: Principal): DecideCase {
  const commandId = randomUUID();
  return new DecideCase(caseId, command, { commandId, fingerprint: commandId, by });
}
