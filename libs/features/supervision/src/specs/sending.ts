import { engine } from './case-log.js';
import { happenings as event } from './happenings.js';
import type { supervisionApp } from './supervision-app.js';

export const A_MINUTE = 60_000;

export const webhook = (url: string) => ({
  kind: 'webhook',
  unit: 'east',
  url,
  secret: 'sixteen characters',
});
export const robot = (kind: 'wecom' | 'dingtalk', url: string) => ({ kind, unit: 'east', url });

export type App = Awaited<ReturnType<typeof supervisionApp>>;

export async function deliveriesIn({ get }: App) {
  const { answer, text } = await get('/api/notices/deliveries?limit=200', 'gao');
  const deliveries = answer['deliveries'] as readonly {
    event: string;
    state: string;
    parcel?: string;
    attempts: { status: number | null; excerpt: string }[];
  }[];
  return { deliveries, states: deliveries.map(({ state }) => state), text };
}

/** Reminds so many cases of a unit, each once. */
export async function remind(
  { log }: App,
  count: number,
  unit = 'mill-1',
  urgency: 'ordinary' | 'urgent' = 'ordinary',
) {
  for (let n = 0; n < count; n += 1) {
    const id = await log.report(event.reported(unit, urgency));
    await log.happen(id, engine, event.reminded(unit));
  }
}
