import { verifiesSignature } from '../keys/signer';
import type { Certificate, RevocationList } from './certificate';

/** Why a chain is not trusted. */
export const CHAIN_FAILURES = [
  'foreignRoot', 'badSignature', 'notYetValid', 'expired', 'notAnAuthority', 'pathTooLong', 'wrongKeyUse', 'wrongExtendedUse', 'unknownCriticalExtension',
  'revoked', 'revocationUnknown',
] as const;
export type ChainFailure = (typeof CHAIN_FAILURES)[number];

export interface ChainQuestion {
  certificate: Certificate;
  /** Certificates of authorities that may stand between. */
  between?: readonly Certificate[];
  roots: readonly Certificate[];
  lists: readonly RevocationList[];
  /** The moment at which it must have been valid, epoch ms. */
  at: number;
  /** The moment at which the revocation lists must be in force, epoch ms. */
  listsAt: number;
  /** An extended key usage that it must have. */
  extendedUse?: string;
}

/** Reasons that make a key's signatures void whatever time they claim: keyCompromise, cACompromise, aACompromise (RFC 5280 §5.3.1). */
const COMPROMISED = new Set([1, 2, 10]);
const LONGEST_PATH = 6;

/**
 * Is the certificate one of somebody whom a trusted root vouches for, at that moment? Checks of our own over the received bytes, because no
 * library checks SM2. Names are compared byte by byte; a revocation list that is missing or stale is a failure.
 * @returns undefined when it is; else why not
 */
export function chainFailure(question: ChainQuestion): ChainFailure | undefined {
  const { certificate, extendedUse } = question;
  if (!(certificate.keyUse?.includes('digitalSignature') && !certificate.isAuthority)) return 'wrongKeyUse';
  if (extendedUse !== undefined && !certificate.extendedUse.includes(extendedUse)) return 'wrongExtendedUse';
  return failureBelow(question, certificate, 0);
}

/** @param depth authorities below this one's issuer */
function failureBelow(question: ChainQuestion, certificate: Certificate, depth: number): ChainFailure | undefined {
  const own = ownFailure(certificate, question.at);
  if (own || depth > LONGEST_PATH) return own ?? 'pathTooLong';
  const roots = question.roots.filter(({ subject }) => subject.equals(certificate.issuer));
  const between = (question.between ?? []).filter(({ subject, raw }) => subject.equals(certificate.issuer) && !raw.equals(certificate.raw));
  let failure: ChainFailure = 'foreignRoot';
  for (const issuer of [...roots, ...between]) {
    const found = linkFailure(question, certificate, issuer, depth)
      ?? (roots.includes(issuer) ? ownFailure(issuer, question.at) : failureBelow(question, issuer, depth + 1));
    if (!found) return undefined;
    failure = found;
  }
  return failure;
}

function ownFailure({ validFrom, validTo, unknownCritical }: Certificate, at: number): ChainFailure | undefined {
  if (unknownCritical.length > 0) return 'unknownCriticalExtension';
  if (at < validFrom) return 'notYetValid';
  return at > validTo ? 'expired' : undefined;
}

function linkFailure(question: ChainQuestion, certificate: Certificate, issuer: Certificate, depth: number): ChainFailure | undefined {
  if (!verifiesSignature(certificate.signatureOid, issuer.spki, certificate.tbs, certificate.signature)) return 'badSignature';
  if (!issuer.isAuthority) return 'notAnAuthority';
  if (!issuer.keyUse?.includes('keyCertSign')) return 'wrongKeyUse';
  if (issuer.pathLength !== undefined && depth > issuer.pathLength) return 'pathTooLong';
  return revocationFailure(question, certificate, issuer);
}

function revocationFailure({ lists, at, listsAt }: ChainQuestion, certificate: Certificate, issuer: Certificate): ChainFailure | undefined {
  const own = lists.filter((list) => isListOf(list, issuer));
  const entries = own.flatMap(({ revoked }) => revoked).filter(({ serial }) => serial === certificate.serial);
  if (entries.some((entry) => entry.at <= at || COMPROMISED.has(entry.reason))) return 'revoked';
  return own.some(({ thisUpdate, nextUpdate }) => thisUpdate <= listsAt && listsAt <= nextUpdate) ? undefined : 'revocationUnknown';
}

/** Of lists that were looked at: those of one trust are asked for again with every file. */
const issuers = new WeakMap<RevocationList, Map<string, boolean>>();

function isListOf(list: RevocationList, issuer: Certificate): boolean {
  const known = issuers.get(list) ?? new Map<string, boolean>();
  const answer = known.get(issuer.fingerprint) ?? isIssuedBy(list, issuer);
  issuers.set(list, known.set(issuer.fingerprint, answer));
  return answer;
}

function isIssuedBy(list: RevocationList, issuer: Certificate): boolean {
  return list.issuer.equals(issuer.subject) && list.unknownCritical.length === 0 && issuer.keyUse?.includes('crlSign') === true
    && verifiesSignature(list.signatureOid, issuer.spki, list.tbs, list.signature);
}
