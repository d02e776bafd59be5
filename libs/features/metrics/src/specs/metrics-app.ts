import { Calendars } from '#calendar/messages';
import { EventStore, InMemoryEventStore, type StoredEvent } from '#event-store';
import { featureApp } from '#http/testing';
import { Directory, InMemoryDirectory } from '#identity';
import { FixedClock, type Position } from '#kernel';
import { ReadStore } from '#read-store';
import { MetricsModule } from '../metrics.module.js';
import { asStore, viewsOf } from './counted.js';
import { calendars, units } from './small-grid.js';
import { july } from './story.js';

const people: Readonly<Record<string, readonly Position[]>> = {
  chen: [{ role: 'committee-officer', unit: 'river' }],
  sun: [{ role: 'supervisor', unit: 'county' }],
  ding: [{ role: 'administrator', unit: 'county' }],
};

/** This room behind its HTTP, at the end of August, over what the log holds. */
export async function metricsApp(log: readonly StoredEvent[]) {
  const clock = new FixedClock(july(62 * 24));
  const views = await viewsOf([log]);
  const { ask, stop } = await featureApp(MetricsModule, clock, [
    { provide: EventStore, useValue: new InMemoryEventStore(clock) },
    { provide: ReadStore, useValue: asStore(views) },
    { provide: Directory, useValue: new InMemoryDirectory(units, people) },
    { provide: Calendars, useValue: { book: () => Promise.resolve(calendars) } },
  ]);
  const get = async <Answer>(url: string, who = 'chen') => {
    const { status, answer } = await ask('GET', url, who);
    return { status, answer: answer as Answer };
  };
  const close = async () => {
    await stop();
    await views.close();
  };
  return { get, close };
}
