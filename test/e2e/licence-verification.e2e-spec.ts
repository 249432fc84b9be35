import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSm2Key, SigningKeys } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { readSealedPdf } from '@onething/sealed-files';
import { type FileTrust, QueryLimits, readTrustList, type TrustList, verifyFile } from '@onething/verification';
import { runCommandLine } from '../../apps/cli/src/program';
import { run } from '../backup/fresh-databases';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Report {
  verdict: string;
  valid: boolean;
  checks: { check: string; outcome: string; code?: string }[];
}
interface Whole {
  id: string;
  identifier: string;
}

let platform: TestPlatform;
let folder: string;
let mother: string;
let licence: Whole;
let file: Buffer;
let trustList: TrustList;
let trust: FileTrust;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onething-verify-'));
  platform = await startTestPlatform({ firstStart: true, seals: true, worker: 'byHand' });
  await settle(platform.app);
  mother = await platform.login('mother');
  ({ licence, file } = await fileOf('marriage-certificate'));
  trustList = (await platform.request.get('/api/verification/trust').expect(200)).body as TrustList;
  ({ trust } = readTrustList(JSON.stringify(trustList), { at: platform.clock.now() }));
}, 180_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const asMother = (path: string) => platform.request.get(`/api${path}`).set('authorization', `Bearer ${mother}`);
async function fileOf(type: string): Promise<{ licence: Whole; file: Buffer }> {
  const { entries } = (await asMother('/licences').expect(200)).body as { entries: { id: string; type: { code: string } }[] };
  const { id } = entries.find((entry) => entry.type.code === type)!;
  const response = await fetch(`${platform.url}/api/licences/${id}/file`, { headers: { authorization: `Bearer ${mother}` } });
  return { licence: (await asMother(`/licences/${id}`).expect(200)).body as Whole, file: Buffer.from(await response.arrayBuffer()) };
}
const offline = (bytes: Buffer): Report => verifyFile(bytes, trust, platform.clock.now());
async function online(bytes: Buffer): Promise<Report> {
  const response = await fetch(`${platform.url}/api/verification/files`, { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: new Uint8Array(bytes) });
  expect(response.status).toBe(200);
  return await response.json() as Report;
}
const at = (name: string, content: Buffer | string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
async function command(...words: string[]): Promise<{ code: number | undefined; out: string; err: string }> {
  const said = { code: undefined as number | undefined, out: '', err: '' };
  await runCommandLine(['licence', 'verify', ...words], { out: (text) => (said.out += `${text}\n`), err: (text) => (said.err += `${text}\n`), exit: (code) => (said.code = code) });
  return said;
}
/** The command alone, with the file and the list as files: it knows no register. */
const byCommand = async (bytes: Buffer): Promise<Report> => {
  const { code, out } = await commandAt(at('looked-at.pdf', bytes), '--trust', at('trust.json', JSON.stringify(trustList)), '--json');
  const report = JSON.parse(out) as Report;
  expect(code).toBe(report.valid ? 0 : 1);
  return report;
};
const commandAt = (...words: string[]) => command(...words, '--at', new Date(platform.clock.now()).toISOString());

/** Where a bit is turned, and what the reports may say then. */
const DAMAGE = {
  contents: ['malformedFile', 'signatureDamaged'], padding: ['malformedFile'], seal: ['fileAltered'], elsewhere: ['malformedFile', 'fileAltered'],
};
function flips(): { bit: number; expected: string[] }[] {
  const { documentSignature, sealSignature } = readSealedPdf(file);
  const contents = file.indexOf(documentSignature.toString('hex'));
  const padding = contents + documentSignature.length * 2;
  const end = file.indexOf('>', padding);
  const seal = file.indexOf(sealSignature);
  const spread = (count: number, from: number, to: number, expected: string[]) =>
    Array.from({ length: count }, (_, index) => ({ bit: from * 8 + Math.floor(((index + 0.37) * (to - from) * 8) / count), expected }));
  return [
    ...spread(60, contents, padding, DAMAGE.contents), ...spread(40, padding, end, DAMAGE.padding), ...spread(60, seal, seal + sealSignature.length, DAMAGE.seal),
    ...spread(200, 0, seal, DAMAGE.elsewhere), ...spread(60, seal + sealSignature.length, contents, DAMAGE.elsewhere), ...spread(80, end, file.length, DAMAGE.elsewhere),
  ];
}
const turned = (bit: number): Buffer => {
  const bytes = Buffer.from(file);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes;
};
const truncations = () => Array.from({ length: 20 }, (_, index) => file.subarray(0, index < 4 ? file.length - 1 - index : Math.floor((file.length * index) / 20)));
const tails = () => ['\n', '\r\n', ' ', '\0', 'x', '%', '%%EOF\n', 'startxref\n0\n%%EOF\n', '\0'.repeat(4096), '<<>>', '1 0 obj\nnull\nendobj\n', file, file.subarray(-1), file.subarray(-40),
  file.subarray(-200), file.subarray(0, 100), file.subarray(0, readSealedPdf(file).rendered.length), readSealedPdf(file).rendered.subarray(-300), '\n'.repeat(3), 'endobj']
  .map((tail) => Buffer.concat([file, Buffer.from(tail as Uint8Array)]));
const failedChecks = ({ checks }: Report) => checks.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);

describe.each([['by the command, which has no register', byCommand, 'validAsFile'], ['by the API', online, 'valid']] as const)('%s', (_, verify, untouched) => {
  test('the untouched file passes; 500 turned bits, 20 truncations and 20 tails each fail, and say why', async () => {
    const report = await verify(file);
    expect([report.verdict, failedChecks(report)]).toEqual([untouched, []]);
    const all = flips();
    expect(all).toHaveLength(500);
    const surprises: object[] = [];
    for (const { bit, expected } of all) {
      const { verdict, valid, ...rest } = await verify(turned(bit));
      if (valid || !expected.includes(verdict)) surprises.push({ bit, verdict, expected, failed: failedChecks({ verdict, valid, ...rest }) });
    }
    for (const bytes of [...truncations(), ...tails()]) {
      const { verdict, valid } = await verify(bytes);
      if (valid || verdict !== 'malformedFile') surprises.push({ length: bytes.length, verdict });
    }
    expect(surprises).toEqual([]);
  }, 120_000);
});

test('the command: 0 for what is genuine, 1 for what is not, 2 when it cannot check; it says what it did not look at', async () => {
  const [licenceFile, list] = [at('licence.pdf', file), at('trust.json', JSON.stringify(trustList))];
  const good = await commandAt(licenceFile, '--trust', list, '--json');
  expect([good.code, JSON.parse(good.out)]).toMatchObject([0, { verdict: 'validAsFile', valid: true, trustList: { keyWasGiven: false } }]);
  expect((JSON.parse(good.out) as Report).checks).toContainEqual(expect.objectContaining({ check: 'licenceState', outcome: 'notChecked', code: 'offline' }));
  const words = await commandAt(licenceFile, '--trust', list);
  expect(words.out).toMatch(/– 证照现状 State now \(offline\)\n结婚证 1\.2\.156[\s\S]*\nsigned 2026-03-02T[\s\S]*validAsFile: [\s\S]*not compared with a key that you trust/);
  expect(words.out).not.toContain('王丽');
  expect((await commandAt(at('cut.pdf', file.subarray(0, -1)), '--trust', list)).code).toBe(1);
  expect((await commandAt(join(folder, 'absent.pdf'), '--trust', list)).code).toBe(2);
  expect((await commandAt(licenceFile, '--trust', licenceFile)).err).toContain('TRUST_UNREADABLE');
});

test('a trust list that is forged, stale, to come, or of another key is refused', async () => {
  const licenceFile = at('licence.pdf', file);
  const list = at('trust.json', JSON.stringify(trustList));
  const refused = async (...words: string[]) => {
    const { code, err } = await command(licenceFile, ...words);
    return [code, /VERIFICATION\.(\w+)/.exec(err)?.[1]];
  };
  const after = (ms: number) => ['--at', new Date(platform.clock.now() + ms).toISOString()];
  const forged = at('forged.json', JSON.stringify({ ...trustList, list: { ...trustList.list, suspensions: [], validUntil: '2036-01-01T00:00:00.000Z' } }));
  expect(await refused('--trust', forged, ...after(0))).toEqual([2, 'TRUST_FORGED']);
  expect(await refused('--trust', list, ...after(8 * 86_400_000))).toEqual([2, 'TRUST_STALE']);
  expect(await refused('--trust', list, ...after(-86_400_000))).toEqual([2, 'TRUST_FROM_FUTURE']);
  const keys = platform.app.get(SigningKeys, { strict: false }).publicKeys().map(({ id, pem }) => JSON.stringify({ key: id, publicKey: pem }));
  expect((await commandAt(licenceFile, '--trust', list, '--key', at('keys.jsonl', keys.join('\n')))).code).toBe(0);
  const stranger = new SigningKeys({ current: 'k', keys: { k: newSm2Key().toString('base64') } }).publicKeys()[0]!.pem;
  expect(await refused('--trust', list, '--key', at('stranger.pem', stranger), ...after(0))).toEqual([2, 'TRUST_OF_UNKNOWN_KEY']);
});

test('identifier and name: the state only, and the same answer for an unknown identifier and a wrong name', async () => {
  const ask = async (identifier: string, name: string) => (await platform.request.post('/api/verification/queries').send({ identifier, name }).expect(200)).body as object;
  const checkedAt = new Date(platform.clock.now()).toISOString();
  const { identifier } = licence;
  expect(await ask(identifier, '王丽')).toEqual({ matches: true, state: 'VALID', checkedAt });
  const unknown = '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M';
  expect([await ask(identifier, '李丽'), await ask(unknown, '王丽')]).toEqual([{ matches: false, checkedAt }, { matches: false, checkedAt }]);
  expect((await platform.request.post('/api/verification/queries').send({ identifier: `${identifier.slice(0, -1)}?`, name: '王丽' }).expect(422)).body).toMatchObject({ code: 'LICENCES.BAD_IDENTIFIER' });
  await platform.request.post('/api/verification/queries').send({ identifier, name: '' }).expect(400);
});

test('every verification is in the security log: how it was asked, what came of it, the licence by its id, and no personal data', async () => {
  const acts = () => platform.app.get(Database, { strict: false }).query<{ outcome: string; licence: string | null; detail: object; whole: string; from: boolean }>({
    name: 'test.verified', text: `SELECT outcome, object_id AS licence, detail, to_jsonb(a)::text AS whole, address IS NOT NULL AND request_id IS NOT NULL AS "from"
      FROM onething.security_act a WHERE act = 'licence.verified' ORDER BY position`,
  }, []);
  const before = (await acts()).length;
  const ask = (name: string) => platform.request.post('/api/verification/queries').send({ identifier: licence.identifier, name }).expect(200);
  await ask('王丽');
  await ask('李丽');
  await online(file);
  await online(Buffer.from('hello'));
  const fresh = (await acts()).slice(before);
  expect(fresh.map(({ outcome, licence: id, detail, from }) => ({ outcome, id, detail, from }))).toEqual([
    { outcome: 'done', id: licence.id, detail: { channel: 'identifier', result: 'VALID' }, from: true },
    { outcome: 'refused', id: licence.id, detail: { channel: 'identifier', result: 'noMatch' }, from: true },
    { outcome: 'done', id: licence.id, detail: { channel: 'file', result: 'valid' }, from: true },
    { outcome: 'refused', id: null, detail: { channel: 'file', result: 'malformedFile' }, from: true },
  ]);
  for (const { whole } of fresh) expect(whole).not.toMatch(new RegExp(`王丽|李丽|${licence.identifier}`));
});

test('what is no file of ours, too large or empty, is answered and not kept', async () => {
  const send = (body: Buffer, type = 'application/pdf') => platform.request.post('/api/verification/files').set('content-type', type).send(body);
  expect((await send(Buffer.from('hello')).expect(200)).body).toMatchObject({ verdict: 'malformedFile', valid: false });
  expect((await send(Buffer.alloc(8 * 1024 * 1024 + 1)).expect(422)).body).toMatchObject({ code: 'VERIFICATION.FILE_TOO_LARGE' });
  expect((await platform.request.post('/api/verification/files').expect(422)).body).toMatchObject({ code: 'VERIFICATION.FILE_EMPTY' });
  await send(Buffer.from('x'), 'text/html').expect(415);
});

test('a licence that is revoked after signing: the file stays genuine, online it has its own verdict', async () => {
  const { licence: { id }, file: booklet } = await fileOf('household-booklet');
  const order = { change: 'revoke', state: 'VALID', reason: { words: '提供虚假材料', legalDocument: '乌公罚〔2026〕3号' } };
  const head = await platform.login('publicsecurity.head');
  await platform.request.post(`/api/licences/${id}/state-changes`).set('authorization', `Bearer ${head}`).send(order).expect(200);
  const report = await online(booklet);
  expect([report.verdict, failedChecks(report)]).toEqual(['licenceRevoked', ['licenceState']]);
  expect(offline(booklet)).toMatchObject({ verdict: 'validAsFile', valid: true });
});

describe('licences from elsewhere', () => {
  const bring = (token: string, bytes: Buffer, query = '') => platform.request.post(`/api/imported-licences${query}`).set('authorization', `Bearer ${token}`)
    .set('content-type', 'application/pdf').set('file-name', encodeURIComponent('外省证照.pdf')).send(bytes);
  const listed = async (token: string) => (await platform.request.get('/api/imported-licences').set('authorization', `Bearer ${token}`).expect(200)).body.entries as Record<string, unknown>[];
  const folderOfTrust = () => platform.settings.trustFolder!;

  test('one that this platform issued is none of them', async () => {
    expect((await bring(mother, file).expect(422)).body).toMatchObject({ code: 'VERIFICATION.IMPORT_OURS', errors: [{ field: 'file' }] });
  });

  test('a trusted list vouches for the file, and the holder keeps it apart from the register', async () => {
    // Out of the register, a file of this platform is one of any other: here its own list stands for that of another platform.
    await run(platform.databases.ownerUrl, 'DELETE FROM onething.sealed_file WHERE sha256 = $1', [createHash('sha256').update(file).digest('hex')]);
    expect((await bring(mother, file).expect(422)).body).toMatchObject({ code: 'VERIFICATION.IMPORT_NO_TRUST' });
    mkdirSync(folderOfTrust(), { recursive: true });
    writeFileSync(join(folderOfTrust(), 'other.json'), JSON.stringify(trustList));
    expect((await bring(mother, file).expect(422)).body).toMatchObject({ code: 'VERIFICATION.IMPORT_NO_TRUST' });
    writeFileSync(join(folderOfTrust(), 'other.pem'), trustList.publicKey);
    const { body } = await bring(mother, file).expect(201);
    expect(body).toMatchObject({ standing: 'verifiedByFile', title: '结婚证', identifier: licence.identifier, holder: '王*', trustedIssuer: trustList.list.issuer });
    expect((await bring(mother, file).expect(201)).body).toEqual(body);
    expect(await listed(mother)).toEqual([body]);
    expect((await asMother('/licences').expect(200)).body.entries).not.toContainEqual(expect.objectContaining({ id: body.id as string }));
    const kept = await fetch(`${platform.url}/api/imported-licences/${body.id as string}/file`, { headers: { authorization: `Bearer ${mother}` } });
    expect(Buffer.from(await kept.arrayBuffer()).equals(file)).toBe(true);
    const own = (await asMother('/me/data').expect(200)).body as { importedLicences: object[] };
    expect(own.importedLicences).toHaveLength(1);
  });

  test('altered, of somebody else, or no PDF: refused with the reason, whatever its bearer says; what nobody can judge is kept as unverified', async () => {
    const father = await platform.login('father');
    expect((await bring(father, file).expect(422)).body).toMatchObject({ code: 'VERIFICATION.IMPORT_OTHER_HOLDER' });
    for (const query of ['', '?unverified=true']) {
      expect((await bring(mother, turned(8 * 2_000), query).expect(422)).body).toMatchObject({ code: 'VERIFICATION.IMPORT_REFUSED', current: { verdict: 'fileAltered' } });
    }
    const other = Buffer.from('%PDF-1.4 of somebody whom nobody knows');
    expect((await bring(father, other).expect(422)).body).toMatchObject({ code: 'VERIFICATION.IMPORT_REFUSED', current: { verdict: 'malformedFile' } });
    const { body } = await bring(father, other, '?unverified=true').expect(201);
    expect(body).toMatchObject({ standing: 'unverified', title: '外省证照', trustedIssuer: null });
    expect((await bring(father, Buffer.from('hello'), '?unverified=true').expect(422)).body).toMatchObject({ code: 'VERIFICATION.IMPORT_NO_PDF' });
    await bring(father, other, '?unverified=maybe').expect(400);
    const path = `/api/imported-licences/${body.id as string}`;
    await platform.request.get(`${path}/file`).set('authorization', `Bearer ${mother}`).expect(404);
    await platform.request.delete(path).set('authorization', `Bearer ${mother}`).expect(404);
    await platform.request.delete(path).set('authorization', `Bearer ${father}`).expect(204);
    expect(await listed(father)).toEqual([]);
  });
});

test('names cannot be tried without end: sixty queries an hour for one identifier, whether there is such a licence or not', async () => {
  const ask = (identifier: string) => platform.request.post('/api/verification/queries').send({ identifier, name: '李丽' });
  const { identifier } = (await fileOf('id-card')).licence;
  const unknown = '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F';
  for (const one of [identifier, unknown]) {
    for (let count = 0; count < 60; count += 1) await ask(one).expect(200);
    const { body, headers } = await ask(one).expect(429);
    expect([body.code, Number(headers['retry-after']) > 0]).toEqual(['VERIFICATION.TOO_MANY_QUERIES', true]);
  }
  await platform.request.post('/api/verification/queries').send({ identifier, name: '王丽' }).expect(429);
  const limits = platform.app.get(QueryLimits, { strict: false });
  platform.clock.advanceTo(platform.clock.now() + 3_600_000);
  await ask(identifier).expect(200);
  platform.clock.advanceTo(platform.clock.now() + 3 * 3_600_000);
  await limits.forget();
  expect(await platform.app.get(Database, { strict: false }).query({ name: 'test.query-counts', text: 'SELECT key FROM onething.verification_query_count' }, [])).toEqual([]);
}, 60_000);
