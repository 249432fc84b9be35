import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecurityLog } from '@onething/audit';
import { Keyring, sm3 } from '@onething/crypto';
import { type Actor, newId, organisationCheckCharacter, usccCheckCharacter, VirtualClock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { CertificateAuthority } from './certificate-authority';
import { NOW } from './fixtures/test-authority';
import { FontGlyphs } from './image/glyphs';
import { FileKeyStore } from './keys/file-key-store';
import { SIGNATURE_OID, verifiesSignature } from './keys/signer';
import { CertificateRepository } from './persistence/certificate.repository';
import { SealRepository, type SealVersion } from './persistence/seal.repository';
import { SealMaker } from './seal-maker';
import { type SealApplication, SealRegister, type SealStep } from './seal-register';
import { SealingService } from './sealing.service';
import { verifySesSignature } from './ses/ses-verification';
import { readCertificate, readRevocationList } from './x509/certificate';
import { chainFailure } from './x509/chain-check';

const DIGEST = Buffer.from(sm3('document'), 'hex');
const BODY = '11650102MB1A2345';
const USCC = ((body) => body + usccCheckCharacter(body))(BODY.slice(0, 16) + organisationCheckCharacter(BODY.slice(8, 16)));
const official = (): Actor => ({ accountId: newId(NOW), personId: newId(NOW), kind: 'staff', level: 2, roles: [], posts: [] });
const [system, security] = [official(), official()];

let testDatabase: TestDatabase;
let database: Database;
let register: SealRegister;
let sealing: SealingService;
let sealingAt: (time: number) => SealingService;
let authority: CertificateAuthority;
const folder = mkdtempSync(join(tmpdir(), 'onething-seals-'));
const clock = new VirtualClock(NOW);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 6 });
  const keyring = Keyring.generate();
  const [keys, log, repository] = [new FileKeyStore(folder, keyring), new SecurityLog(database, keyring, clock), new SealRepository(database)];
  authority = new CertificateAuthority(database, new CertificateRepository(database), keys, clock);
  const maker = new SealMaker(authority, keys, new FontGlyphs(join(__dirname, '../../../config/fonts/noto-sans-sc-400.ttf')), clock);
  register = new SealRegister(database, repository, maker, authority, log, clock);
  sealingAt = (time) => new SealingService(database, repository, authority, keys, log, new VirtualClock(time));
  sealing = new SealingService(database, repository, authority, keys, log, clock);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  rmSync(folder, { recursive: true });
});

const APPLICATION: Omit<SealApplication, 'ownerUscc'> = { kind: 'business', rank: 'department', name: '天山区卫生健康委员会', lowerText: '行政审批专用章', purposes: ['licence'], reason: '启用审批章' };
const apply = (change: Partial<SealApplication> = {}) => register.apply(system, { ...APPLICATION, ownerUscc: USCC, ...change });
const step = (seal: SealVersion, act: SealStep['act'], by = security, change: Partial<SealStep> = {}) =>
  register.step(by, seal.sealId, { act, version: seal.version, revision: seal.revision, reason: '按规定', ...change });
async function enabled(seal: SealVersion): Promise<SealVersion> {
  const filed = await step(await step(await step(seal, 'approve'), 'make', system), 'file', system);
  return step(filed, 'enable');
}
const order = (sealId: string) => ({ sealId, digest: DIGEST, purpose: 'licence' as const, documentId: 'licence-1', propertyInfo: 'length=8', authorisedBy: 'worker' });
const verify = async (signature: Uint8Array, at = clock.now()) => verifySesSignature(signature, await authority.getTrust('SM2'), { dataHash: DIGEST, now: at });
const read = <Row>(text: string, values: unknown[] = []) => database.query<Row>({ name: text.slice(0, 60), text }, values);

test('a seal goes its whole way, and what it signs verifies', async () => {
  const seal = await enabled(await apply());
  expect(seal).toMatchObject({ state: 'enabled', decidedBy: security.accountId, useCount: 0, validFrom: new Date(clock.now()) });
  const first = await sealing.sealDigest(order(seal.sealId));
  const second = await sealing.sealDigest(order(seal.sealId));
  expect([first.seq, second.seq, first.version]).toEqual([1, 2, 1]);
  const verdict = await verify(first.signature);
  expect(verdict).toMatchObject({ valid: true, signature: { signedAt: NOW, propertyInfo: 'length=8', seal: { name: '天山区卫生健康委员会', picture: { type: 'PNG', width: 38, height: 38 } } } });
  expect((await register.get(seal.sealId))[0]).toMatchObject({ useCount: 2 });
  const steps = await read<{ act: string }>('SELECT act FROM seal_step WHERE seal_id = $1 ORDER BY seq', [seal.sealId]);
  expect(steps.map(({ act }) => act)).toEqual(['apply', 'approve', 'make', 'file', 'enable']);
  const acts = await read<{ act: string }>('SELECT act FROM security_act WHERE object_id = $1 ORDER BY position', [seal.sealId]);
  expect(acts.map(({ act }) => act)).toEqual(['seal.applied', 'seal.approved', 'seal.made', 'seal.filed', 'seal.enabled', 'seal.used', 'seal.used']);
});

test('nobody approves an application of their own, also not by another account', async () => {
  const seal = await apply();
  await expect(step(seal, 'approve', system)).rejects.toMatchObject({ code: 'SEALS.OWN_APPLICATION' });
  await expect(step(seal, 'approve', { ...official(), personId: system.personId })).rejects.toMatchObject({ code: 'SEALS.OWN_APPLICATION' });
  expect((await register.get(seal.sealId))[0]!.state).toBe('applied');
  const refused = await read('SELECT id FROM security_act WHERE object_id = $1 AND outcome = $2', [seal.sealId, 'refused']);
  expect(refused).toHaveLength(2);
});

test('a seal is used while it is enabled, for its purposes, in its time', async () => {
  const applied = await apply();
  await expect(sealing.sealDigest(order(applied.sealId))).rejects.toMatchObject({ code: 'SEALS.NOT_ENABLED' });
  const seal = await enabled(applied);
  await expect(sealing.sealDigest({ ...order(seal.sealId), purpose: 'notice' })).rejects.toMatchObject({ code: 'SEALS.PURPOSE_NOT_AUTHORISED' });
  const suspended = await step(seal, 'suspend', system);
  await expect(sealing.sealDigest(order(seal.sealId))).rejects.toMatchObject({ code: 'SEALS.NOT_ENABLED', extra: { current: 'suspended' } });
  await step(suspended, 'resume');
  await expect(sealing.sealDigest(order(seal.sealId))).resolves.toMatchObject({ seq: 1 });
  await expect(sealingAt(NOW + 4 * 365 * 86_400_000).sealDigest(order(seal.sealId))).rejects.toMatchObject({ code: 'SEALS.OUTSIDE_VALIDITY' });
  expect(await read('SELECT id FROM seal_use WHERE seal_id = $1', [seal.sealId])).toHaveLength(1);
});

test('a change is a new version with a new key; what the old one signed stays valid', async () => {
  const seal = await enabled(await apply());
  const before = await sealing.sealDigest(order(seal.sealId));
  clock.advanceBy(60_000);
  const content = { name: '天山区卫生健康局', lowerText: '行政审批专用章', purposes: ['licence' as const], reason: '机构改革' };
  const second = await register.change(system, seal.sealId, content);
  await expect(register.change(system, seal.sealId, content)).rejects.toMatchObject({ code: 'SEALS.CHANGE_PENDING' });
  expect((await sealing.sealDigest(order(seal.sealId))).version).toBe(1);
  await enabled(second);
  clock.advanceBy(60_000);
  expect((await register.get(seal.sealId)).map(({ state }) => state)).toEqual(['replaced', 'enabled']);
  const after = await sealing.sealDigest(order(seal.sealId));
  expect(after.version).toBe(2);
  expect((await verify(before.signature)).valid).toBe(true);
  expect((await verify(after.signature)).valid).toBe(true);
});

test('a cancelled seal signs no more; a compromised one voids what it signed', async () => {
  const [first, second] = [await enabled(await apply()), await enabled(await apply())];
  const [kept, voided] = [await sealing.sealDigest(order(first.sealId)), await sealing.sealDigest(order(second.sealId))];
  clock.advanceBy(60_000);
  await step(first, 'cancel');
  await step(second, 'cancel', security, { compromised: true });
  await expect(sealing.sealDigest(order(first.sealId))).rejects.toMatchObject({ code: 'SEALS.NOT_ENABLED' });
  expect((await verify(kept.signature)).valid).toBe(true);
  expect((await verify(voided.signature)).checks).toContainEqual({ check: 'signerTrusted', failure: 'revoked' });
});

test('the key for PDF of a use, under a root of its own', async () => {
  const seal = await enabled(await apply());
  const { useId } = await sealing.sealDigest(order(seal.sealId));
  const signer = await sealing.getDocumentSigner(useId);
  const certificate = readCertificate(signer.certificate);
  expect(verifiesSignature(SIGNATURE_OID['P-256'], certificate.spki, DIGEST, await signer.sign(DIGEST))).toBe(true);
  const { roots, lists, listsAt } = await authority.getTrust('P-256');
  const trust = { roots: roots.map(readCertificate), lists: lists.map(readRevocationList), listsAt, at: clock.now() };
  expect(chainFailure({ certificate, ...trust })).toBeUndefined();
  await expect(sealing.getDocumentSigner(newId(NOW))).rejects.toMatchObject({ code: 'SEALS.USE_NOT_FOUND' });
});

test('one seal of the legal name', async () => {
  const legal = { kind: 'legalName' as const, lowerText: undefined };
  const seal = await apply(legal);
  await expect(apply(legal)).rejects.toMatchObject({ code: 'SEALS.LEGAL_NAME_EXISTS' });
  await step(seal, 'reject');
  await expect(apply(legal)).resolves.toMatchObject({ state: 'applied' });
});

test('a step on what was changed meanwhile', async () => {
  const seal = await apply();
  await step(seal, 'approve');
  await expect(step(seal, 'approve')).rejects.toMatchObject({ code: 'SEALS.REVISION_STALE', extra: { current: { state: 'approved', revision: 2 } } });
});

test('twenty uses at once are twenty numbers, and none of them after the suspension', async () => {
  const seal = await enabled(await apply());
  const uses = Array.from({ length: 20 }, () => sealing.sealDigest(order(seal.sealId)));
  const suspending = step(seal, 'suspend');
  const results = await Promise.allSettled(uses);
  await suspending;
  const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.seq] : [])).sort((one, other) => one - other);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'SEALS.NOT_ENABLED' });
  expect((await register.get(seal.sealId))[0]!.useCount).toBe(numbers.length);
});

test.each(['UPDATE seal_use SET digest = digest', 'DELETE FROM seal_use', 'UPDATE seal_step SET act = act', 'DELETE FROM seal_step', 'DELETE FROM seal', 'UPDATE seal_version SET name = name', 'DELETE FROM seal_certificate'])(
  'the application may not: %s', async (text) => {
    await expect(read(text)).rejects.toThrow('permission denied');
  });
