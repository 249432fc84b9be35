import type { OpenAPIObject } from '@nestjs/swagger';
import { describedRoutes, routesOfControllers } from '../support/api-routes';
import { attackRoute } from '../support/hostile-input';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** Routes that the description leaves out: the description itself. They take no input. */
const NOT_DESCRIBED = ['get /api/openapi.json'];

let platform: TestPlatform;
let document: OpenAPIObject;
const tokens = new Map<string, string>();

beforeAll(async () => {
  platform = await startTestPlatform();
  document = (await platform.request.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
}, 60_000);
afterAll(() => platform?.stop());

async function login(name: string): Promise<string> {
  const token = tokens.get(name) ?? await platform.login(name);
  tokens.set(name, token);
  return token;
}

test('the description knows every route, and every route declares its action', () => {
  const described = describedRoutes(document).map(({ method, path }) => `${method} ${path}`);
  expect([...described, ...NOT_DESCRIBED].sort()).toEqual(routesOfControllers(platform.app).sort());
});

test('every route answers hostile input with 4xx problem+json that names the field', async () => {
  const failures: string[] = [];
  const idle: string[] = [];
  for (const route of describedRoutes(document)) {
    const report = await attackRoute({ document, request: platform.request, login }, route);
    failures.push(...report.failures);
    if (report.sent === 0) idle.push(`${route.method} ${route.path}`);
  }
  expect(failures).toEqual([]);
  expect(idle).toEqual([]);
  // Some thousand requests, one after the other: on a machine that others use as well they take half a minute.
}, 180_000);

test('nothing of it was an error on our side', () => {
  const errors = platform.logLines.map((line) => JSON.parse(line) as { level: number; status?: number }).filter(({ level, status }) => level >= 50 || status! >= 500);
  expect(errors).toEqual([]);
});
