import { describe, expect, it } from '@jest/globals';
import { engine } from '../specs/case-log.js';
import { happenings as event } from '../specs/happenings.js';
import { receiver } from '../specs/receiver.js';
import { supervisionApp } from '../specs/supervision-app.js';

describe('being started by the worker', () => {
  it('sends by itself what events call for, until it is stopped', async () => {
    const app = await supervisionApp();
    const { received, url } = await receiver();
    await app.channel({ kind: 'wecom', unit: 'east', url });
    app.courier.start();
    const id = await app.log.report(event.reported());
    await app.log.happen(id, engine, event.reminded('mill-1'));
    while (received.length === 0) await new Promise((later) => setTimeout(later, 5));
    await app.courier.stop();
    await app.log.happen(id, engine, event.raised('mill-1'));
    await app.told();
    expect(received).toHaveLength(1);
  });
});
