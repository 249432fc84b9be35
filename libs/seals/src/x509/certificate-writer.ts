import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier, AttributeTypeAndValue, AttributeValue, AuthorityKeyIdentifier, BasicConstraints, CRLNumber, CRLReason, Extension, Extensions, id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints, id_ce_cRLNumber, id_ce_cRLReasons, id_ce_extKeyUsage, id_ce_keyUsage, id_ce_subjectKeyIdentifier, KeyIdentifier, KeyUsage, KeyUsageFlags, Name,
  RelativeDistinguishedName, RevokedCertificate, SubjectKeyIdentifier, SubjectPublicKeyInfo, TBSCertificate, TBSCertList, Time, Validity, Version,
} from '@peculiar/asn1-x509';
import { derBits, derOid, derSequence } from '../der-writer';
import { SIGNATURE_OID, type Signer } from '../keys/signer';
import { type Certificate, keyIdentifier, ORGANISATION_IDENTIFIER, type Revocation } from './certificate';

/** The right to make seals (制章), as an extended key usage under an arc of our own: a seal's owner must not be able to make seals. */
export const SEAL_MAKING = '2.25.204768325174026517430986243319283746501';
/** id-kp-documentSigning (RFC 9336). */
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** id-kp-emailProtection: readers of PDF that know the other one not yet (NSS, so poppler) ask for this. */
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

/** `root` signs certificates and revocation lists · `maker` signs seals · `owner` signs with a seal · `document` signs PDF. */
export type CertificateKind = 'root' | 'maker' | 'owner' | 'document';

export interface CertificateOrder {
  kind: CertificateKind;
  /** Common name: the authority, or the name of the root. */
  name: string;
  /** Unified social credit code of the authority. */
  organisationCode?: string;
  /** Public key, SPKI in DER. */
  spki: Buffer;
  /** 8 to 20 random bytes; the first bit is cleared here. */
  serial: Buffer;
  /** Epoch ms. */
  validFrom: number;
  validTo: number;
  /** Absent: signed by its own key. */
  issuer?: Certificate;
}

const EXTENDED: Partial<Record<CertificateKind, string[]>> = { maker: [SEAL_MAKING], document: [DOCUMENT_SIGNING, EMAIL_PROTECTION] };

/** A certificate of version 3 (RFC 5280; GM/T 0015-2012). @returns DER */
export async function issueCertificate(order: CertificateOrder, issuer: Signer): Promise<Buffer> {
  const subject = nameOf(order);
  const tbs = AsnConvert.serialize(new TBSCertificate({
    version: Version.v3, serialNumber: arrayBuffer(positive(order.serial)), signature: algorithmOf(issuer),
    issuer: order.issuer ? AsnConvert.parse(order.issuer.subject, Name) : subject, subject,
    validity: new Validity({ notBefore: new Date(order.validFrom), notAfter: new Date(order.validTo) }),
    subjectPublicKeyInfo: AsnConvert.parse(order.spki, SubjectPublicKeyInfo),
    extensions: new Extensions(extensionsOf(order, issuer)),
  }));
  return signed(Buffer.from(tbs), issuer);
}

export interface RevocationListOrder {
  issuer: Certificate;
  revoked: readonly Revocation[];
  number: number;
  /** Epoch ms. */
  thisUpdate: number;
  nextUpdate: number;
}

/** A revocation list of version 2 (RFC 5280 §5). @returns DER */
export async function issueRevocationList(order: RevocationListOrder, issuer: Signer): Promise<Buffer> {
  const revokedCertificates = order.revoked.map(({ serial, at, reason }) => new RevokedCertificate({
    userCertificate: arrayBuffer(Buffer.from(serial, 'hex')), revocationDate: new Time(new Date(at)),
    ...(reason === 0 ? {} : { crlEntryExtensions: [extension(id_ce_cRLReasons, false, new CRLReason(reason))] }),
  }));
  const tbs = AsnConvert.serialize(new TBSCertList({
    version: Version.v2, signature: algorithmOf(issuer), issuer: AsnConvert.parse(order.issuer.subject, Name),
    thisUpdate: new Time(new Date(order.thisUpdate)), nextUpdate: new Time(new Date(order.nextUpdate)), ...(revokedCertificates.length > 0 ? { revokedCertificates } : {}),
    crlExtensions: [extension(id_ce_authorityKeyIdentifier, false, authorityKey(issuer)), extension(id_ce_cRLNumber, false, new CRLNumber(order.number))],
  }));
  return signed(Buffer.from(tbs), issuer);
}

function extensionsOf({ kind, spki }: CertificateOrder, issuer: Signer): Extension[] {
  const isRoot = kind === 'root';
  const use = isRoot ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  const extended = EXTENDED[kind];
  return [
    extension(id_ce_basicConstraints, true, new BasicConstraints(isRoot ? { cA: true, pathLenConstraint: 0 } : {})),
    extension(id_ce_keyUsage, true, new KeyUsage(use)),
    ...(extended === undefined ? [] : [new Extension({ extnID: id_ce_extKeyUsage, critical: false, extnValue: new OctetString(derSequence(...extended.map(derOid))) })]),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(arrayBuffer(keyIdentifier(spki)))),
    ...(isRoot ? [] : [extension(id_ce_authorityKeyIdentifier, false, authorityKey(issuer))]),
  ];
}

function extension(extnID: string, critical: boolean, value: object): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function authorityKey({ spki }: Signer): AuthorityKeyIdentifier {
  return new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdentifier(spki)) });
}

function nameOf({ name, organisationCode }: CertificateOrder): Name {
  const country = attribute('2.5.4.6', { printableString: 'CN' });
  const organisation = attribute('2.5.4.10', { utf8String: name });
  const code = organisationCode === undefined ? [] : [attribute(ORGANISATION_IDENTIFIER, { utf8String: organisationCode })];
  return new Name([country, organisation, ...code, attribute('2.5.4.3', { utf8String: name })]);
}

function attribute(type: string, value: Partial<AttributeValue>): RelativeDistinguishedName {
  return new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value: new AttributeValue(value) })]);
}

/** The parameters are absent, not NULL. */
function algorithmOf({ algorithm }: Signer): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm: SIGNATURE_OID[algorithm] });
}

async function signed(tbs: Buffer, issuer: Signer): Promise<Buffer> {
  return derSequence(tbs, derSequence(derOid(SIGNATURE_OID[issuer.algorithm])), derBits(await issuer.sign(tbs)));
}

/** A positive INTEGER without padding. */
function positive(serial: Buffer): Buffer {
  const bytes = Buffer.from(serial);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes;
}

function arrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
