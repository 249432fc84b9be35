import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { EventFeed } from '@onething/cases';
import { MandateNotices } from '@onething/notices';
import { apply, caseOf, type DatedWorld, draft, itemOf } from '../acceptance/application';
import type { Answer, Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { giveMandate, type Mandate, type MandateTerms, offerMandate, personOf, takeStep } from '../acceptance/mandates';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { restaurantApplication, verifyLicence } from '../acceptance/restaurant';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { describedRoutes, type Route } from '../support/api-routes';
import { type Schema, Schemas } from '../support/schema-sample';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let world: DatedWorld;
let agent: Client;
let mother: Client;
let company: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  [agent, mother, company] = [await clientOf(world, 'agent'), await clientOf(world, 'mother'), await clientOf(world, 'company')];
}, 60_000);
afterAll(() => platform?.stop());

const YEAR_END = '2026-12-31';
const NEWBORN = { oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS };
const begin = (client: Client, principal: string, thing: object = NEWBORN, key?: string): Promise<Answer<Outcome & Problem>> =>
  client.post('/api/cases', { ...thing, onBehalfOf: personOf(principal).id }, key);
const codeOf = ({ status, body }: Answer<Problem>) => [status, body.code];
const listed = async (client: Client, query = ''): Promise<string[]> =>
  client.expect(await client.get<{ entries: { id: string }[] }>(`/api/cases?limit=100${query}`), 200).entries.map(({ id }) => id);

/** Whatever happens in a test, its mandates end with it. */
const given: { principal: string; mandate: Mandate }[] = [];
async function give(principal: string, terms: Partial<MandateTerms>, to = 'agent'): Promise<Mandate> {
  const mandate = await giveMandate(world, principal, to, { acts: ['apply'], oneThings: ['newborn'], validUntil: YEAR_END, ...terms });
  given.push({ principal, mandate });
  return mandate;
}
afterEach(async () => {
  for (const { principal, mandate } of given.splice(0)) {
    const client = await clientOf(world, principal);
    await client.post(`/api/mandates/${mandate.id}/revoke`, { version: mandate.version });
  }
});

describe('a company\'s matter, done by its agent', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await apply(world, { ...restaurantApplication('smallRestaurant'), login: 'agent', onBehalfOf: personOf('company').id });
    await verifyLicence(world, company, caseId);
  });

  test('is the company\'s, with its data and its licence, and both see it', async () => {
    const { values } = { values: company.expect(await company.get<{ form: Record<string, unknown> }>(`/api/cases/${caseId}/form`), 200).form };
    expect(values).toMatchObject({ 'applicant.companyName': personOf('company').name, 'applicant.uscc': personOf('company').number });
    expect(await listed(company)).toContain(caseId);
    expect(await listed(agent)).toContain(caseId);
    expect(await listed(agent, '&whose=own')).not.toContain(caseId);
    expect(await listed(agent, `&whose=represented&onBehalfOf=${personOf('company').id}`)).toContain(caseId);
    expect(await listed(agent, `&onBehalfOf=${personOf('mother').id}`)).toEqual([]);
    const { entries: [entry] } = agent.expect(await agent.get<{ entries: object[] }>('/api/cases'), 200);
    expect(entry).toMatchObject({ id: caseId, byAgent: true, principal: { personId: personOf('company').id, name: personOf('company').name } });
  });

  test('says in its history who has acted, and for whom', async () => {
    const events = await platform.app.get(EventFeed, { strict: false }).ofCase(caseId);
    const begun = events.filter(({ type }) => ['draftCreated', 'submitted', 'itemSubmitted'].includes(type));
    expect(begun.length).toBeGreaterThan(2);
    for (const event of begun) expect(event).toMatchObject({ actorKind: 'agent', actorId: personOf('agent').id, onBehalfOf: personOf('company').id });
    for (const { actorKind, onBehalfOf } of events) expect(onBehalfOf === null).toBe(actorKind !== 'agent');
    const timeline = company.expect(await company.get<{ type: string; agent: string | null }[]>(`/api/cases/${caseId}/timeline`), 200);
    expect(timeline.find(({ type }) => type === 'submitted')!.agent).toBe('陈*');
    expect(timeline.find(({ type }) => type === 'received')!.agent).toBeNull();
    const progress = company.expect(await company.get<{ happened: { text: { zh: string } }[] }>(`/api/cases/${caseId}/progress`), 200);
    expect(progress.happened.some(({ text }) => text.zh.endsWith('（由代理人办理）'))).toBe(true);
  });

  test('shows the office who acts for whom, and whether results may be handed over to the agent', async () => {
    const clerk = await clientOf(world, 'urbanmanagement.clerk');
    expect(await caseOf(clerk, caseId)).toMatchObject({ agent: { name: '陈*', principal: { name: personOf('company').name }, acts: expect.arrayContaining(['collect']) } });
    expect(JSON.stringify(await caseOf(clerk, caseId))).not.toContain('陈芳');
  });

  test('keeps the query code for the company: it would open the case also to a former agent', async () => {
    for (const path of [`/api/cases/${caseId}`, `/api/cases/${caseId}/progress`]) {
      expect(JSON.stringify(company.expect(await company.get(path), 200))).toContain('queryCode');
      expect(JSON.stringify(agent.expect(await agent.get(path), 200))).not.toContain('queryCode');
    }
  });

  test('is corrected by the agent, who also reads what an office wrote', async () => {
    const clerk = await clientOf(world, 'urbanmanagement.clerk');
    const sign = await itemOf(agent, caseId, 'outdoor-sign');
    const path = `/api/cases/${caseId}/items/${sign.id}`;
    const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version: sign.version }), 200);
    clerk.expect(await clerk.post(`${path}/corrections`, { version: received.version, points: [{ field: 'form.case.signText', reason: '请写全称。' }] }), 200);
    const [asked] = agent.expect(await agent.get<{ points: unknown[] }[]>(`/api/cases/${caseId}/corrections`), 200);
    expect(asked!.points).toEqual([{ field: 'form.case.signText', reason: '请写全称。' }]);
    const open = agent.expect(await agent.get<{ command: string }[]>(`${path}/commands`), 200).map(({ command }) => command);
    expect(open).toEqual(expect.arrayContaining(['answerCorrection', 'withdraw']));
    const { version } = await itemOf(agent, caseId, 'outdoor-sign');
    agent.expect(await agent.post(`${path}/corrections/answer`, { version, form: { 'case.signText': '天山味道餐饮' } }), 200);
    expect((await itemOf(agent, caseId, 'outdoor-sign')).state).toBe('received');
  });

  test('tells both of what happens, as long as the agent acts', async () => {
    await settle(platform.app);
    const told = async (client: Client) => client.expect(await client.get<{ entries: { caseId: string; kind: string }[] }>('/api/inbox?limit=100'), 200).entries
      .filter((notice) => notice.caseId === caseId).map(({ kind }) => kind);
    expect(await told(company)).toEqual(expect.arrayContaining(['submitted', 'correctionAsked']));
    expect((await told(agent)).sort()).toEqual((await told(company)).sort());
  });

  test('is withdrawn by the agent, and rated by the company alone', async () => {
    const sign = await itemOf(agent, caseId, 'outdoor-sign');
    agent.expect(await agent.post(`/api/cases/${caseId}/items/${sign.id}/withdraw`, { version: sign.version, reason: '暂不设置' }), 200);
    const { version } = await caseOf(agent, caseId);
    agent.expect(await agent.post(`/api/cases/${caseId}/withdraw`, { version, reason: '另行办理' }), 200);
    await settle(platform.app);
    const rating = { grade: 5, tags: [], items: [] };
    expect((await agent.post<Problem>(`/api/cases/${caseId}/ratings`, rating)).status).toBe(404);
    expect((await agent.get(`/api/cases/${caseId}/ratings`)).status).toBe(404);
    expect((await company.get(`/api/cases/${caseId}/ratings`)).status).toBe(200);
  });

  test('is not read by somebody whom its form names, but who holds no mandate', async () => {
    const own = await apply(world, restaurantApplication('smallRestaurant'));
    const held = agent.expect(await agent.get<{ entries: Mandate[] }>('/api/mandates/held?state=accepted'), 200).entries[0]!;
    expect((await agent.get(`/api/cases/${own}/materials`)).status).toBe(200);
    await takeStep(world, 'agent', held, 'give-up');
    for (const part of ['', '/materials', '/form', '/timeline', '/progress']) expect([part, (await agent.get(`/api/cases/${own}${part}`)).status]).toEqual([part, 404]);
    expect((await caseOf(company, own)).state).toBe('handling');
    await giveMandate(world, 'company', 'agent', { acts: ['apply', 'correct', 'withdraw', 'useLicences', 'collect'], validUntil: YEAR_END, oneThings: ['restaurant', 'company-deregistration'] });
  });
});

describe('a mandate opens nothing beyond its terms', () => {
  test('no other one-thing, no other principal, and says the same of persons that do not exist', async () => {
    await give('mother', {});
    expect((await begin(agent, 'mother')).status).toBe(201);
    const other = await begin(agent, 'mother', { ...NEWBORN, oneThing: 'retirement', answers: {} });
    const nobodys = await begin(agent, 'father');
    const nobody = await agent.post<Problem>('/api/cases', { ...NEWBORN, onBehalfOf: randomUUID() });
    for (const answer of [other, nobodys, nobody]) expect(codeOf(answer)).toEqual([403, 'CASES.NOT_REPRESENTED']);
    expect({ ...nobody.body, requestId: 0 }).toEqual({ ...nobodys.body, requestId: 0 });
  });

  test('no use of licences, no act that it does not name, and no mandate id in place of a person', async () => {
    const mandate = await give('mother', { acts: ['apply'] });
    const caseId = await draft(world, agent, { login: 'agent', onBehalfOf: personOf('mother').id, oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM }).catch((error: Error) => error.message);
    expect(caseId).toContain('applicant-id-card');
    expect(codeOf(await agent.post<Problem>('/api/cases', { ...NEWBORN, onBehalfOf: mandate.id }))).toEqual([403, 'CASES.NOT_REPRESENTED']);
    const begun = agent.expect(await begin(agent, 'mother'), 201).caseId;
    expect(codeOf(await agent.put<Problem>(`/api/cases/${begun}/materials/applicant-id-card/licence`))).toEqual([403, 'CASES.LICENCES_NOT_IN_MANDATE']);
    const [{ version }] = [await caseOf(agent, begun)];
    agent.expect(await agent.post<Outcome>(`/api/cases/${begun}/discard`, { version }), 200);
  });

  test('a read-only agent looks at submitted matters of the one-thing, and does nothing', async () => {
    const [own, another] = [await apply(world, { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM }), await begin(mother, 'mother')];
    await give('mother', { acts: ['read'] });
    const item = await itemOf(agent, own, 'birth-certificate');
    const path = `/api/cases/${own}`;
    for (const part of ['', '/form', '/materials', '/timeline', '/progress', '/corrections', `/items/${item.id}/clock`]) expect([part, (await agent.get(path + part)).status]).toEqual([part, 200]);
    for (const [command, body] of [
      ['/withdraw', { version: 1, reason: '不办了' }], [`/items/${item.id}/withdraw`, { version: 1, reason: '不办了' }],
      [`/items/${item.id}/corrections/answer`, { version: 1, form: {} }], [`/items/${item.id}/resubmit`, { version: 1, form: {} }],
    ] as const) expect([command, ...codeOf(await agent.post<Problem>(path + command, body))]).toEqual([command, 403, 'IDENTITY.FORBIDDEN']);
    expect(agent.expect(await agent.get<object[]>(`${path}/items/${item.id}/commands`), 200)).toEqual([]);
    expect(codeOf(await begin(agent, 'mother'))).toEqual([403, 'CASES.NOT_REPRESENTED']);
    const draftOfMothers = `/api/cases/${another.body.caseId}`;
    for (const part of ['', '/form', '/materials', '/progress']) expect([part, (await agent.get(draftOfMothers + part)).status]).toEqual([part, 404]);
    const seen = await listed(agent);
    expect([seen.includes(own), seen.includes(another.body.caseId)]).toEqual([true, false]);
  });

  test('the principal\'s matters of other one-things stay hidden', async () => {
    const caseId = await apply(world, { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM });
    await give('mother', { acts: ['read', 'withdraw', 'correct'], oneThings: ['retirement', 'school-entry'] });
    expect((await agent.get(`/api/cases/${caseId}`)).status).toBe(404);
    expect(await listed(agent)).not.toContain(caseId);
  });

  test('a draft is seen by the principal and by the agent who has begun it, by no other agent', async () => {
    await give('mother', {});
    await give('mother', {}, 'retiree');
    const { caseId } = agent.expect(await begin(agent, 'mother'), 201);
    const other = await clientOf(world, 'retiree');
    expect((await mother.get(`/api/cases/${caseId}`)).status).toBe(200);
    for (const part of ['', '/form', '/materials', '/timeline']) expect([part, (await other.get(`/api/cases/${caseId}${part}`)).status]).toEqual([part, 404]);
    expect(await listed(other)).not.toContain(caseId);
  });

  test('nobody names the applicant, the agent or the kind of actor by hand', async () => {
    await give('mother', {});
    for (const extra of [{ applicantPersonId: personOf('mother').id }, { agent: personOf('agent').id }, { actorKind: 'resident' }, { onBehalfOf: { id: personOf('mother').id } }]) {
      expect((await agent.post('/api/cases', { ...NEWBORN, ...extra })).status).toBe(400);
    }
  });
});

describe('a mandate acts only while it is in force', () => {
  test('not before it is accepted, not before its first day, not after its last one', async () => {
    const offered = await offerMandate(world, 'mother', 'agent', { acts: ['apply'], oneThings: ['newborn'], validFrom: '2026-05-11', validUntil: '2026-05-12' });
    expect(codeOf(await begin(agent, 'mother'))).toEqual([403, 'CASES.NOT_REPRESENTED']);
    given.push({ principal: 'mother', mandate: await takeStep(world, 'agent', offered, 'accept') });
    expect(codeOf(await begin(agent, 'mother'))).toEqual([403, 'CASES.NOT_REPRESENTED']);
    world.goTo('2026-05-11', '00:01');
    const { caseId } = agent.expect(await begin(agent, 'mother'), 201);
    world.goTo('2026-05-12', '23:59');
    expect((await agent.get(`/api/cases/${caseId}`)).status).toBe(200);
    world.goTo('2026-05-13', '00:00');
    expect((await agent.get(`/api/cases/${caseId}`)).status).toBe(404);
    expect(codeOf(await begin(agent, 'mother'))).toEqual([403, 'CASES.NOT_REPRESENTED']);
    expect((await caseOf(mother, caseId)).state).toBe('draft');
  });

  test('revoked between two requests: the agent loses everything at once, the principal keeps it', async () => {
    const mandate = await give('mother', { acts: ['apply', 'correct', 'withdraw', 'useLicences'] });
    const key = randomUUID();
    const { caseId } = agent.expect(await begin(agent, 'mother', NEWBORN, key), 201);
    const submitted = await apply(world, { login: 'agent', onBehalfOf: personOf('mother').id, oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM });
    const { version } = await caseOf(agent, caseId);
    await takeStep(world, 'mother', mandate, 'revoke');
    expect((await agent.put(`/api/cases/${caseId}/draft`, { version, answers: NEWBORN_ANSWERS, form: {} })).status).toBe(404);
    for (const id of [caseId, submitted]) {
      for (const part of ['', '/form', '/materials', '/timeline', '/progress', '/corrections']) expect([part, (await agent.get(`/api/cases/${id}${part}`)).status]).toEqual([part, 404]);
    }
    expect(codeOf(await begin(agent, 'mother', NEWBORN, key))).toEqual([403, 'CASES.NOT_REPRESENTED']);
    const seen = await listed(agent);
    expect([seen.includes(caseId), seen.includes(submitted)]).toEqual([false, false]);
    mother.expect(await mother.put(`/api/cases/${caseId}/draft`, { version, answers: NEWBORN_ANSWERS, form: { 'child.name': '李小满' } }), 200);
    expect((await caseOf(mother, submitted)).state).toBe('handling');
    expect(await caseOf(await clientOf(world, 'health.clerk'), submitted)).toMatchObject({ agent: { name: '陈*', acts: [] } });
  });

  test('what happens afterwards is told to the principal alone', async () => {
    const mandate = await give('mother', { acts: ['apply', 'useLicences'] });
    const caseId = await apply(world, { login: 'agent', onBehalfOf: personOf('mother').id, oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM });
    await settle(platform.app);
    await takeStep(world, 'mother', mandate, 'revoke');
    await handle(world, mother, caseId, 'birth-certificate', { face: { certificateNumber: 'B650000777' } });
    await settle(platform.app);
    const told = async (client: Client) => client.expect(await client.get<{ entries: { caseId: string; kind: string }[] }>('/api/inbox?limit=100'), 200).entries
      .filter((notice) => notice.caseId === caseId).map(({ kind }) => kind);
    expect(await told(agent)).toEqual(['submitted']);
    expect(await told(mother)).toEqual(expect.arrayContaining(['submitted', 'received', 'accepted']));
  });
});

/** Every route of a case, and what the agent gets there. */
describe('of a case whose mandate has ended nothing is left to the agent, by any route', () => {
  const setLock = async (change: 'lock' | 'unlock', reason: string) => {
    const security = await clientOf(world, 'security');
    return security.expect(await security.post(`/api/staff-accounts/${accountId}/${change}`, { reason }), 204);
  };
  interface Address {
    method: string;
    url: string;
    body?: unknown;
  }
  let described: Route[];
  let accountId: string;
  let schemas: Schemas;
  beforeAll(async () => {
    const document = (await platform.request.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
    described = describedRoutes(document);
    ({ accountId } = mother.expect(await mother.get<{ accountId: string }>('/api/me'), 200));
    schemas = new Schemas(document);
  });

  /** Where they lead in that case. */
  async function addressesIn(caseId: string, methods: readonly string[]): Promise<Address[]> {
    const [item] = (await caseOf(mother, caseId)).items;
    const { body: materials } = await mother.get<{ materials: { material: string; files: { id: string }[] }[] }>(`/api/cases/${caseId}/materials`);
    const withFile = materials.materials.find(({ files }) => files.length > 0) ?? materials.materials[0]!;
    const { body: documents } = await mother.get<{ entries?: { id: string }[] }>(`/api/cases/${caseId}/documents`);
    const places: Record<string, string> = {
      caseId, id: caseId, itemId: item?.id ?? randomUUID(), material: withFile.material, fileId: withFile.files[0]?.id ?? randomUUID(),
      documentId: documents.entries?.[0]?.id ?? randomUUID(), step: 'check',
    };
    return described.filter((route) => methods.includes(route.method) && /^\/api\/cases\/\{\w+\}/.test(route.path)).map(({ method, path, operation }) => {
      const content = ((operation.requestBody ?? { content: {} }) as { content: Record<string, { schema: Schema }> }).content['application/json'];
      return { method, url: path.replace(/\{(\w+)\}/g, (_, name: string) => places[name]!), ...(content && { body: schemas.sample(content.schema) }) };
    });
  }
  /** By the agent; an answer may be a file. */
  async function statusOf(token: string, method: string, url: string, body?: unknown): Promise<number> {
    const sent = platform.request[method as 'get' | 'post' | 'put' | 'delete'](url).set('authorization', `Bearer ${token}`).set('idempotency-key', randomUUID());
    return (await sent.send(body as object | undefined)).status;
  }
  async function statusesOf(addresses: readonly Address[]): Promise<[string, number][]> {
    const token = await platform.login('agent');
    const statuses: [string, number][] = [];
    for (const { method, url, body } of addresses) statuses.push([`${method} ${url}`, await statusOf(token, method, url, body)]);
    return statuses;
  }

  test.each<{ what: string; end: (mandate: Mandate) => Promise<unknown>; undo?: () => Promise<unknown> }>([
    { what: 'it was revoked', end: (mandate) => takeStep(world, 'mother', mandate, 'revoke') },
    { what: 'the agent gave it up', end: (mandate) => takeStep(world, 'agent', mandate, 'give-up') },
    {
      what: 'the account that gave it is locked', end: () => setLock('lock', '账户疑似被他人冒用，先行锁定。'),
      undo: () => setLock('unlock', '本人已到窗口核实身份，解除锁定。'),
    },
  ])('$what', async ({ end, undo }) => {
    const mandate = await give('mother', { acts: ['apply', 'correct', 'withdraw', 'useLicences', 'collect'], validUntil: '2027-06-30' });
    const { caseId: unfinished } = agent.expect(await begin(agent, 'mother'), 201);
    const key = randomUUID();
    const saved = { version: (await caseOf(agent, unfinished)).version, answers: NEWBORN_ANSWERS, form: { 'child.name': '李小满' } };
    agent.expect(await agent.put(`/api/cases/${unfinished}/draft`, saved, key), 200);
    const submitted = await apply(world, { login: 'agent', onBehalfOf: personOf('mother').id, oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM });
    const [reads, writes] = [['get'], ['post', 'put', 'delete']] as const;
    const readable = [...await addressesIn(unfinished, reads), ...await addressesIn(submitted, reads)];
    const writable = [...await addressesIn(unfinished, writes), ...await addressesIn(submitted, writes)];
    expect((await statusesOf(readable)).filter(([, status]) => status === 200).length).toBeGreaterThan(12);
    const standing = async () => (({ version, state, items }) => ({ version, state, items }))(await caseOf(mother, submitted));
    const before = await standing();

    await end(mandate);
    expect((await statusesOf(readable)).filter(([, status]) => ![403, 404].includes(status))).toEqual([]);
    // The answer of before is not given again.
    expect((await agent.put(`/api/cases/${unfinished}/draft`, saved, key)).status).toBe(404);
    expect(codeOf(await begin(agent, 'mother'))).toEqual([403, 'CASES.NOT_REPRESENTED']);
    const own = JSON.stringify([(await agent.get('/api/cases?limit=100')).body, (await agent.get('/api/me/data')).body, (await agent.get('/api/licences')).body]);
    for (const id of [unfinished, submitted]) expect(own).not.toContain(`"id":"${id}"`);
    // A body that is none is refused before anybody asks whose the case is.
    expect((await statusesOf(writable)).filter(([, status]) => ![400, 403, 404, 422].includes(status))).toEqual([]);
    await undo?.();
    expect(await standing()).toEqual(before);
    expect((await caseOf(mother, unfinished)).state).toBe('draft');
    if (undo) expect((await agent.get(`/api/cases/${submitted}`)).status).toBe(200);
  }, 60_000);
});

test('each side is told, once and in both languages, what the other one does, and both of the end', async () => {
  const father = await clientOf(world, 'father');
  const retiree = await clientOf(world, 'retiree');
  const told = async (client: Client) => {
    await settle(platform.app);
    const { entries } = client.expect(await client.get<{ entries: { kind: string; caseId: null; mandateId: string; title: { zh: string; en: string } }[] }>('/api/inbox?limit=100'), 200);
    return entries.filter(({ mandateId }) => mandateId === offered.id);
  };
  const offered = await offerMandate(world, 'father', 'retiree', { acts: ['apply'], oneThings: ['newborn'], validUntil: '2026-08-01' });
  expect(await told(retiree)).toEqual([expect.objectContaining({ kind: 'mandateOffered', caseId: null, title: { zh: '授权委托待您答复：李*', en: 'A mandate awaits your answer: 李*' } })]);
  const held = await takeStep(world, 'retiree', offered, 'accept');
  expect((await told(father)).map(({ kind, title }) => [kind, title.zh])).toEqual([['mandateAccepted', '对方已接受授权委托：赵*国']]);
  const ends = platform.app.get(MandateNotices, { strict: false });
  world.goTo('2026-07-17', '10:00');
  await ends.noteExpiring();
  expect((await told(father)).map(({ kind }) => kind)).toEqual(['mandateAccepted']);
  world.goTo('2026-07-18', '10:00');
  for (let again = 0; again < 2; again += 1) await ends.noteExpiring();
  for (const client of [father, retiree]) expect((await told(client)).filter(({ kind }) => kind === 'mandateExpiring')).toHaveLength(1);
  await takeStep(world, 'father', held, 'revoke');
  expect((await told(retiree)).map(({ kind }) => kind).sort()).toEqual(['mandateExpiring', 'mandateOffered', 'mandateRevoked']);
  expect((await told(father)).map(({ kind }) => kind).sort()).toEqual(['mandateAccepted', 'mandateExpiring']);
});
