import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client as Postgres } from 'pg';
import { DEMO_RESIDENTS, PersonDirectory } from '@onething/identity';
import { apply, type DatedWorld, itemOf } from '../acceptance/application';
import { worldOf } from '../acceptance/platform-world';
import { schoolApplication } from '../acceptance/school-entry';
import { clientOf } from '../acceptance/world';
import { PDF } from '../support/materials-platform';
import { offered, registerAs, startTestRegister, type TestRegister } from '../support/registering';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

jest.setTimeout(120_000);

const PARENT = DEMO_RESIDENTS.find(({ login }) => login === 'pupil-parent')!;
const RIGHT_NAME = '古丽娜尔·买买提';
const RIGHT_NUMBER = '65010219900307409X';
const WRONG = '出生证明上的姓名与登记的不一致。';
const NOT_PROVEN = '户口簿上的姓名与登记一致，材料不足以证明。';

let platform: TestPlatform;
let register: TestRegister;
let world: DatedWorld;
beforeAll(async () => {
  register = await startTestRegister();
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true, sms: true, settings: { populationRegister: { url: register.url, key: register.key } } });
  world = worldOf(platform);
});
afterAll(async () => {
  await platform?.stop();
  await register?.stop();
});
beforeEach(() => platform.clock.advanceBy(3_600_000));

const as = (token: string, method: 'get' | 'post' | 'delete', path: string) => platform.request[method](path).set('authorization', `Bearer ${token}`);
const ask = async (login: string, body: object) => as(await platform.login(login), 'post', '/api/me/corrections').send({ field: 'name', value: RIGHT_NAME, reason: WRONG, ...body });
const paper = (more: object = {}) => ({ paper: 'residentIdCard', name: RIGHT_NAME, number: PARENT.number, ...more });
const waiting = async (login: string) => (await as(await platform.login(login), 'get', '/api/corrections').expect(200)).body.entries as { id: string }[];
const decide = async (login: string, id: string, what: string, body: object) => as(await platform.login(login), 'post', `/api/corrections/${id}/${what}`).send(body);
const me = async (login: string) => (await as(await platform.login(login), 'get', '/api/me/data').expect(200)).body as Record<string, Record<string, unknown>[]>;

describe('what the register confirms', () => {
  test('is corrected at once, whole in the own data, with a notice and a line in the security log', async () => {
    const who = offered(3);
    const { token, accountId } = await registerAs(platform, who);
    await as(token, 'post', '/api/me/corrections').send({ field: 'name', value: '别人', reason: WRONG }).expect(403);
    await as(token, 'post', '/api/me/identity-proofs').expect(200);
    // As it was taken over from somewhere with a slip of the pen.
    await wrongName(accountId);
    const { body } = await as(token, 'post', '/api/me/corrections').send({ field: 'name', value: who.name, reason: WRONG }).expect(201);
    expect(body).toMatchObject({ field: 'name', oldValue: '张三丰', newValue: who.name, state: 'corrected', way: 'register' });
    const data = (await as(token, 'get', '/api/me/data').expect(200)).body as Record<string, object[]>;
    expect([data['person'], data['corrections']]).toEqual([[expect.objectContaining({ name: who.name })], [expect.objectContaining({ oldValue: '张三丰', newValue: who.name })]]);
    await settle(platform.app);
    expect(JSON.stringify((await as(token, 'get', '/api/inbox').expect(200)).body)).toContain('您的个人信息已更正');
    expect((await as(token, 'get', '/api/me/access-log').expect(200)).body.entries).toEqual([]);
    const acts = await sql(`SELECT act, detail FROM onething.security_act WHERE object_kind = 'correction' ORDER BY position`);
    expect(acts).toEqual([
      { act: 'data.correctionAsked', detail: { field: 'name', division: '650000' } },
      { act: 'data.corrected', detail: { field: 'name', division: '650000', way: 'register' } },
    ]);
  });

  test('is asked five times an hour, and never to become somebody else', async () => {
    const token = (await registerAs(platform, offered(5))).token;
    await as(token, 'post', '/api/me/identity-proofs').expect(200);
    const body = { field: 'number', value: offered(6).number, reason: WRONG };
    const { body: asked } = await as(token, 'post', '/api/me/corrections').send(body).expect(201);
    expect(asked.state).toBe('asked');
    expect((await as(token, 'post', '/api/me/corrections').send(body).expect(409)).body.code).toBe('IDENTITY.CORRECTION_WAITS');
    await as(token, 'delete', `/api/me/corrections/${asked.id}`).expect(204);
    await as(token, 'delete', `/api/me/corrections/${asked.id}`).expect(404);
    for (let time = 3; time <= 5; time += 1) await as(token, 'post', '/api/me/corrections').send(body);
    expect((await as(token, 'post', '/api/me/corrections').send(body).expect(429)).body.code).toBe('IDENTITY.TOO_MANY_ATTEMPTS');
  });
});

describe('what the register does not confirm', () => {
  let id: string;
  let school: string;
  beforeAll(async () => {
    school = await apply(world, schoolApplication('primaryLocal'));
    const { body } = await ask('pupil-parent', { evidence: '居民身份证、户口簿变更页。' });
    expect(body.state).toBe('asked');
    id = body.id as string;
  });

  test('waits for officials of that division, masked, and for nobody else', async () => {
    const [found] = await waiting('health.clerk');
    expect(found).toMatchObject({ id, field: 'name', divisionCode: '650102' });
    expect(JSON.stringify(found)).not.toMatch(new RegExp([PARENT.name, PARENT.number, RIGHT_NAME].join('|')));
    for (const login of ['health.reviewer', 'supervisor', 'administrator', 'pupil-parent']) {
      await as(await platform.login(login), 'get', `/api/corrections/${id}`).expect(403);
      await as(await platform.login(login), 'post', `/api/corrections/${id}/confirmation`).send(paper()).expect(403);
    }
    await sql(`UPDATE onething.master_data_correction SET division_code = '650103' WHERE id = '${id}'`);
    expect(await waiting('health.clerk')).toEqual([]);
    await as(await platform.login('health.clerk'), 'get', `/api/corrections/${id}`).expect(404);
    expect((await decide('health.clerk', id, 'confirmation', paper())).status).toBe(404);
    expect((await decide('health.clerk', id, 'refusal', { reason: NOT_PROVEN })).status).toBe(404);
    await sql(`UPDATE onething.master_data_correction SET division_code = '650102' WHERE id = '${id}'`);
  });

  describe('is shown by papers that the person hands in', () => {
    const upload = async (login: string, content: Buffer, { name = '户口簿变更页.pdf', key = randomUUID(), of = id } = {}) =>
      as(await platform.login(login), 'post', `/api/me/corrections/${of}/files`).set({ 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent(name), 'idempotency-key': key }).send(content);
    const filesOf = async (login: string) => (await as(await platform.login(login), 'get', '/api/me/corrections').expect(200)).body.entries[0].files as { id: string; name: string }[];
    const open = async (login: string, file: string, where = `me/corrections/${id}`) => as(await platform.login(login), 'get', `/api/${where}/files/${file}`);

    test('once for a request, whatever is sent again under its key', async () => {
      const key = randomUUID();
      const [first, again] = [await upload('pupil-parent', PDF, { key }), await upload('pupil-parent', PDF, { key })];
      expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
      expect((await upload('pupil-parent', Buffer.concat([PDF, PDF]), { key })).body.code).toBe('IDENTITY.IDEMPOTENCY_KEY_REUSED');
      expect(await filesOf('pupil-parent')).toEqual([expect.objectContaining({ name: '户口簿变更页.pdf', contentType: 'application/pdf', size: PDF.length })]);
    });

    test('which are of the kinds that every office can open', async () => {
      expect((await upload('pupil-parent', Buffer.from('<script>alert(1)</script>'))).body.code).toBe('CASES.FILE_KIND');
      expect((await upload('pupil-parent', PDF, { name: '户口簿.exe' })).body.code).toBe('CASES.FILE_NAME');
      expect((await upload('pupil-parent', Buffer.alloc(0))).body.code).toBe('CASES.FILE_EMPTY');
      expect(await filesOf('pupil-parent')).toHaveLength(1);
    });

    test('and which that person and who decides open, nobody else; the person sees who did', async () => {
      const [file] = await filesOf('pupil-parent');
      expect((await open('pupil-parent', file!.id)).body).toEqual(PDF);
      const shown = await open('health.clerk', file!.id, `corrections/${id}`);
      expect([shown.status, shown.body, shown.headers['content-disposition']]).toEqual([200, PDF, expect.stringContaining('attachment')]);
      expect((await as(await platform.login('health.clerk'), 'get', `/api/corrections/${id}`).expect(200)).body.files).toEqual([expect.objectContaining({ id: file!.id })]);
      expect((await as(await platform.login('pupil-parent'), 'get', '/api/me/access-log').expect(200)).body.entries.length).toBeGreaterThanOrEqual(2);
      for (const login of ['mother', 'health.clerk']) expect([404, 403]).toContain((await open(login, file!.id)).status);
      expect((await upload('mother', PDF)).status).toBe(404);
      expect([403, 404]).toContain((await open('supervisor', file!.id, `corrections/${id}`)).status);
      await sql(`UPDATE onething.master_data_correction SET division_code = '650103' WHERE id = '${id}'`);
      expect((await open('health.clerk', file!.id, `corrections/${id}`)).status).toBe(404);
      await sql(`UPDATE onething.master_data_correction SET division_code = '650102' WHERE id = '${id}'`);
      expect((await open('health.clerk', file!.id, `corrections/${randomUUID()}`)).status).toBe(404);
    });

    test('ten at most, each of which is thrown away with its object', async () => {
      const sent = await Promise.all(Array.from({ length: 12 }, () => upload('pupil-parent', PDF)));
      expect(sent.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(201), ...Array<number>(3).fill(409)]);
      const files = await filesOf('pupil-parent');
      expect(files).toHaveLength(10);
      for (const { id: file } of files.slice(1)) await as(await platform.login('pupil-parent'), 'delete', `/api/me/corrections/${id}/files/${file}`).expect(204);
      expect((await open('pupil-parent', files[1]!.id)).status).toBe(404);
      expect(await sql(`SELECT id FROM onething.object_seal WHERE object_key LIKE 'corrections/%'`)).toHaveLength(1);
    });

    test('encrypted, name and content', async () => {
      const rows = JSON.stringify(await sql('SELECT * FROM onething.correction_file'));
      expect(rows).not.toContain('户口簿');
      const { objectStore } = platform.settings;
      const [{ key }] = await sql<{ key: string }>('SELECT object_key AS key FROM onething.correction_file') as [{ key: string }];
      // Below the correction a digest that only this platform can make, then the file.
      expect(key).toMatch(/^corrections\/[0-9a-f-]{36}\/b1\.[0-9a-f]{64}\/[0-9a-f-]{36}$/);
      expect((await readFile(join((objectStore as { folder: string }).folder, key))).includes('%PDF')).toBe(false);
    });
  });

  test('is not changed by a paper that shows something else, and who tries is seen', async () => {
    for (const wrong of [{ name: PARENT.name }, { number: RIGHT_NUMBER }, { paper: 'businessLicence' }]) {
      expect((await decide('health.clerk', id, 'confirmation', paper(wrong))).body.code).toBe('IDENTITY.PAPER_DIFFERS');
    }
    expect((await me('pupil-parent'))['person']).toEqual([expect.objectContaining({ name: PARENT.name })]);
    const refused = await sql(`SELECT FROM onething.security_act WHERE act = 'account.lookedUp' AND outcome = 'refused' AND detail->>'code' = 'IDENTITY.PAPER_DIFFERS'`);
    expect(refused).toHaveLength(3);
  });

  test('is not decided by the person\'s own other account', async () => {
    const [clerk] = await sql<{ person: string }>(`SELECT person_id AS person FROM onething.account WHERE login = 'education.clerk'`);
    await sql(`UPDATE onething.account SET person_id = '${PARENT.id}' WHERE login = 'education.clerk'`);
    platform.clock.advanceBy(3_600_000);
    expect(await waiting('education.clerk')).toEqual([]);
    expect((await decide('education.clerk', id, 'confirmation', paper())).body.code).toBe('IDENTITY.OWN_ACCOUNT');
    await sql(`UPDATE onething.account SET person_id = '${clerk!.person}' WHERE login = 'education.clerk'`);
  });

  test('is corrected by an official with the paper; the person sees who looked; submitted cases stay as they were signed', async () => {
    const itemId = (await itemOf(await clientOf(world, 'pupil-parent'), school, 'enrolment-registration')).id;
    const formOf = async () => (await as(await platform.login('education.clerk'), 'get', `/api/cases/${school}/items/${itemId}/form`).expect(200)).body as { values: object };
    const before = await formOf();
    expect(before.values).toMatchObject({ 'applicant.name': PARENT.name });
    const { body } = await as(await platform.login('health.clerk'), 'get', `/api/corrections/${id}`).expect(200);
    expect(body).toMatchObject({ reason: WRONG, evidence: '居民身份证、户口簿变更页。' });
    expect((await decide('health.clerk', id, 'confirmation', paper())).status).toBe(204);
    expect((await decide('health.clerk', id, 'confirmation', paper())).status).toBe(404);
    const late = await as(await platform.login('pupil-parent'), 'post', `/api/me/corrections/${id}/files`)
      .set({ 'content-type': 'application/octet-stream', 'file-name': 'a.pdf', 'idempotency-key': randomUUID() }).send(PDF);
    expect(late.body.code).toBe('IDENTITY.NO_SUCH_CORRECTION');
    const data = await me('pupil-parent');
    expect(data['person']).toEqual([expect.objectContaining({ name: RIGHT_NAME, number: PARENT.number })]);
    expect(data['corrections']).toEqual([expect.objectContaining({ oldValue: PARENT.name, newValue: RIGHT_NAME, state: 'corrected', way: 'window', paper: 'residentIdCard', files: [expect.objectContaining({ name: '户口簿变更页.pdf' })] })]);
    expect(await formOf()).toEqual(before);
    const { body: log } = await as(await platform.login('pupil-parent'), 'get', '/api/me/access-log').expect(200);
    expect((log.entries as { act: string }[]).map(({ act }) => act)).toEqual(expect.arrayContaining(['account.lookedUp', 'data.corrected']));
  });

  test('or refused with a reason, which the person reads', async () => {
    const { body } = await ask('pupil-parent', { field: 'number', value: RIGHT_NUMBER });
    await decide('health.clerk', body.id as string, 'refusal', { reason: '短' }).then(({ status }) => expect(status).toBe(400));
    expect((await decide('health.head', body.id as string, 'refusal', { reason: NOT_PROVEN })).status).toBe(204);
    const [latest] = (await me('pupil-parent'))['corrections']!;
    expect(latest).toMatchObject({ field: 'number', state: 'refused', decisionReason: NOT_PROVEN, decidedAt: expect.any(String) });
    await settle(platform.app);
    const { body: inbox } = await as(await platform.login('pupil-parent'), 'get', '/api/inbox').expect(200);
    expect(JSON.stringify(inbox)).toContain('您的更正申请未获同意');
    expect(JSON.stringify(inbox)).not.toContain(NOT_PROVEN);
  });

  test('a corrected number is found by the register of persons, and one that another person has is refused', async () => {
    const other = DEMO_RESIDENTS.find(({ login }) => login === 'retiree')!;
    const taken = (await ask('pupil-parent', { field: 'number', value: other.number })).body.id as string;
    expect((await decide('health.clerk', taken, 'confirmation', paper({ number: other.number }))).body.code).toBe('IDENTITY.NUMBER_TAKEN');
    await as(await platform.login('pupil-parent'), 'delete', `/api/me/corrections/${taken}`).expect(204);
    const right = (await ask('pupil-parent', { field: 'number', value: RIGHT_NUMBER.toLowerCase() })).body.id as string;
    expect((await decide('health.clerk', right, 'confirmation', paper({ number: RIGHT_NUMBER }))).status).toBe(204);
    const { body } = await as(await platform.login('health.clerk'), 'post', '/api/window-recoveries/search').send(paper({ number: RIGHT_NUMBER })).expect(200);
    expect(body.login).toBe('pupil-parent');
    await as(await platform.login('health.clerk'), 'post', '/api/window-recoveries/search').send(paper()).expect(404);
  });

  test('stands nowhere in the database as a plain text', async () => {
    const rows = JSON.stringify([await sql('SELECT * FROM onething.master_data_correction'), await sql('SELECT * FROM onething.security_act')]);
    for (const text of [RIGHT_NAME, RIGHT_NUMBER, PARENT.name, PARENT.number, WRONG, NOT_PROVEN]) expect(rows).not.toContain(text);
  });
});

test.each([
  [{ field: 'mobile' }, 'field'], [{ value: '' }, 'value'], [{ reason: '错了' }, 'reason'], [{ field: 'number', value: '650102199403150029' }, 'value'],
  [{ divisionCode: '110101' }, 'divisionCode'], [{ value: PARENT.number, field: 'number', reason: undefined }, 'reason'],
])('%j is refused, naming %s', async (wrong, field) => {
  const { status, body } = await ask('retiree', wrong);
  expect([status >= 400 && status < 500, (body.errors as { field: string }[]).map((error) => error.field)]).toEqual([true, [field]]);
});

async function wrongName(accountId: string): Promise<void> {
  const [row] = await sql<{ id: string }>(`SELECT person_id AS id FROM onething.account WHERE id = '${accountId}'`);
  await platform.app.get(PersonDirectory, { strict: false }).rename(row!.id, '张三丰');
}

async function sql<Row = object>(text: string): Promise<Row[]> {
  const client = new Postgres({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
