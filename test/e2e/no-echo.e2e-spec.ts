import type { OpenAPIObject } from '@nestjs/swagger';
import { describedRoutes, loginFor, type Route } from '../support/api-routes';
import { type Schema, Schemas, withValue } from '../support/schema-sample';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

jest.setTimeout(120_000);

/** Somebody's data, in the forms in which they may come back. */
const VALUE = '王丽 650102199403150028';
const TRACES = ['王丽', '650102199403150028', encodeURIComponent('王丽')];
const SOME_UUID = '01941f29-7c00-7000-8000-0000000000ff';

let platform: TestPlatform;
let document: OpenAPIObject;
beforeAll(async () => {
  platform = await startTestPlatform({ firstStart: true });
  document = (await platform.request.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
});
afterAll(() => platform?.stop());

interface Attempt {
  what: string;
  path: string;
  body?: unknown;
}

const pathOf = ({ path }: Route, value?: { name: string; text: string }) => path.replace(/\{(\w+)\}/g, (_, name: string) =>
  (value?.name === name ? encodeURIComponent(value.text) : /(^id|Id)$/.test(name) ? SOME_UUID : 'sample'));

/** The value at every place where the route takes anything: one place at a time. */
function attemptsOf(route: Route, schemas: Schemas): Attempt[] {
  const parameters = (route.operation.parameters ?? []) as { name: string; in: string }[];
  const { content } = (route.operation.requestBody ?? {}) as { content?: Record<string, { schema: Schema }> };
  const json = content?.['application/json']?.schema;
  const sample = json && schemas.sample(json);
  return [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ what: `path ${name}`, path: pathOf(route, { name: name!, text: VALUE }), body: sample })),
    ...parameters.filter((one) => one.in === 'query').map(({ name }) => ({ what: `query ${name}`, path: `${pathOf(route)}?${name}=${encodeURIComponent(VALUE)}` })),
    ...(json ? schemas.fields(json).flatMap(({ path }) => [VALUE, [VALUE], { a: VALUE }].map((value) => (
      { what: `body ${path.join('.')}`, path: pathOf(route), body: withValue(sample, path, value) }))) : []),
  ];
}

test('no refusal repeats a value, wherever it stood', async () => {
  const schemas = new Schemas(document);
  const echoes: string[] = [];
  let refusals = 0;
  for (const route of describedRoutes(document)) {
    const login = loginFor(route.action);
    const token = login === undefined ? undefined : await platform.login(login);
    for (const { what, path, body } of attemptsOf(route, schemas)) {
      const call = platform.request[route.method as 'get' | 'post'](path).set('idempotency-key', SOME_UUID);
      if (token) call.set('authorization', `Bearer ${token}`);
      const { status, text } = await (body === undefined ? call : call.send(body as object));
      if (status < 400) continue;
      refusals += 1;
      const said = text ?? '';
      if (status >= 500 || TRACES.some((trace) => said.includes(trace))) echoes.push(`${route.method} ${route.path}, ${what}: ${status} ${said.slice(0, 400)}`);
    }
  }
  expect(echoes).toEqual([]);
  expect(refusals).toBeGreaterThan(300);
});

test('nor does any log line of it', () => {
  expect(platform.logLines.filter((line) => TRACES.some((trace) => line.includes(trace)))).toEqual([]);
});
