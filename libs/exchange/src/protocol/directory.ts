import type { Sm2PrivateKey } from '@onething/crypto';
import { CERTIFICATE_SCHEMA, type ExchangeCertificate, type PinnedRoots, requireIssued } from './certificate';
import { refusal } from './refusals';
import { base64, code, count, digest, instant, list, object, region, requireShape, serial, shortText, longText } from './shape';
import { digestOf, isSignedWith, keyName, PROTOCOL, signatureOf } from './signing';

/** How far a clock elsewhere may be ahead of ours, ms. Age is never a reason. */
export const CLOCK_TOLERANCE_MS = 15 * 60_000;
/** All provinces with all items and lists, bytes. */
export const DIRECTORY_LIMIT_BYTES = 16 * 1024 * 1024;

/** One thing that the intake place looks at before it takes papers for a deciding place (形式审查要点). */
export interface FormCheck {
  code: string;
  text: { zh: string; en: string };
}

/** An item that a region decides for applicants elsewhere. */
export interface OfferedItem {
  /** The national code of the item. */
  item: string;
  /** 全程网办, 异地代收代办, 多地联办. */
  mode: 'online' | 'collected' | 'joint';
  formChecks: FormCheck[];
}

export interface Member {
  region: string;
  name: { zh: string; en: string };
  /** Versions of messages that it reads. */
  versions: number[];
  certificates: ExchangeCertificate[];
  items: OfferedItem[];
}

export interface RevokedCertificate {
  serial: string;
  /** From when on it is not valid any more. */
  at: string;
  reason: string;
}

/** Who takes part (全国目录): signed by the national root, numbered, and dated so that one that is withheld is noticed. */
export interface Directory {
  format: typeof PROTOCOL;
  /** 1, 2, 3 … */
  number: number;
  issuedAt: string;
  /** After this a newer one must be there. */
  nextUpdate: string;
  root: string;
  hub: ExchangeCertificate[];
  members: Member[];
  revoked: RevokedCertificate[];
  signature: string;
}

const text = object({ zh: longText, en: longText });
const member = object({
  region, name: object({ zh: shortText, en: shortText }), versions: list(count, 20, 1), certificates: list(CERTIFICATE_SCHEMA, 20, 1),
  items: list(object({ item: code, mode: { enum: ['online', 'collected', 'joint'] }, formChecks: list(object({ code, text }), 100) }), 1000),
});
export const DIRECTORY_SCHEMA = object({
  format: { const: PROTOCOL }, number: { ...count, minimum: 1 }, issuedAt: instant, nextUpdate: instant, root: digest, hub: list(CERTIFICATE_SCHEMA, 20, 1),
  members: list(member, 100), revoked: list(object({ serial, at: instant, reason: shortText }), 10_000), signature: base64,
});

export function signDirectory(order: Omit<Directory, 'format' | 'root' | 'signature'>, root: Sm2PrivateKey): Directory {
  const body = { ...order, format: PROTOCOL, root: keyName(root.publicKey.spki.toString('base64')) } as const;
  return { ...body, signature: signatureOf('directory', body, root) };
}

/**
 * Of a root that is pinned, with certificates of it. Whether it is the newest is asked by `requireNewer`, whether it is in force by `requireInForce`.
 * @throws DomainError `EXCHANGE.MALFORMED`, `DIRECTORY_UNTRUSTED`, `CERTIFICATE_UNTRUSTED`, `CERTIFICATE_ROLE`
 */
export function readDirectory(value: unknown, roots: PinnedRoots): Directory {
  const directory = requireShape<Directory>(DIRECTORY_SCHEMA, value);
  const { signature, ...body } = directory;
  const root = roots.find((key) => keyName(key) === directory.root);
  if (root === undefined || !isSignedWith('directory', body, signature, root)) throw refusal('DIRECTORY_UNTRUSTED');
  for (const certificate of directory.hub) requireOf(certificate, 'hub', undefined, roots);
  for (const { region: home, certificates } of directory.members) {
    for (const certificate of certificates) requireOf(certificate, 'node', home, roots);
  }
  return directory;
}

/** @throws DomainError `EXCHANGE.DIRECTORY_BACKWARDS`, `DIRECTORY_FORKED` */
export function requireNewer(candidate: Directory, present: Directory | undefined): void {
  if (!present || candidate.number > present.number) return;
  if (candidate.number < present.number) throw refusal('DIRECTORY_BACKWARDS', `Number ${candidate.number} came after ${present.number}.`);
  if (digestOf('directory', candidate) !== digestOf('directory', present)) throw refusal('DIRECTORY_FORKED', `It is ${candidate.number}.`);
}

/** @param now epoch ms @throws DomainError `EXCHANGE.DIRECTORY_STALE`, `FROM_THE_FUTURE` */
export function requireInForce(directory: Directory, now: number): void {
  if (Date.parse(directory.issuedAt) > now + CLOCK_TOLERANCE_MS) throw refusal('FROM_THE_FUTURE', `Directory ${directory.number} was issued at ${directory.issuedAt}.`);
  if (Date.parse(directory.nextUpdate) + CLOCK_TOLERANCE_MS <= now) throw refusal('DIRECTORY_STALE', `Number ${directory.number} was to be followed by ${directory.nextUpdate}.`);
}

/**
 * Was the certificate valid at that moment? For messages the moment is that of the hub's receipt: what was valid then stays so.
 * @param at epoch ms @throws DomainError `EXCHANGE.CERTIFICATE_EXPIRED`, `CERTIFICATE_REVOKED`
 */
export function requireValidAt(certificate: ExchangeCertificate, at: number, directory: Directory): void {
  if (at < Date.parse(certificate.notBefore) || at > Date.parse(certificate.notAfter)) throw refusal('CERTIFICATE_EXPIRED', `It is ${certificate.serial}.`);
  const revoked = directory.revoked.find((entry) => entry.serial === certificate.serial);
  if (revoked && Date.parse(revoked.at) <= at) throw refusal('CERTIFICATE_REVOKED', `It is ${certificate.serial}.`);
}

/** @throws DomainError `EXCHANGE.NO_SUCH_PLACE` */
export function getMember(directory: Directory, wanted: string): Member {
  const found = directory.members.find((one) => one.region === wanted);
  if (!found) throw refusal('NO_SUCH_PLACE', `It is ${wanted}.`);
  return found;
}

/**
 * The certificate to seal to: of those in force the one that was issued last.
 * @param now epoch ms @throws DomainError `EXCHANGE.NO_SUCH_PLACE`, `CERTIFICATE_EXPIRED`
 */
export function sealingCertificateOf(directory: Directory, wanted: string, now: number): ExchangeCertificate {
  const usable = getMember(directory, wanted).certificates.filter((certificate) => certificate.sealingKey !== undefined && isValidAt(certificate, now, directory));
  const [newest] = usable.sort((one, other) => Date.parse(other.notBefore) - Date.parse(one.notBefore));
  if (!newest) throw refusal('CERTIFICATE_EXPIRED', `Region ${wanted} has no certificate in force.`);
  return newest;
}

/**
 * What a region does not speak is not sent to it: it waits for a directory that lists the version.
 * @throws DomainError `EXCHANGE.NO_SUCH_PLACE`, `EXCHANGE.VERSION_UNKNOWN`
 */
export function requireSpoken(directory: Directory, wanted: string, version: number): void {
  const { versions } = getMember(directory, wanted);
  if (!versions.includes(version)) throw refusal('VERSION_UNKNOWN', `Region ${wanted} speaks ${versions.join(', ')}, the message is of version ${version}.`);
}

/**
 * Of the certificates of one region that are not revoked the one that stays valid longest: when it ends, nothing of the region is believed any more.
 * @param now epoch ms
 */
export function lastingCertificateOf(certificates: readonly ExchangeCertificate[], { revoked }: Directory, now: number): ExchangeCertificate | undefined {
  const gone = new Set(revoked.filter(({ at }) => Date.parse(at) <= now).map(({ serial }) => serial));
  const standing = certificates.filter(({ serial, notBefore }) => !gone.has(serial) && Date.parse(notBefore) <= now);
  return standing.sort((one, other) => Date.parse(other.notAfter) - Date.parse(one.notAfter))[0];
}

function isValidAt(certificate: ExchangeCertificate, at: number, directory: Directory): boolean {
  try {
    requireValidAt(certificate, at, directory);
    return true;
  } catch {
    return false;
  }
}

function requireOf(certificate: ExchangeCertificate, role: 'hub' | 'node', home: string | undefined, roots: PinnedRoots): void {
  requireIssued(certificate, roots);
  if (certificate.role !== role || (home !== undefined && certificate.region !== home)) throw refusal('CERTIFICATE_ROLE', `It is ${certificate.serial}.`);
}
