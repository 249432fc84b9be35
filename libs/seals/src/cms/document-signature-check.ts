import { createHash } from 'node:crypto';
import { childrenOf, contentOf, type DerElement, integerOf, MalformedError, oidOf, readDer, TAG } from '../der';
import { SIGNATURE_OID, verifiesSignature } from '../keys/signer';
import { type Certificate, readCertificate } from '../x509/certificate';
import { type ChainFailure, chainFailure } from '../x509/chain-check';
import { readTrust, type SealTrust } from '../x509/trust';
import { CMS_OID } from './document-signature';

/** What is checked of a CMS signature, in this order. A check that cannot be made because an earlier one failed is left out. */
export type DocumentCheckName = 'structure' | 'signatureValue' | 'documentDigest' | 'signerTrusted';
/** `fieldsDisagree`: what stands outside the signature is another thing than what is signed; `needlessCertificate`: one that is neither the signer's nor a trusted root's. */
export type DocumentFailure = ChainFailure | 'malformed' | 'fieldsDisagree' | 'needlessCertificate' | 'wrongSignature' | 'otherDocument';

export interface DocumentCheck {
  check: DocumentCheckName;
  /** Absent when it passed. */
  failure?: DocumentFailure;
}

export interface DocumentVerdict {
  valid: boolean;
  checks: DocumentCheck[];
  /** Whoever signed, as far as it could be read: nothing of it counts when `valid` is false. */
  signer?: Pick<Certificate, 'commonName' | 'organisationCode' | 'fingerprint'>;
}

interface ReadSignature {
  signer: Certificate;
  others: Certificate[];
  /** The signed attributes as they are signed: as a SET. */
  signedBytes: Buffer;
  messageDigest: Buffer;
  signature: Buffer;
  agrees: boolean;
}

const SET = 0x31;
const CONTEXT_4 = 0xa4;

/**
 * Verifies the CMS signature of a PDF (CAdES B-B, ECDSA on P-256 with SHA-256) over the received bytes. It is read as narrowly as this platform
 * writes it: one signer, three signed attributes, nothing unsigned, so that no byte of it can be another one.
 * @param expected `digest`: SHA-256 of what the signature covers; `at`: the moment at which the signer must have been trusted, epoch ms
 */
export function verifyDocumentSignature(bytes: Uint8Array, trust: SealTrust, expected: { digest: Buffer; at: number }): DocumentVerdict {
  let read: ReadSignature;
  try {
    read = readDocumentSignature(bytes);
  } catch (error) {
    if (error instanceof MalformedError) return { valid: false, checks: [{ check: 'structure', failure: 'malformed' }] };
    throw error;
  }
  const { signer, signedBytes, messageDigest, signature } = read;
  const { roots, ...lists } = readTrust(trust);
  const outcomes: [DocumentCheckName, DocumentFailure | undefined][] = [
    ['structure', structureFailure(read, roots)],
    ['signatureValue', verifiesSignature(SIGNATURE_OID['P-256'], signer.spki, signedBytes, signature) ? undefined : 'wrongSignature'],
    ['documentDigest', messageDigest.equals(expected.digest) ? undefined : 'otherDocument'],
    ['signerTrusted', chainFailure({ certificate: signer, roots, ...lists, at: expected.at })],
  ];
  const checks = outcomes.map(([check, failure]): DocumentCheck => (failure === undefined ? { check } : { check, failure }));
  const { commonName, organisationCode, fingerprint } = signer;
  return { valid: checks.every(({ failure }) => failure === undefined), checks, signer: { commonName, organisationCode, fingerprint } };
}

function structureFailure({ agrees, others }: ReadSignature, roots: readonly Certificate[]): DocumentFailure | undefined {
  if (!agrees) return 'fieldsDisagree';
  return others.every((one) => roots.some(({ raw }) => raw.equals(one.raw))) ? undefined : 'needlessCertificate';
}

/** @throws MalformedError */
function readDocumentSignature(bytes: Uint8Array): ReadSignature {
  const [type, wrapped] = exactly(childrenOf(readDer(bytes)), 2);
  requireOid(type, CMS_OID.signedData);
  const [signedData] = exactly(childrenOf(wrapped, TAG.context0), 1);
  const [version, digests, content, certificates, infos] = exactly(childrenOf(signedData), 5);
  if (integerOf(version) !== 1) throw new MalformedError('another version');
  const [digestAlgorithm] = exactly(childrenOf(digests, SET), 1);
  requireOid(exactly(childrenOf(content), 1)[0], CMS_OID.data);
  const [info] = exactly(childrenOf(infos, SET), 1);
  return readSignerInfo(exactly(childrenOf(info), 6), digestAlgorithm!, orderedCertificates(certificates));
}

function readSignerInfo(parts: DerElement[], outerDigest: DerElement, certificates: Certificate[]): ReadSignature {
  const [version, identity, digestAlgorithm, attributes, signatureAlgorithm, value] = parts;
  if (integerOf(version) !== 1) throw new MalformedError('another version');
  for (const algorithm of [outerDigest, digestAlgorithm]) requireOid(exactly(childrenOf(algorithm), 1)[0], CMS_OID.sha256);
  requireOid(exactly(childrenOf(signatureAlgorithm), 1)[0], CMS_OID.ecdsaWithSha256);
  const [issuer, serial] = exactly(childrenOf(identity), 2);
  const signed = attributesOf(attributes);
  requireOid(signed.get(CMS_OID.contentType), CMS_OID.data);
  const named = certificateIdOf(signed.get(CMS_OID.signingCertificateV2));
  const signer = certificates.find(({ raw }) => createHash('sha256').update(raw).digest().equals(named.digest)) ?? certificates[0]!;
  const isSigner = (one: { issuer: Buffer; serial: string }): boolean => one.issuer.equals(signer.issuer) && one.serial === signer.serial;
  return {
    signer, others: certificates.filter((one) => one !== signer), messageDigest: contentOf(signed.get(CMS_OID.messageDigest), TAG.octetString),
    signedBytes: Buffer.concat([Buffer.from([SET]), attributes!.raw.subarray(1)]), signature: contentOf(value, TAG.octetString),
    agrees: createHash('sha256').update(signer.raw).digest().equals(named.digest) && isSigner(named)
      && isSigner({ issuer: issuer!.raw, serial: contentOf(serial, TAG.integer).toString('hex') }),
  };
}

/** The value of each of the three attributes. */
function attributesOf(element: DerElement | undefined): Map<string, DerElement> {
  const found = new Map(exactly(childrenOf(element, TAG.context0), 3).map((attribute) => {
    const [id, values] = exactly(childrenOf(attribute), 2);
    return [oidOf(id), exactly(childrenOf(values, SET), 1)[0]!] as const;
  }));
  if (found.size !== 3) throw new MalformedError('an attribute that stands there twice');
  return found;
}

/** ESSCertIDv2 of RFC 5035: SHA-256, which is left out as the default, and whose certificate it is. */
function certificateIdOf(element: DerElement | undefined): { digest: Buffer; issuer: Buffer; serial: string } {
  const [list] = exactly(childrenOf(element), 1);
  const [id] = exactly(childrenOf(list), 1);
  const [digest, issuerSerial] = exactly(childrenOf(id), 2);
  const [names, serial] = exactly(childrenOf(issuerSerial), 2);
  const [directoryName] = exactly(childrenOf(names), 1);
  return { digest: contentOf(digest, TAG.octetString), issuer: contentOf(directoryName, CONTEXT_4), serial: contentOf(serial, TAG.integer).toString('hex') };
}

/** In the order of DER, none twice. */
function orderedCertificates(element: DerElement | undefined): Certificate[] {
  const raws = childrenOf(element, TAG.context0).map(({ raw }) => raw);
  if (raws.length === 0 || raws.some((raw, index) => index > 0 && Buffer.compare(raws[index - 1]!, raw) >= 0)) throw new MalformedError('certificates that are not a set');
  return raws.map(readCertificate);
}

function exactly(elements: DerElement[], count: number): DerElement[] {
  if (elements.length !== count) throw new MalformedError(`${count} parts expected, found ${elements.length}`);
  return elements;
}

function requireOid(element: DerElement | undefined, expected: string): void {
  if (oidOf(element) !== expected) throw new MalformedError('another kind than expected');
}
