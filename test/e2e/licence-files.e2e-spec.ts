import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm3, SignatureVerifier, SigningKeys } from '@onething/crypto';
import { canonicalJson } from '@onething/kernel';
import { parseIdentifier } from '@onething/licences';
import { readSealedPdf } from '@onething/sealed-files';
import { CertificateAuthority, verifySesSignature } from '@onething/seals';
import { OutsideVerifiers } from '../support/outside-verifiers';
import { settle } from '../support/settle';
import { hasPrograms } from '../support/programs';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Entry {
  id: string;
  type: { code: string };
}
interface Whole extends Entry {
  identifier: string;
  number: string;
  state: string;
  file: { state: string; size: number; sha256: string; sm3: string; failure?: string };
}

let platform: TestPlatform;
let mother: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onething-licence-'));
  platform = await startTestPlatform({ firstStart: true, seals: true, worker: 'byHand' });
  mother = await platform.login('mother');
}, 180_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, token: string) => platform.request.get(`/api${path}`).set('authorization', `Bearer ${token}`);
const post = (path: string, token: string, body: object) => platform.request.post(`/api${path}`).set('authorization', `Bearer ${token}`).send(body);
const listed = async (token: string) => (await get('/licences', token).expect(200)).body.entries as Entry[];
const licenceOf = async (token: string, type: string): Promise<Whole> => {
  const { id } = (await listed(token)).find((entry) => entry.type.code === type)!;
  return (await get(`/licences/${id}`, token).expect(200)).body as Whole;
};
const fileOf = async (token: string, id: string): Promise<Buffer> =>
  (await get(`/licences/${id}/file`, token).buffer(true).parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
  }).expect(200).expect('content-type', 'application/pdf')).body as Buffer;

test('a licence is there at once, its file a moment later', async () => {
  const before = await licenceOf(mother, 'id-card');
  expect(before.file).toEqual({ state: 'making' });
  expect((await get(`/licences/${before.id}/file`, mother).expect(409)).body).toMatchObject({ code: 'SEALED_FILES.BEING_MADE' });
  await settle(platform.app);
  const { file, identifier, id } = await licenceOf(mother, 'id-card');
  expect(parseIdentifier(identifier)).toMatchObject({ typeCode: '11100000000013127D001', version: 1, check: 'standard' });
  const bytes = await fileOf(mother, id);
  expect(file).toEqual({ state: 'made', size: bytes.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), sm3: sm3(bytes) });
});

test('the seal signs revision 1, byte by byte, and says how many they are', async () => {
  await settle(platform.app);
  const { id, identifier } = await licenceOf(mother, 'marriage-certificate');
  const bytes = await fileOf(mother, id);
  const { rendered, sealSignature, metadata } = readSealedPdf(bytes);
  const trust = await platform.app.get(CertificateAuthority, { strict: false }).getTrust('SM2');
  const verdict = verifySesSignature(sealSignature, trust, { dataHash: Buffer.from(sm3(rendered), 'hex'), now: platform.clock.now() });
  expect(verdict.valid).toBe(true);
  expect(verdict.signature!.propertyInfo).toMatch(new RegExp(`^revision=1;length=${rendered.length};page=1;x=[\\d.]+;y=[\\d.]+;width=38;height=38$`));
  expect(metadata!.toString()).toContain(`<ZZBS>${identifier}</ZZBS>`);
  expect(metadata!.toString()).toContain('<CZZTDMLXDM>111</CZZTDMLXDM>');
});

const OUTSIDE = hasPrograms('openssl', 'pdfsig', 'certutil', 'pdftotext');
(OUTSIDE ? test : test.skip)('openssl and pdfsig accept the signature of the whole file, and openssl both SM2 values of the seal with the default distinguishing id, and the chain', async () => {
  await settle(platform.app);
  const bytes = await fileOf(mother, (await licenceOf(mother, 'id-card')).id);
  const authority = platform.app.get(CertificateAuthority, { strict: false });
  const roots = { p256: (await authority.getRoots('P-256'))[0]!, sm2: (await authority.getRoots('SM2'))[0]! };
  const verifiers = new OutsideVerifiers(bytes, roots, platform.clock.now());
  try {
    verifiers.verifyCades();
    expect(() => verifiers.verifyCades(Buffer.from('x'))).toThrow('Verification failure');
    verifiers.verifySeal();
    expect(() => verifiers.verifySeal(Buffer.from([0]))).toThrow();
    const report = verifiers.pdfsig();
    for (const words of ['Signature Validation: Signature is Valid.', 'Certificate Validation: Certificate is Trusted.', 'Total document signed']) expect(report).toContain(words);
  } finally {
    verifiers.close();
  }
  writeFileSync(join(folder, 'licence.pdf'), bytes);
  expect(execFileSync('pdftotext', [join(folder, 'licence.pdf'), '-'], { encoding: 'utf8' })).toContain('王丽');
});

test('nobody else gets the file; the issuing office does, and it is recorded', async () => {
  await settle(platform.app);
  const { id } = await licenceOf(mother, 'id-card');
  await get(`/licences/${id}/file`, await platform.login('father')).expect(404);
  await get(`/licences/${id}/file`, await platform.login('health.clerk')).expect(403);
  await get(`/licences/${id}/file`, await platform.login('administrator')).expect(403);
  await fileOf(await platform.login('publicsecurity.clerk'), id);
  const { body } = await get('/me/access-log', mother).expect(200);
  expect(JSON.stringify(body)).toContain('licence.opened');
});

test('the head of the issuing office changes the state, with a signed record; the file stays as it was', async () => {
  await settle(platform.app);
  const { id, file } = await licenceOf(mother, 'household-booklet');
  const head = await platform.login('publicsecurity.head');
  const order = { change: 'suspend', state: 'VALID', reason: { words: '信息核查期间暂停使用', legalDocument: '乌公暂〔2026〕3号' } };
  await post(`/licences/${id}/state-changes`, await platform.login('publicsecurity.clerk'), order).expect(403);
  await post(`/licences/${id}/state-changes`, await platform.login('health.head'), order).expect(403);
  await post(`/licences/${id}/state-changes`, head, { ...order, change: 'replace' }).expect(400);
  await post(`/licences/${id}/state-changes`, head, { ...order, reason: { words: ' ' } }).expect(422);
  expect((await post(`/licences/${id}/state-changes`, head, order).expect(200)).body).toEqual({ id, version: 1, state: 'SUSPENDED' });
  expect((await post(`/licences/${id}/state-changes`, head, order).expect(409)).body).toMatchObject({ code: 'LICENCES.STATE_STALE', current: 'SUSPENDED' });
  expect(await licenceOf(mother, 'household-booklet')).toMatchObject({ state: 'SUSPENDED', file });
  const { entries } = (await get(`/licences/${id}/status-records`, mother).expect(200)).body as { entries: Record<string, unknown>[] };
  expect(entries).toMatchObject([{ seq: 1, from: null, to: 'VALID' }, { seq: 2, from: 'VALID', to: 'SUSPENDED', legalDocument: '乌公暂〔2026〕3号' }]);
  const [key] = platform.app.get(SigningKeys, { strict: false }).publicKeys();
  for (const { signature, signingKey, ...record } of entries) {
    expect(signingKey).toBe(key!.id);
    expect(new SignatureVerifier(key!.pem).verify(canonicalJson({ ...record, licenceId: id }), signature as string)).toBe(true);
    expect(new SignatureVerifier(key!.pem).verify(canonicalJson({ ...record, licenceId: id, to: 'REVOKED' }), signature as string)).toBe(false);
  }
});

test('the head of the issuing office gives out a new version: the one before is replaced, number and identity stay, a new file is made', async () => {
  await settle(platform.app);
  const owner = await platform.login('pupil-parent');
  const before = await licenceOf(owner, 'real-estate-certificate');
  const head = await platform.login('naturalresources.head');
  const order = { version: 1, face: { location: '新疆乌鲁木齐市天山区新华南路9号' }, reason: { words: '坐落地址更名', legalDocument: '乌自然资换〔2026〕1号' } };
  const ask = (token: string, change: object = {}) => post(`/licences/${before.id}/versions`, token, { ...order, ...change });
  await ask(await platform.login('naturalresources.clerk')).expect(403);
  await ask(await platform.login('health.head')).expect(403);
  await ask(owner).expect(403);
  for (const face of [{ colour: 'red' }, { location: '' }, { area: 'large' }, { certificateNumber: null }, { location: '\u{20bb7}' }]) {
    expect((await ask(head, { face }).expect(422)).body).toMatchObject({ code: 'LICENCES.FACE_INVALID', errors: [{ field: `face.${Object.keys(face)[0]}` }] });
  }
  expect((await ask(head, { validTo: '2020-01-01' }).expect(422)).body).toMatchObject({ code: 'LICENCES.VALIDITY_ENDED' });
  await ask(head, { validTo: 'soon' }).expect(400);
  await ask(head, { face: 7 }).expect(400);
  expect((await licenceOf(owner, 'real-estate-certificate')).state).toBe('VALID');
  expect((await ask(head).expect(201)).body).toEqual({ id: before.id, version: 2, state: 'VALID' });
  expect((await ask(head).expect(409)).body).toMatchObject({ code: 'LICENCES.STATE_STALE', current: { version: 2, state: 'VALID' } });
  const after = await licenceOf(owner, 'real-estate-certificate');
  expect(after).toMatchObject({ id: before.id, number: before.number, state: 'VALID', file: { state: 'making' } });
  const [first, second] = [parseIdentifier(before.identifier), parseIdentifier(after.identifier)];
  expect(second).toEqual({ ...first, version: 2 });
  await settle(platform.app);
  const { metadata } = readSealedPdf(await fileOf(owner, before.id));
  for (const part of [`<ZZBS>${after.identifier}</ZZBS>`, '<ZZBBH>002</ZZBBH>', '新华南路9号']) expect(metadata!.toString()).toContain(part);
  const { entries } = (await get(`/licences/${before.id}/status-records`, owner).expect(200)).body as { entries: Record<string, unknown>[] };
  expect(entries).toMatchObject([
    { seq: 1, version: 1, to: 'VALID' }, { seq: 2, version: 1, from: 'VALID', to: 'REPLACED', reason: '坐落地址更名' }, { seq: 3, version: 2, from: null, to: 'VALID', legalDocument: '乌自然资换〔2026〕1号' },
  ]);
  await post(`/licences/${before.id}/state-changes`, head, { change: 'suspend', state: 'VALID', reason: { words: '核查' } }).expect(200);
  expect((await ask(head, { version: 2 })).body).toMatchObject({ code: 'LICENCES.CHANGE_REFUSED' });
});

describe('presentation', () => {
  const show = async (token: string, id: string) => (await post(`/licences/${id}/presentations`, token, {}).expect(200)).body as { content: string; expiresAt: string; lastsMs: number };
  const read = (token: string, code: string) => post('/presentations/readings', token, { code });

  test('a code is read once, by whichever office it is shown to, with names and numbers masked; the holder sees who read it', async () => {
    const { id } = await licenceOf(mother, 'id-card');
    const [first, second] = [await show(mother, id), await show(mother, id)];
    expect(first.content).toMatch(/^http:\/\/localhost\/work\/presented#OT1\./);
    expect(first.content).not.toBe(second.content);
    expect([first.lastsMs, Date.parse(first.expiresAt) - platform.clock.now()]).toEqual([60_000, 60_000]);
    const clerk = await platform.login('window.clerk');
    const { body } = await read(clerk, second.content).expect(200);
    expect(body).toMatchObject({ type: { code: 'id-card' }, state: 'VALID', presentedBy: 'self', holder: { name: '王*', number: expect.stringMatching(/^\d{6}\*{8}\d{3}[\dX]$/) } });
    const face = new Map((body as { face: { code: string; value: unknown }[] }).face.map(({ code, value }) => [code, value]));
    expect([face.get('name'), face.get('address'), face.get('citizenNumber')]).toEqual(['王*', expect.stringMatching(/\*{3}$/), (body as { holder: { number: string } }).holder.number]);
    expect((await read(clerk, second.content).expect(409)).body).toMatchObject({ code: 'LICENCES.PRESENTATION_USED' });
    expect((await read(await platform.login('health.clerk'), second.content).expect(409)).body).toMatchObject({ code: 'LICENCES.PRESENTATION_USED' });
    await read(await platform.login('taxation.head'), first.content.split('#')[1]!).expect(200);
    const log = (await get('/me/access-log', mother).expect(200)).body as { entries: { act: string; object: { id: string }; departmentCode?: string }[] };
    expect(log.entries.filter(({ act, object }) => act === 'licence.presented' && object.id === id)).toHaveLength(2);
  });

  test('two readers at the same moment: one of them gets it', async () => {
    const { content } = await show(mother, (await licenceOf(mother, 'id-card')).id);
    const clerks = [await platform.login('window.clerk'), await platform.login('health.clerk'), await platform.login('health.head')];
    const statuses = await Promise.all(clerks.map(async (token) => (await read(token, content)).status));
    expect(statuses.sort()).toEqual([200, 409, 409]);
  });

  test('it ends after 60 seconds; what is altered, invented or of another platform is no code', async () => {
    const { content } = await show(mother, (await licenceOf(mother, 'id-card')).id);
    const clerk = await platform.login('window.clerk');
    for (const at of [content.indexOf('OT1.') + 10, content.length - 20]) {
      const altered = `${content.slice(0, at)}${content[at] === 'A' ? 'B' : 'A'}${content.slice(at + 1)}`;
      expect((await read(clerk, altered).expect(422)).body).toMatchObject({ code: 'LICENCES.PRESENTATION_UNREADABLE', errors: [{ field: 'code' }] });
    }
    expect((await read(clerk, content.replace(/OT1\.\w+/, 'OT1.s99')).expect(422)).body).toMatchObject({ code: 'LICENCES.PRESENTATION_UNREADABLE' });
    expect((await read(clerk, 'hello world').expect(422)).body).toMatchObject({ code: 'LICENCES.PRESENTATION_UNREADABLE' });
    await read(clerk, '').expect(400);
    platform.clock.advanceBy(60_000);
    expect((await read(clerk, content).expect(409)).body).toMatchObject({ code: 'LICENCES.PRESENTATION_EXPIRED' });
  });

  test('only holders present, only offices read, and only what is in force is presented; what was suspended since is told', async () => {
    const father = await platform.login('father');
    const { id } = await licenceOf(father, 'id-card');
    await post(`/licences/${id}/presentations`, await platform.login('pupil-parent'), {}).expect(404);
    await post(`/licences/${id}/presentations`, await platform.login('health.clerk'), {}).expect(403);
    const { content } = await show(father, id);
    await read(father, content).expect(403);
    await read(await platform.login('auditor'), content).expect(403);
    const head = await platform.login('publicsecurity.head');
    await post(`/licences/${id}/state-changes`, head, { change: 'suspend', state: 'VALID', reason: { words: '核查' } }).expect(200);
    expect((await read(await platform.login('window.clerk'), content).expect(200)).body).toMatchObject({ state: 'SUSPENDED' });
    expect((await post(`/licences/${id}/presentations`, father, {}).expect(409)).body).toMatchObject({ code: 'LICENCES.NOT_IN_FORCE', current: 'SUSPENDED' });
  });
});

test('without an enabled seal a licence waits for its file, and says why', async () => {
  const bare = await startTestPlatform({ firstStart: true, worker: 'byHand' });
  try {
    await settle(bare.app);
    const token = await bare.login('mother');
    const { body } = await bare.request.get('/api/licences').set('authorization', `Bearer ${token}`).expect(200);
    const whole = await bare.request.get(`/api/licences/${(body as { entries: Entry[] }).entries[0]!.id}`).set('authorization', `Bearer ${token}`).expect(200);
    expect(whole.body).toMatchObject({ file: { state: 'making', failure: 'SEALED_FILES.NO_SEAL' } });
  } finally {
    await bare.stop();
  }
}, 60_000);
