import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring } from '@onething/crypto';
import { CaseAudit } from '@onething/cases';
import { CataloguePublisher, CatalogueService, type OneThing } from '@onething/catalogue';
import { CrossCaseExchange } from '@onething/cross-province';
import { type CaseMessageType, PeerDirectory } from '@onething/exchange';
import { DEMO_RESIDENTS } from '@onething/identity';
import { citizenIdCheckDigit } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { DUTIES, type Duty } from '../../apps/worker/src/worker';
import { Nation } from '../exchange/exchange-world';
import { startTestPlatform, TEST_NOW, type TestPlatform } from '../support/test-platform';

/** The region that decides; what the other one says comes as the exchange hands it over. */
const INTAKE = '330000';
const DAY_MS = 86_400_000;
const [, , RETIREE] = DEMO_RESIDENTS;
const body = '33010219600101101';
const STRANGER = { kind: 'natural', name: '示例三', number: body + citizenIdCheckDigit(body), mobile: '13900000009' };
const ANSWERS = {
  'applicant.name': STRANGER.name, 'applicant.citizenId': STRANGER.number, 'applicant.mobile': STRANGER.mobile, 'applicant.residenceDivision': '650102',
  'applicant.residenceAddress': '新疆乌鲁木齐市天山区解放北路1号',
};

let home: string;
let platform: TestPlatform;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'onething-cross-'));
  const nation = new Nation();
  const [keyFile, rootFile] = [join(home, 'keys.json'), join(home, 'root.pem')];
  await writeFile(keyFile, JSON.stringify({ keys: [nation.issue('650000')] }), { mode: 0o600 });
  await writeFile(rootFile, nation.rootPem());
  platform = await startTestPlatform({ firstStart: true, worker: 'byHand', settings: { exchange: { hubUrl: 'http://127.0.0.1:1', keyFile, rootFile } } });
});
afterAll(async () => {
  await platform?.stop();
  await rm(home, { recursive: true });
});

const database = () => platform.app.get(Database, { strict: false });

interface Sent {
  type: CaseMessageType;
  body: Record<string, unknown>;
}

/** A case that the other region has forwarded, as this one sees it. */
class Forwarded {
  private sequence = 0;
  readonly conversation: string = randomUUID();
  id!: string;
  caseId!: string;
  itemId!: string;

  static async of(item: string, mode: string, answers: Record<string, unknown>, applicant: object = STRANGER): Promise<Forwarded> {
    const one = new Forwarded();
    await one.tell('caseForwarded', {
      item, mode, caseNumber: '330100202603020001', applicant, answers, materials: [], place: { rule: 'residence', region: '650000', reason: '' },
      intake: { office: { code: '330102', name: '上城区政务服务中心' }, receivedAt: new Date(TEST_NOW).toISOString(), formChecks: [], identityCheck: { method: 'document', at: new Date(TEST_NOW).toISOString(), result: 'confirmed' } },
    });
    const found = { name: 'test.found', text: 'SELECT id, handled_case_id AS "caseId", handled_item_id AS "itemId" FROM cross_case WHERE conversation = $1' };
    Object.assign(one, (await database().query<object>(found, [one.conversation]))[0]);
    return one;
  }

  tell(type: CaseMessageType, said: Record<string, unknown>): Promise<void> {
    this.sequence += 1;
    const now = platform.clock.now();
    return database().transaction((tx) => platform.app.get(CrossCaseExchange, { strict: false }).apply(tx, {
      id: randomUUID(), conversation: this.conversation, from: INTAKE, sequence: this.sequence, type, body: said, sentAt: now, hubReceivedAt: now, wasAnswered: false,
    }));
  }

  /** What was sent to the other region, in order. */
  async sent(): Promise<Sent[]> {
    await work();
    const rows = await database().query<{ id: string; type: CaseMessageType; payload: never }>(
      { name: 'test.sent', text: `SELECT id, core->>'type' AS type, payload FROM exchange_outgoing WHERE core->>'conversation' = $1 ORDER BY (core->>'sequence')::int` }, [this.conversation]);
    const keyring = platform.app.get(Keyring, { strict: false });
    return rows.map(({ id, type, payload }) => {
      const text = Buffer.from(keyring.decrypt({ table: 'exchange_outgoing', field: 'payload', row: id }, payload), 'base64').toString();
      return { type, body: (JSON.parse(text) as { body: Record<string, unknown> }).body };
    });
  }

  command(login: string, path: string, given: object = {}, status = 200): Promise<Record<string, unknown>> {
    return this.commandOf(this.itemId, login, path, given, status);
  }

  async commandOf(itemId: string, login: string, path: string, given: object = {}, status = 200): Promise<Record<string, unknown>> {
    const token = await platform.login(login);
    const { body: present } = await platform.request.get(`/api/cases/${this.caseId}`).set('authorization', `Bearer ${token}`);
    const { version, items } = present as { version: number; items: { id: string; version: number }[] };
    const whole = path === 'deliver';
    const answer = await platform.request.post(whole ? `/api/cases/${this.caseId}/deliver` : `/api/cases/${this.caseId}/items/${itemId}/${path}`)
      .set('authorization', `Bearer ${token}`).set('idempotency-key', randomUUID()).send({ version: whole ? version : items.find(({ id }) => id === itemId)!.version, ...given });
    if (answer.status !== status) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    await work();
    return answer.body as Record<string, unknown>;
  }

  async read(login: string): Promise<{ state: string; version: number; timeline: { type: string }[]; trouble?: object; handledAs?: object }> {
    const token = await platform.login(login);
    return (await platform.request.get(`/api/cross-province/cases/${this.id}`).set('authorization', `Bearer ${token}`).expect(200)).body as never;
  }

  async act(login: string, act: object, status = 200): Promise<Record<string, unknown>> {
    const { version } = await this.read(login);
    const token = await platform.login(login);
    return (await platform.request.post(`/api/cross-province/cases/${this.id}/handling-acts`).set('authorization', `Bearer ${token}`).set('idempotency-key', randomUUID())
      .send({ version, ...act }).expect(status)).body as Record<string, unknown>;
  }
}

/** What the worker does, without what goes to the hub. */
async function work(): Promise<void> {
  const duties = platform.app.get<Duty[]>(DUTIES, { strict: false }).filter(({ name }) => !name.startsWith('exchange'));
  for (let rest = 0; rest < 3;) {
    let done = 0;
    for (const duty of duties) done += await duty.run();
    rest = done > 0 ? 0 : rest + 1;
  }
}

test('a forwarded case goes through the process of its item, and the other place hears of each step that concerns it', async () => {
  const one = await Forwarded.of('002014901000', 'online', ANSWERS);
  expect(await one.read('humanresources.clerk')).toMatchObject({ state: 'forwarded', handledAs: { caseId: one.caseId, itemId: one.itemId } });
  expect((await one.act('humanresources.clerk', { type: 'accepted' }, 409))['code']).toBe('CROSS_PROVINCE.HANDLED_AS_CASE');
  await one.command('humanresources.clerk', 'receive');
  await one.command('humanresources.clerk', 'corrections', { points: [{ field: 'form.applicant.residenceAddress', reason: '请写明小区和门牌' }] });
  expect(await one.sent()).toEqual([{ type: 'correctionAsked', body: expect.objectContaining({ points: [{ target: 'applicant.residenceAddress', note: '请写明小区和门牌' }] }) }]);
  await expect(one.tell('corrected', { answers: { 'applicant.name': '别人' }, materials: [], correctedAt: new Date(TEST_NOW).toISOString(), request: 1 }))
    .rejects.toMatchObject({ code: 'CASES.FORM_INVALID', detail: expect.stringContaining('form.applicant.name') });
  await one.tell('corrected', { answers: { 'applicant.residenceAddress': '新疆乌鲁木齐市天山区解放北路1号2栋301室' }, materials: [], correctedAt: new Date(TEST_NOW).toISOString(), request: 1 });
  await one.command('humanresources.clerk', 'accept');
  // After the acceptance, too: the clock stands still meanwhile.
  await one.command('humanresources.reviewer', 'corrections', { points: [{ field: 'form.applicant.mobile', reason: '号码停机' }] });
  expect((await one.read('humanresources.clerk')).state).toBe('correcting');
  await one.tell('corrected', { answers: { 'applicant.mobile': '13900000008' }, materials: [], correctedAt: new Date(TEST_NOW).toISOString(), request: 2 });
  await one.command('humanresources.reviewer', 'procedures', { kind: 'other', reason: '函询参保地', plannedEnd: '2026-03-09' });
  await one.command('humanresources.reviewer', 'procedures/end');
  await one.command('humanresources.reviewer', 'steps/examination', { outcome: 'conforms' });
  await one.command('humanresources.head', 'decision', { step: 'decision', outcome: 'grant', reasons: '符合条件' });
  const sent = await one.sent();
  expect(sent.map(({ type }) => type)).toEqual(['correctionAsked', 'accepted', 'correctionAsked', 'suspended', 'resumed', 'decided']);
  expect(sent[1]!.body).toMatchObject({ caseNumber: expect.stringMatching(/^\w{40,}$/), acceptedOn: '2026-03-02', promisedOn: '2026-03-09', office: { code: expect.stringMatching(/^65/) } });
  expect(sent.at(-1)!.body).toMatchObject({ outcome: 'granted', reason: '符合条件' });
  expect(await one.read('humanresources.clerk')).toMatchObject({ state: 'decided', outcome: 'granted', caseNumber: sent[1]!.body['caseNumber'] });
});

test('what is collected elsewhere waits for its papers; its days begin with them, and its licence is issued here', async () => {
  const answers = {
    'applicant.name': STRANGER.name, 'applicant.citizenId': STRANGER.number, 'applicant.mobile': STRANGER.mobile, 'applicant.sex': 'male', 'applicant.ethnicity': '汉族', 'applicant.birthDate': '1960-01-01',
    'applicant.idAddress': '新疆乌鲁木齐市天山区解放北路1号', 'applicant.householdDivision': '650102',
  };
  const one = await Forwarded.of('002009902000', 'collected', answers);
  await one.tell('papersPosted', { carrier: 'EMS', trackingNumber: 'E1', sender: '上城区', postedOn: '2026-03-02', recipient: '天山区公安分局', contents: [{ material: 'old-id-card', copies: 0, original: true, scans: [] }] });
  const items = async () => (await platform.request.get(`/api/cases/${one.caseId}`).set('authorization', `Bearer ${await platform.login('publicsecurity.clerk')}`).expect(200)).body.items as { state: string }[];
  expect(await items()).toMatchObject([{ state: 'waiting' }]);
  platform.clock.advanceBy(3 * DAY_MS);
  await one.act('publicsecurity.clerk', { type: 'papersReceived', trackingNumber: 'E1', result: 'complete' });
  expect(await items()).toMatchObject([{ state: 'submitted' }]);
  await one.command('publicsecurity.clerk', 'receive');
  await one.command('publicsecurity.clerk', 'accept');
  await one.command('publicsecurity.reviewer', 'steps/examination', { outcome: 'conforms' });
  await one.command('publicsecurity.head', 'decision', { step: 'decision', outcome: 'grant', reasons: '符合条件' });
  await one.command('publicsecurity.clerk', 'result', { step: 'makeCard', outcome: 'made', face: { issuer: '乌鲁木齐市公安局' } });
  await one.command('publicsecurity.clerk', 'deliver', { how: 'posted', tracking: 'EA987654321CN' });
  const sent = await one.sent();
  expect(sent.map(({ type }) => type)).toEqual(['papersReceived', 'accepted', 'decided', 'resultDelivered']);
  expect(sent[1]!.body).toMatchObject({ acceptedOn: '2026-03-05' });
  expect(sent[3]!.body).toMatchObject({ manner: 'post', trackingNumber: 'EA987654321CN' });
  const held = { name: 'test.held', text: `SELECT count(*)::int AS licences FROM licence l JOIN bundle_case b ON b.applicant_person_id = l.holder_person_id WHERE b.id = $1` };
  expect(await database().query(held, [one.caseId])).toEqual([{ licences: 1 }]);
});

test('what the applicant says of the two places is counted here: the handling as ours, the window as a peer\'s; a bad one of ours goes to the office', async () => {
  const one = await Forwarded.of('002014901000', 'online', ANSWERS);
  await one.command('humanresources.clerk', 'receive');
  await one.command('humanresources.clerk', 'not-accept', { reason: '不在法定劳动年龄内' });
  const at = new Date(platform.clock.now()).toISOString();
  await one.tell('ratingShared', { about: 'deciding', grade: 4, words: '等了很久', ratedAt: at });
  await one.tell('ratingShared', { about: 'intake', grade: 5, ratedAt: at });
  const text = `SELECT r.grade, r.handled_by AS "handledBy", r.division, r.item, r.words::text AS words, (SELECT count(*)::int FROM bad_rating b WHERE b.rating_id = r.id) AS bad
    FROM rating r WHERE r.case_id IN ($1, $2) AND r.item_id IS NULL ORDER BY r.grade`;
  const rows = await database().query<{ words: string | null }>({ name: 'test.ratings', text }, [one.caseId, one.conversation]);
  expect(rows).toMatchObject([{ grade: 4, handledBy: 'local', division: expect.stringMatching(/^65/), bad: 1 }, { grade: 5, handledBy: 'peer', division: '330102', bad: 0 }]);
  expect(rows[0]!.words).not.toContain('等了很久');
});

test('who withdraws there ends the case here; what is decided already stands', async () => {
  const one = await Forwarded.of('002014901000', 'online', ANSWERS);
  await one.tell('withdrawn', { by: 'applicant', at: new Date(TEST_NOW).toISOString(), reason: '不办了' });
  expect((await one.sent()).map(({ type, body: { outcome } }) => [type, outcome])).toEqual([['decided', 'withdrawn']]);
  expect((await one.read('humanresources.clerk')).state).toBe('decided');
  await expect(one.tell('withdrawn', { by: 'applicant', at: new Date(TEST_NOW).toISOString(), reason: '' })).rejects.toMatchObject({ code: 'CROSS_PROVINCE.ENDED' });
});

test('not accepted, ended by the head: the other place hears why', async () => {
  const [refused, ended] = [await Forwarded.of('002014901000', 'online', ANSWERS), await Forwarded.of('002014901000', 'online', ANSWERS)];
  await refused.command('humanresources.clerk', 'receive');
  await refused.command('humanresources.clerk', 'not-accept', { reason: '不在法定劳动年龄内' });
  expect(await refused.sent()).toEqual([{ type: 'notAccepted', body: expect.objectContaining({ reason: '不在法定劳动年龄内' }) }]);
  await ended.command('humanresources.clerk', 'receive');
  await ended.command('humanresources.head', 'end', { why: 'purposeGone', reason: '已就业' });
  expect(await ended.sent()).toEqual([{ type: 'decided', body: expect.objectContaining({ outcome: 'aborted', reason: '已就业' }) }]);
});

test('a form that this place cannot take is refused with its fields, and nothing of it stays', async () => {
  const before = await count();
  await expect(Forwarded.of('002014901000', 'online', { ...ANSWERS, 'applicant.mobile': '12' })).rejects.toMatchObject({ code: 'CASES.FORM_INVALID', detail: expect.stringContaining('form.applicant.mobile') });
  expect(await count()).toEqual(before);
});

test('who applies elsewhere is registered without an account and encrypted; who has one finds the case among the own ones', async () => {
  const one = await Forwarded.of('002014901000', 'online', ANSWERS);
  const text = 'SELECT applicant_account_id AS account, (SELECT count(*)::int FROM account a WHERE a.person_id = b.applicant_person_id) AS accounts, row_to_json(p)::text AS person FROM bundle_case b JOIN person p ON p.id = b.applicant_person_id WHERE b.id = $1';
  const [stranger] = await database().query<{ account: string | null; accounts: number; person: string }>({ name: 'test.applicant', text }, [one.caseId]);
  expect(stranger).toMatchObject({ account: null, accounts: 0 });
  expect(stranger!.person).not.toMatch(new RegExp(`${STRANGER.number}|${STRANGER.name}`));
  const { name, number, mobile } = RETIREE!;
  const known = await Forwarded.of('002014901000', 'online', { ...ANSWERS, 'applicant.name': name, 'applicant.citizenId': number, 'applicant.mobile': mobile }, { kind: 'natural', name, number, mobile });
  const { body: own } = await platform.request.get('/api/cases').set('authorization', `Bearer ${await platform.login('retiree')}`).expect(200);
  expect((own as { entries: { id: string }[] }).entries.map(({ id }) => id)).toContain(known.caseId);
});

test('the single items stand in no list of one-things', async () => {
  const { body: listed } = await platform.request.get('/api/one-things?pageSize=100').expect(200);
  expect(JSON.stringify(listed)).not.toContain('cross-province.');
});

/** A one-thing of which another province may have to handle an item, once the first one is granted. */
const MOVING: OneThing = {
  code: 'moving', name: { zh: '转移一件事', en: 'Moving' }, status: 'open', summary: { zh: '登记并转移', en: 'Register and transfer' }, audience: 'person', lifeStage: 'work', keywords: [], leadDepartment: 'humanResources', questions: [],
  items: [{ item: 'unemployment-registration' }, { item: 'pension-transfer-employee', dependsOn: ['unemployment-registration'], handledBy: { peer: 'applicant.insuranceDivision' } }],
};

describe('an item of a one-thing that another province decides', () => {
  let mother: string;

  beforeAll(async () => {
    const get = <T>(token: new (...args: never[]) => T): T => platform.app.get(token, { strict: false });
    const { catalogue } = await get(CatalogueService).getEdition();
    const items = new Map([...catalogue.items].map(([code, item]) => [code, MOVING.items!.some((place) => place.item === code) ? { ...item, materials: [] } : item]));
    await get(CataloguePublisher).publishAll({ ...catalogue, items, oneThings: new Map([...catalogue.oneThings, [MOVING.code, MOVING]]) });
    jest.spyOn(get(PeerDirectory), 'route').mockResolvedValue({ kind: 'peer', region: INTAKE });
    jest.spyOn(get(PeerDirectory), 'formChecks').mockResolvedValue([]);
  });
  beforeEach(async () => {
    mother = await platform.login('mother');
  });

  const own = (method: 'get' | 'post' | 'put', path: string) => platform.request[method](path).set('authorization', `Bearer ${mother}`).set('idempotency-key', randomUUID());
  const read = async (caseId: string) => (await own('get', `/api/cases/${caseId}`).expect(200)).body as { state: string; version: number; items: { id: string; item: string; state: string; step: string | null; handledBy: string; version: number }[] };

  async function submitted(insured: string): Promise<string> {
    const form = { 'applicant.residenceDivision': '650102', 'applicant.residenceAddress': '解放北路1号', 'applicant.insuranceDivision': insured, 'case.newInsuranceDivision': '650102' };
    const { caseId } = (await own('post', '/api/cases').send({ oneThing: MOVING.code, division: '650102', answers: {} }).expect(201)).body as { caseId: string };
    await own('put', `/api/cases/${caseId}/draft`).send({ version: 1, answers: {}, form }).expect(200);
    await own('post', `/api/cases/${caseId}/submit`).send({ version: 2 }).expect(200);
    await work();
    return caseId;
  }

  /** What comes first is granted here; then the other item is on its way. */
  async function handedOver(insured = '330102'): Promise<{ caseId: string; there: Forwarded }> {
    const caseId = await submitted(insured);
    const there = Object.assign(new Forwarded(), { caseId, itemId: (await read(caseId)).items.find(({ item }) => item === 'unemployment-registration')!.id });
    for (const [login, path, given] of [
      ['clerk', 'receive', {}], ['clerk', 'accept', {}], ['reviewer', 'steps/examination', { outcome: 'conforms' }], ['head', 'decision', { step: 'decision', outcome: 'grant', reasons: '符合条件' }],
    ] as const) await there.commandOf(there.itemId, `humanresources.${login}`, path, given);
    const found = { name: 'test.part', text: 'SELECT id, conversation FROM cross_case WHERE part_of_case_id = $1' };
    return { caseId, there: Object.assign(there, (await database().query<object>(found, [caseId]))[0] ?? {}) };
  }
  const peer = async (caseId: string) => (await read(caseId)).items.find(({ item }) => item === 'pension-transfer-employee')!;
  const accepted = { caseNumber: 'A1', office: { code: '330102', name: '示例' }, acceptedOn: '2026-03-05', promisedOn: '2026-03-20' };

  test('begins when its predecessor is granted, is corrected by its applicant, and its grant completes the whole', async () => {
    const { caseId, there } = await handedOver();
    expect(await peer(caseId)).toMatchObject({ state: 'submitted', handledBy: 'peer:330000' });
    const [forwarded] = await there.sent();
    expect(forwarded).toMatchObject({ type: 'caseForwarded', body: { mode: 'joint', answers: { 'applicant.insuranceDivision': '330102' }, intake: { identityCheck: { method: 'account' } } } });
    expect(forwarded!.body['answers']).not.toHaveProperty('applicant.residenceAddress');
    await there.tell('correctionAsked', { reason: '请补正', points: [{ target: 'case.newInsuranceDivision', note: '写到区县' }] });
    const asked = await peer(caseId);
    expect(asked.state).toBe('correcting');
    await own('post', `/api/cases/${caseId}/items/${asked.id}/corrections/answer`).send({ version: asked.version, form: { 'case.newInsuranceDivision': '650103' } }).expect(200);
    expect((await there.sent()).at(-1)).toMatchObject({ type: 'corrected', body: { answers: { 'case.newInsuranceDivision': '650103' }, request: 1 } });
    await there.tell('accepted', accepted);
    await there.tell('suspended', { procedure: 'other', reason: '核查', from: '2026-03-05' });
    await there.tell('resumed', { on: '2026-03-06' });
    expect(await peer(caseId)).toMatchObject({ state: 'handling', step: 'peer' });
    await there.tell('decided', { outcome: 'granted', decidedOn: '2026-03-06', reason: '', remedy: '', files: [] });
    await work();
    expect(await read(caseId)).toMatchObject({ state: 'completed', items: expect.arrayContaining([expect.objectContaining({ item: 'pension-transfer-employee', state: 'granted' })]) });
    const nothing = { name: 'test.own', text: `SELECT (SELECT count(*)::int FROM queue_item WHERE case_id = $1) AS queued, (SELECT count(*)::int FROM pending_command WHERE case_id = $1 AND timer IS NOT NULL AND item_id = $2) AS timers,
      (SELECT count(*)::int FROM official_number WHERE item_id = $2) AS numbers, (SELECT count(*)::int FROM document WHERE item_id = $2) AS documents` };
    expect(await database().query(nothing, [caseId, asked.id])).toEqual([{ queued: 0, timers: 0, numbers: 0, documents: 0 }]);
    expect(await platform.app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);
    expect(JSON.stringify((await own('get', `/api/cases/${caseId}/progress`).expect(200)).body)).toContain('外省办理地');
  });

  test('is withdrawn by asking that province; refused there it fails here', async () => {
    const [withdrawn, refused] = [await handedOver(), await handedOver()];
    const { id, version } = await peer(withdrawn.caseId);
    expect((await own('post', `/api/cases/${withdrawn.caseId}/items/${id}/withdraw`).send({ version }).expect(409)).body.code).toBe('CASES.HANDLED_BY_PEER');
    await own('post', `/api/cases/${withdrawn.caseId}/withdraw`).send({ version: (await read(withdrawn.caseId)).version }).expect(200);
    await work();
    expect((await withdrawn.there.sent()).at(-1)).toMatchObject({ type: 'withdrawn' });
    expect((await peer(withdrawn.caseId)).state).toBe('submitted');
    await withdrawn.there.tell('decided', { outcome: 'withdrawn', decidedOn: '2026-03-06', reason: '', remedy: '', files: [] });
    expect((await peer(withdrawn.caseId)).state).toBe('withdrawn');
    await refused.there.tell('accepted', accepted);
    await refused.there.tell('decided', { outcome: 'refused', decidedOn: '2026-03-06', reason: '缴费记录不符', remedy: '', files: [] });
    await work();
    expect(await read(refused.caseId)).toMatchObject({ state: 'completed', items: expect.arrayContaining([expect.objectContaining({ state: 'refused', handledBy: 'peer:330000' })]) });
  });

  test('is handled here where the rule leads here', async () => {
    const { caseId } = await handedOver('650103');
    expect(await peer(caseId)).toMatchObject({ state: 'submitted', handledBy: 'local' });
  });
});

async function count(): Promise<object[]> {
  return database().query({ name: 'test.count', text: 'SELECT (SELECT count(*)::int FROM cross_case) AS cross, (SELECT count(*)::int FROM bundle_case) AS cases' }, []);
}
