import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { MalformedError } from '../der';
import { NOW, TestAuthority, testSigner, YEAR_MS } from '../fixtures/test-authority';
import { hasOpenssl } from '../fixtures/openssl';
import { KEY_ALGORITHMS } from '../keys/signer';
import { type Certificate, readCertificate, readRevocationList, type RevocationList } from './certificate';
import { issueCertificate, issueRevocationList, SEAL_MAKING } from './certificate-writer';
import { chainFailure, type ChainQuestion } from './chain-check';

let authority: TestAuthority;
let foreign: TestAuthority;
let owner: Certificate;
let maker: Certificate;
let question: Omit<ChainQuestion, 'certificate'>;
const ask = (change: Partial<ChainQuestion> = {}) => chainFailure({ certificate: owner, ...question, ...change });

beforeAll(async () => {
  [authority, foreign] = [await TestAuthority.create(), await TestAuthority.create()];
  owner = (await authority.issue('owner', '乌鲁木齐市天山区卫生健康委员会')).certificate;
  maker = (await authority.issue('maker', '电子印章制作')).certificate;
  question = { roots: [authority.root.certificate], lists: [await authority.list()], at: NOW, listsAt: NOW };
});

test('a certificate says who it is for', () => {
  expect(owner).toMatchObject({
    commonName: '乌鲁木齐市天山区卫生健康委员会', organisationCode: '11650102MB1234567X', signatureOid: '1.2.156.10197.1.501', isAuthority: false,
    keyUse: ['digitalSignature', 'nonRepudiation'], extendedUse: [], validFrom: NOW - YEAR_MS, validTo: NOW + YEAR_MS, unknownCritical: [],
  });
  expect(authority.root.certificate).toMatchObject({ isAuthority: true, pathLength: 0, keyUse: expect.arrayContaining(['keyCertSign', 'crlSign']) });
  expect(maker.extendedUse).toEqual([SEAL_MAKING]);
});

test('a chain to a trusted root is trusted', () => {
  expect(ask()).toBeUndefined();
  expect(ask({ certificate: maker, extendedUse: SEAL_MAKING })).toBeUndefined();
  expect(ask({ at: owner.validTo, listsAt: NOW })).toBeUndefined();
});

test('a root of the same name but another key vouches for nothing', () => {
  expect(ask({ roots: [foreign.root.certificate] })).toBe('badSignature');
  expect(ask({ roots: [] })).toBe('foreignRoot');
});

test('validity, of the certificate and of its root', async () => {
  expect(ask({ at: owner.validFrom - 1000 })).toBe('notYetValid');
  expect(ask({ at: owner.validTo + 1000 })).toBe('expired');
  const { certificate } = await authority.issue('owner', '长', { validTo: NOW + 9 * YEAR_MS });
  expect(ask({ certificate, at: NOW + 2 * YEAR_MS })).toBe('expired');
});

test('key use', async () => {
  expect(ask({ certificate: owner, extendedUse: SEAL_MAKING })).toBe('wrongExtendedUse');
  expect(ask({ certificate: authority.root.certificate })).toBe('wrongKeyUse');
});

test('revocation: from its time on, a compromise from the beginning, a list that is missing, stale or foreign', async () => {
  const revoked = (at: number, reason: number) => authority.list([{ serial: owner.serial, at, reason }]);
  expect(ask({ lists: [await revoked(NOW, 4)] })).toBe('revoked');
  expect(ask({ lists: [await revoked(NOW + 1000, 4)] })).toBeUndefined();
  expect(ask({ lists: [await revoked(NOW + 1000, 1)] })).toBe('revoked');
  expect(ask({ lists: [] })).toBe('revocationUnknown');
  expect(ask({ listsAt: NOW + 8 * 86_400_000 })).toBe('revocationUnknown');
  expect(ask({ lists: [await foreign.list([{ serial: owner.serial, at: NOW, reason: 1 }])] })).toBe('revocationUnknown');
  expect(ask({ lists: [await revoked(NOW - 1000, 0), await authority.list()] })).toBe('revoked');
});

test('an authority below a root that allows none', async () => {
  const signer = testSigner();
  const order = (kind: 'root' | 'owner', spki: Buffer, issuer: Certificate) =>
    ({ kind, name: kind, spki, serial: Buffer.alloc(16, 7), validFrom: NOW - YEAR_MS, validTo: NOW + YEAR_MS, issuer });
  const between = readCertificate(await issueCertificate(order('root', signer.spki, authority.root.certificate), authority.root.signer));
  const certificate = readCertificate(await issueCertificate(order('owner', testSigner().spki, between), signer));
  const list = readRevocationList(await issueRevocationList({ issuer: between, revoked: [], number: 1, thisUpdate: NOW, nextUpdate: NOW + YEAR_MS }, signer));
  expect(ask({ certificate, between: [between], lists: [...question.lists, list] })).toBe('pathTooLong');
  expect(ask({ certificate, roots: [between], lists: [list] })).toBeUndefined();
  const byOwner = readCertificate(await issueCertificate(order('owner', testSigner().spki, owner), (await authority.issue('owner', 'x')).signer));
  expect(ask({ certificate: byOwner, between: [owner] })).toBe('badSignature');
});

test('somebody who is no authority issues nothing', async () => {
  const holder = await authority.issue('owner', '所有者');
  const order = { kind: 'owner' as const, name: '假', spki: testSigner().spki, serial: Buffer.alloc(16, 9), validFrom: NOW - YEAR_MS, validTo: NOW + YEAR_MS, issuer: holder.certificate };
  const certificate = readCertificate(await issueCertificate(order, holder.signer));
  expect(ask({ certificate, between: [holder.certificate] })).toBe('notAnAuthority');
});

test('no bit of a certificate can be turned', () => {
  fc.assert(fc.property(fc.nat({ max: owner.raw.length * 8 - 1 }), (bit) => {
    const bytes = Buffer.from(owner.raw);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    let failure: string | undefined;
    try {
      failure = ask({ certificate: readCertificate(bytes) });
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedError);
      failure = 'malformed';
    }
    expect(failure).toBeDefined();
  }), { numRuns: 400 });
});

(hasOpenssl() ? describe : describe.skip).each(KEY_ALGORITHMS)('openssl verify -x509_strict, %s', (algorithm) => {
  const folder = mkdtempSync(join(tmpdir(), 'onething-x509-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const pem = (name: string, label: string, raw: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, `-----BEGIN ${label}-----\n${raw.toString('base64')}\n-----END ${label}-----\n`);
    return path;
  };

  const file = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const verifyList = (spki: Buffer, { tbs, signature }: RevocationList) => execFileSync('openssl', [
    'pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-pubin', '-keyform', 'DER', '-inkey', file('spki', spki), '-in', file('tbs', tbs),
    '-sigfile', file('sig', signature),
  ], { encoding: 'utf8' });

  test('agrees with us', async () => {
    const own = await TestAuthority.create(algorithm);
    const { certificate } = await own.issue(algorithm === 'SM2' ? 'maker' : 'document', '签名者');
    const isSm2 = algorithm === 'SM2';
    // The command has no way to name the identity for the signature of a list: that one is checked alone.
    const verify = (list: Buffer, leaf = certificate.raw) => execFileSync('openssl', [
      'verify', '-x509_strict', '-attime', String(NOW / 1000), ...(isSm2 ? ['-vfyopt', 'distid:1234567812345678'] : ['-crl_check', '-CRLfile', pem('crl.pem', 'X509 CRL', list)]),
      '-CAfile', pem('root.pem', 'CERTIFICATE', own.root.certificate.raw), pem('leaf.pem', 'CERTIFICATE', leaf),
    ], { encoding: 'utf8', stdio: 'pipe' });
    const [clean, revoking] = [await own.list(), await own.list([{ serial: certificate.serial, at: NOW - 1000, reason: 1 }])];
    expect(verify(clean.raw)).toContain('OK');
    expect(chainFailure({ certificate, roots: [own.root.certificate], lists: [clean], at: NOW, listsAt: NOW })).toBeUndefined();
    expect(chainFailure({ certificate, roots: [own.root.certificate], lists: [revoking], at: NOW, listsAt: NOW })).toBe('revoked');
    if (isSm2) expect(verifyList(own.root.certificate.spki, revoking)).toContain('Signature Verified Successfully');
    else expect(() => verify(revoking.raw)).toThrow('certificate revoked');
    expect(execFileSync('openssl', ['crl', '-noout', '-text', '-in', pem('crl.pem', 'X509 CRL', revoking.raw)], { encoding: 'utf8' })).toContain('Key Compromise');
    const altered = Buffer.from(certificate.raw);
    altered[altered.length - 1]! ^= 1;
    expect(() => verify(clean.raw, altered)).toThrow();
  });
});
