import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AUTHORISATION } from '@onething/identity';
import type { Role } from '@onething/kernel';
import { apply, caseOf, type DatedWorld, draft, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { type Mandate, personOf, takeStep } from '../acceptance/mandates';
import { onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, restaurantApplication, verifyLicence } from '../acceptance/restaurant';
import { schoolApplication, startPrimarySchool } from '../acceptance/school-entry';
import type { Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { describedRoutes, type Route } from '../support/api-routes';
import { type Schema, Schemas } from '../support/schema-sample';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let world: DatedWorld;
let document: OpenAPIObject;
let company: Client;
/** A restaurant of the company's: submitted, its sign and its fire inspection received; and one that is still a draft. */
let submitted: string;
let unfinished: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  document = (await platform.request.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
  company = await clientOf(world, 'company');
  submitted = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, submitted);
  unfinished = await draft(world, company, restaurantApplication('smallRestaurant'));
}, 60_000);
afterAll(() => platform?.stop());

/** Every route of a case and of what belongs to it. */
const caseRoutes = () => describedRoutes(document).filter(({ path }) => /^\/api\/cases\/\{/.test(path));
const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** Values that a sample of the right type does not get right. */
const GOOD_VALUES: Record<string, unknown> = {
  reason: '申请人来电询问，需要核对所填内容。', itemId: '01941f29-7c00-7000-8000-0000000000fe',
  points: [{ field: 'form.case.signText', reason: '请核对。' }], plannedEnd: '2026-03-20', answers: {}, form: {}, face: {}, materials: ['some-paper'],
  to: '01941f29-7c00-7000-8000-0000000000ff',
};

interface Target {
  caseId: string;
  item: string;
  material: string;
  file: string;
}

async function targetOf(caseId: string, code?: string): Promise<Target> {
  const { materials } = company.expect(await company.get<{ materials: { material: string; files: { id: string }[] }[] }>(`/api/cases/${caseId}/materials`), 200);
  const { material, files } = materials.find((one) => one.files.length > 0)!;
  return { caseId, item: code ? (await itemOf(company, caseId, code)).id : randomUUID(), material, file: files[0]!.id };
}

async function call(client: Client, { method, path, operation }: Route, target: Target): Promise<number> {
  const values: Record<string, string> = {
    caseId: target.caseId, id: target.caseId, itemId: target.item, material: target.material, fileId: target.file, step: 'examination', documentId: randomUUID(),
  };
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
  if (method === 'post' && path.endsWith('/files')) return (await client.upload(url, 'a.pdf', 'application/pdf', onePagePdf())).status;
  const body = bodyOf(operation);
  switch (method) {
    case 'get': return (await client.get(url)).status;
    case 'delete': return (await client.delete(url)).status;
    case 'put': return (await client.put(url, body)).status;
    default: return (await client.post(url, body)).status;
  }
}

function bodyOf(operation: Route['operation']): unknown {
  const { content } = (operation.requestBody ?? { content: {} }) as { content: Record<string, { schema: Schema }> };
  const schema = content['application/json']?.schema;
  if (!schema) return undefined;
  const schemas = new Schemas(document);
  const { required = [] } = schemas.resolve(schema) as { required?: string[] };
  const sample = schemas.sample(schema) as Record<string, unknown>;
  return Object.fromEntries(required.map((name) => [name, GOOD_VALUES[name] ?? sample[name]]));
}

/** What each route of a case answers somebody whom it does not concern, where that is not what it should be. */
async function unexpected(client: Client, target: Target, expected: (route: Route) => number[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of caseRoutes()) {
    const status = await call(client, route, target);
    if (!expected(route).includes(status)) found.push(`${nameOf(route)}: ${status}`);
  }
  return found;
}

/** Whether anybody with that role may do it at all, somewhere. */
const isFor = (route: Route, ...roles: Role[]) => AUTHORISATION[route.action].some(({ to }) => roles.includes(to as Role));

describe('somebody whom a case does not concern', () => {
  test.each(['submitted', 'draft'])('finds no %s case of another resident, by any route', async (which) => {
    const stranger = await clientOf(world, 'retiree');
    const target = which === 'draft' ? await targetOf(unfinished) : await targetOf(submitted, 'outdoor-sign');
    expect(await unexpected(stranger, target, (route) => (isFor(route, 'resident') ? [404] : [403]))).toEqual([]);
  });

  test('in an office without an item of it, finds nothing and may do nothing', async () => {
    const target = await targetOf(submitted, 'outdoor-sign');
    for (const login of ['taxation.clerk', 'taxation.head', 'taxation.reviewer']) {
      const clerk = await clientOf(world, login);
      const role = login.split('.')[1] as Role;
      const expected = (route: Route) => (!isFor(route, role) ? [403] : route.method === 'get' ? [404] : [403, 404]);
      expect(await unexpected(clerk, target, expected)).toEqual([]);
    }
  });

  test('has changed nothing by all of this', async () => {
    expect((await caseOf(company, unfinished)).state).toBe('draft');
    expect((await itemOf(company, submitted, 'outdoor-sign')).state).toBe('submitted');
  });
});

test('an agent finds nothing any more once the mandate has ended, by any route', async () => {
  const agent = await clientOf(world, 'agent');
  const begun = await draft(world, agent, { ...restaurantApplication('smallRestaurant'), login: 'agent', onBehalfOf: personOf('company').id });
  const targets = [await targetOf(begun), await targetOf(submitted, 'outdoor-sign')];
  for (const { caseId } of targets) expect((await agent.get(`/api/cases/${caseId}`)).status).toBe(200);
  const [held] = agent.expect(await agent.get<{ entries: Mandate[] }>('/api/mandates/held?state=accepted'), 200).entries;
  await takeStep(world, 'company', held!, 'revoke');
  for (const target of targets) expect(await unexpected(agent, target, (route) => (isFor(route, 'resident') ? [404] : [403]))).toEqual([]);
  expect((await caseOf(company, begun)).state).toBe('draft');
  expect((await itemOf(company, submitted, 'outdoor-sign')).state).toBe('submitted');
});

test('a draft is seen by no office, also none that would handle it', async () => {
  const target = await targetOf(unfinished);
  for (const login of ['marketregulation.clerk', 'urbanmanagement.head', 'firerescue.reviewer', 'supervisor', 'administrator']) {
    const official = await clientOf(world, login);
    expect(await unexpected(official, target, () => [403, 404])).toEqual([]);
  }
});

test('an applicant does nothing of what offices do, also in a case of one\'s own', async () => {
  const target = await targetOf(submitted, 'outdoor-sign');
  const statuses = await Promise.all(caseRoutes().filter((route) => !isFor(route, 'resident')).map(async (route) => [nameOf(route), await call(company, route, target)]));
  expect(statuses.length).toBeGreaterThan(15);
  expect(statuses.filter(([, status]) => status !== 403)).toEqual([]);
});

test('an office does nothing of what applicants do, also in a case that it handles', async () => {
  const target = await targetOf(submitted, 'outdoor-sign');
  const clerk = await clientOf(world, 'urbanmanagement.clerk');
  const statuses = await Promise.all(caseRoutes().filter((route) => !isFor(route, 'clerk')).map(async (route) => [nameOf(route), await call(clerk, route, target)]));
  expect(statuses.length).toBeGreaterThan(10);
  expect(statuses.filter(([, status]) => status !== 403)).toEqual([]);
});

describe('an office that handles one item', () => {
  test('sees the case, but of the form and the materials only what its item asks for', async () => {
    const clerk = await clientOf(world, 'urbanmanagement.clerk');
    const sign = await itemOf(clerk, submitted, 'outdoor-sign');
    const { fields, values } = clerk.expect(await clerk.get<{ fields: { fields: { element: string }[] }[]; values: object }>(
      `/api/cases/${submitted}/items/${sign.id}/form`), 200);
    const asked = company.expect(await company.get<{ form: { code: string }[] }>('/api/items/outdoor-sign'), 200).form;
    const shown = fields.flatMap((section) => section.fields.map((field) => field.element));
    expect(shown.sort()).toEqual(expect.arrayContaining(['case.signText', 'applicant.companyName']));
    expect(shown.length).toBeLessThanOrEqual(asked.length);
    expect(Object.keys(values).filter((element) => !shown.includes(element))).toEqual([]);
    expect(values).not.toHaveProperty(['legalRepresentative.citizenId']);
    expect(values).toHaveProperty(['case.signText'], '天山味道');
    const { materials } = clerk.expect(await clerk.get<{ materials: { material: string; askedBy: string[] }[] }>(`/api/cases/${submitted}/materials`), 200);
    expect(materials.filter(({ askedBy }) => !askedBy.includes('outdoor-sign'))).toEqual([]);
  });

  test('reads neither the form of another office\'s item, nor the whole form, nor a file that it does not ask for', async () => {
    const clerk = await clientOf(world, 'urbanmanagement.clerk');
    const food = await itemOf(company, submitted, 'food-business-licence');
    const { material, file } = await targetOf(submitted);
    expect(material).toBe('fire-promise');
    expect((await clerk.get(`/api/cases/${submitted}/items/${food.id}/form`)).status).toBe(404);
    expect((await clerk.get(`/api/cases/${submitted}/form`)).status).toBe(404);
    expect((await clerk.get(`/api/cases/${submitted}/materials/${material}/files/${file}`)).status).toBe(404);
  });

  test('handles no item of another office', async () => {
    const clerk = await clientOf(world, 'urbanmanagement.clerk');
    const food = await itemOf(company, submitted, 'food-business-licence');
    const answer = await clerk.post<Problem>(`/api/cases/${submitted}/items/${food.id}/receive`, { version: food.version });
    expect([answer.status, answer.body.code]).toEqual([403, 'IDENTITY.FORBIDDEN']);
  });

  test('reads of the free texts only those about its own item', async () => {
    const opinion = '厨房排烟口距居民窗户不足九米，建议重点核查。';
    await handle(world, company, submitted, 'food-business-licence', { until: 'examination' });
    const food = await itemOf(company, submitted, 'food-business-licence');
    const reviewer = await clientOf(world, 'marketregulation.reviewer');
    reviewer.expect(await reviewer.post(`/api/cases/${submitted}/items/${food.id}/steps/examination`, { version: food.version, outcome: 'inspect', opinion }), 200);
    const notes = async (client: Client) => client.expect(await client.get<{ note: unknown }[]>(`/api/cases/${submitted}/timeline`), 200).map((entry) => entry.note);
    expect(await notes(reviewer)).toContain(opinion);
    expect(await notes(await clientOf(world, 'urbanmanagement.clerk'))).not.toContain(opinion);
  });
});

test('each step belongs to its role', async () => {
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  const { itemId, version } = await handle(world, company, caseId, 'food-business-licence', { until: 'decision' });
  const decide = async (login: string) => (await clientOf(world, login)).post<Problem>(
    `/api/cases/${caseId}/items/${itemId}/decision`, { version, step: 'decision', outcome: 'grant' });
  for (const login of ['marketregulation.clerk', 'marketregulation.reviewer']) {
    const { status, body } = await decide(login);
    expect([login, status, body.code]).toEqual([login, 403, 'CASES.STEP_OF_ANOTHER_ROLE']);
  }
  expect((await decide('firerescue.head')).status).toBe(403);
  expect((await decide('marketregulation.head')).status).toBe(200);
});

test('lists show nothing of others', async () => {
  const stranger = await clientOf(world, 'retiree');
  for (const list of ['/api/cases', '/api/consents']) {
    expect(stranger.expect(await stranger.get<{ entries: unknown[] }>(list), 200).entries).toEqual([]);
  }
  const clerk = await clientOf(world, 'taxation.clerk');
  expect(clerk.expect(await clerk.get<{ entries: unknown[] }>('/api/queues/items?limit=100'), 200).entries).toEqual([]);
  const fire = await clientOf(world, 'firerescue.clerk');
  const { entries } = fire.expect(await fire.get<{ entries: { department: string }[] }>('/api/queues/items?limit=100'), 200);
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.filter(({ department }) => department !== 'fireRescue')).toEqual([]);
});

test('naming a child in an application makes nobody its guardian', async () => {
  const mothersCase = await startPrimarySchool(world);
  const mother = await clientOf(world, 'pupil-parent');
  const stranger = await clientOf(world, 'retiree');
  const strangersCase = await apply(world, { ...schoolApplication('primaryLocal'), login: 'retiree' });
  await settle(platform.app);
  const held = async (client: Client) => client.expect(await client.get<{ entries: { id: string }[] }>('/api/licences?limit=100'), 200).entries.map(({ id }) => id);
  const { result } = await itemOf(mother, mothersCase, 'school-admission');
  expect(await held(mother)).toContain(result!.licenceId);
  expect(await held(stranger)).not.toContain(result!.licenceId);
  expect((await stranger.get(`/api/licences/${result!.licenceId}`)).status).toBe(404);
  expect((await caseOf(stranger, strangersCase)).state).toBe('handling');
});
