import { join } from 'node:path';
import { CataloguePublisher, loadCatalogue } from '@onething/catalogue';
import { startTestPlatform, TEST_NOW, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
  const { catalogue } = await loadCatalogue([join(__dirname, '../../config/catalogue')]);
  await platform.app.get(CataloguePublisher).publishAll(catalogue);
});
afterAll(() => platform?.stop());

const get = (path: string) => platform.request.get(encodeURI(path));
const preview = (body: object, code = 'newborn') => platform.request.post(`/api/one-things/${code}/preview`).send(body);

const MARRIED = { otherParentKnown: true, married: true, householdFollows: 'applicant', reimbursement: false, guidance: false };

test('everyday words find a one-thing without an account', async () => {
  const { body } = await get('/api/one-things?query=开餐馆').expect(200);
  expect(body).toMatchObject({ page: 1, pageSize: 20 });
  expect(body.entries[0]).toMatchObject({
    code: 'restaurant',
    version: 1,
    status: 'open',
    publishedAt: expect.stringMatching(/^2026-03-02T/),
  });
  expect((await get('/api/one-things?query=生孩子').expect(200)).body.entries[0].code).toBe('newborn');
  expect((await get('/api/one-things?query=retirement').expect(200)).body.entries[0].code).toBe('retirement');
});

test('lists are filtered and paged', async () => {
  const { body } = await get('/api/one-things?audience=person&status=open&page=2&pageSize=1').expect(200);
  expect(body).toMatchObject({ total: 3, page: 2, pageSize: 1 });
  expect(body.entries).toHaveLength(1);
});

test.each([
  ['query', `?query=${'x'.repeat(101)}`],
  ['audience', '?audience=dog'],
  ['status', '?status=closed'],
  ['page', '?page=0'],
  ['page', '?page=x'],
  ['pageSize', '?pageSize=101'],
  ['colour', '?colour=red'],
  ['query', '?query=a&query=b'],
])('a wrong %s in the query is named', async (field, query) => {
  const { body } = await get(`/api/one-things${query}`).expect(400);
  expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
});

test('the guide tells what is saved and why, and where it comes from', async () => {
  const { body } = await get('/api/one-things/newborn').expect(200);
  expect(body).toMatchObject({
    code: 'newborn',
    version: 1,
    publishedAt: new Date(TEST_NOW).toISOString(),
    leadDepartment: { code: 'health' },
    provenance: 'recalled',
  });
  const { savings } = body.standard;
  for (const measure of ['materials', 'steps', 'visits', 'days']) {
    expect(savings[measure].saved).toBe(savings[measure].before - savings[measure].after);
    expect(savings[measure].explanation.length).toBeGreaterThan(0);
  }
  expect(body.items.find((item: { code: string }) => item.code === 'birth-expense-reimbursement')).toMatchObject({
    always: false,
  });
});

test('an outline is listed, but shows no savings and has neither questions nor preview', async () => {
  const [outline] = (await get('/api/one-things?status=outline').expect(200)).body.entries;
  expect(outline).not.toHaveProperty('savings');
  const { body } = await get(`/api/one-things/${outline.code}`).expect(200);
  expect(body.status).toBe('outline');
  expect(body).not.toHaveProperty('standard');
  for (const response of [
    await get(`/api/one-things/${outline.code}/questionnaire`),
    await preview({ answers: {} }, outline.code),
  ]) {
    expect([response.status, response.body.code]).toEqual([409, 'CATALOGUE.NOT_OPEN']);
  }
});

test('a questionnaire and then a preview for its answers', async () => {
  const { body: questionnaire } = await get('/api/one-things/newborn/questionnaire').expect(200);
  const situation = questionnaire.situations.find((one: { code: string }) => one.code === 'married');
  expect(situation.answers).toEqual(MARRIED);
  const { body: plan } = await preview({ answers: situation.answers, version: questionnaire.version }).expect(200);
  expect(plan.version).toBe(1);
  expect(plan.items[0].code).toBe('birth-certificate');
  expect(plan.dependencies).toContainEqual({
    item: 'household-registration',
    on: 'birth-certificate',
    because: { material: 'child-birth-certificate' },
  });
  expect(plan.form.flatMap((section: { fields: unknown[] }) => section.fields).length).toBeGreaterThan(30);
  const { body: more } = await preview({ answers: { ...MARRIED, reimbursement: true } }).expect(200);
  expect(more.items).toHaveLength(plan.items.length + 1);
});

test.each([
  [422, 'answers.noSuchQuestion', { answers: { noSuchQuestion: true } }],
  [422, 'answers.married', { answers: { married: 'yes' } }],
  [422, 'answers.householdFollows', { answers: { householdFollows: 'grandmother' } }],
  [422, 'answers.married', { answers: { married: { deep: true } } }],
  [400, 'answers', { answers: [] }],
  [400, 'answers', {}],
  [400, 'version', { answers: {}, version: 0 }],
  [400, 'version', { answers: {}, version: '1' }],
  [400, 'version', { answers: {}, version: 1e12 }],
  [400, 'actor', { answers: {}, actor: 'somebody' }],
])('%i for a preview with a wrong %s: %j', async (status, field, body) => {
  const response = await preview(body).expect(status);
  expect(response.headers['content-type']).toMatch('application/problem+json');
  expect(response.body.errors.map((error: { field: string }) => error.field)).toContain(field);
});

test('what does not exist is not found', async () => {
  for (const path of [
    '/api/one-things/nothing',
    '/api/one-things/nothing/questionnaire',
    '/api/items/nothing',
    '/api/one-things/__proto__',
  ]) {
    await get(path).expect(404);
  }
  await preview({ answers: {}, version: 99 }).expect(404);
});

test('the service guide of an item shows what its authority asks for', async () => {
  const { body } = await get('/api/items/household-registration').expect(200);
  expect(body).toMatchObject({ department: { code: 'publicSecurity' }, result: { licenceType: { code: 'household-page' } } });
  expect(body.materials.find((paper: { material: string }) => paper.material === 'child-birth-certificate').replacedBy).toContain(
    'licence',
  );
  expect(body.authorities[0].department).toBe('publicSecurity');
  expect(body.steps.length).toBeGreaterThan(0);
  expect(body.oneThings).toEqual([expect.objectContaining({ code: 'newborn' })]);
  expect(body).not.toHaveProperty('process');
});

test('divisions are read level by level', async () => {
  const { body: provinces } = await get('/api/divisions').expect(200);
  const region = provinces.find((one: { code: string }) => one.code === '650000');
  expect(region).toMatchObject({ hasParts: true });
  const { body: cities } = await get('/api/divisions?parent=650000').expect(200);
  expect(cities).toContainEqual(expect.objectContaining({ code: '650100', parent: '650000' }));
  const { body } = await get('/api/divisions?parent=65').expect(400);
  expect(body.errors[0].field).toBe('parent');
});

test('departments and licence types', async () => {
  expect((await get('/api/departments').expect(200)).body).toContainEqual(expect.objectContaining({ code: 'health' }));
  const { body } = await get('/api/licence-types').expect(200);
  expect(body.find((one: { code: string }) => one.code === 'birth-certificate')).toMatchObject({ holder: 'naturalPerson' });
});
