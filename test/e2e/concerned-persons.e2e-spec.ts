import { Client as Postgres } from 'pg';
import { apply, type DatedWorld } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { giveMandate, personOf } from '../acceptance/mandates';
import { beginNewborn } from '../acceptance/newborn';
import { worldOf } from '../acceptance/platform-world';
import { restaurantApplication } from '../acceptance/restaurant';
import { clientOf } from '../acceptance/world';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

jest.setTimeout(180_000);

interface Access {
  id: string;
  act: string;
  departmentCode?: string;
  fields?: string[];
  object: { kind: string; id: string } | null;
}

let platform: TestPlatform;
let world: DatedWorld;
let father: Client;
let clerk: Client;
let caseId: string;
beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  caseId = await beginNewborn(world);
  // What the story has opened is opened anew.
  platform.clock.advanceBy(16 * 60_000);
  [father, clerk] = [await clientOf(world, 'father'), await clientOf(world, 'health.clerk')];
});
afterAll(() => platform?.stop());

const seenBy = async (client: Client): Promise<Access[]> => client.expect(await client.get<{ entries: Access[] }>('/api/me/access-log?limit=100'), 200).entries;
/** What a person is told of that `look`, which nobody has done within the last quarter of an hour. */
async function toldOf(client: Client, look: () => Promise<unknown>): Promise<Access[]> {
  const before = new Set((await seenBy(client)).map(({ id }) => id));
  await look();
  return (await seenBy(client)).filter(({ id }) => !before.has(id));
}

test('the other parent is told of who opened the case, and who opened its form', async () => {
  const items = clerk.expect(await clerk.get<{ items: { id: string; code: string }[] }>(`/api/cases/${caseId}`), 200).items;
  platform.clock.advanceBy(16 * 60_000);
  expect(await toldOf(father, () => clerk.get(`/api/cases/${caseId}`))).toEqual([
    expect.objectContaining({ act: 'case.opened', departmentCode: 'health', object: { kind: 'case', id: caseId } }),
  ]);
  const item = (await sql<{ id: string }>(`SELECT item_id AS id FROM onething.item_case WHERE case_id = '${caseId}' AND item = 'birth-certificate'`))[0]!.id;
  expect(items.map(({ id }) => id)).toContain(item);
  expect(await toldOf(father, () => clerk.get(`/api/cases/${caseId}/items/${item}/form`))).toEqual([expect.objectContaining({ act: 'form.opened' })]);
});

test('the holder of a licence that is used is told of who opened it', async () => {
  const told = await toldOf(father, async () => clerk.expect(await clerk.get(`/api/cases/${caseId}/materials/other-parent-id-card/licence`), 200));
  expect(told).toEqual([expect.objectContaining({ act: 'licence.opened', departmentCode: 'health' })]);
  const others = await toldOf(father, async () => clerk.expect(await clerk.get(`/api/cases/${caseId}/materials/applicant-id-card/licence`), 200));
  expect(others).toEqual([]);
});

test('unmasking is told to whose fields were shown, beside the applicant', async () => {
  const item = (await sql<{ id: string }>(`SELECT item_id AS id FROM onething.item_case WHERE case_id = '${caseId}' AND item = 'birth-certificate'`))[0]!.id;
  const unmask = (fields: string[]) => async () => clerk.expect(await clerk.post(`/api/cases/${caseId}/unmask`, { itemId: item, fields, purpose: 'contact', reason: '核对父亲的联系方式与身份信息。' }), 200);
  expect(await toldOf(father, unmask(['applicant.name']))).toEqual([]);
  expect(await toldOf(father, unmask(['otherParent.name']))).toEqual([expect.objectContaining({ act: 'data.unmasked', fields: ['otherParent.name'] })]);
});

test('the other parent finds the case in the own data, with what it says about him, and nothing of others', async () => {
  type Data = Record<string, { id: string; subjects?: string[]; form?: { element: string; value: unknown }[] }[]>;
  const dataOf = async (login: string): Promise<Data> => {
    const client = await clientOf(world, login);
    return client.expect(await client.get<Data>('/api/me/data'), 200);
  };
  const data = await dataOf('father');
  expect(data['casesOfOthers']).toEqual([expect.objectContaining({ id: caseId, subjects: ['otherParent'], state: 'handling' })]);
  const { form } = data['casesOfOthers']![0]!;
  expect(form).toContainEqual(expect.objectContaining({ element: 'otherParent.name', value: personOf('father').name }));
  expect(form!.filter(({ element }) => !element.startsWith('otherParent.'))).toEqual([]);
  expect(JSON.stringify(data['casesOfOthers'])).not.toMatch(new RegExp([personOf('mother').name, personOf('mother').number].join('|')));
  expect(data['cases']).toEqual([]);
  const mothers = await dataOf('mother');
  expect([mothers['casesOfOthers'], mothers['cases']!.map(({ id }) => id)]).toEqual([[], [caseId]]);
  expect((await dataOf('retiree'))['casesOfOthers']).toEqual([]);
});

test('principal and agent are both told; a stranger is told nothing', async () => {
  await giveMandate(world, 'company', 'agent', { acts: ['apply'], validUntil: '2026-12-31' });
  const restaurant = await apply(world, { ...restaurantApplication('smallRestaurant'), login: 'agent', onBehalfOf: personOf('company').id });
  const [company, agent, stranger] = [await clientOf(world, 'company'), await clientOf(world, 'agent'), await clientOf(world, 'retiree')];
  const [{ department }] = await sql<{ department: string }>(`SELECT department FROM onething.item_case WHERE case_id = '${restaurant}' LIMIT 1`) as [{ department: string }];
  const official = await clientOf(world, `${department}.clerk`.toLowerCase());
  const look = async () => official.expect(await official.get(`/api/cases/${restaurant}`), 200);
  for (const client of [company, agent]) {
    platform.clock.advanceBy(16 * 60_000);
    expect(await toldOf(client, look)).toEqual([expect.objectContaining({ act: 'case.opened', object: { kind: 'case', id: restaurant } })]);
  }
  expect(await seenBy(stranger)).toEqual([]);
});

test('one opening is one act, signed with the ids of those concerned; the application can neither change nor remove these', async () => {
  const [act] = await sql<{ count: number; concerned: string }>(`SELECT count(*)::int AS count, min(detail->>'concerned') AS concerned FROM onething.security_act a
    WHERE act = 'case.opened' AND object_id = '${caseId}' AND recorded_at = (SELECT max(recorded_at) FROM onething.security_act WHERE act = 'case.opened' AND object_id = '${caseId}')`);
  expect(act).toEqual({ count: 1, concerned: expect.stringContaining(personOf('father').id) });
  const client = new Postgres({ connectionString: platform.databases.appUrl });
  await client.connect();
  await expect(client.query('DELETE FROM onething.security_act_concerned')).rejects.toThrow('permission denied');
  await expect(client.query('UPDATE onething.security_act_concerned SET person_id = act_id')).rejects.toThrow('permission denied');
  await client.end();
});

async function sql<Row>(text: string): Promise<Row[]> {
  const client = new Postgres({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
