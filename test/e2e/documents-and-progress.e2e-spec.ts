import { createHash } from 'node:crypto';
import { TrackingLimits } from '@onething/cases';
import { sm3 } from '@onething/crypto';
import { DEMO_RESIDENTS } from '@onething/identity';
import { Database } from '@onething/persistence';
import { readSealedPdf } from '@onething/sealed-files';
import { CertificateAuthority, verifySesSignature } from '@onething/seals';
import { caseOf, type DatedWorld, itemOf, untilStage } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, verifyLicence } from '../acceptance/restaurant';
import type { Outcome, Text } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Document {
  id: string;
  item: string | null;
  kind: string;
  title: Text;
  number: string;
  issuedOn: string;
  file: { state: string; size?: number; sha256?: string; sm3?: string };
}

interface Todo {
  kind: string;
  text: Text;
  until?: string;
  points?: { name: Text; reason?: string }[];
}

interface ItemProgress {
  item: string;
  share: number;
  heldBy: string;
  office: Text;
  standing: Text;
  deadline?: { on: string; text: Text; steps: { rule: string }[] };
  happened: { at: string; text: Text }[];
  todo: Todo[];
  receiptNumber: string | null;
  queryCode?: string;
}

interface Progress {
  number: string | null;
  queryCode?: string;
  share: number;
  standing: Text;
  happened: { text: Text }[];
  todo: Todo[];
  items: ItemProgress[];
}

const SIGN = 'outdoor-sign';
const EVIL = '招牌文字有误<script>alert(1)</script><img src=x onerror=alert(2)>';
const REASONS = '招牌遮挡消防窗口 </p><script>alert(3)</script>';
const companyName = DEMO_RESIDENTS.find(({ login }) => login === 'company')!.name;

let platform: TestPlatform;
let world: DatedWorld;
let company: Client;
let clerk: Client;
let caseId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true, seals: true });
  world = worldOf(platform);
  company = await clientOf(world, 'company');
  clerk = await clientOf(world, 'urbanmanagement.clerk');
  caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
}, 60_000);
afterAll(() => platform?.stop());

async function progress(of = company): Promise<Progress> {
  return of.expect(await of.get<Progress>(`/api/cases/${caseId}/progress`), 200);
}

const signIn = ({ items }: Progress) => items.find(({ item }) => item === SIGN)!;

async function documents(of = company): Promise<Document[]> {
  await settle(platform.app);
  return of.expect(await of.get<Document[]>(`/api/cases/${caseId}/documents`), 200);
}

const ofSign = (all: Document[]) => all.filter(({ item }) => item === SIGN);

async function read(document: Document, login = 'company', query = '') {
  const token = await platform.login(login);
  return platform.request.get(`/api/cases/${caseId}/documents/${document.id}${query}`).set('authorization', `Bearer ${token}`);
}

async function fileOf(document: Document, login = 'company') {
  const token = await platform.login(login);
  return platform.request.get(`/api/cases/${caseId}/documents/${document.id}/file`).set('authorization', `Bearer ${token}`).responseType('blob');
}

async function command(client: Client, what: string, body: object = {}): Promise<void> {
  const { id, version } = await itemOf(company, caseId, SIGN);
  client.expect(await client.post<Outcome>(`/api/cases/${caseId}/items/${id}/${what}`, { version, ...body }), 200);
}

describe('a correction', () => {
  beforeAll(async () => {
    await command(clerk, 'receive');
    await command(clerk, 'corrections', { points: [{ field: 'form.case.signText', reason: EVIL }] });
  });

  test('gives a receipt with number and query code, and a request that names each point', async () => {
    const issued = ofSign(await documents());
    expect(issued.map(({ kind, title }) => [kind, title.zh])).toEqual([['receipt', '收件凭证'], ['correctionNotice', '申请材料补正告知书']]);
    expect(issued.every(({ number }) => /（(收件|补正)）〔2026〕\d+号$/.test(number))).toBe(true);
    const sign = signIn(await progress());
    const receipt = await read(issued[0]!);
    for (const part of [sign.receiptNumber!, sign.queryCode!, companyName, issued[0]!.number, '期限的计算']) expect(receipt.text).toContain(part);
    const notice = await read(issued[1]!);
    for (const part of ['招牌文字有误&lt;script&gt;', '2026年3月16日', '第三十二条']) expect(notice.text).toContain(part);
    expect(notice.text).not.toMatch(/<script|<img/);
  });

  test('each is a sealed file too, by the seal of the authority and for its purpose, a moment later', async () => {
    const [, notice] = ofSign(await documents());
    const answer = await fileOf(notice!);
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'application/pdf', 'private, no-store']);
    const bytes = answer.body as Buffer;
    expect(notice!.file).toEqual({ state: 'made', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), sm3: sm3(bytes) });
    const { rendered, sealSignature } = readSealedPdf(bytes);
    const trust = await platform.app.get(CertificateAuthority, { strict: false }).getTrust('SM2');
    expect(verifySesSignature(sealSignature, trust, { dataHash: Buffer.from(sm3(rendered), 'hex'), now: platform.clock.now() }).valid).toBe(true);
    const uses = await rows<{ purpose: string; authorised_by: string }>(`SELECT purpose, authorised_by FROM onething.seal_use WHERE document_id = '${notice!.id}'`);
    expect(uses).toEqual([{ purpose: 'notice', authorised_by: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
  });

  test('the sealed file goes to who may read the document, and is not made twice', async () => {
    const [receipt] = ofSign(await documents());
    expect((await fileOf(receipt!, 'urbanmanagement.clerk')).status).toBe(200);
    expect((await fileOf(receipt!, 'firerescue.clerk')).status).toBe(404);
    expect((await fileOf(receipt!, 'retiree')).status).toBe(404);
    await rewind();
    expect((await documents()).map(({ file }) => file.sha256)).toContain(receipt!.file.sha256);
    expect(await rows('SELECT id FROM onething.sealed_file_job')).toEqual([]);
  });

  test('documents run nothing and load nothing, and are kept by nobody on the way', async () => {
    const { headers, text } = await read(ofSign(await documents())[1]!);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8', 'content-disposition': 'inline', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; .*sandbox$/),
    });
    expect(text).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
  });

  test('there is an English version', async () => {
    const page = await read(ofSign(await documents())[1]!, 'company', '?lang=en');
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('the Chinese text prevails');
  });

  test('the applicant is told what to do, until when, and what was written', async () => {
    const sign = signIn(await progress());
    expect(sign).toMatchObject({
      heldBy: 'applicant', standing: { zh: '等您补正' }, deadline: { on: '2026-03-16' }, share: 20,
      todo: [{ kind: 'answerCorrection', until: '2026-03-16', points: [{ reason: EVIL }] }],
    });
    expect(sign.happened.map(({ text }) => text.zh).at(-1)).toMatch(/要求补正：.*请在2026年3月16日前补正$/);
  });

  test('offices read the documents of their own items; others see no document and no case', async () => {
    const [receipt] = ofSign(await documents());
    expect((await read(receipt!, 'urbanmanagement.clerk')).status).toBe(200);
    expect(ofSign(await documents(await clientOf(world, 'firerescue.clerk')))).toEqual([]);
    expect((await read(receipt!, 'firerescue.clerk')).body).toMatchObject({ status: 404, code: 'DOCUMENTS.NOT_FOUND' });
    expect((await read(receipt!, 'retiree')).body).toMatchObject({ status: 404, code: 'CASES.NOT_FOUND' });
    expect((await read(receipt!, 'taxation.clerk')).status).toBe(404);
  });

  test('an office is shown no query code, and no free text of another office', async () => {
    const seen = await progress(await clientOf(world, 'firerescue.clerk'));
    expect([seen.queryCode, signIn(seen).queryCode, signIn(seen).todo[0]!.points![0]!.reason]).toEqual([undefined, undefined, undefined]);
  });

  test('is answered, accepted, refused: decision with reasons and remedies', async () => {
    await command(company, 'corrections/answer', { form: { 'case.signText': '天山味道总店' } });
    await handle(world, company, caseId, SIGN, { until: 'examination' });
    expect(signIn(await progress())).toMatchObject({ heldBy: 'authority', deadline: { text: { zh: expect.stringContaining('承诺在') } }, todo: [] });
    await handle(world, company, caseId, SIGN, { outcomes: { examination: 'doubtful', decision: 'refuse', siteInspection: 'fail', review: 'refuse' }, reasons: REASONS });
    const issued = ofSign(await documents());
    expect(issued.map(({ kind }) => kind)).toEqual(['receipt', 'correctionNotice', 'acceptanceNotice', 'refusalDecision']);
    const decision = (await read(issued.at(-1)!)).text;
    for (const part of ['招牌遮挡消防窗口 &lt;/p&gt;&lt;script&gt;', '六十日内向', '六个月内', '人民法院']) expect(decision).toContain(part);
    expect(decision).not.toContain('<script');
    expect(signIn(await progress())).toMatchObject({ heldBy: 'nobody', share: 100, standing: { zh: '已办结：不予办理' } });
  });
});

test('delivery gives a proof of delivery; before, the applicant is told to fetch the results', async () => {
  await handle(world, company, caseId, 'fire-safety-inspection', { outcomes: { examination: 'promised' }, face: { certificateNumber: 'XF650102-0001' } });
  await handle(world, company, caseId, 'food-business-licence', { face: { licenceNumber: 'JY26501020001234' } });
  await untilStage(world, company, caseId, 'partlyGranted');
  expect(await progress()).toMatchObject({ share: 95, todo: [{ kind: 'collectResults', text: { zh: expect.stringContaining('食品') } }] });
  const window = await clientOf(world, 'marketregulation.clerk');
  const { version } = await caseOf(window, caseId);
  window.expect(await window.post<Outcome>(`/api/cases/${caseId}/deliver`, { version, how: 'posted', tracking: 'EMS12345678' }), 200);
  const proof = (await documents()).at(-1)!;
  expect([proof.kind, proof.item]).toEqual(['deliveryReceipt', null]);
  expect((await read(proof)).text).toContain('EMS12345678');
  expect(await progress()).toMatchObject({ share: 100, todo: [] });
});

test('documents are issued once, also when their events come again, and their numbers have no gaps', async () => {
  const before = await documents();
  await rewind();
  expect(await documents()).toEqual(before);
  const serials = await rows<{ scope: string; serials: number[]; last: number }>(`
    SELECT concat(d.authority_uscc, ' ', d.kind, ' ', d.year) AS scope, array_agg(d.serial ORDER BY d.serial) AS serials, max(s.last) AS last
    FROM onething.document d JOIN onething.document_serial s USING (authority_uscc, kind, year) GROUP BY d.authority_uscc, d.kind, d.year`);
  expect(serials.length).toBeGreaterThan(3);
  for (const { serials: taken, last } of serials) expect(taken).toEqual(Array.from({ length: last }, (_, index) => index + 1));
});

/** Lets the follower begin again, as after a restore from an older copy of its position. */
async function rewind(): Promise<void> {
  await rows(`UPDATE onething.follower_position SET xid = '0', position = 0 WHERE name = 'documents' RETURNING name`);
}

async function rows<T extends object>(text: string): Promise<T[]> {
  return platform.app.get(Database, { strict: false }).query<T>({ name: `test.${text.length}`, text }, []);
}

describe('look-up without log-in', () => {
  const track = (number: string, code: string, headers: Record<string, string> = {}) => platform.request.post('/api/track').set(headers).send({ number, code });
  const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  /** Each test begins with an hour of its own. */
  beforeEach(() => platform.clock.advanceTo(platform.clock.now() + 3_600_000));

  test('shows how a case stands, without names and free texts', async () => {
    const { number, queryCode } = await progress();
    const { body, headers } = await track(number!, queryCode!).expect(200);
    expect(body).toMatchObject({ number, share: 100, items: expect.arrayContaining([expect.objectContaining({ item: SIGN, share: 100 })]) });
    expect(headers['cache-control']).toBe('no-store');
    const text = JSON.stringify(body);
    for (const personal of [companyName, '招牌遮挡', '招牌文字有误', 'queryCode', ...DEMO_RESIDENTS.flatMap(({ name, number: id, mobile }) => [name, id, mobile])]) expect(text).not.toContain(personal);
  });

  test('the number of one item shows that item alone; blanks and small letters are forgiven', async () => {
    const { receiptNumber, queryCode } = signIn(await progress());
    const { body } = await track(` ${receiptNumber!.slice(0, 9)} ${receiptNumber!.slice(9).toLowerCase()} `, queryCode!).expect(200);
    expect((body as Progress).items.map(({ item }) => item)).toEqual([SIGN]);
    expect((body as Progress).happened).toEqual([]);
  });

  test('the codes of the whole and of an item are not the same, and neither opens the other', async () => {
    const whole = await progress();
    await track(whole.number!, signIn(whole).queryCode!).expect(404);
    await track(signIn(whole).receiptNumber!, whole.queryCode!).expect(404);
  });

  test('a wrong code and a number that nobody has are answered in the same words', async () => {
    const { number, queryCode } = await progress();
    const wrong = await track(number!, other(queryCode!)).expect(404);
    const unknown = await track('YJS65000020260302999999', queryCode!).expect(404);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    expect(wrong.body.code).toBe('CASES.TRACKING_NOT_FOUND');
  });

  test('a mistyped number is told precisely, and does not count', async () => {
    const { receiptNumber, queryCode } = signIn(await progress());
    const mistyped = receiptNumber!.slice(0, -1) + (receiptNumber!.endsWith('0') ? '1' : '0');
    for (let attempt = 0; attempt < 25; attempt += 1) {
      expect((await track(mistyped, queryCode!).expect(422)).body).toMatchObject({ code: 'NUMBERS.CHECK_CHARACTER', errors: [{ field: 'number' }] });
    }
    await track(receiptNumber!, queryCode!).expect(200);
  });

  test('whoever guesses codes of a number is stopped, also with the right code and from invented addresses', async () => {
    const { receiptNumber, queryCode } = signIn(await progress());
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 25; attempt += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${attempt}`, forwarded: `for=198.51.100.${attempt}` };
      statuses.push((await track(receiptNumber!, other(queryCode!), headers)).status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(404), ...Array<number>(5).fill(429)]);
    const stopped = await track(receiptNumber!, queryCode!).expect(429);
    expect(stopped.body.code).toBe('CASES.TOO_MANY_LOOK_UPS');
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    platform.clock.advanceTo(platform.clock.now() + 3_600_000);
    await track(receiptNumber!, queryCode!).expect(200);
  });

  test('whoever tries many numbers from one address is stopped, and attempts that come at once are all counted', async () => {
    const numbers = Array.from({ length: 70 }, (_, index) => `YJS65000020260302${String(900_000 + index)}`);
    const statuses = (await Promise.all(numbers.map((number) => track(number, '123456')))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  test('old counts are forgotten', async () => {
    platform.clock.advanceTo(platform.clock.now() + 3 * 3_600_000);
    await platform.app.get(TrackingLimits, { strict: false }).forget();
    expect(await rows('SELECT key FROM onething.tracking_attempt')).toEqual([]);
  });
});

test('nothing has failed inside the platform', () => {
  expect(platform.logLines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});
