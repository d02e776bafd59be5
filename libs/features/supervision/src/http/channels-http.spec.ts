import { describe, expect, it } from '@jest/globals';
import { supervisionApp } from '../specs/supervision-app.js';

describe('looking after channels', () => {
  const url = 'https://hook.example/x?key=1';
  const webhook = { kind: 'webhook', unit: 'east', url, secret: 'sixteen characters' };

  it('shows what was opened, without its address, to those who look after the unit', async () => {
    const app = await supervisionApp();
    const id = await app.channel({ ...webhook, types: ['CaseReminded'] });
    const { answer, text } = await app.get('/api/notices/channels', 'gao');
    expect(answer['channels']).toEqual([
      {
        channelId: id,
        kind: 'webhook',
        unit: 'east',
        host: 'hook.example',
        quietHours: true,
        types: ['CaseReminded'],
        state: 'open',
      },
    ]);
    expect(text).not.toContain('key=1');
    expect((await app.get('/api/notices/channels', 'chen')).status).toBe(403);
    expect((await app.get('/api/notices/deliveries', 'qin')).status).toBe(403);
  });

  it('closes it once and for all', async () => {
    const app = await supervisionApp();
    const id = await app.channel(webhook);
    const close = () => app.remove(`/api/notices/channels/${id}`, 'gao');
    expect((await close()).status).toBe(200);
    expect((await close()).status).toBe(200);
    const { answer } = await app.get('/api/notices/channels', 'gao');
    expect(answer['channels']).toMatchObject([{ state: 'closed' }]);
    const other = '0195c2a4-8f1e-7cc0-8a53-3f4b1f6f0a11';
    expect((await app.remove(`/api/notices/channels/${other}`, 'gao')).answer['code']).toBe(
      'channel-not-found',
    );
  });

  it.each([
    ['somebody else', 'chen', webhook, 403, 'not-permitted'],
    ['a unit out of reach', 'gao', { ...webhook, unit: 'county' }, 403, 'not-permitted'],
    ['a unit that is none', 'gao', { ...webhook, unit: 'nowhere' }, 400, 'unknown-unit'],
    ['no secret', 'gao', { kind: 'webhook', unit: 'east', url }, 400, 'secret-missing'],
    ['a short secret', 'gao', { ...webhook, secret: 'short' }, 400, 'secret-missing'],
    ['an address inside', 'gao', { ...webhook, url: 'https://10.0.0.1/' }, 400, 'address-refused'],
    ['plain http', 'gao', { ...webhook, url: 'http://hook.example/' }, 400, 'address-refused'],
    ['no address', 'gao', { ...webhook, url: 'hook' }, 400, 'address-refused'],
    ['a type that is none', 'gao', { ...webhook, types: ['CaseClosed'] }, 400, 'invalid-request'],
    ['a kind that is none', 'gao', { ...webhook, kind: 'fax' }, 400, 'invalid-request'],
  ] as const)('is refused for %s', async (_, who, request, status, code) => {
    const app = await supervisionApp({ poster: { privateAddresses: false } });
    const refused = await app.post('/api/notices/channels', who, request);
    expect([refused.status, refused.answer['code']]).toEqual([status, code]);
    expect((await app.log.store.readAll()).events).toEqual([]);
  });
});
