import { createHash } from 'node:crypto';
import { sm3 } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import { parseIdentifier, type ShownLicenceState } from '@onething/licences';
import { MalformedPdfError, readSealedPdf, type SealedPdf } from '@onething/sealed-files';
import { type SealSuspension, type SealTrust, type SesVerdict, verifyDocumentSignature, verifySesSignature } from '@onething/seals';
import { type FileCheck, type FileCheckName, FILE_CHECKS, type Verdict } from '../domain/checks';
import { type FileMetadata, readFileMetadata } from '../domain/file-metadata';
import { chainOutcomes } from './chain-outcomes';
import { verdictOf } from './verdict';

/** Whom a verifier of files trusts. */
export interface FileTrust {
  sm2: SealTrust;
  p256: SealTrust;
  suspensions: readonly SealSuspension[];
}

/** What the register knows of the file with these very bytes. */
export interface RegisterFacts {
  /** Of a licence; absent for other papers. */
  licence?: { identifier?: string; number: string; state: ShownLicenceState; holder: { name: string; number?: string } };
}

/** What the file says of itself. It counts only when the report is in order. */
export interface FileContent {
  title?: string;
  identifier?: string;
  number?: string;
  issuer?: string;
  issuedOn?: string;
  validTo?: string;
}

export interface FileReport {
  verdict: Verdict;
  /** True when nothing failed. What was not checked is told by the checks. */
  valid: boolean;
  checks: FileCheck[];
  size: number;
  sha256: string;
  sm3: string;
  content?: FileContent;
  /** Epoch ms, as the signer says. */
  signedAt?: number;
}

type Outcomes = Partial<Record<FileCheckName, { outcome: FileCheck['outcome']; code?: string }>>;

const PASS = { outcome: 'pass' } as const;
const fail = (code: string) => ({ outcome: 'fail', code }) as const;
const skipped = (code: string) => ({ outcome: 'notChecked', code }) as const;
const passUnless = (code: string | undefined) => (code === undefined ? PASS : fail(code));

/**
 * Verifies a sealed file over the bytes as they were received. Pure: no register, no network, no clock.
 * @param at the moment of the verification, epoch ms
 * @param register what the register knows of these bytes, `null` when it does not know them, absent when nobody asked it
 */
export function verifyFile(bytes: Buffer, trust: FileTrust, at: number, register?: RegisterFacts | null): FileReport {
  const facts = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), sm3: sm3(bytes) };
  const parts = partsOf(bytes);
  if ('failure' in parts) return report({ ...facts }, { structure: fail(parts.failure), ...registered(register, undefined) });
  const metadata = parts.pdf.metadata && readFileMetadata(parts.pdf.metadata);
  const rendered = Buffer.from(sm3(parts.pdf.rendered), 'hex');
  const ses = verifySesSignature(parts.pdf.sealSignature, trust.sm2, { dataHash: rendered, now: at });
  const outcomes: Outcomes = {
    structure: PASS, metadata: metadataOutcome(parts.pdf, metadata), ...signatureOutcomes(parts.pdf, ses, trust, metadata, at), ...registered(register, metadata),
  };
  return report({ ...facts, ...(metadata ? { content: contentOf(metadata) } : {}), ...(ses.signature ? { signedAt: ses.signature.signedAt } : {}) }, outcomes);
}

function partsOf(bytes: Buffer): { pdf: SealedPdf } | { failure: string } {
  try {
    return { pdf: readSealedPdf(bytes) };
  } catch (error) {
    if (error instanceof MalformedPdfError) return { failure: error.failure };
    throw error;
  }
}

function report(facts: Omit<FileReport, 'verdict' | 'valid' | 'checks'>, outcomes: Outcomes): FileReport {
  const checks = FILE_CHECKS.map((check): FileCheck => ({ check, ...(outcomes[check] ?? skipped('earlierFailure')) }));
  return { verdict: verdictOf(checks), valid: checks.every(({ outcome }) => outcome !== 'fail'), checks, ...facts };
}

function signatureOutcomes(pdf: SealedPdf, ses: SesVerdict, trust: FileTrust, metadata: FileMetadata | undefined, at: number): Outcomes {
  const signedAt = ses.signature?.signedAt;
  const cms = verifyDocumentSignature(pdf.documentSignature, trust.p256, { digest: pdf.documentDigest, at: signedAt ?? pdfTime(pdf.signedAt) ?? at });
  const failureOf = (name: string, checks: readonly { check: string; failure?: string }[]) => checks.find(({ check }) => check === name)?.failure;
  const firstOf = (...names: string[]) => names.map((name) => failureOf(name, ses.checks)).find((failure) => failure !== undefined);
  const isReadable = failureOf('structure', cms.checks) !== 'malformed';
  return {
    documentSignature: passUnless(failureOf('structure', cms.checks) ?? failureOf('signatureValue', cms.checks)),
    ...(isReadable ? { documentCovered: passUnless(failureOf('documentDigest', cms.checks)) } : {}),
    sealSignature: passUnless(firstOf('structure', 'sealSignature', 'signerInSeal', 'signatureValue')),
    ...(ses.signature ? {
      sealCovers: sealCovers(pdf, ses), sealValidity: passUnless(firstOf('sealValidAtSigning') ?? suspensionOf(ses, trust)),
      signingTimes: passUnless(firstOf('notSignedInFuture') ?? (pdfTime(pdf.signedAt) === signedAt ? undefined : 'timesDiffer')),
    } : {}),
    ...chainOutcomes({ documentChain: isReadable ? [failureOf('signerTrusted', cms.checks)] : undefined, sealChain: ses.signature ? ['makerTrusted', 'signerTrusted'].map((name) => failureOf(name, ses.checks)) : undefined }),
    ...(ses.signature && cms.signer ? { sameAuthority: passUnless(authorityFailure([ses.signer?.organisationCode, cms.signer.organisationCode, metadata?.get('ZZBFJGDM')])) } : {}),
  };
}

/** By the length that the seal says it signed, a seal of another file is told from an alteration of this one. */
function sealCovers({ rendered }: SealedPdf, { checks, signature }: SesVerdict): { outcome: FileCheck['outcome']; code?: string } {
  const hasOtherLength = !`${signature!.propertyInfo};`.startsWith(`revision=1;length=${rendered.length};`);
  if (checks.some(({ check, failure }) => check === 'documentDigest' && failure === undefined)) return passUnless(hasOtherLength ? 'otherLength' : undefined);
  return fail(hasOtherLength ? 'otherFile' : 'otherDocument');
}

function suspensionOf({ signature }: SesVerdict, { suspensions }: FileTrust): string | undefined {
  const { seal, signedAt } = signature!;
  // Times in a signature are whole seconds.
  return suspensions.some((one) => one.seal === seal.id && Math.floor(one.from / 1000) * 1000 < signedAt && (one.to === null || signedAt < one.to)) ? 'suspended' : undefined;
}

function authorityFailure(codes: (string | undefined)[]): string | undefined {
  const named = codes.filter((code, index) => index < 2 || code !== undefined);
  return named.every((code) => code !== undefined && code === named[0]) ? undefined : 'otherAuthority';
}

function metadataOutcome({ metadata: raw }: SealedPdf, metadata: FileMetadata | undefined): Outcomes['metadata'] {
  if (!raw) return skipped('none');
  if (!metadata) return fail('unreadable');
  try {
    const { version } = parseIdentifier(metadata.get('ZZBS') ?? '');
    return passUnless(Number(metadata.get('ZZBBH')) === version ? undefined : 'otherVersion');
  } catch (error) {
    if (error instanceof DomainError) return fail('badIdentifier');
    throw error;
  }
}

function registered(register: RegisterFacts | null | undefined, metadata: FileMetadata | undefined): Outcomes {
  const names: FileCheckName[] = ['inRegister', 'holder', 'licenceState'];
  if (register === undefined) return Object.fromEntries(names.map((name) => [name, skipped('offline')]));
  if (register === null) return { inRegister: fail('unknown'), holder: skipped('unknown'), licenceState: skipped('unknown') };
  const { licence } = register;
  if (!licence) return { inRegister: PASS, holder: skipped('noLicence'), licenceState: skipped('noLicence') };
  const agrees = metadata?.get('ZZBS') === licence.identifier && metadata?.get('ZZBH') === licence.number;
  const isHolder = metadata?.get('CZZT') === licence.holder.name && (metadata.get('CZZTDM') ?? licence.holder.number) === licence.holder.number;
  return {
    inRegister: passUnless(agrees ? undefined : 'otherRecord'), holder: passUnless(isHolder ? undefined : 'otherHolder'),
    licenceState: passUnless(licence.state === 'VALID' ? undefined : licence.state),
  };
}

function contentOf(metadata: FileMetadata): FileContent {
  const day = (element: string) => metadata.get(element)?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return {
    title: metadata.get('ZZMC'), identifier: metadata.get('ZZBS'), number: metadata.get('ZZBH'), issuer: metadata.get('ZZBFJG'), issuedOn: day('ZZBFRQ'), validTo: day('ZZYXQJZRQ'),
  };
}

/** Epoch ms of `D:YYYYMMDDHHmmSS+08'00'`. */
function pdfTime(text: string): number | undefined {
  const parts = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\+08'00'$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
}
