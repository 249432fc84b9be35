import type { DatedWorld } from '../acceptance/application';
import { apply, caseOf, itemOf, untilStates } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { madeUpNumber } from '../acceptance/form-filling';
import { handle } from '../acceptance/handling';
import { onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, restaurantApplication, verifyLicence } from '../acceptance/restaurant';
import { schoolApplication } from '../acceptance/school-entry';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let world: DatedWorld;
let company: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  company = await clientOf(world, 'company');
}, 60_000);
afterAll(() => platform?.stop());

const SIGN = 'outdoor-sign';
const signPath = async (caseId: string) => `/api/cases/${caseId}/items/${(await itemOf(company, caseId, SIGN)).id}`;
const versionOf = async (caseId: string) => (await itemOf(company, caseId, SIGN)).version;

/** A restaurant whose sign has come as far as that. */
async function restaurant(until: 'submitted' | 'examination'): Promise<string> {
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  if (until !== 'submitted') await handle(world, company, caseId, SIGN, { until });
  return caseId;
}

async function command<T = Outcome>(login: string, caseId: string, what: string, body: object = {}) {
  const client = await clientOf(world, login);
  return client.post<T>(`${await signPath(caseId)}/${what}`, { version: await versionOf(caseId), ...body });
}

const upload = (caseId: string, material: string) =>
  company.upload(`/api/cases/${caseId}/materials/${material}/files`, `${material}.pdf`, 'application/pdf', onePagePdf());
const points = (...fields: string[]) => ({ points: fields.map((field) => ({ field, reason: '请更正。' })) });
const formOf = async (caseId: string) => company.expect(await company.get<{ form: Record<string, unknown> }>(`/api/cases/${caseId}/form`), 200).form;
const corrections = async (client: Client, caseId: string) =>
  client.expect(await client.get<{ points: { field: string }[] }[]>(`/api/cases/${caseId}/corrections`), 200).map((one) => one.points.map((point) => point.field));

describe('an answer to a request for corrections', () => {
  test('changes what was asked; other fields, known ones and unknown ones are refused by name', async () => {
    const caseId = await restaurant('submitted');
    await command('urbanmanagement.clerk', caseId, 'receive');
    expect((await command('urbanmanagement.clerk', caseId, 'corrections', points('form.case.signText'))).status).toBe(200);
    const before = await formOf(caseId);
    const answer = await command<Problem>('company', caseId, 'corrections/answer', {
      form: { 'case.signText': '天山味道总店', 'case.premisesArea': 500, 'applicant.companyName': '别的公司有限公司', 'case.noSuchField': 1 },
    });
    expect([answer.status, answer.body.errors!.map((problem) => problem.field).sort()]).toEqual([
      422, expect.arrayContaining(['form.applicant.companyName', 'form.case.noSuchField', 'form.case.premisesArea']),
    ]);
    expect(await formOf(caseId)).toEqual(before);
    // The form as a whole may be sent again: what is as it was is no change.
    expect((await command('company', caseId, 'corrections/answer', { form: { ...before, 'case.signText': '天山味道总店' } })).status).toBe(200);
    expect(await formOf(caseId)).toEqual({ ...before, 'case.signText': '天山味道总店' });
  });

  test('may fill in what the corrected form asks only now, and drops what it asks no more', async () => {
    const caseId = await restaurant('submitted');
    await handle(world, company, caseId, 'food-business-licence', { until: 'examination' });
    const food = await itemOf(company, caseId, 'food-business-licence');
    const path = `/api/cases/${caseId}/items/${food.id}`;
    const reviewer = await clientOf(world, 'marketregulation.reviewer');
    const asked = reviewer.expect(await reviewer.post<Outcome>(`${path}/corrections`, { version: food.version, ...points('form.case.onlineOrdering') }), 200);
    expect(await formOf(caseId)).toHaveProperty(['case.deliveryPlatforms']);
    const answered = company.expect(await company.post<Outcome>(`${path}/corrections/answer`, { version: asked.version, form: { 'case.onlineOrdering': false } }), 200);
    expect(answered.step).toBe('examination');
    expect(await formOf(caseId)).not.toHaveProperty(['case.deliveryPlatforms']);
  });
});

test('an office asks for its own fields and materials alone; an answer that changes nothing of them is none', async () => {
  const caseId = await restaurant('submitted');
  await command('urbanmanagement.clerk', caseId, 'receive');
  const asked = await command<Problem>('urbanmanagement.clerk', caseId, 'corrections', points('form.case.signText', 'form.case.kitchenArea', 'form.case', 'materials.kitchen-layout'));
  expect([asked.status, asked.body.code, asked.body.errors!.map((problem) => problem.field)]).toEqual([
    422, 'CASES.POINT_NOT_OF_ITEM', ['points.1.field', 'points.2.field', 'points.3.field'],
  ]);
  expect((await command('urbanmanagement.clerk', caseId, 'corrections', points('form.case.signText', 'materials.sign-rendering'))).status).toBe(200);
  for (const form of [{}, await formOf(caseId)]) {
    const answer = await command<Problem>('company', caseId, 'corrections/answer', { form });
    expect([answer.status, answer.body.code, answer.body.errors!.map((problem) => problem.field)]).toEqual([
      422, 'CASES.NOTHING_CORRECTED', ['form.case.signText', 'materials.sign-rendering'],
    ]);
  }
  expect((await upload(caseId, 'sign-rendering')).status).toBe(201);
  expect((await command('company', caseId, 'corrections/answer', { form: {} })).status).toBe(200);
});

test('a correction during the examination is shown to both sides, and takes files until it is answered', async () => {
  const caseId = await restaurant('examination');
  expect((await upload(caseId, 'sign-rendering')).status).toBe(409);
  expect((await command('urbanmanagement.clerk', caseId, 'corrections', points('materials.sign-rendering'))).status).toBe(200);
  expect(await corrections(company, caseId)).toEqual([['materials.sign-rendering']]);
  expect(await corrections(await clientOf(world, 'urbanmanagement.clerk'), caseId)).toEqual([['materials.sign-rendering']]);
  expect(await corrections(await clientOf(world, 'firerescue.clerk'), caseId)).toEqual([]);
  expect((await upload(caseId, 'sign-rendering')).status).toBe(201);
  expect((await upload(caseId, 'kitchen-layout')).status).toBe(409);
  expect((await command('company', caseId, 'corrections/answer', { form: {} })).status).toBe(200);
  expect((await upload(caseId, 'sign-rendering')).status).toBe(409);
  expect(await corrections(company, caseId)).toEqual([]);
});

test('what is returned before it is received can be mended and comes back', async () => {
  const caseId = await restaurant('submitted');
  expect((await command('urbanmanagement.clerk', caseId, 'return', points('form.case.signText', 'materials.sign-rendering'))).status).toBe(200);
  expect(await corrections(company, caseId)).toEqual([['form.case.signText', 'materials.sign-rendering']]);
  expect((await upload(caseId, 'sign-rendering')).status).toBe(201);
  expect((await command('company', caseId, 'resubmit', { form: { 'case.signText': '天山味道小馆' } })).status).toBe(200);
  await handle(world, company, caseId, SIGN, { face: { filingNumber: 'ZP-C1' } });
  await untilStates(world, company, caseId, { [SIGN]: 'granted' });
});

test('a paper that may come later is handed in while the item is handled, and only then it is granted', async () => {
  const caseId = await restaurant('submitted');
  await command('urbanmanagement.clerk', caseId, 'receive');
  // What may follow, and where a promise stands for a check, is said by the catalogue.
  for (const [body, code, field] of [
    [{ later: { materials: ['sign-rendering', 'sign-form'], until: '2026-03-10' } }, 'CASES.MATERIAL_MAY_NOT_FOLLOW', 'later.materials'],
    [{ onPromise: { checkBy: '2026-03-10' } }, 'CASES.ITEM_NOT_ON_PROMISE', 'onPromise'],
  ] as const) {
    const refused = await command<Problem>('urbanmanagement.clerk', caseId, 'accept', body);
    expect([refused.status, refused.body.code, refused.body.errors!.map((problem) => problem.field)]).toEqual([422, code, [field]]);
  }
  expect((await command('urbanmanagement.clerk', caseId, 'accept', { later: { materials: ['sign-rendering'], until: '2026-03-10' } })).status).toBe(200);
  await command('urbanmanagement.clerk', caseId, 'steps/examination', { outcome: 'conforms' });
  const grant = () => command<Problem>('urbanmanagement.reviewer', caseId, 'decision', { step: 'decision', outcome: 'grant' });
  expect((await grant()).status).toBe(409);
  expect((await upload(caseId, 'kitchen-layout')).status).toBe(409);
  expect((await upload(caseId, 'sign-rendering')).status).toBe(201);
  expect((await command('company', caseId, 'later-materials')).status).toBe(200);
  expect((await grant()).status).toBe(200);
});

test('what the font cannot print on the licence is refused before there is a decision, and the item can still be refused', async () => {
  const caseId = await restaurant('submitted');
  await command('urbanmanagement.clerk', caseId, 'return', points('form.case.signText'));
  expect((await command('company', caseId, 'resubmit', { form: { 'case.signText': '天山𠮷味小馆' } })).status).toBe(200);
  for (const [path, body] of [['receive', {}], ['accept', {}], ['steps/examination', { outcome: 'conforms' }]] as const) expect((await command('urbanmanagement.clerk', caseId, path, body)).status).toBe(200);
  const decide = (outcome: string, more: object = {}) => command<Problem>('urbanmanagement.reviewer', caseId, 'decision', { step: 'decision', outcome, ...more });
  const before = await itemOf(company, caseId, SIGN);
  const { status, body } = await decide('grant');
  expect([status, body.code, body.errors!.map(({ field, code, message }) => [field, code, /U\+20BB7/.test(message)])]).toEqual([422, 'CASES.FACE_INVALID', [['face.signText', 'CASES.CHARACTER_NOT_PRINTABLE', true]]]);
  expect(await itemOf(company, caseId, SIGN)).toEqual(before);
  expect((await decide('refuse', { reasons: '招牌内容含有无法印制的字。' })).status).toBe(200);
});

describe('people whom nobody knows yet', () => {
  test('may be named twice in one case and in several cases at once', async () => {
    const unknown = { 'agent.name': '周敏', 'agent.citizenId': madeUpNumber('19900101', 11), 'legalRepresentative.name': '周敏', 'legalRepresentative.citizenId': madeUpNumber('19900101', 11) };
    const application = restaurantApplication('smallRestaurant');
    const cases = [await apply(world, { ...application, form: { ...application.form, ...unknown } }), await apply(world, { ...application, form: { ...application.form, ...unknown } })];
    await settle(platform.app);
    for (const caseId of cases) {
      await verifyLicence(world, company, caseId);
      await handle(world, company, caseId, SIGN, { face: { filingNumber: `ZP-${caseId}` } });
    }
    await settle(platform.app);
  });

  test('are one person by their number, whichever case makes them known', async () => {
    const mother = await clientOf(world, 'pupil-parent');
    const cases = [await apply(world, schoolApplication('primaryLocal')), await apply(world, schoolApplication('primaryLocal'))];
    for (const caseId of cases) {
      await handle(world, mother, caseId, 'household-check', {});
      await settle(platform.app);
    }
    const { entries } = mother.expect(await mother.get<{ entries: { id: string; type: { code: string } }[] }>('/api/licences?limit=100'), 200);
    const held = new Set(entries.filter((licence) => licence.type.code === 'household-proof').map((licence) => licence.id));
    const issued = await Promise.all(cases.map(async (caseId) => (await itemOf(mother, caseId, 'household-check')).result!.licenceId));
    expect(issued.filter((id) => !held.has(id))).toEqual([]);
    expect((await caseOf(mother, cases[1]!)).state).toBe('handling');
  });
});

test('nothing has failed inside the platform', () => {
  expect(platform.logLines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});
