import { createHash } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints, Certificate as X509, CertificateList, CRLReason, type Extension, id_ce_basicConstraints, id_ce_cRLReasons,
  id_ce_extKeyUsage, id_ce_keyUsage, KeyUsage, type Name,
} from '@peculiar/asn1-x509';
import { sm3 } from '@onething/crypto';
import { bitsOf, childrenOf, contentOf, type DerElement, integerOf, MalformedError, oidOf, readDer, TAG, timeOf } from '../der';

export type KeyUse = ReturnType<KeyUsage['toJSON']>[number];

/** What a chain check needs of a certificate. All slices are of the bytes as they were received. */
export interface Certificate {
  raw: Buffer;
  /** What its issuer signed. */
  tbs: Buffer;
  signatureOid: string;
  signature: Buffer;
  /** Content of the INTEGER, hexadecimal. */
  serial: string;
  issuer: Buffer;
  subject: Buffer;
  /** Common name of the subject, and its unified social credit code where it has one. */
  commonName: string;
  organisationCode?: string;
  /** Epoch ms, both inclusive. */
  validFrom: number;
  validTo: number;
  spki: Buffer;
  isAuthority: boolean;
  /** How many authorities may stand between this one and an end entity. */
  pathLength?: number;
  /** Undefined when it has no such extension. */
  keyUse?: KeyUse[];
  extendedUse: string[];
  /** Critical extensions that are not understood here. */
  unknownCritical: string[];
  /** SM3 of the raw bytes, hexadecimal. */
  fingerprint: string;
}

/** Who was revoked, when and why. */
export interface Revocation {
  serial: string;
  /** Epoch ms. */
  at: number;
  /** Number of RFC 5280 §5.3.1; 0 when none is given. */
  reason: number;
}

export interface RevocationList {
  raw: Buffer;
  tbs: Buffer;
  signatureOid: string;
  signature: Buffer;
  issuer: Buffer;
  /** Epoch ms. */
  thisUpdate: number;
  nextUpdate: number;
  revoked: Revocation[];
  unknownCritical: string[];
}

const COMMON_NAME = '2.5.4.3';
/** organizationIdentifier of X.520: holds the unified social credit code. */
export const ORGANISATION_IDENTIFIER = '2.5.4.97';

/** @throws MalformedError when it is no certificate of version 3 in canonical DER */
export function readCertificate(bytes: Uint8Array): Certificate {
  const { element, tbs, signatureOid, signature } = readSigned(bytes);
  const parts = childrenOf(tbs);
  const [version, serial, , issuer, validity, subject, spki] = parts;
  if (version?.tag !== TAG.context0 || integerOf(childrenOf(version, TAG.context0)[0]) !== 2) throw new MalformedError('no certificate of version 3');
  const [from, to] = childrenOf(validity);
  const { tbsCertificate } = parsed(() => AsnConvert.parse(element.raw, X509));
  requireSameAlgorithm(parts[2], signatureOid);
  return {
    raw: element.raw, tbs: tbs.raw, signatureOid, signature, serial: contentOf(serial, TAG.integer).toString('hex'), issuer: rawOf(issuer), subject: rawOf(subject),
    commonName: nameAttribute(tbsCertificate.subject, COMMON_NAME) ?? '', organisationCode: nameAttribute(tbsCertificate.subject, ORGANISATION_IDENTIFIER),
    validFrom: timeOf(from), validTo: timeOf(to), spki: rawOf(spki), fingerprint: sm3(element.raw), ...readExtensions(tbsCertificate.extensions ?? []),
  };
}

/** @throws MalformedError when it is no revocation list with a date of the next one, in canonical DER */
export function readRevocationList(bytes: Uint8Array): RevocationList {
  const { element, tbs, signatureOid, signature } = readSigned(bytes);
  const [, algorithm, issuer, thisUpdate, nextUpdate] = childrenOf(tbs);
  requireSameAlgorithm(algorithm, signatureOid);
  const { tbsCertList } = parsed(() => AsnConvert.parse(element.raw, CertificateList));
  const revoked = (tbsCertList.revokedCertificates ?? []).map(({ userCertificate, revocationDate, crlEntryExtensions = [] }) => ({
    serial: Buffer.from(userCertificate).toString('hex'), at: revocationDate.getTime().getTime(), reason: reasonOf(crlEntryExtensions),
  }));
  const entries = (tbsCertList.revokedCertificates ?? []).flatMap(({ crlEntryExtensions = [] }) => crlEntryExtensions);
  return {
    raw: element.raw, tbs: tbs.raw, signatureOid, signature, issuer: rawOf(issuer), thisUpdate: timeOf(thisUpdate), nextUpdate: timeOf(nextUpdate), revoked,
    unknownCritical: [...(tbsCertList.crlExtensions ?? []), ...entries].filter(({ critical, extnID }) => critical && extnID !== id_ce_cRLReasons).map(({ extnID }) => extnID),
  };
}

/** Identifier of a key as certificates name it: SHA-1 of its point (RFC 5280 §4.2.1.2), no proof of anything. */
export function keyIdentifier(spki: Buffer): Buffer {
  return createHash('sha1').update(bitsOf(childrenOf(readDer(spki))[1])).digest();
}

function readSigned(bytes: Uint8Array): { element: DerElement; tbs: DerElement; signatureOid: string; signature: Buffer } {
  const element = readDer(bytes);
  const [tbs, algorithm, signature, ...more] = childrenOf(element);
  if (!tbs || more.length > 0) throw new MalformedError('no signed structure');
  return { element, tbs, signatureOid: oidWithoutParameters(algorithm), signature: bitsOf(signature) };
}

/** Both algorithms that are known here have no parameters. */
function oidWithoutParameters(algorithm: DerElement | undefined): string {
  const parts = childrenOf(algorithm);
  if (parts.length !== 1) throw new MalformedError('a signature algorithm with parameters');
  return oidOf(parts[0]);
}

function requireSameAlgorithm(inner: DerElement | undefined, outer: string): void {
  if (oidWithoutParameters(inner) !== outer) throw new MalformedError('two different signature algorithms');
}

function readExtensions(extensions: Extension[]): Pick<Certificate, 'isAuthority' | 'pathLength' | 'keyUse' | 'extendedUse' | 'unknownCritical'> {
  const ids = extensions.map(({ extnID }) => extnID);
  if (new Set(ids).size !== ids.length) throw new MalformedError('an extension that stands there twice');
  const valueOf = (id: string) => extensions.find(({ extnID }) => extnID === id)?.extnValue.buffer;
  const [constraints, use, extended] = [valueOf(id_ce_basicConstraints), valueOf(id_ce_keyUsage), valueOf(id_ce_extKeyUsage)];
  const read = constraints && parsed(() => AsnConvert.parse(constraints, BasicConstraints));
  const known = [id_ce_basicConstraints, id_ce_keyUsage, id_ce_extKeyUsage] as string[];
  return {
    isAuthority: read?.cA ?? false, pathLength: read?.pathLenConstraint,
    keyUse: use && parsed(() => AsnConvert.parse(use, KeyUsage)).toJSON(),
    extendedUse: extended ? childrenOf(readDer(new Uint8Array(extended))).map(oidOf) : [],
    unknownCritical: extensions.filter(({ critical, extnID }) => critical && !known.includes(extnID)).map(({ extnID }) => extnID),
  };
}

function reasonOf(extensions: Extension[]): number {
  const reason = extensions.find(({ extnID }) => extnID === id_ce_cRLReasons);
  return reason ? parsed(() => AsnConvert.parse(reason.extnValue.buffer, CRLReason)).reason : 0;
}

function nameAttribute(name: Name, type: string): string | undefined {
  return name.flatMap((part) => [...part]).find((attribute) => attribute.type === type)?.value.toString();
}

function rawOf(element: DerElement | undefined): Buffer {
  if (!element) throw new MalformedError('a part is missing');
  return element.raw;
}

function parsed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new MalformedError((error as Error).message);
  }
}
