import { readSealedPdf } from '@onething/sealed-files';
import { attachSeal } from '@onething/sealed-files';
import { CHECK_WORDS, FILE_CHECKS, VERDICT_WORDS, VERDICTS } from '../domain/checks';
import { DAY_MS, FileForge, type Holder, NOW, paper } from '../fixtures/file-forge';
import { type FileTrust, verifyFile } from './verify-file';

let forge: FileForge;
let trust: FileTrust;
let holders: { owner: Holder; document: Holder };
let rendered: Buffer;
let file: Buffer;
let ses: Buffer;

beforeAll(async () => {
  forge = await FileForge.create();
  [trust, holders, rendered] = await Promise.all([forge.trust(), forge.holders(), paper()]);
  ({ bytes: file, ses } = await forge.seal(holders, rendered));
});

const failedIn = (bytes: Buffer, using = trust, at = NOW) => {
  const { verdict, valid, checks } = verifyFile(bytes, using, at);
  return { verdict, valid, failed: Object.fromEntries(checks.flatMap(({ check, outcome, code }) => (outcome === 'fail' ? [[check, code]] : []))) };
};
const licence = (change: object = {}) => ({ licence: { identifier: verifyFile(file, trust, NOW).content!.identifier!, number: '1', state: 'VALID' as const, holder: { name: '王丽' }, ...change } });

test('untouched: everything passes but what only the register knows', () => {
  const { checks, valid, verdict, signedAt, content } = verifyFile(file, trust, NOW);
  expect(checks.filter(({ outcome }) => outcome !== 'pass')).toEqual(['inRegister', 'holder', 'licenceState'].map((check) => ({ check, outcome: 'notChecked', code: 'offline' })));
  expect({ valid, verdict, signedAt, title: content!.title }).toEqual({ valid: true, verdict: 'validAsFile', signedAt: NOW, title: '食品经营许可证' });
});

test('with the register everything passes', () => {
  const { checks, verdict } = verifyFile(file, trust, NOW, licence());
  expect(checks).toEqual(FILE_CHECKS.map((check) => ({ check, outcome: 'pass' })));
  expect(verdict).toBe('valid');
});

test('a document that the register knows: it is no licence, and nothing of it is left unchecked', () => {
  expect(verifyFile(file, trust, NOW, {})).toMatchObject({ valid: true, verdict: 'validDocument' });
});

test.each([
  ['SUSPENDED', 'licenceSuspended'], ['REPLACED', 'licenceReplaced'], ['CANCELLED', 'licenceCancelled'], ['WITHDRAWN', 'licenceWithdrawn'], ['REVOKED', 'licenceRevoked'],
  ['TRANSFERRED', 'licenceTransferred'], ['EXPIRED', 'licenceExpired'],
] as const)('a licence that is %s since', (state, verdict) => {
  expect(verifyFile(file, trust, NOW, licence({ state }))).toMatchObject({ valid: false, verdict });
});

test('a file that the register does not know, or knows otherwise', () => {
  expect(verifyFile(file, trust, NOW, null)).toMatchObject({ valid: false, verdict: 'notInRegister' });
  expect(verifyFile(file, trust, NOW, licence({ holder: { name: '别人' } }))).toMatchObject({ verdict: 'recordDiffers' });
  expect(verifyFile(file, trust, NOW, licence({ number: '2' }))).toMatchObject({ verdict: 'recordDiffers' });
});

test('a seal that was suspended when it was used', () => {
  const suspended = (from: number, to: number | null) => ({ ...trust, suspensions: [{ seal: 'seal-1', from, to }] });
  expect(failedIn(file, suspended(NOW - 5000, null))).toEqual({ verdict: 'sealSuspended', valid: false, failed: { sealValidity: 'suspended' } });
  expect(failedIn(file, suspended(NOW - 5000, NOW + 1)).verdict).toBe('sealSuspended');
  expect(failedIn(file, suspended(NOW - 5000, NOW - 1000)).valid).toBe(true);
  expect(failedIn(file, suspended(NOW + 1000, null)).valid).toBe(true);
  expect(failedIn(file, { ...trust, suspensions: [{ seal: 'seal-2', from: NOW - 5000, to: null }] }).valid).toBe(true);
});

test('a chain that had expired, a seal that had', async () => {
  const expired = await forge.holders({ validTo: NOW - DAY_MS });
  expect(failedIn((await forge.seal(expired, rendered)).bytes)).toEqual({ verdict: 'expiredChain', valid: false, failed: { certificateValidity: 'expired' } });
  expect(failedIn((await forge.seal(holders, rendered, { validTo: NOW - DAY_MS })).bytes)).toMatchObject({ verdict: 'sealNotValid' });
});

test('a root that is foreign, also one of the same name', async () => {
  const foreign = await FileForge.create('外国根证书');
  const { bytes } = await foreign.seal(await foreign.holders(), rendered);
  expect(failedIn(bytes)).toMatchObject({ verdict: 'foreignRoot', valid: false, failed: { documentChain: 'foreignRoot', sealChain: 'foreignRoot' } });
  expect(failedIn(bytes, await foreign.trust()).valid).toBe(true);
  const namesake = await FileForge.create();
  expect(failedIn((await namesake.seal(await namesake.holders(), rendered)).bytes)).toMatchObject({ verdict: 'foreignRoot' });
});

test('a seal of another authority: than the metadata say, than signs the file', async () => {
  const other = await forge.holders({ organisationCode: '11650100MB7654321Y' });
  expect(failedIn((await forge.seal(other, rendered)).bytes)).toEqual({ verdict: 'otherAuthority', valid: false, failed: { sameAuthority: 'otherAuthority' } });
  expect(failedIn((await forge.seal({ owner: other.owner, document: holders.document }, rendered)).bytes).verdict).toBe('otherAuthority');
});

test('signatures moved to another file', async () => {
  const another = await paper({ text: '卫生许可证书' });
  expect(failedIn((await forge.seal(holders, another, { sealed: ses })).bytes)).toMatchObject({ verdict: 'signatureMoved', failed: { sealCovers: 'otherFile' } });
  const { documentSignature } = readSealedPdf(file);
  const bytes = await forge.sign(holders.document, attachSeal(rendered, ses), NOW + 1000, () => documentSignature);
  expect(failedIn(bytes)).toMatchObject({ verdict: 'fileAltered', failed: { documentCovered: 'otherDocument' } });
});

test('a seal that says it signed another length', async () => {
  expect(failedIn((await forge.seal(holders, rendered, { length: 7 })).bytes)).toMatchObject({ verdict: 'signatureMoved', failed: { sealCovers: 'otherLength' } });
});

test('revoked before it signed, revoked after, keys that were compromised, lists that are too old', async () => {
  const { serial } = holders.document.certificate;
  const revoked = async (at: number, reason: number) => ({ ...trust, p256: await forge.p256.trust([{ serial, at, reason }]) });
  expect(failedIn(file, await revoked(NOW - 1000, 4))).toEqual({ verdict: 'certificateRevoked', valid: false, failed: { revocation: 'revoked' } });
  expect(failedIn(file, await revoked(NOW + 1000, 4)).valid).toBe(true);
  expect(failedIn(file, await revoked(NOW + 1000, 1)).verdict).toBe('certificateRevoked');
  expect(failedIn(file, { ...trust, sm2: { ...trust.sm2, listsAt: NOW + 30 * DAY_MS } }).verdict).toBe('revocationUnknown');
});

test('hexadecimal in capitals, and padding that is not zero', () => {
  const { documentSignature } = readSealedPdf(file);
  const at = file.indexOf(documentSignature.toString('hex').slice(0, 64));
  const capital = Buffer.from(file);
  const letter = [...documentSignature.toString('hex')].findIndex((character) => character >= 'a');
  capital.write(String.fromCharCode(capital[at + letter]!).toUpperCase(), at + letter, 'latin1');
  expect(failedIn(capital)).toMatchObject({ verdict: 'malformedFile', failed: { structure: 'nonCanonicalHex' } });
  const padded = Buffer.from(file);
  padded.write('1', file.indexOf('>', at) - 1);
  expect(failedIn(padded)).toMatchObject({ verdict: 'malformedFile', failed: { structure: 'nonZeroPadding' } });
});

/** CMS with one part of what is not signed exchanged for another of the same length. */
const withCms = (from: Buffer, to: Buffer) => forge.sign(holders.document, attachSeal(rendered, ses), NOW, (cms) => {
  const at = cms.lastIndexOf(from);
  expect(at).toBeGreaterThan(0);
  return Buffer.concat([cms.subarray(0, at), to, cms.subarray(at + from.length)]);
});

test('fields outside of the CMS signature that disagree with the signed ones', async () => {
  const { certificate } = holders.document;
  const serial = Buffer.from(certificate.serial, 'hex');
  const identity = Buffer.concat([certificate.issuer, Buffer.from([0x02, serial.length]), serial]);
  const wrongSerial = Buffer.from(identity);
  wrongSerial[wrongSerial.length - 1]! ^= 1;
  expect(failedIn(await withCms(identity, wrongSerial))).toEqual({ verdict: 'signatureDamaged', valid: false, failed: { documentSignature: 'fieldsDisagree' } });
  const sha512 = Buffer.from('300b0609608648016503040203', 'hex');
  const sha256 = Buffer.from('300b0609608648016503040201', 'hex');
  expect(failedIn(await withCms(sha256, sha512)).verdict).toBe('signatureDamaged');
});

test('a certificate in the CMS that nobody needs', async () => {
  const root = forge.p256.root.certificate.raw;
  const other = Buffer.from(root);
  other[other.length - 1]! ^= 1;
  expect(failedIn(await withCms(root, other))).toMatchObject({ verdict: 'signatureDamaged', failed: { documentSignature: 'needlessCertificate' } });
});

test('times that disagree, and those to come', async () => {
  const bytes = await forge.sign(holders.document, attachSeal(rendered, ses), NOW + 60_000);
  expect(failedIn(bytes)).toEqual({ verdict: 'timesDisagree', valid: false, failed: { signingTimes: 'timesDiffer' } });
  expect(failedIn(file, trust, NOW - 3_600_000)).toMatchObject({ failed: { signingTimes: 'inFuture' } });
});

test('metadata: an identifier that is none, an element that stands there twice', async () => {
  const withMetadata = async (change: Parameters<typeof paper>[0]) => failedIn((await forge.seal(holders, await paper(change))).bytes);
  expect(await withMetadata({ identifier: '1.2.156.3005.2.1' })).toMatchObject({ verdict: 'brokenMetadata', failed: { metadata: 'badIdentifier' } });
  expect(await withMetadata({ more: '  <CZZT>别人</CZZT>\n' })).toMatchObject({ verdict: 'brokenMetadata', failed: { metadata: 'unreadable' } });
});

test('every check and every verdict has words in both languages', () => {
  for (const check of FILE_CHECKS) for (const { zh, en } of Object.values(CHECK_WORDS[check])) expect(zh && en).toBeTruthy();
  for (const verdict of VERDICTS) expect(VERDICT_WORDS[verdict].zh && VERDICT_WORDS[verdict].en).toBeTruthy();
});
