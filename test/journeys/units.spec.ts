import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Coverage, FiledAnswer, Problem, Unit, UnitAnswer, UnitVersion } from '../support/answers.js';
import type { Client } from '../support/client.js';
import {
  BRANCH,
  COMMITTEE,
  COUNTY,
  GROUP,
  idOf,
  NEXT_BRANCH,
  NEXT_COMMITTEE,
  NEXT_GROUP,
} from '../support/county.js';
import { serviceInMemory, type TestService } from '../support/services.js';

let service: TestService;
let admin: Client;
beforeAll(async () => {
  service = await serviceInMemory();
  admin = await service.the('admin');
});
afterAll(() => service.stop());

const NEW_GROUP = '440605011008-b1-g9';
const name = { zh: '第九小组', en: 'Group 9' };

describe('the life of a group', () => {
  it('begins with an administrator, and with nobody else', async () => {
    const unit = { id: NEW_GROUP, level: 'group', parent: BRANCH, name };
    const refused = await (await service.the('officer1')).post<Problem>('/api/units', unit);
    expect(refused.status).toBe(403);
    expect(refused.body.whoMay).toContainEqual({ role: 'administrator', unit: COUNTY });
    const { position } = await admin.command<UnitAnswer>('/api/units', unit);
    const opened = await admin.read<Unit>(`/api/units/${NEW_GROUP}`, position);
    expect(opened).toMatchObject({ level: 'group', parent: BRANCH, name, open: true });
    expect(opened.path.at(-2)).toBe(BRANCH);
  });

  it('goes on under another branch and another name', async () => {
    await admin.command(`/api/units/${NEW_GROUP}/move`, { parent: NEXT_BRANCH });
    const renamed = { zh: '第九联系组', en: 'Ninth Group' };
    const { position } = await admin.command<UnitAnswer>(`/api/units/${NEW_GROUP}/rename`, { name: renamed });
    const now = await admin.read<Unit>(`/api/units/${NEW_GROUP}`, position);
    expect([now.parent, now.name, now.path.at(-2)]).toEqual([NEXT_BRANCH, renamed, NEXT_BRANCH]);
    const below = await admin.read<{ units: Unit[] }>(`/api/units?below=${NEXT_BRANCH}`);
    expect(below.units.map(({ id }) => id)).toContain(NEW_GROUP);
  });

  it('cannot go on below a unit of the wrong level', async () => {
    const { status, body } = await admin.post<Problem>(`/api/units/${NEW_GROUP}/move`, { parent: GROUP });
    expect([status, body.code]).toEqual([400, 'wrong-parent-level']);
  });

  it('ends, and stays readable with all it was', async () => {
    const { position } = await admin.command<UnitAnswer>(`/api/units/${NEW_GROUP}/close`, { reason: '并入' });
    const versions = await admin.read<UnitVersion[]>(`/api/units/${NEW_GROUP}/history`, position);
    expect(versions.at(-1)?.open).toBe(false);
    expect(versions.map(({ parent }) => parent)).toContain(NEXT_BRANCH);
    const report = { serviceType: '050301', unit: NEW_GROUP, narrative: { summary: '路灯' } };
    const late = await (await service.the('officer1')).post<Problem>('/api/cases', report);
    expect([late.status, late.body.code]).toEqual([400, 'unknown-unit']);
  });

  it('cannot end for a branch whose groups are open', async () => {
    const { status, body } = await admin.post<Problem>(`/api/units/${BRANCH}/close`, { reason: '撤并' });
    expect([status, body.code]).toEqual([409, 'children-open']);
  });
});

describe('covering every household', () => {
  const address = `${COMMITTEE}-9001`;
  const gaps = async (atLeast?: string): Promise<readonly string[]> =>
    (await admin.read<Coverage>(`/api/units/coverage?unit=${COMMITTEE}`, atLeast)).uncovered;

  it('lists an address that no group covers, until one does', async () => {
    const officer = await service.the('officer1');
    const registered = await officer.command<UnitAnswer>(`/api/units/${COMMITTEE}/addresses`, {
      codes: [address],
    });
    expect(await gaps(registered.position)).toContain(address);
    const covered = await officer.command<UnitAnswer>(`/api/units/${GROUP}/coverage`, { added: [address] });
    expect(await gaps(covered.position)).not.toContain(address);
  });

  it('is refused to a second group, until the first gives the address up', async () => {
    const officer = await service.the('officer1');
    const second = await officer.post<Problem>(`/api/units/${NEXT_GROUP}/coverage`, { added: [address] });
    expect([second.status, second.body.code]).toEqual([409, 'address-covered']);
    const given = await officer.command<UnitAnswer>(`/api/units/${GROUP}/coverage`, { removed: [address] });
    expect(await gaps(given.position)).toContain(address);
    const taken = await officer.command<UnitAnswer>(`/api/units/${NEXT_GROUP}/coverage`, {
      added: [address],
    });
    expect(await gaps(taken.position)).not.toContain(address);
    const found = await officer.read<{ addresses: string[] }>(`/api/units/${NEXT_GROUP}/addresses`);
    expect(found.addresses).toContain(address);
  });

  it('goes to one of two groups that want the same address at once', async () => {
    const officer = await service.the('officer1');
    const contested = `${COMMITTEE}-9002`;
    await officer.command(`/api/units/${COMMITTEE}/addresses`, { codes: [contested] });
    const both = [GROUP, NEXT_GROUP].map((group) =>
      officer.post(`/api/units/${group}/coverage`, { added: [contested] }),
    );
    expect(new Set((await Promise.all(both)).map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  it('is nobody else’s to arrange', async () => {
    const change = { added: [`${NEXT_COMMITTEE}-0001`] };
    const outside = await (
      await service.the('officer1')
    ).post<Problem>(`/api/units/${NEXT_COMMITTEE}-b1-g1/coverage`, change);
    expect([outside.status, (outside.body.whoMay ?? []).length > 0]).toEqual([403, true]);
    const worker = await service.the('grid1');
    expect((await worker.post(`/api/units/${GROUP}/coverage`, { removed: [address] })).status).toBe(403);
  });
});

describe('taking up and giving up a position', () => {
  it('takes effect with the next request', async () => {
    const position = { unit: NEXT_GROUP, role: 'grid-worker' };
    const person = `/api/people/${idOf('grid1')}/positions`;
    const worker = await service.the('grid1');
    const report = { serviceType: '050301', unit: NEXT_GROUP, narrative: { summary: '路灯' } };
    expect((await worker.post('/api/cases', report)).status).toBe(403);
    await admin.command(person, position);
    expect((await worker.post<FiledAnswer>('/api/cases', report)).status).toBe(201);
    await admin.command(`${person}/end`, position);
    expect((await worker.post('/api/cases', report)).status).toBe(403);
  });
});
