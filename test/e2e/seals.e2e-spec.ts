import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SETTINGS, type Settings } from '@onething/config';
import { type Envelope, Keyring } from '@onething/crypto';
import { organisationCheckCharacter, usccCheckCharacter } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { CertificateAuthority, SealingService, verifySesSignature } from '@onething/seals';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Seal {
  sealId: string;
  version: number;
  revision: number;
  state: string;
  useCount: number;
}

const reason = '按规定办理';
const BODY = '11650102MB1A2345';
const OWNER = ((body) => body + usccCheckCharacter(body))(BODY + organisationCheckCharacter(BODY.slice(8)));
const APPLICATION = {
  kind: 'business', rank: 'department', ownerUscc: OWNER, name: '乌鲁木齐市天山区卫生健康委员会', lowerText: '行政审批专用章', number: '6501020000123', purposes: ['licence'], reason,
};

let platform: TestPlatform;
let system: string;
let security: string;
let clerk: string;

beforeAll(async () => {
  platform = await startTestPlatform({ firstStart: true });
  [system, security, clerk] = [await platform.login('administrator'), await platform.login('security'), await platform.login('health.clerk')];
}, 120_000);
afterAll(() => platform?.stop());

const as = (token: string, method: 'get' | 'post', path: string) => platform.request[method](`/api/seals${path}`).set('authorization', `Bearer ${token}`);
const apply = async (change: object = {}): Promise<Seal> => (await as(system, 'post', '').send({ ...APPLICATION, ...change }).expect(201)).body as Seal;
const step = (token: string, act: string, { sealId, version, revision }: Seal, change: object = {}) => as(token, 'post', `/${sealId}/${act}`).send({ version, revision, reason, ...change });
const done = async (...[token, act, seal]: [string, string, Seal]): Promise<Seal> => (await step(token, act, seal).expect(200)).body as Seal;
const enabled = async (): Promise<Seal> => done(security, 'enable', await done(system, 'file', await done(system, 'make', await done(security, 'approve', await apply()))));
const order = { digest: Buffer.alloc(32, 7), purpose: 'licence' as const, documentId: 'licence-1', propertyInfo: 'length=1', authorisedBy: 'test' };

test('from the application to a use that anybody can verify', async () => {
  const seal = await enabled();
  expect(seal).toMatchObject({ state: 'enabled', version: 1, useCount: 0 });
  const { signature } = await platform.app.get(SealingService).sealDigest({ ...order, sealId: seal.sealId });
  const trust = await platform.app.get(CertificateAuthority).getTrust('SM2');
  expect(verifySesSignature(signature, trust, { dataHash: order.digest, now: platform.clock.now() }).valid).toBe(true);
  expect((await as(security, 'get', `/${seal.sealId}/uses`).expect(200)).body).toMatchObject({ entries: [{ seq: 1, purpose: 'licence', documentId: 'licence-1', authorisedBy: 'test' }] });
  expect((await as(system, 'get', `/${seal.sealId}`).expect(200)).body).toMatchObject({ versions: [{ state: 'enabled', useCount: 1 }] });
  const { svg } = (await as(system, 'get', `/${seal.sealId}/versions/1/image`).expect(200)).body as { svg: string };
  expect(svg).toMatch(/^<svg .*width="38mm"/);
});

test('two persons: neither does the other\'s part, and nobody else any', async () => {
  const seal = await apply();
  await step(system, 'approve', seal).expect(403);
  await as(security, 'post', '').send(APPLICATION).expect(403);
  const approved = await done(security, 'approve', seal);
  await step(security, 'make', approved).expect(403);
  for (const path of ['', `/${seal.sealId}`, `/${seal.sealId}/uses`]) await as(clerk, 'get', path).expect(403);
  await step(clerk, 'suspend', approved).expect(403);
});

test('a suspended seal is not used until it is resumed; a cancelled one never again', async () => {
  const seal = await enabled();
  const suspended = await done(system, 'suspend', seal);
  const use = () => platform.app.get(SealingService).sealDigest({ ...order, sealId: seal.sealId });
  await expect(use()).rejects.toMatchObject({ code: 'SEALS.NOT_ENABLED' });
  const resumed = await done(security, 'resume', suspended);
  await use();
  await done(security, 'cancel', resumed);
  await expect(use()).rejects.toMatchObject({ code: 'SEALS.NOT_ENABLED' });
  expect((await step(security, 'resume', { ...resumed, revision: resumed.revision + 1 }).expect(409)).body).toMatchObject({ code: 'SEALS.ACT_REFUSED', current: 'cancelled' });
});

test('what was changed meanwhile is 409', async () => {
  const seal = await apply();
  await done(security, 'approve', seal);
  expect((await step(security, 'reject', seal).expect(409)).body).toMatchObject({ code: 'SEALS.REVISION_STALE', current: { state: 'approved', revision: 2 } });
});

test.each([
  ['a code that is none', { ownerUscc: '11650102MB1A234500' }, 'ownerUscc'], ['a personal seal', { kind: 'personal' }, 'kind'], ['no purpose', { purposes: [] }, 'purposes'],
  ['a special seal without its text', { lowerText: undefined }, 'lowerText'], ['an emblem', { kind: 'legalName', lowerText: undefined, rank: 'province' }, 'rank'],
  ['a name too long', { name: '区'.repeat(61) }, 'name'], ['a character that no font has', { name: '区\u{10fffd}' }, 'name'],
])('%s is refused, naming the field', async (_, change, field) => {
  const { body, status } = await as(system, 'post', '').send({ ...APPLICATION, ...change });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect((body as { errors?: { field: string }[]; fields?: { field: string }[] }).errors ?? (body as { fields: { field: string }[] }).fields).toContainEqual(expect.objectContaining({ field }));
});

test('lists page by page, and things that are not there', async () => {
  const first = (await as(system, 'get', '?limit=1').expect(200)).body as { entries: Seal[]; next: string };
  const second = (await as(system, 'get', `?limit=1&after=${first.next}`).expect(200)).body as { entries: Seal[] };
  expect(second.entries[0]!.sealId).not.toBe(first.entries[0]!.sealId);
  const nobody = '01941f29-7c00-7000-8000-0000000000ff';
  for (const path of [`/${nobody}`, `/${nobody}/versions/1/image`]) await as(system, 'get', path).expect(404);
  await step(security, 'approve', { sealId: nobody, version: 1, revision: 1, state: '', useCount: 0 }).expect(404);
});

test('no private key is in the database or in a log', async () => {
  await enabled();
  const folder = platform.app.get<Settings>(SETTINGS).sealKeyFolder!;
  const files = await Promise.all((await readdir(folder)).map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as { id: string; privateKey: Envelope }));
  const keys = files.map(({ id, privateKey }) => platform.app.get(Keyring).decrypt({ table: 'seal_key', field: 'privateKey', row: id }, privateKey));
  expect(keys.length).toBeGreaterThan(4);
  const database = platform.app.get(Database);
  const text = `SELECT string_agg(encode(convert_to(t::text, 'UTF8'), 'escape'), ' ') AS all FROM (SELECT to_jsonb(v) t FROM seal_version v UNION ALL SELECT to_jsonb(c) FROM seal_certificate c) x`;
  const [{ all }] = await database.query<{ all: string }>({ name: 'test.all-seals', text }, []) as [{ all: string }];
  expect(all).toContain(files[0]!.id);
  // The number within PKCS #8 follows a version and a length.
  const secrets = keys.map((key) => Buffer.from(key, 'base64')).map((pkcs8) => pkcs8.subarray(pkcs8.indexOf(Buffer.from('0201010420', 'hex')) + 5).subarray(0, 32));
  for (const secret of secrets) {
    for (const form of [secret.toString('hex'), secret.toString('base64').slice(0, 42)]) {
      expect(all.includes(form)).toBe(false);
      expect(platform.logLines.join('\n').includes(form)).toBe(false);
    }
  }
});
