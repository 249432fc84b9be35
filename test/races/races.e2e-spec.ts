import { randomUUID } from 'node:crypto';
import { FigureRecount } from '@onething/statistics';
import { caseOf, type DatedWorld, draft, itemOf, statesOf } from '../acceptance/application';
import { applyForDeregistration } from '../acceptance/company-deregistration';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { personOf } from '../acceptance/mandates';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, restaurantApplication, RESTAURANT_ANSWERS, verifyLicence } from '../acceptance/restaurant';
import type { Item, Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';
import { brokenThings } from './integrity';
import { type Colleague, differentAmong, runDutiesTogether, startColleague, statuses } from './races';

interface TimelineEntry {
  itemId: string | null;
  item: string | null;
  type: string;
  detail: Record<string, unknown>;
}

let platform: TestPlatform;
let colleague: Colleague;
let world: DatedWorld;
let company: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true, settings: { poolSize: 8 } });
  colleague = await startColleague(platform);
  world = worldOf(platform);
  company = await clientOf(world, 'company');
}, 60_000);
afterAll(async () => {
  await colleague?.app.close();
  await platform?.stop();
});
afterEach(async () => {
  await settle(platform.app);
  expect(await brokenThings(platform.app)).toEqual([]);
});

const pathOf = (caseId: string, { id }: Pick<Item, 'id'>) => `/api/cases/${caseId}/items/${id}`;
const eventsOf = async (caseId: string, type: string): Promise<TimelineEntry[]> =>
  company.expect(await company.get<TimelineEntry[]>(`/api/cases/${caseId}/timeline`), 200).filter((entry) => entry.type === type);

/** A restaurant whose items stand at the given steps. */
async function restaurantAt(steps: Record<string, string>): Promise<string> {
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  for (const [item, until] of Object.entries(steps)) await handle(world, company, caseId, item, { until });
  return caseId;
}

/** A result that is ready to be made, as a request to one of the processes. */
async function making(caseId: string, code: string, login: string, step: string, face: Record<string, unknown>, url = platform.url) {
  const clerk = (await clientOf(world, login)).at(url);
  const item = await itemOf(company, caseId, code);
  return () => clerk.post<Outcome>(`${pathOf(caseId, item)}/result`, { version: item.version, step, outcome: 'made', face });
}

describe('two items that end at the same moment', () => {
  test.each([1, 2, 3, 4])('are both counted, and the bundle ends (%i)', async (round) => {
    const caseId = await restaurantAt({ 'fire-safety-inspection': 'makeCertificate', 'outdoor-sign': 'makeCertificate' });
    const food = await itemOf(company, caseId, 'food-business-licence');
    company.expect(await company.post(`${pathOf(caseId, food)}/withdraw`, { version: food.version }), 200);
    await settle(platform.app);
    const fire = await making(caseId, 'fire-safety-inspection', 'firerescue.clerk', 'makeCertificate', { certificateNumber: `XF-R${round}` });
    const sign = await making(caseId, 'outdoor-sign', 'urbanmanagement.clerk', 'makeCertificate', { filingNumber: `ZP-R${round}` }, colleague.url);
    // Sometimes the workers are at it already, sometimes they come later.
    const workers = round % 2 ? [] : [runDutiesTogether(platform.app, colleague.app)];
    const [answers] = await Promise.all([Promise.all([fire(), sign()]), ...workers]);
    expect(statuses(answers)).toEqual([200, 200]);
    await runDutiesTogether(platform.app, colleague.app);
    await settle(colleague.app);
    expect((await caseOf(company, caseId)).state).toBe('completed');
    expect((await eventsOf(caseId, 'itemEndApplied')).map((entry) => entry.detail['item']).sort()).toEqual([
      'business-licence-verification', 'fire-safety-inspection', 'food-business-licence', 'outdoor-sign',
    ]);
    expect((await eventsOf(caseId, 'completed')).map((entry) => entry.detail)).toEqual([{ succeeded: 3, failed: 1, again: false }]);
  });

  test.each([1, 2, 3])('release what waits for both exactly once, with both results (%i)', async (round) => {
    const caseId = await applyForDeregistration(world, 'ordinaryTrader');
    for (const item of ['tax-clearance', 'customs-deregistration']) {
      await handle(world, company, caseId, item, { until: item === 'tax-clearance' ? 'makeProof' : 'makeNotice' });
    }
    const tax = await making(caseId, 'tax-clearance', 'taxation.clerk', 'makeProof', { proofNumber: `SQ-R${round}`, clearedOn: world.today() });
    const customs = await making(caseId, 'customs-deregistration', 'customs.clerk', 'makeNotice', { noticeNumber: `HG-R${round}` }, colleague.url);
    const [answers] = await Promise.all([Promise.all([tax(), customs()]), runDutiesTogether(platform.app, colleague.app)]);
    expect(statuses(answers)).toEqual([200, 200]);
    await runDutiesTogether(colleague.app, platform.app);
    await settle(platform.app);
    const released = await eventsOf(caseId, 'released');
    expect(released.map((entry) => entry.item)).toEqual(['company-deregistration']);
    expect((released[0]!.detail['results'] as { item: string }[]).map((result) => result.item).sort()).toEqual(['customs-deregistration', 'tax-clearance']);
  });
});

test('three departments that handle three items side by side never conflict', async () => {
  const caseId = await restaurantAt({});
  await Promise.all([
    handle({ ...world, url: colleague.url }, company, caseId, 'food-business-licence', { face: { licenceNumber: 'JY-P1' } }),
    handle(world, company, caseId, 'fire-safety-inspection', { face: { certificateNumber: 'XF-P1' } }),
    handle(world, company, caseId, 'outdoor-sign', { face: { filingNumber: 'ZP-P1' } }),
  ]);
  await settle(platform.app);
  expect(Object.values(await statesOf(company, caseId))).toEqual(['granted', 'granted', 'granted', 'granted']);
});

test('of two clerks on one item one is told what the other has made of it', async () => {
  const caseId = await restaurantAt({});
  const item = await itemOf(company, caseId, 'outdoor-sign');
  const [one, other] = [await clientOf(world, 'urbanmanagement.clerk'), (await clientOf(world, 'urbanmanagement.clerk2')).at(colleague.url)];
  const answers = await Promise.all([one, other].map((clerk) => clerk.post<Problem>(`${pathOf(caseId, item)}/receive`, { version: item.version })));
  expect(statuses(answers)).toEqual([200, 409]);
  const { body } = answers.find((answer) => answer.status === 409)!;
  expect(body).toMatchObject({ code: 'CASES.VERSION_CONFLICT', current: { state: 'received', version: item.version + 1 } });
});

describe('one request, sent ten times at once', () => {
  const tenTimes = <T>(send: (client: Client) => Promise<T>, client: Client): Promise<T[]> =>
    Promise.all(Array.from({ length: 10 }, (_, index) => send(index % 2 ? client.at(colleague.url) : client)));

  test('begins one case', async () => {
    const before = (await ownCases()).length;
    const key = randomUUID();
    const body = { oneThing: 'restaurant', division: '650102', answers: RESTAURANT_ANSWERS.smallRestaurant };
    const answers = await tenTimes((client) => client.post('/api/cases', body, key), company);
    expect(differentAmong(answers)).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect((await ownCases()).length).toBe(before + 1);
  });

  test('submits once', async () => {
    const caseId = await restaurantDraft();
    const { version } = await caseOf(company, caseId);
    const key = randomUUID();
    const answers = await tenTimes((client) => client.post(`/api/cases/${caseId}/submit`, { version }, key), company);
    expect(differentAmong(answers)).toBe(1);
    expect(answers[0]!.status).toBe(200);
    expect([(await eventsOf(caseId, 'submitted')).length, (await eventsOf(caseId, 'itemSubmitted')).length]).toEqual([1, 4]);
  });

  test('receives once, with one number, and answers the same to the eleventh', async () => {
    const caseId = await restaurantAt({});
    const item = await itemOf(company, caseId, 'outdoor-sign');
    const clerk = await clientOf(world, 'urbanmanagement.clerk');
    const key = randomUUID();
    const receive = (client: Client) => client.post(`${pathOf(caseId, item)}/receive`, { version: item.version }, key);
    const answers = await tenTimes(receive, clerk);
    await handle(world, company, caseId, 'outdoor-sign', { until: 'decision' });
    answers.push(await receive(clerk));
    expect(differentAmong(answers)).toBe(1);
    expect(answers[0]!.status).toBe(200);
    expect((await eventsOf(caseId, 'received')).filter((entry) => entry.itemId === item.id)).toHaveLength(1);
  });

  test('asks for corrections, withdraws and gives up once', async () => {
    const caseId = await restaurantAt({});
    const sign = await itemOf(company, caseId, 'outdoor-sign');
    const withdrawals = await tenTimes((client) => client.post(`${pathOf(caseId, sign)}/withdraw`, { version: sign.version }, 'withdraw-the-sign'), company);
    expect(withdrawals.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    await settle(platform.app);
    const { version } = await caseOf(company, caseId);
    const givenUp = await tenTimes((client) => client.post(`/api/cases/${caseId}/withdraw`, { version }, 'give-up-the-case'), company);
    expect(differentAmong(givenUp)).toBe(1);
    expect([(await eventsOf(caseId, 'withdrawalRequested')).length, (await eventsOf(caseId, 'itemWithdrawn')).length]).toEqual([1, 1]);
  });

  test('with another body is refused, whichever comes first', async () => {
    const caseId = await restaurantAt({});
    const item = await itemOf(company, caseId, 'outdoor-sign');
    const clerk = await clientOf(world, 'urbanmanagement.clerk');
    const send = (client: Client, version: number) => client.post<Problem>(`${pathOf(caseId, item)}/receive`, { version }, 'the-same-key-twice');
    clerk.expect(await send(clerk, item.version), 200);
    const others = await tenTimes((client) => send(client, item.version + 1), clerk);
    expect(others.map(({ status, body }) => [status, body.code])).toEqual(Array(10).fill([422, 'CASES.IDEMPOTENCY_KEY_REUSED']));
    const both = await Promise.all([RESTAURANT_ANSWERS.smallRestaurant, RESTAURANT_ANSWERS.centralKitchen].map((answers, index) =>
      (index ? company.at(colleague.url) : company).post('/api/cases', { oneThing: 'restaurant', division: '650102', answers }, 'one-key-for-two-cases')));
    expect(statuses(both)).toEqual([201, 422]);
  });
});

const ownCases = async () => company.expect(await company.get<{ entries: { id: string }[] }>('/api/cases?limit=100'), 200).entries;
const restaurantDraft = () => draft(world, company, restaurantApplication('smallRestaurant'));

describe('an applicant and an office at the same moment', () => {
  test.each([1, 2, 3, 4])('withdraw and decide: exactly one wins (%i)', async (round) => {
    const caseId = await restaurantAt({ 'food-business-licence': 'decision' });
    const item = await itemOf(company, caseId, 'food-business-licence');
    const head = (await clientOf(world, 'marketregulation.head')).at(colleague.url);
    const withdraw = () => company.post(`${pathOf(caseId, item)}/withdraw`, { version: item.version });
    const decide = () => head.post(`${pathOf(caseId, item)}/decision`, { version: item.version, step: 'decision', outcome: 'grant' });
    const answers = await Promise.all(round % 2 ? [withdraw(), decide()] : [decide(), withdraw()]);
    expect(statuses(answers)).toEqual([200, 409]);
    const withdrawn = (round % 2 ? answers[0] : answers[1]).status === 200;
    expect((await itemOf(company, caseId, 'food-business-licence')).state).toBe(withdrawn ? 'withdrawn' : 'handling');
  });

  test.each([1, 2, 3, 4])('the whole is given up while one item is decided: it ends in one way (%i)', async (round) => {
    const caseId = await restaurantAt({ 'food-business-licence': 'decision' });
    const item = await itemOf(company, caseId, 'food-business-licence');
    const { version } = await caseOf(company, caseId);
    const head = (await clientOf(world, 'marketregulation.head')).at(colleague.url);
    const refuse = () => head.post(`${pathOf(caseId, item)}/decision`, { version: item.version, step: 'decision', outcome: 'refuse', reasons: '不符合条件。' });
    const giveUp = () => company.post(`/api/cases/${caseId}/withdraw`, { version });
    if (round % 2) await Promise.all([giveUp(), refuse(), runDutiesTogether(platform.app, colleague.app)]);
    else {
      company.expect(await giveUp(), 200);
      await Promise.all([refuse(), runDutiesTogether(platform.app, colleague.app)]);
    }
    await settle(platform.app);
    const ends = (await eventsOf(caseId, 'itemClosed')).filter((entry) => entry.itemId === item.id);
    expect(ends).toHaveLength(1);
    expect(ends[0]!.detail['outcome']).toBe((await itemOf(company, caseId, 'food-business-licence')).state);
    expect((await caseOf(company, caseId)).state).toBe('completed');
    expect(await eventsOf(caseId, 'completed')).toHaveLength(1);
  });

  test.each([1, 2, 3, 4])('a submission and the removal of a file that it needs (%i)', async (round) => {
    const caseId = await restaurantDraft();
    const { materials } = company.expect(await company.get<{ materials: { material: string; files: { id: string }[] }[] }>(`/api/cases/${caseId}/materials`), 200);
    const { material, files } = materials.find((one) => one.files.length > 0)!;
    const { version } = await caseOf(company, caseId);
    const submit = () => company.post(`/api/cases/${caseId}/submit`, { version });
    const remove = () => company.at(colleague.url).delete(`/api/cases/${caseId}/materials/${material}/files/${files[0]!.id}`);
    const answers = await Promise.all(round % 2 ? [submit(), remove()] : [remove(), submit()]);
    const [submission, removal] = round % 2 ? [answers[0], answers[1]] : [answers[1], answers[0]];
    const submitted = submission.status === 200;
    // A submission that looks at its papers after the removal is told that one is missing; one that comes later, that it has changed.
    expect(submitted ? [removal.status] : [removal.status, submission.status]).toEqual(submitted ? [409] : [200, submission.status === 422 ? 422 : 409]);
    expect((await caseOf(company, caseId)).state).toBe(submitted ? 'handling' : 'draft');
  });
});

test.each([1, 2, 3, 4])('the results are handed over while a refused item is reopened: the whole goes on, and is delivered again (%i)', async (round) => {
  const caseId = await restaurantAt({});
  await handle(world, company, caseId, 'outdoor-sign', { face: { filingNumber: `ZP-D${round}` } });
  await handle(world, company, caseId, 'fire-safety-inspection', { outcomes: { examination: 'promised', decision: 'refuse' } });
  const food = await itemOf(company, caseId, 'food-business-licence');
  company.expect(await company.post(`${pathOf(caseId, food)}/withdraw`, { version: food.version }), 200);
  await settle(platform.app);
  const [fire, { version }] = [await itemOf(company, caseId, 'fire-safety-inspection'), await caseOf(company, caseId)];
  const [lead, supervisor] = [await clientOf(world, 'marketregulation.clerk'), (await clientOf(world, 'supervisor')).at(colleague.url)];
  const deliver = (seen: number) => lead.post<Outcome>(`/api/cases/${caseId}/deliver`, { version: seen, how: 'collected', collectorNumber: personOf('company').number });
  const reopen = () => supervisor.post(`${pathOf(caseId, fire)}/reopen`, { version: fire.version, reason: '经核查应当重新办理。' });
  const [reopened, delivered] = await Promise.all([reopen(), deliver(version), ...(round % 2 ? [runDutiesTogether(platform.app, colleague.app)] : [])]);
  await runDutiesTogether(platform.app, colleague.app);
  await settle(platform.app);
  // Whoever hands over after the reopening was applied is told that the case has moved on.
  expect([reopened.status, [200, 409].includes(delivered.status), (await caseOf(company, caseId)).state]).toEqual([200, true, 'handling']);
  await handle(world, company, caseId, 'fire-safety-inspection', { outcomes: { examination: 'promised' }, face: { certificateNumber: `XF-D${round}` } });
  await settle(platform.app);
  const again = await caseOf(company, caseId);
  expect([again.state, (await deliver(again.version)).body.state]).toEqual(['completed', 'delivered']);
});

test.each([1, 2, 3, 4])('corrections of two items, answered at the same moment, both stand (%i)', async (round) => {
  const caseId = await restaurantAt({});
  const asked = { 'outdoor-sign': 'case.signText', 'fire-safety-inspection': 'case.fireManager' };
  const answers = await Promise.all(Object.entries(asked).map(async ([code, field]) => {
    const item = await itemOf(company, caseId, code);
    const clerk = await clientOf(world, code === 'outdoor-sign' ? 'urbanmanagement.clerk' : 'firerescue.clerk');
    const { version } = clerk.expect(await clerk.post<Outcome>(`${pathOf(caseId, item)}/receive`, { version: item.version }), 200);
    const points = [{ field: `form.${field}`, reason: '请核对。' }];
    const corrected = clerk.expect(await clerk.post<Outcome>(`${pathOf(caseId, item)}/corrections`, { version, points }), 200);
    const client = round % 2 && code === 'outdoor-sign' ? company.at(colleague.url) : company;
    return () => client.post(`${pathOf(caseId, item)}/corrections/answer`, { version: corrected.version, form: { [field]: '阿依古丽' } });
  }));
  expect(statuses(await Promise.all(answers.map((answer) => answer())))).toEqual([200, 200]);
  const { form } = company.expect(await company.get<{ form: Record<string, unknown> }>(`/api/cases/${caseId}/form`), 200);
  expect([form['case.signText'], form['case.fireManager']]).toEqual(['阿依古丽', '阿依古丽']);
});

test('whatever several workers did at once was done once: figures, licences and results agree', async () => {
  await runDutiesTogether(platform.app, colleague.app);
  await settle(platform.app);
  expect((await platform.app.get(FigureRecount, { strict: false }).compare()).differences).toEqual([]);
  const results = (await Promise.all((await ownCases()).map(({ id }) => caseOf(company, id)))).flatMap(({ items }) => items.flatMap(({ result }) => result ?? []));
  const { entries } = company.expect(await company.get<{ entries: { id: string }[] }>('/api/licences?limit=100'), 200);
  const held = entries.map((licence) => licence.id);
  expect(results.length).toBeGreaterThan(10);
  expect(results.filter(({ licenceId }) => held.filter((id) => id === licenceId).length !== 1)).toEqual([]);
});
