import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sm3 } from '@onething/crypto';
import { TAG } from '../der';
import { der, derBits, derGeneralizedTime, derInteger, derOctets, derOid, derSequence } from '../der-writer';
import { type Holder, NOW, TestAuthority, YEAR_MS } from '../fixtures/test-authority';
import { hasOpenssl } from '../fixtures/openssl';
import { SIGNATURE_OID } from '../keys/signer';
import { readSeal, readSesSignature } from './seal-structure';
import { type SealOrder, writeSeal, writeSesSignature } from './seal-writer';
import type { SealTrust } from '../x509/trust';
import { verifySeal, verifySesSignature } from './ses-verification';

const DIGEST = Buffer.from(sm3('document'), 'hex');
const PICTURE = { type: 'PNG', data: Buffer.from('picture'), width: 42, height: 42 };

let authority: TestAuthority;
let maker: Holder;
let owner: Holder;
let trust: SealTrust;
let signature: Buffer;

const seal = (change: Partial<SealOrder> = {}, by = maker) => writeSeal({
  id: '65010200000001', type: 1, name: '乌鲁木齐市天山区卫生健康委员会', holders: [owner.certificate.raw], createdAt: NOW - 5000, validFrom: NOW - 4000, validTo: NOW + YEAR_MS,
  picture: PICTURE, ...change,
}, by.certificate.raw, by.signer);
const sign = (sealed: Buffer, { by = owner, at = NOW } = {}) =>
  writeSesSignature({ seal: sealed, signedAt: at, dataHash: DIGEST, propertyInfo: 'length=8' }, by.certificate.raw, by.signer);
const verdict = (bytes: Uint8Array, change: Partial<SealTrust> = {}, now = NOW) => verifySesSignature(bytes, { ...trust, ...change }, { dataHash: DIGEST, now });
const failures = (bytes: Uint8Array, change: Partial<SealTrust> = {}, now = NOW) =>
  verdict(bytes, change, now).checks.flatMap(({ check, failure }) => (failure ? [`${check}:${failure}`] : []));

beforeAll(async () => {
  authority = await TestAuthority.create();
  [maker, owner] = [await authority.issue('maker', '电子印章制作'), await authority.issue('owner', '天山区卫生健康委员会')];
  trust = { roots: [authority.root.certificate.raw], lists: [(await authority.list()).raw], listsAt: NOW };
  signature = await sign(await seal());
});

test('what was signed is read, and every check passes', () => {
  const { valid, checks, signature: read } = verdict(signature);
  expect(checks).toEqual([
    'structure', 'sealSignature', 'makerTrusted', 'signerInSeal', 'signatureValue', 'documentDigest', 'signerTrusted', 'sealValidAtSigning', 'notSignedInFuture',
  ].map((check) => ({ check })));
  expect(valid).toBe(true);
  expect(read).toMatchObject({
    form: 'GB/T 38540', signedAt: NOW, dataHash: DIGEST, propertyInfo: 'length=8',
    seal: { id: '65010200000001', type: 1, name: '乌鲁木齐市天山区卫生健康委员会', picture: PICTURE, validTo: NOW + YEAR_MS },
  });
});

test('no single bit can be turned', () => {
  fc.assert(fc.property(fc.nat({ max: signature.length * 8 - 1 }), (bit) => {
    const bytes = Buffer.from(signature);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    const { valid, checks } = verdict(bytes);
    expect(valid).toBe(false);
    expect(checks.some(({ failure }) => failure !== undefined)).toBe(true);
  }), { numRuns: 300 });
});

test('no byte is missing or too much', () => {
  expect(failures(signature.subarray(0, -1))).toEqual(['structure:malformed']);
  expect(failures(Buffer.concat([signature, Buffer.from([0])]))).toEqual(['structure:malformed']);
});

test('another document', () => {
  const other = verifySesSignature(signature, trust, { dataHash: Buffer.alloc(32), now: NOW });
  expect(other.checks).toContainEqual({ check: 'documentDigest', failure: 'otherDocument' });
});

test('a signer whom the seal does not name', async () => {
  expect(failures(await sign(await seal(), { by: await authority.issue('owner', '别人') }))).toEqual(['signerInSeal:otherSigner']);
});

test('a seal that an owner made for itself', async () => {
  expect(failures(await sign(await seal({}, owner)))).toEqual(['makerTrusted:wrongExtendedUse']);
  expect(failures(await sign(await seal({}, owner)), { makers: [owner.certificate.fingerprint] })).toEqual([]);
});

test('roots of others', async () => {
  expect(failures(signature, { roots: [] })).toEqual(['makerTrusted:foreignRoot', 'signerTrusted:foreignRoot']);
  expect(failures(signature, { roots: [(await TestAuthority.create()).root.certificate.raw] })).toEqual(['makerTrusted:badSignature', 'signerTrusted:badSignature']);
});

test('times: outside of the seal\'s, of the certificate\'s, in the future', async () => {
  expect(failures(await sign(await seal({ validFrom: NOW + 1000 })))).toEqual(['sealValidAtSigning:beforeSealValidity']);
  expect(failures(await sign(await seal({ validTo: NOW - 1000 })))).toEqual(['sealValidAtSigning:afterSealValidity']);
  expect(failures(await sign(await seal(), { at: NOW + 3_600_000 }))).toEqual(['notSignedInFuture:inFuture']);
  const expired = await authority.issue('owner', '过期', { validTo: NOW - 1000 });
  expect(failures(await sign(await seal({ holders: [expired.certificate.raw] }), { by: expired }))).toEqual(['signerTrusted:expired']);
});

test('a revoked signer, a revoked maker, lists that are unknown', async () => {
  const revoking = async ({ certificate }: Holder, at: number) => ({ lists: [(await authority.list([{ serial: certificate.serial, at, reason: 4 }])).raw] });
  expect(failures(signature, await revoking(owner, NOW - 1000))).toEqual(['signerTrusted:revoked']);
  expect(failures(signature, await revoking(owner, NOW + 1000))).toEqual([]);
  expect(failures(signature, await revoking(maker, NOW - 6000))).toEqual(['makerTrusted:revoked']);
  expect(failures(signature, { lists: [Buffer.from('x')] })).toEqual(['makerTrusted:revocationUnknown', 'signerTrusted:revocationUnknown']);
});

test('holders by digest', async () => {
  const made = readSeal(await seal());
  const info = made.signedBytes;
  const list = derSequence(derOctets(owner.certificate.raw));
  const byDigest = derSequence(derSequence(der(TAG.printable, 'SM3'), derOctets(Buffer.from(owner.certificate.fingerprint, 'hex'))));
  const [before, after] = [info.subarray(0, info.indexOf(list)), info.subarray(info.indexOf(list) + list.length)];
  const property = before.lastIndexOf(Buffer.from(made.name)) + Buffer.byteLength(made.name);
  expect(before.subarray(property)).toEqual(derInteger(1));
  const fields = derSequence(derInteger(1), der(TAG.utf8, made.name), derInteger(2), byDigest, after.subarray(0, 51));
  const rebuilt = derSequence(derSequence(der(TAG.ia5, 'ES'), derInteger(4), der(TAG.ia5, 'OneThing')), der(TAG.ia5, made.id), fields, after.subarray(51));
  const sealed = derSequence(rebuilt, derOctets(maker.certificate.raw), derOid(SIGNATURE_OID.SM2), derBits(await maker.signer.sign(rebuilt)));
  expect(failures(await sign(sealed))).toEqual([]);
});

test('a version to come, a critical extension, a time stamp', async () => {
  const { toSign, rest } = parts();
  const extended = await resigned(derSequence(toSign, der(TAG.context0, derSequence(derSequence(derOid('1.2.3'), der(TAG.boolean, Buffer.from([0xff])), derOctets(DIGEST))))));
  expect(failures(extended)).toEqual(['structure:criticalExtension']);
  const harmless = await resigned(derSequence(toSign, der(TAG.context0, derSequence(derSequence(derOid('1.2.3'), der(TAG.boolean, Buffer.from([0])), derOctets(DIGEST))))));
  expect(failures(harmless)).toEqual([]);
  expect(failures(derSequence(derSequence(toSign), rest, der(TAG.context0, derBits(DIGEST))))).toEqual(['structure:timeStampNotChecked']);
  const newer = Buffer.from(signature);
  const version = newer.indexOf(Buffer.concat([der(TAG.ia5, 'ES'), derInteger(4)])) + 6;
  newer[version] = 5;
  expect(failures(newer)).toEqual(['structure:unsupportedVersion']);
});

/** Content of TBS_Sign, and what stands behind it. */
function parts(): { toSign: Buffer; rest: Buffer } {
  const { signedBytes } = readSesSignature(signature);
  return { toSign: signedBytes.subarray(4), rest: signature.subarray(4 + signedBytes.length) };
}

async function resigned(toSign: Buffer): Promise<Buffer> {
  return derSequence(toSign, derOctets(owner.certificate.raw), derOid(SIGNATURE_OID.SM2), derBits(await owner.signer.sign(toSign)));
}

describe('GM/T 0031-2014', () => {
  const utc = (time: number) => der(TAG.utcTime, `${new Date(time).toISOString().replace(/\D/g, '').slice(2, 14)}Z`);
  const old = async (timeInfo: Buffer) => {
    const info = derSequence(
      derSequence(der(TAG.ia5, 'ES'), derInteger(1), der(TAG.ia5, 'Other')), der(TAG.ia5, 'old-1'),
      derSequence(derInteger(1), der(TAG.utf8, '旧章'), derSequence(derOctets(owner.certificate.raw)), utc(NOW - 5000), utc(NOW - 4000), utc(NOW + YEAR_MS)),
      derSequence(der(TAG.ia5, 'png'), derOctets(PICTURE.data), derInteger(42), derInteger(42)),
    );
    const [certificate, algorithm] = [derOctets(maker.certificate.raw), derOid(SIGNATURE_OID.SM2)];
    const sealed = derSequence(info, derSequence(certificate, algorithm, derBits(await maker.signer.sign(derSequence(info, certificate, algorithm)))));
    const toSign = derSequence(derInteger(1), sealed, timeInfo, derBits(DIGEST), der(TAG.ia5, '/Doc'), derOctets(owner.certificate.raw), algorithm);
    return derSequence(toSign, derBits(await owner.signer.sign(toSign)));
  };

  test.each([
    ['in words', () => derBits(Buffer.from('20260302020000Z'))], ['in short words', () => derBits(Buffer.from('260302020000Z'))],
    ['in DER', () => derBits(derGeneralizedTime(NOW))], ['as a time', () => utc(NOW)],
  ])('is read, its time %s', async (_, timeInfo) => {
    const bytes = await old(timeInfo());
    expect(failures(bytes)).toEqual([]);
    expect(readSesSignature(bytes)).toMatchObject({ form: 'GM/T 0031', signedAt: NOW, seal: { name: '旧章', form: 'GM/T 0031' } });
  });

  test('no single bit can be turned', async () => {
    const bytes = await old(derBits(derGeneralizedTime(NOW)));
    fc.assert(fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
      const altered = Buffer.from(bytes);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(verdict(altered).valid).toBe(false);
    }), { numRuns: 150 });
  });

  test('a time stamp of an authority in place of the time is not read', async () => {
    expect(failures(await old(derBits(derSequence(derInteger(1)))))).toEqual(['structure:malformed']);
  });
});

test('a seal alone', async () => {
  const made = await seal();
  expect(verifySeal(made, trust)).toMatchObject({ valid: true, seal: { id: '65010200000001' } });
  expect(verifySeal(Buffer.concat([made, made]), trust)).toMatchObject({ valid: false });
  expect(verifySeal(await seal({}, owner), trust).valid).toBe(false);
});

(hasOpenssl() ? test : test.skip)('the openssl command verifies both values, and reads the whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onething-ses-'));
  const at = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const read = readSesSignature(signature);
  try {
    for (const [{ signer }, message, value] of [[owner, read.signedBytes, read.signature], [maker, read.seal.signedBytes, read.seal.signature]] as const) {
      expect(execFileSync('openssl', [
        'pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-pubin', '-keyform', 'DER', '-inkey', at('key', signer.spki),
        '-in', at('message', message), '-sigfile', at('value', value),
      ], { encoding: 'utf8' })).toContain('Signature Verified Successfully');
    }
    expect(execFileSync('openssl', ['asn1parse', '-inform', 'DER', '-in', at('whole', signature)], { encoding: 'utf8' })).toContain('IA5STRING         :ES');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
