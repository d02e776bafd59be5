import type { CaseScript } from './case-script.js';

const DAY = 86_400_000;
const SHELVED_FOR_DAYS = 30;

// What may happen to a case while somebody has it in hand.

export function getHelp(script: CaseScript): void {
  const { externals } = script.facts.place;
  const unit = externals.find((external) => external !== script.handler.unit) ?? '';
  script.next([5, 30], script.handler, { type: 'AddHelper', data: { unit, task: '模拟协办：提供器材。' } });
  const done = { result: '模拟协办结果：已提供。', unit };
  script.next([20, 180], { role: 'external-liaison', unit }, { type: 'CompleteHelp', data: done });
}

export function extend(script: CaseScript): void {
  script.next([10, 60], script.handler, {
    type: 'RequestExtension',
    data: { reason: '模拟延期：等待配件。' },
  });
  const decided = { type: 'DecideExtension', data: { granted: true } } as const;
  script.next([10, 90], script.ofTown('committee-officer'), decided);
}

export function ask(script: CaseScript): void {
  const question = { question: '模拟提问：请问具体门牌？', days: 2 };
  script.next([5, 30], script.handler, { type: 'AskResident', data: question });
  const answer = { answer: '模拟回答：三号门。' };
  script.next([30, 300], 'resident', { type: 'RecordResidentAnswer', data: answer });
}

/** Two desks approve, one above the other. */
export function shelve(script: CaseScript): void {
  const reviewOn = new Date(script.facts.reportedAt + SHELVED_FOR_DAYS * DAY).toISOString();
  const why = { reason: '模拟缓办：等待雨季结束。', publicReason: '模拟说明：雨季后施工。' };
  script.next([10, 60], script.handler, { type: 'Shelve', data: { reviewOn, ...why } });
  const granted = { type: 'DecideShelving', data: { granted: true } } as const;
  script.next([10, 60], script.ofTown('committee-officer'), granted);
  script.next([10, 60], script.ofCounty('committee-officer'), granted);
}

export function raiseUp(script: CaseScript): void {
  const data = { digest: '模拟摘要：本级无力解决。', ask: '模拟请求：请上级协调。' };
  script.next([10, 60], script.handler, { type: 'Escalate', data });
}

export function supervise(script: CaseScript): void {
  const supervisor = script.ofCounty('supervisor');
  const grounds = { grounds: '模拟督办：居民多次催问。' };
  script.next([5, 60], supervisor, { type: 'RaiseSupervision', data: grounds });
  const account = { account: '模拟整改：已加派人手。' };
  script.next([10, 90], script.handler, { type: 'ReportRectification', data: account });
  script.next([10, 90], supervisor, { type: 'ClearSupervision', data: {} });
}
