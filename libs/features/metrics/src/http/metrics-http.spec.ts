import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metricsApp } from '../specs/metrics-app.js';
import { july, logOf, said, type Step } from '../specs/story.js';
import type { CountedCasesView, FigureView, ReportView } from './metrics.view.js';

/** Reported, handled and closed at mill, due at hour 100. */
function life(caseId: string, handled: number): readonly Step[] {
  return [
    [1, said.reported('mill'), { caseId }],
    [2, [said.accepted('mill'), said.due('mill', july(100))], { caseId }],
    [handled, said.handled(), { caseId }],
    [handled + 1, [said.verified(), said.closed()], { caseId }],
  ];
}

const log = logOf(
  ...life('3b241101-e2bb-4255-8caf-4136c566a901', 50),
  ...life('3b241101-e2bb-4255-8caf-4136c566a902', 60),
  ...life('3b241101-e2bb-4255-8caf-4136c566a903', 150),
  // In August the first is opened again.
  [40 * 24, said.reopened('mill'), { caseId: '3b241101-e2bb-4255-8caf-4136c566a901' }],
);

const JULY = 'from=2026-07-01T00:00:00Z&to=2026-08-01T00:00:00Z';

let app: Awaited<ReturnType<typeof metricsApp>>;
beforeAll(async () => {
  app = await metricsApp(log);
});
afterAll(() => app.close());

function figure({ flows, figures }: ReportView, id: string): FigureView | undefined {
  return [...flows, ...figures].find(({ formula }) => formula.id === id);
}

describe('asking for the figures of a unit', () => {
  it('is answered with every number, what it is made of, and its formula', async () => {
    const { status, answer } = await app.get<ReportView>(`/api/metrics?unit=mill&${JULY}&minimum=3`);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ unit: 'mill', from: '2026-07-01T00:00:00.000Z', minimum: 3 });
    expect(figure(answer, 'on-time-closing-rate')).toMatchObject({
      name: { zh: '按期结案率' },
      kind: 'share',
      formula: { version: 1, rule: { en: 'closed, handled in time ÷ (due − deferred)' } },
      numerator: 2,
      denominator: 3,
      value: expect.closeTo(2 / 3),
      interval: { low: expect.closeTo(0.2077, 4), high: expect.closeTo(0.9385, 4) },
      tooFew: false,
    });
    expect(figure(answer, 'closed')).toMatchObject({
      kind: 'count',
      numerator: 3,
      denominator: null,
      value: 3,
    });
    expect(figure(answer, 'reopened')).toMatchObject({ value: 0 });
  });

  it('shows no rate of fewer than ten cases, if no other minimum is asked for', async () => {
    const { answer } = await app.get<ReportView>(`/api/metrics?unit=mill&${JULY}`);
    const shown = { numerator: 2, denominator: 3, value: null, interval: null, tooFew: true };
    expect(figure(answer, 'on-time-closing-rate')).toMatchObject(shown);
  });

  it('takes the asker’s own unit, and the units below it', async () => {
    const { answer } = await app.get<ReportView>(`/api/metrics?${JULY}`);
    expect(answer.unit).toBe('river');
    expect(figure(answer, 'closed')).toMatchObject({ value: 3 });
  });

  it('knows in July nothing of August', async () => {
    const { answer } = await app.get<ReportView>(
      '/api/metrics?unit=mill&from=2026-07-01T00:00:00Z&to=2026-09-01T00:00:00Z&asOf=2026-08-01T00:00:00Z',
    );
    expect(figure(answer, 'reopened')).toMatchObject({ value: 0 });
    expect(figure(answer, 'open')).toMatchObject({ value: 0 });
    expect(answer.asOf).toBe('2026-08-01T00:00:00.000Z');
  });

  it.each([
    ['chen', 'hill'],
    ['ding', 'mill'],
  ])('is refused to %s for %s, and says who may', async (who, unit) => {
    const { status, answer } = await app.get<object>(`/api/metrics?unit=${unit}&${JULY}`, who);
    expect(status).toBe(403);
    expect(answer).toMatchObject({
      code: 'not-permitted',
      whoMay: expect.arrayContaining([{ role: 'supervisor', unit: 'county' }]),
    });
  });

  it.each([
    ['from=2026-08-01T00:00:00Z&to=2026-07-01T00:00:00Z', 'period-empty'],
    ['from=2026-07-01T00:00:00Z&to=2026-07-01T00:00:00Z', 'period-empty'],
    [`${JULY}&asOf=2026-06-01T00:00:00Z`, 'period-empty'],
    ['from=July&to=August', 'invalid-request'],
    [`${JULY}&minimum=0`, 'invalid-request'],
  ])('is refused for %s', async (query, code) => {
    const { status, answer } = await app.get<object>(`/api/metrics?unit=mill&${query}`);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ code });
  });
});

describe('following a number to its cases', () => {
  it('finds them by the link beside it', async () => {
    const { answer } = await app.get<ReportView>(`/api/metrics?unit=mill&${JULY}`);
    const links = figure(answer, 'on-time-closing-rate')?.cases;
    const inTime = await app.get<CountedCasesView>(links?.numerator ?? '');
    expect(inTime.answer).toMatchObject({
      metric: 'on-time-closing-rate',
      part: 'numerator',
      cases: [
        { caseId: '3b241101-e2bb-4255-8caf-4136c566a901', number: '2026-000001', episode: 1, times: 1 },
        { caseId: '3b241101-e2bb-4255-8caf-4136c566a902', number: '2026-000002', episode: 1, times: 1 },
      ],
      next: null,
    });
    const due = await app.get<CountedCasesView>(links?.denominator ?? '');
    expect(due.answer.cases).toHaveLength(3);
  });

  it('turns the pages', async () => {
    const list = `/api/metrics/cases?unit=mill&${JULY}&metric=closed&limit=2`;
    const first = await app.get<CountedCasesView>(list);
    expect(first.answer.cases.map(({ number }) => number)).toEqual(['2026-000001', '2026-000002']);
    const second = await app.get<CountedCasesView>(`${list}&after=${first.answer.next ?? ''}`);
    expect(second.answer).toMatchObject({ cases: [{ number: '2026-000003' }], next: null });
  });

  it.each([
    ['metric=beauty', 'invalid-request'],
    ['metric=closed&after=abc', 'unknown-cursor'],
  ])('is refused for %s', async (query, code) => {
    const { status, answer } = await app.get<object>(`/api/metrics/cases?unit=mill&${JULY}&${query}`);
    expect([status, answer]).toMatchObject([400, { code }]);
  });
});
