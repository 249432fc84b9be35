import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AUTHORISATION } from '@onething/identity';
import { type Application, apply, draft, type DatedWorld } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { describedRoutes, loginFor, type Route } from '../support/api-routes';
import { type Schema, Schemas } from '../support/schema-sample';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const NEWBORN: Application = { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM };
/** What somebody would add to a body to become more than one is. */
const SMUGGLED: Record<string, unknown> = {
  role: 'administrator', roles: ['administrator'], level: 2, accountId: randomUUID(), personId: randomUUID(), applicantPersonId: randomUUID(),
  applicantAccountId: randomUUID(), actorId: randomUUID(), actorKind: 'timer', state: 'granted', claimedBy: randomUUID(), isAdmin: true,
};

let platform: TestPlatform;
let world: DatedWorld;
let document: OpenAPIObject;
let submitted: string;
let unfinished: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  document = (await platform.request.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
  submitted = await apply(world, NEWBORN);
  unfinished = await draft(world, await clientOf(world, 'mother'), NEWBORN);
}, 60_000);
afterAll(() => platform?.stop());

const urlOf = ({ path }: Route, id: string = randomUUID()): string => path.replace(/\{\w+\}/g, id);
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

async function send(client: Client, { method }: Route, url: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  switch (method) {
    case 'get': return client.get(url);
    case 'delete': return client.delete(url);
    case 'put': return client.put(url, body);
    default: return client.post(url, body);
  }
}

const schemaOf = ({ operation }: Route): Schema | undefined =>
  ((operation.requestBody ?? { content: {} }) as { content: Record<string, { schema: Schema }> }).content['application/json']?.schema;

/** Roles that a route is for; none of them needs a token when it is open to anyone. */
const roles = (route: Route): string[] => AUTHORISATION[route.action].map(({ to }) => to as string);

describe('a role is not left', () => {
  test.each<[string, string, string[]]>([
    ['a resident', 'mother', ['resident', 'account', 'anyone']],
    ['a clerk', 'health.clerk', ['clerk', 'account', 'anyone']],
    ['a reviewer', 'health.reviewer', ['reviewer', 'account', 'anyone']],
    ['a clerk of a window', 'window.clerk', ['windowClerk', 'account', 'anyone']],
    ['a supervisor', 'supervisor', ['supervisor', 'account', 'anyone']],
    ['the system administrator', 'administrator', ['administrator', 'account', 'anyone']],
    ['the security administrator', 'security', ['securityAdministrator', 'account', 'anyone']],
    ['the auditor', 'auditor', ['auditor', 'account', 'anyone']],
    ['an operator of the hotline', 'hotline', ['hotlineOperator', 'account', 'anyone']],
  ])('by %s, on any route of others', async (_, login, own) => {
    const client = await clientOf(world, login);
    const foreign = describedRoutes(document).filter((route) => !roles(route).some((role) => own.includes(role)));
    expect(foreign.length).toBeGreaterThan(20);
    const answers = await Promise.all(foreign.map(async (route) => [nameOf(route), (await send(client, route, urlOf(route), {})).status] as const));
    expect(answers.filter(([, status]) => status !== 403)).toEqual([]);
  });

  test('by nobody, on any route that asks for an account', async () => {
    const closed = describedRoutes(document).filter((route) => !roles(route).includes('anyone'));
    const answers = await Promise.all(closed.map(async (route) => {
      const request = platform.request[route.method as 'get' | 'post' | 'put' | 'delete'](urlOf(route));
      return [nameOf(route), (await request.send(route.method === 'get' ? undefined : {})).status] as const;
    }));
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });
});

test('nothing is smuggled into a body: a member that a route does not declare is refused by its name', async () => {
  const passed: string[] = [];
  let tried = 0;
  for (const route of describedRoutes(document)) {
    const schema = schemaOf(route);
    if (!schema) continue;
    const schemas = new Schemas(document);
    const sample = schemas.sample(schema) as Record<string, unknown>;
    const login = loginFor(route.action);
    const client = login === undefined ? undefined : await clientOf(world, login);
    for (const [name, value] of Object.entries(SMUGGLED)) {
      if (name in sample) continue;
      tried += 1;
      const body = { ...sample, [name]: value };
      const answer = client ? await send(client, route, urlOf(route), body) : await platform.request[route.method as 'post'](urlOf(route)).set('Idempotency-Key', randomUUID()).send(body);
      const named = (answer.body as Problem).errors?.some((problem) => problem.field === name) ?? false;
      if (answer.status !== 400 || !named) passed.push(`${nameOf(route)} ${name}: ${answer.status}`);
    }
  }
  expect(tried).toBeGreaterThan(300);
  expect(passed).toEqual([]);
}, 60_000);

describe('guessing ids', () => {
  /** UUIDv7 grow with time: the next one is near. */
  const neighbour = (id: string): string => id.slice(0, -1) + ((parseInt(id.at(-1)!, 16) + 1) % 16).toString(16);
  const told = ({ status, body }: { status: number; body: Problem }) => ({ status, code: body.code, detail: body.detail });

  test('tells nothing: a case of somebody else answers like one that there is not', async () => {
    const stranger = await clientOf(world, 'retiree');
    const differing: string[] = [];
    for (const path of describedRoutes(document).filter(({ method, path: one }) => method === 'get' && /^\/api\/cases\/\{\w+\}(\/[a-z-]+)?$/.test(one))) {
      const ofNobody = told(await stranger.get<Problem>(urlOf(path)));
      for (const id of [submitted, unfinished, neighbour(submitted)]) {
        const answer = told(await stranger.get<Problem>(urlOf(path, id)));
        if (JSON.stringify(answer) !== JSON.stringify(ofNobody)) differing.push(`${nameOf(path)} ${JSON.stringify(answer)}`);
      }
    }
    expect(differing).toEqual([]);
  });

  test('nor does a licence of somebody else', async () => {
    const [mother, stranger] = [await clientOf(world, 'mother'), await clientOf(world, 'retiree')];
    const { entries } = mother.expect(await mother.get<{ entries: { id: string }[] }>('/api/licences'), 200);
    expect(entries.length).toBeGreaterThan(0);
    const own = await mother.get<Problem>(`/api/licences/${entries[0]!.id}`);
    expect(own.status).toBe(200);
    for (const id of [entries[0]!.id, neighbour(entries[0]!.id), randomUUID()]) {
      expect((await stranger.get<Problem>(`/api/licences/${id}`)).status).toBe(404);
    }
  });
});
