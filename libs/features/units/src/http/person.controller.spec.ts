import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../demo/demo-county.js';
import { personIdOf } from '../person-id.js';
import { BRANCH, COMMITTEE, GROUP, idsIn, TOWN, seededApp } from '../specs/seeded-app.js';

let room: Awaited<ReturnType<typeof seededApp>>;

beforeAll(async () => {
  room = await seededApp();
});

afterAll(() => room.stop());

describe('signing in', () => {
  it('answers a token, the person and what he may, and sets a cookie', async () => {
    const { status, headers, answer } = await room.call('POST', '/api/sessions', undefined, {
      signIn: 'Secretary1',
      password: DEMO_PASSWORD,
    });
    expect(status).toBe(200);
    expect(headers['set-cookie']).toMatch(/^gridcase=.+; HttpOnly; SameSite=Strict/);
    expect(answer['person']).toMatchObject({
      signIn: 'secretary1',
      name: { zh: '陈示范' },
      positions: [
        {
          unit: BRANCH,
          unitName: { zh: '桂园第一支部' },
          role: 'branch-secretary',
          may: ['ChangeGroupCoverage', 'SeeCoverage', 'SeePeople'],
        },
      ],
    });
  });

  it('is refused with a wrong password', async () => {
    const wrong = { signIn: 'grid2', password: 'not the password' };
    const { status, answer } = await room.call('POST', '/api/sessions', undefined, wrong);
    expect([status, answer['code']]).toEqual([401, 'wrong-sign-in']);
  });

  it('ends with signing out, and with another password', async () => {
    const first = await room.signIn('officer2', DEMO_PASSWORD);
    expect((await room.call('GET', '/api/sessions/current', first)).status).toBe(200);
    expect((await room.call('DELETE', '/api/sessions/current', first)).status).toBe(204);
    expect((await room.call('GET', '/api/sessions/current', first)).status).toBe(401);
    const second = await room.signIn('officer2', DEMO_PASSWORD);
    const change = { present: DEMO_PASSWORD, next: 'a better password' };
    expect((await room.call('POST', '/api/me/password', second, change)).status).toBe(204);
    expect((await room.call('GET', '/api/sessions/current', second)).status).toBe(401);
    expect(await room.signIn('officer2', 'a better password')).not.toBe('undefined');
  });
});

describe('looking after people', () => {
  const worker = personIdOf('grid1');

  it('shows those at or below one’s units, the sign-in to administrators alone', async () => {
    const seen = await room.get('/api/people?limit=200', 'secretary1');
    expect(idsIn(seen.answer, 'people')).toHaveLength(3);
    expect((seen.answer['people'] as object[]).some((one) => 'signIn' in one)).toBe(false);
    const found = await room.get('/api/people?signIn=GRID1', 'admin');
    expect(found.answer['people']).toMatchObject([{ id: worker, signIn: 'grid1', name: { zh: '张演示' } }]);
    expect((await room.get('/api/people?role=supervisor', 'admin')).answer['people']).toHaveLength(1);
  });

  it('is refused outside of one’s units', async () => {
    expect((await room.get('/api/people', 'liaison1')).status).toBe(403);
    expect((await room.get(`/api/people?unit=${TOWN}`, 'officer1')).status).toBe(403);
    expect((await room.get(`/api/people/${worker}`, 'secretary2')).status).toBe(404);
    expect((await room.get(`/api/people/${worker}`, 'grid1')).answer).toMatchObject({ signIn: 'grid1' });
  });

  it('registers, appoints and lets sign in', async () => {
    const request = { signIn: 'fresh', name: { zh: '叶演示' }, unit: COMMITTEE, password: 'a long password' };
    expect((await room.post('/api/people', 'officer1', request)).status).toBe(403);
    const { status, answer } = await room.post('/api/people', 'admin', request);
    expect(status).toBe(201);
    const id = String(answer['personId']);
    const given = await room.post(`/api/people/${id}/positions`, 'admin', {
      unit: GROUP,
      role: 'grid-worker',
    });
    expect(given.status).toBe(200);
    const token = await room.signIn('fresh', 'a long password');
    const me = await room.call('GET', '/api/sessions/current', token);
    expect(me.answer['positions']).toMatchObject([{ unit: GROUP, role: 'grid-worker' }]);
    await room.post(`/api/people/${id}/password`, 'admin', { password: 'quite another one' });
    expect((await room.call('GET', '/api/sessions/current', token)).status).toBe(401);
  });

  it('lets a secretary have a deputy, and the deputy act', async () => {
    const deputy = personIdOf('grid2');
    const mandate = { unit: BRANCH, role: 'branch-secretary', until: '2026-06-01T00:00:00Z' };
    expect((await room.post(`/api/people/${deputy}/mandates`, 'secretary2', mandate)).status).toBe(403);
    expect((await room.post(`/api/people/${deputy}/mandates`, 'secretary1', mandate)).status).toBe(200);
    const token = await room.signIn('grid2', DEMO_PASSWORD);
    const onBehalfOf = personIdOf('secretary1');
    const me = await room.call('GET', '/api/sessions/current', token);
    expect((me.answer['positions'] as object[])[1]).toMatchObject({ role: 'branch-secretary', onBehalfOf });
    const change = { added: [`${COMMITTEE}-0049`] };
    expect((await room.call('POST', `/api/units/${GROUP}/coverage`, token, change)).status).toBe(200);
    const { events } = await room.store.readAll({ filter: { streamPrefixes: [`coverage-${COMMITTEE}`] } });
    expect(events.at(-1)?.actor).toEqual({ id: deputy, role: 'branch-secretary', unit: BRANCH, onBehalfOf });
    expect(
      (
        await room.post(`/api/people/${deputy}/mandates/end`, 'secretary1', {
          unit: BRANCH,
          role: 'branch-secretary',
        })
      ).status,
    ).toBe(200);
    expect((await room.call('POST', `/api/units/${GROUP}/coverage`, token, change)).status).toBe(403);
  });
});
