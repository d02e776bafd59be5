import { describe, expect, it } from '@jest/globals';
import { receiver } from '../specs/receiver.js';
import { A_MINUTE, deliveriesIn, remind, robot, webhook } from '../specs/sending.js';
import { supervisionApp } from '../specs/supervision-app.js';

describe('sparing those who are told', () => {
  it('holds notices over the night and the week-end, and tells them as one in the morning; urgent ones at once', async () => {
    const app = await supervisionApp();
    const { received, url } = await receiver();
    await app.channel(robot('wecom', url));
    // Friday, 18:00 in China.
    app.clock.advance(Date.parse('2026-03-06T10:00:00Z') - app.clock.now());
    await remind(app, 3);
    await remind(app, 1, 'mill-1', 'urgent');
    await app.sent();
    expect(received).toHaveLength(1);
    app.clock.advance(Date.parse('2026-03-09T00:59:00Z') - app.clock.now());
    await app.sent();
    expect(received).toHaveLength(1);
    app.clock.advance(A_MINUTE);
    await app.sent();
    expect(received).toHaveLength(2);
    expect(JSON.stringify(received[1]?.body)).toContain('3 条通知，涉及 3 个案件');
  });

  it('tells a storm in ten messages and a digest', async () => {
    const app = await supervisionApp();
    const { received, url } = await receiver();
    await app.channel(webhook(url));
    for (let n = 0; n < 60; n += 1) {
      await remind(app, 1);
      await app.sent();
    }
    expect(received).toHaveLength(10);
    app.clock.advance(5 * A_MINUTE);
    await app.sent();
    expect(received).toHaveLength(11);
    expect(received[10]?.body).toMatchObject({ type: 'gridcase.NoticeDigest', data: { count: 50 } });
    expect(new Set((await deliveriesIn(app)).states)).toEqual(new Set(['delivered']));
  });

  it.each(['wecom', 'dingtalk'] as const)('sends a %s robot twenty in a minute at most', async (kind) => {
    const app = await supervisionApp();
    const { received, url } = await receiver();
    await app.channel(robot(kind, url));
    for (let n = 0; n < 25; n += 1) {
      await remind(app, 1, 'mill-1', 'urgent');
      await app.sent();
      app.clock.advance(-1_900);
    }
    expect(received).toHaveLength(20);
    app.clock.advance(A_MINUTE);
    await app.sent();
    expect(received).toHaveLength(21);
    expect(JSON.stringify(received[20]?.body)).toContain('5 条通知');
  });
});
