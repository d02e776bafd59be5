import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { openOutbox } from '#outbox';
import { engine, secretary } from '../specs/case-log.js';
import { happenings as event, SECRET } from '../specs/happenings.js';
import { KEY, receiver } from '../specs/receiver.js';
import { atTheEnd, temporaryFolder } from '../specs/rooms.js';
import { A_MINUTE, deliveriesIn, remind, robot, webhook, type App } from '../specs/sending.js';
import { supervisionApp } from '../specs/supervision-app.js';

describe('sending notices out', () => {
  it('sends what happens in a channel’s units from then on, once, and nothing that was said in a case', async () => {
    const app = await supervisionApp();
    const { received, url } = await receiver();
    await remind(app, 1);
    await app.channel(webhook(url));
    await remind(app, 1);
    await remind(app, 1, 'hill-1');
    const id = await app.log.report(event.reported());
    const stored = await app.log.happen(id, secretary, event.offered('mill-1', 'mill'), event.noted());
    await app.sent();
    await app.sent();
    expect(received.map(({ body }) => body['type'])).toEqual([
      'gridcase.CaseReminded',
      'gridcase.CustodyOffered',
    ]);
    expect(received[1]?.headers['webhook-id']).toBe(stored[0]?.id);
    expect(received.map(({ text }) => text).join()).not.toContain(SECRET);
  });

  it('sends only the types a channel asks for, and nothing to one that was closed', async () => {
    const app = await supervisionApp();
    const [some, closed] = [await receiver(), await receiver()];
    await app.channel({ ...webhook(some.url), types: ['SupervisionRaised'] });
    const gone = await app.channel(webhook(closed.url));
    const id = await app.log.report(event.reported());
    await app.log.happen(id, engine, event.reminded('mill-1'), event.raised('mill-1'));
    await app.told();
    await app.remove(`/api/notices/channels/${gone}`, 'gao');
    await app.sent();
    await remind(app, 1);
    await app.sent();
    expect(some.received.map(({ body }) => body['type'])).toEqual(['gridcase.SupervisionRaised']);
    expect(closed.received).toEqual([]);
    const { deliveries } = await deliveriesIn(app);
    expect(deliveries.filter(({ state }) => state === 'failed')).toHaveLength(2);
  });

  it.each([
    ['fails', 500],
    ['has enough of us', 429],
    ['sends us elsewhere', 307],
  ])('tries again at a receiver that %s, and says so', async (_, status) => {
    const app = await supervisionApp();
    const elsewhere = await receiver();
    const { received, url } = await receiver((response, __, count) =>
      response.writeHead(count < 3 ? status : 200, { location: elsewhere.url }).end('as you see'),
    );
    await app.channel(webhook(url));
    await remind(app, 1);
    for (let n = 0; n < 4; n += 1) {
      await app.sent();
      app.clock.advance(A_MINUTE);
    }
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(elsewhere.received).toEqual([]);
    const { deliveries } = await deliveriesIn(app);
    expect(deliveries).toMatchObject([
      { state: 'delivered', attempts: [{ status, excerpt: 'as you see' }, { status }, { status: 200 }] },
    ]);
  });

  it('gives up at a receiver that is gone for good, and on one that hangs for half a day', async () => {
    const app = await supervisionApp();
    const gone = await receiver((response) => response.writeHead(410).end());
    const hanging = await receiver(() => {});
    await app.channel(webhook(gone.url));
    await app.channel({ ...webhook(hanging.url), quietHours: false });
    await remind(app, 1);
    for (let hour = 0; hour < 24; hour += 1) {
      await app.sent();
      app.clock.advance(60 * A_MINUTE);
    }
    expect(gone.received).toHaveLength(1);
    const { deliveries } = await deliveriesIn(app);
    expect(deliveries.map(({ state, attempts }) => `${state} ${attempts.length}`).sort()).toEqual([
      'failed 1',
      'failed 10',
    ]);
    expect(deliveries.find(({ attempts }) => attempts.length === 10)?.attempts[0]).toMatchObject({
      status: null,
      excerpt: 'no answer in time',
    });
  });

  it('shows no secret to anybody: not in a channel, a delivery, the log or the read models', async () => {
    const app = await supervisionApp();
    const { url } = await receiver((response) => response.destroy());
    await app.channel({ ...robot('dingtalk', url), secret: 'SEC-693a91f6-secret' });
    await remind(app, 1);
    await app.sent();
    const pages = [
      (await app.get('/api/notices/channels', 'gao')).text,
      (await deliveriesIn(app)).text,
      JSON.stringify((await app.log.store.readAll()).events, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ];
    for (const page of pages)
      for (const secret of [KEY, 'SEC-693a91f6-secret']) expect(page).not.toContain(secret);
    expect((await deliveriesIn(app)).deliveries[0]?.attempts[0]?.excerpt).toContain('127.0.0.1');
  });
});

describe('starting again', () => {
  it('sends what was put before, and does not send again what was sent', async () => {
    const file = join(temporaryFolder(), 'outbox.db');
    const open = () => {
      const { outbox } = openOutbox({ file });
      atTheEnd(() => outbox.close());
      return outbox;
    };
    const app = await supervisionApp({ outbox: open() });
    const { received, url } = await receiver();
    await app.channel(webhook(url));
    await remind(app, 1);
    await app.sent();
    await remind(app, 1);
    await app.told();
    const outbox = open();
    const [second, first] = outbox.deliveries({ recipients: [...recipientsOf(app)], limit: 5 });
    expect([first?.state, second?.state]).toEqual(['delivered', 'waiting']);
    // The process forgets how far it was, and tells everything again.
    expect(
      outbox.put(
        [first, second].filter((each) => each !== undefined),
        app.clock.now(),
      ),
    ).toBe(0);
    await app.sent();
    expect(received).toHaveLength(2);
  });
});

function recipientsOf({ outbox }: App): ReadonlySet<string> {
  return new Set(outbox.due(Number.MAX_SAFE_INTEGER).map(({ recipient }) => recipient));
}
