import { createHash } from 'node:crypto';
import { sm3 } from '@onething/crypto';
import { MalformedError } from '../der';
import { verifiesSignature } from '../keys/signer';
import { type Certificate, readCertificate } from '../x509/certificate';
import { SEAL_MAKING } from '../x509/certificate-writer';
import { type ChainFailure, chainFailure } from '../x509/chain-check';
import { readTrust, type SealTrust } from '../x509/trust';
import { readSeal, readSesSignature, type Seal, type SesSignature, UnsupportedVersionError } from './seal-structure';

/** What is checked, in this order. A check that cannot be made because an earlier one failed is left out. */
export const SES_CHECKS = [
  'structure', 'sealSignature', 'makerTrusted', 'signerInSeal', 'signatureValue', 'documentDigest', 'signerTrusted', 'sealValidAtSigning', 'notSignedInFuture',
] as const;
export type SesCheckName = (typeof SES_CHECKS)[number];

export type SesFailure =
  | ChainFailure | 'malformed' | 'unsupportedVersion' | 'criticalExtension' | 'timeStampNotChecked' | 'wrongSignature' | 'otherSigner' | 'otherDocument'
  | 'beforeSealValidity' | 'afterSealValidity' | 'inFuture';

export interface SesCheck {
  check: SesCheckName;
  /** Absent when it passed. */
  failure?: SesFailure;
}

export interface SesVerdict {
  valid: boolean;
  checks: SesCheck[];
  /** What was signed, as far as it could be read: nothing of it counts when `valid` is false. */
  signature?: SesSignature;
  /** Whose certificate it was signed with. */
  signer?: Pick<Certificate, 'commonName' | 'organisationCode' | 'fingerprint'>;
}

/** Clocks of two machines may differ by so much, ms. */
const CLOCK_TOLERANCE_MS = 300_000;

/**
 * Verifies a signature of GB/T 38540-2020 or GM/T 0031-2014 over the received bytes. Whether the seal was suspended or cancelled is known to the
 * register of seals alone.
 * @param expected `dataHash`: SM3 of the document (32 bytes), when it is at hand; `now`: epoch ms
 */
export function verifySesSignature(bytes: Uint8Array, trust: SealTrust, expected: { dataHash?: Uint8Array; now: number }): SesVerdict {
  const read = readable(() => readSesSignature(bytes));
  if ('failure' in read) return { valid: false, checks: [{ check: 'structure', failure: read.failure }] };
  const signature = read.value;
  const signer = readable(() => readCertificate(signature.signerCertificate));
  const outcomes = [
    { check: 'structure' as const, failure: structureFailure(signature) ?? ('failure' in signer ? signer.failure : undefined) },
    ...sealChecks(signature.seal, trust, signature.seal.createdAt),
    ...('failure' in signer ? [] : signerChecks(signature, signer.value, trust)),
    ...(expected.dataHash === undefined ? [] : [{ check: 'documentDigest' as const, failure: signature.dataHash.equals(expected.dataHash) ? undefined : 'otherDocument' as const }]),
    { check: 'sealValidAtSigning' as const, failure: validityFailure(signature) },
    { check: 'notSignedInFuture' as const, failure: signature.signedAt > expected.now + CLOCK_TOLERANCE_MS ? 'inFuture' as const : undefined },
  ];
  const checks = outcomes.map(({ check, failure }): SesCheck => (failure === undefined ? { check } : { check, failure }))
    .sort((one, other) => SES_CHECKS.indexOf(one.check) - SES_CHECKS.indexOf(other.check));
  return { valid: checks.every(({ failure }) => failure === undefined), checks, signature, ...('failure' in signer ? {} : { signer: signer.value }) };
}

/** Verifies a seal alone, at the moment when it was made: structure, the maker's signature, and that the maker may make seals. */
export function verifySeal(bytes: Uint8Array, trust: SealTrust): { valid: boolean; checks: SesCheck[]; seal?: Seal } {
  const read = readable(() => readSeal(bytes));
  if ('failure' in read) return { valid: false, checks: [{ check: 'structure', failure: read.failure }] };
  const checks: SesCheck[] = [{ check: 'structure', failure: extensionFailure(read.value) }, ...sealChecks(read.value, trust, read.value.createdAt)];
  return { valid: checks.every(({ failure }) => failure === undefined), checks, seal: read.value };
}

function sealChecks(seal: Seal, trust: SealTrust, at: number): SesCheck[] {
  const maker = readable(() => readCertificate(seal.makerCertificate));
  if ('failure' in maker) return [{ check: 'makerTrusted', failure: maker.failure }];
  const { spki, fingerprint } = maker.value;
  const isNamed = trust.makers?.includes(fingerprint) ?? false;
  return [
    { check: 'sealSignature', failure: verifiesSignature(seal.signatureOid, spki, seal.signedBytes, seal.signature) ? undefined : 'wrongSignature' },
    { check: 'makerTrusted', failure: chainFailure({ certificate: maker.value, ...readTrust(trust), at, ...(isNamed ? {} : { extendedUse: SEAL_MAKING }) }) },
  ];
}

function signerChecks(signature: SesSignature, signer: Certificate, trust: SealTrust): SesCheck[] {
  const { signatureOid, signedBytes, signature: value, signedAt, seal } = signature;
  return [
    { check: 'signerInSeal', failure: isHolder(seal, signer) ? undefined : 'otherSigner' },
    { check: 'signatureValue', failure: verifiesSignature(signatureOid, signer.spki, signedBytes, value) ? undefined : 'wrongSignature' },
    { check: 'signerTrusted', failure: chainFailure({ certificate: signer, ...readTrust(trust), at: signedAt }) },
  ];
}

function isHolder({ holders }: Seal, { raw }: Certificate): boolean {
  if (holders.kind === 'certificates') return holders.certificates.some((certificate) => certificate.equals(raw));
  return holders.digests.some(({ algorithm, value }) => digestOf(algorithm, raw)?.equals(value) ?? false);
}

function digestOf(algorithm: string, bytes: Buffer): Buffer | undefined {
  const name = algorithm.toUpperCase().replace('-', '');
  if (name === 'SM3' || algorithm === '1.2.156.10197.1.401') return Buffer.from(sm3(bytes), 'hex');
  return name === 'SHA256' ? createHash('sha256').update(bytes).digest() : undefined;
}

function structureFailure(signature: SesSignature): SesFailure | undefined {
  if (signature.timeStamp) return 'timeStampNotChecked';
  return signature.dataHash.length === 32 ? extensionFailure(signature) ?? extensionFailure(signature.seal) : 'malformed';
}

function extensionFailure({ criticalExtensions }: { criticalExtensions: string[] }): SesFailure | undefined {
  return criticalExtensions.length > 0 ? 'criticalExtension' : undefined;
}

function validityFailure({ signedAt, seal }: SesSignature): SesFailure | undefined {
  if (signedAt < seal.validFrom) return 'beforeSealValidity';
  return signedAt > seal.validTo ? 'afterSealValidity' : undefined;
}

function readable<T>(read: () => T): { value: T } | { failure: SesFailure } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof UnsupportedVersionError) return { failure: 'unsupportedVersion' };
    if (error instanceof MalformedError) return { failure: 'malformed' };
    throw error;
  }
}
