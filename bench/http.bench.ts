import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { uuidV5 } from '#event-store';
import { startProcess } from './server-process.js';
import { percentile } from './timing.js';

/** People of the demo county and what each does in a case's life; the group, branch and committee are one line of it. */
const STEPS: readonly (readonly [person: string, command: string, body: object])[] = [
  [
    'grid1',
    '',
    {
      serviceType: '050301',
      unit: '440605011008-b1-g1',
      narrative: { summary: '河边路灯不亮,请尽快修理。' },
      contact: { phone: '13800000000' },
    },
  ],
  ['secretary1', 'accept-case', {}],
  ['secretary1', 'offer-custody', { to: '440605011008-b1-g1' }],
  ['grid1', 'accept-custody', {}],
  ['grid1', 'record-first-contact', { result: 'on-site' }],
  [
    'grid1',
    'report-handled',
    { outcome: 'solved', internalAccount: '更换灯泡一只。', publicReply: '路灯已修好。' },
  ],
  ['verifier1', 'verify', { ok: true }],
  ['callback1', 'call-back', { reached: true, solved: true, satisfied: true }],
  ['officer1', 'close-case', {}],
];

export interface HttpFigures {
  readonly perSecond: number;
  readonly p99: number;
  readonly refused: number;
  /** Seconds, while it ran. */
  readonly lagP99: number;
}

/** Whole lives of cases over HTTP: signed in, validated, projected; one step a request, on 50 connections. */
export async function measureHttp(folder: string, seconds: number): Promise<HttpFigures> {
  const server = await startProcess('../apps/server/src/main.js', { GRIDCASE_DATA: `${folder}/http` });
  const tokens = await signInAll(server.url);
  await drive(server.url, tokens, 2);
  const watch = watchLag(server.url);
  const result = await drive(server.url, tokens, seconds);
  const lags = await watch();
  await server.stop();
  const { average } = result.requests;
  return {
    perSecond: Math.round(average),
    p99: result.latency.p99,
    refused: result.non2xx,
    lagP99: percentile(lags, 0.99),
  };
}

/** A trivial validated POST on the same Nest and Fastify: the floor under every request. */
export async function measureTrivialPost(seconds: number): Promise<number> {
  const server = await startProcess('trivial-server.js', {});
  const headers = { 'content-type': 'application/json' };
  const request = {
    url: `${server.url}/trivial`,
    method: 'POST',
    headers,
    body: '{"text":"x","count":1}',
  } as const;
  await autocannon({ ...request, connections: 50, duration: 2 });
  const result = await autocannon({ ...request, connections: 50, duration: seconds });
  await server.stop();
  return Math.round(result.requests.average);
}

function drive(url: string, tokens: ReadonlyMap<string, string>, seconds: number) {
  const requests = STEPS.map(([person, command, body]): autocannon.Request => ({
    method: 'POST',
    setupRequest: (request, context) => {
      const life = context as { caseId?: string };
      const key = randomUUID();
      if (command === '') life.caseId = uuidV5('case', key);
      return {
        ...request,
        path: command === '' ? '/api/cases' : `/api/cases/${life.caseId}/${command}`,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${tokens.get(person)}`,
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
      };
    },
  }));
  return autocannon({ url, connections: 50, duration: seconds, requests });
}

async function signInAll(url: string): Promise<ReadonlyMap<string, string>> {
  const people = [...new Set(STEPS.map(([person]) => person))];
  const signedIn = people.map(async (signIn) => {
    const answer = await fetch(`${url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signIn, password: 'gridcase-demo' }),
    });
    const { token } = (await answer.json()) as { token: string };
    return [signIn, token] as const;
  });
  return new Map(await Promise.all(signedIn));
}

/** Reads the lag ten times a second until it is told to stop. */
function watchLag(url: string): () => Promise<readonly number[]> {
  const lags: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const health = (await (await fetch(`${url}/health/ready`)).json()) as {
        readModels: { lag: { seconds: number } };
      };
      lags.push(health.readModels.lag.seconds);
      await sleep(100);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return lags;
  };
}
