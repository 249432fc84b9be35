import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TransparencyLog, type VerificationReport } from '@onething/audit';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { CertificateAuthority } from '@onething/seals';
import { readTrustList, type TrustList } from '@onething/verification';
import { type Platform, startPlatform } from '../../apps/api/src/start/platform';
import { runCommandLine } from '../../apps/cli/src/program';
import { defaultHome, hostFacts } from '../../config/home';
import { run } from '../backup/fresh-databases';

jest.setTimeout(120_000);

/** Where the database's OS user may go: as root PostgreSQL runs under another user. */
const homes = process.getuid?.() === 0 ? dirname(defaultHome(hostFacts())) : tmpdir();
const home = join(homes, `test-audit-${randomUUID()}`);
const audit = join(home, 'files/audit');
let place: string;
let platform: Platform | undefined;

async function onething(where: string, ...words: string[]): Promise<{ code?: number; out: string; err: string }> {
  const said: { code?: number; out: string; err: string } = { out: '', err: '' };
  const before = process.env.ONETHING_HOME;
  process.env.ONETHING_HOME = where;
  try {
    await runCommandLine(words, { out: (text) => (said.out += `${text}\n`), err: (text) => (said.err += `${text}\n`), exit: (code) => (said.code = code) });
  } finally {
    if (before === undefined) delete process.env.ONETHING_HOME;
    else process.env.ONETHING_HOME = before;
  }
  return said;
}

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'onething-audit-'));
  platform = await startPlatform({ settings: loadSettings({ ONETHING_HOME: home, PORT: '0' }), clock: new SystemClock(), worker: 'none', register: 'none', log: { write: () => undefined } });
  await platform.app.get(TransparencyLog, { strict: false }).run();
});
afterAll(async () => {
  await platform?.stop();
  for (const folder of [home, place]) await rm(folder, { recursive: true, force: true });
});

const actsOf = (act: string) => run<{ detail: object }>(platform!.databaseUrls.ownerUrl, 'SELECT detail FROM security_act WHERE act = $1 ORDER BY id', [act]);

test('verifies an installation whose platform runs, and leaves that in the log', async () => {
  const { code, out, err } = await onething(home, 'audit', 'verify');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^looked at: tree heads 1, leaves \d+, cases 0, events 0\n(.*\n)?nothing was changed\n$/);
  expect(await actsOf('audit.verified')).toEqual([{ detail: { findings: 0, heads: 1, cases: 0, copy: false } }]);
  const json = await onething(home, 'audit', 'verify', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ findings: [], heads: 1, younger: { acts: 1 } });
});

test('prints the trust list of an installation whose platform runs, signed with the key that it publishes', async () => {
  await platform!.app.get(CertificateAuthority, { strict: false }).ensure();
  const { code, out, err } = await onething(home, 'licence', 'trust');
  expect([code, err]).toEqual([0, '']);
  const { list } = JSON.parse(out) as TrustList;
  expect([list.roots.sm2.length, list.revocationLists.sm2.length > 0]).toEqual([1, true]);
  const { publicKey } = JSON.parse((await onething(home, 'audit', 'keys')).out) as { publicKey: string };
  expect(readTrustList(out, { at: Date.parse(list.issuedAt), knownKeys: [publicKey] })).toMatchObject({ pinned: true, trust: { suspensions: [] } });
  expect(await onething(place, 'licence', 'trust')).toMatchObject({ code: 2, err: expect.stringContaining('CLI.NOTHING_THERE') });
});

test('an outsider checks a copy with the public key alone', async () => {
  const heads = join(place, 'heads');
  await cp(join(audit, 'heads'), heads, { recursive: true });
  const keys = await onething(home, 'audit', 'keys');
  await writeFile(join(place, 'trusted.json'), keys.out);
  expect(JSON.parse(await readFile(join(audit, 'keys/s1.json'), 'utf8'))).toEqual(JSON.parse(keys.out));
  const whole = await onething('/nowhere', 'audit', 'check-heads', heads, '--key', join(place, 'trusted.json'));
  expect(whole).toMatchObject({ code: 0, out: expect.stringContaining('whole, and in order') });
  const file = join(heads, '000000000001.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"size":', '"size":1'));
  expect(await onething('/nowhere', 'audit', 'check-heads', heads, '--key', join(place, 'trusted.json'))).toMatchObject({ code: 1, out: expect.stringContaining('headFileAltered') });
  const stranger = JSON.stringify({ ...JSON.parse(keys.out) as object, key: 's2' });
  await writeFile(join(place, 'stranger.json'), stranger);
  expect(await onething('/nowhere', 'audit', 'check-heads', heads, '--key', join(place, 'trusted.json'), join(place, 'stranger.json')))
    .toMatchObject({ code: 2, err: expect.stringContaining('AUDIT.KEY_NOT_ENDORSED') });
});

test('a copy that was kept shows what was done to database and store together', async () => {
  const copy = join(place, 'kept');
  await cp(join(audit, 'heads'), copy, { recursive: true });
  expect((await onething(home, 'audit', 'verify', '--heads', copy)).code).toBe(0);
  const { ownerUrl } = platform!.databaseUrls;
  await cp(join(audit, 'heads'), join(place, 'saved'), { recursive: true });
  await rm(join(audit, 'heads'), { recursive: true });
  for (const table of ['audit_leaf', 'audit_node', 'audit_head', 'audit_publication']) await run(ownerUrl, `CREATE TABLE saved_${table} AS TABLE ${table}`);
  await run(ownerUrl, 'TRUNCATE audit_leaf, audit_node, audit_head, audit_publication');
  const report = await onething(home, 'audit', 'verify', '--heads', copy, '--json');
  expect(report.code).toBe(1);
  expect((JSON.parse(report.out) as VerificationReport).findings).toContainEqual(expect.objectContaining({ kind: 'headRowRemoved', head: 1 }));
  for (const table of ['audit_leaf', 'audit_node', 'audit_head', 'audit_publication']) await run(ownerUrl, `INSERT INTO ${table} SELECT * FROM saved_${table}; DROP TABLE saved_${table}`);
  await cp(join(place, 'saved'), join(audit, 'heads'), { recursive: true });
});

test('names what was changed, and ends with 1', async () => {
  await run(platform!.databaseUrls.ownerUrl, `UPDATE security_act SET outcome = 'refused' WHERE act = 'catalogue.published'`);
  const { code, out } = await onething(home, 'audit', 'verify');
  expect([code, out]).toEqual([1, expect.stringMatching(/^actEdited: security act [0-9a-f-]{36} \(catalogue\.published\) was edited, tree head 1 of .* has it\n/)]);
  await run(platform!.databaseUrls.ownerUrl, `UPDATE security_act SET outcome = 'done' WHERE act = 'catalogue.published'`);
});

test('commands that change keys or make backups are in the log', async () => {
  expect((await onething(home, 'backup', join(place, 'backup'))).code).toBe(0);
  expect((await onething(home, 'keys', 'add', 'signing')).code).toBe(0);
  expect(await actsOf('backup.made')).toEqual([{ detail: { tables: expect.any(Number), files: 1, lost: 0, damaged: 0, withKeys: false } }]);
  expect(await actsOf('key.added')).toEqual([{ detail: { kind: 'signing' } }]);
  const { out } = await onething(home, 'audit', 'keys');
  expect(out.trim().split('\n').map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(['s1', 's2']);
});

test.each([
  [['audit', 'verify', '--heads', '/nowhere/at/all'], 'CLI.NO_SUCH_FOLDER'],
  [['audit', 'check-heads', tmpdir(), '--key', '/nowhere/key.json'], 'CLI.NO_PUBLIC_KEY'],
  [['audit', 'check-heads', tmpdir()], 'required option'],
])('%j cannot look and ends with 2', async (words, message) => {
  expect(await onething(home, ...words)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
});

test('makes no installation where there is none', async () => {
  const nowhere = join(homes, `test-audit-${randomUUID()}`);
  expect(await onething(nowhere, 'audit', 'verify')).toMatchObject({ code: 2, err: expect.stringContaining('holds no database') });
  await rm(nowhere, { recursive: true, force: true });
});
