import { createHash } from 'node:crypto';
import { der, derInteger, derOctets, derOid, derSequence } from '../der-writer';
import { readCertificate } from '../x509/certificate';

/** Identifiers of what stands in a CMS signature. */
export const CMS_OID = {
  data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2', contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47', sha256: '2.16.840.1.101.3.4.2.1', ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;
const SET = 0x31;
const [CONTEXT_0, CONTEXT_4] = [0xa0, 0xa4];
const INTEGER = 0x02;

/** What is needed to put a CMS signature into a PDF: ECDSA on P-256 with SHA-256. */
export interface DocumentSigner {
  /** DER. */
  certificate: Buffer;
  /** Roots of this installation, DER. */
  chain: Buffer[];
  /** @returns SEQUENCE { r, s } in DER over the bytes, which are hashed here */
  sign(bytes: Uint8Array): Promise<Buffer>;
}

/**
 * A detached CMS signature (RFC 5652) of level CAdES B-B (ETSI EN 319 122-1), as PAdES puts it into a PDF: content type, message digest and
 * signing certificate are signed. No signing time: PAdES has it in the PDF (ETSI EN 319 142-1 §6.3).
 * @param digest SHA-256 of what is signed
 * @returns DER
 */
export async function writeDocumentSignature(digest: Buffer, signer: DocumentSigner): Promise<Buffer> {
  const { issuer, serial } = readCertificate(signer.certificate);
  const algorithm = derSequence(derOid(CMS_OID.sha256));
  const certificateId = derSequence(
    derOctets(sha256(signer.certificate)),
    derSequence(derSequence(der(CONTEXT_4, issuer)), der(INTEGER, Buffer.from(serial, 'hex'))),
  );
  const attributes = sortedSet([
    attribute(CMS_OID.contentType, derOid(CMS_OID.data)),
    attribute(CMS_OID.messageDigest, derOctets(digest)),
    attribute(CMS_OID.signingCertificateV2, derSequence(derSequence(certificateId))),
  ]);
  const signature = await signer.sign(der(SET, attributes));
  const signerInfo = derSequence(
    derInteger(1), derSequence(issuer, der(INTEGER, Buffer.from(serial, 'hex'))), algorithm, der(CONTEXT_0, attributes),
    derSequence(derOid(CMS_OID.ecdsaWithSha256)), derOctets(signature),
  );
  const signedData = derSequence(
    derInteger(1), der(SET, algorithm), derSequence(derOid(CMS_OID.data)), der(CONTEXT_0, sortedSet([signer.certificate, ...signer.chain])), der(SET, signerInfo),
  );
  return derSequence(derOid(CMS_OID.signedData), der(CONTEXT_0, signedData));
}

const attribute = (oid: string, value: Buffer): Buffer => derSequence(derOid(oid), der(SET, value));
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
/** The elements of a SET OF in the order of DER (X.690 §11.6). */
const sortedSet = (elements: Buffer[]): Buffer => Buffer.concat([...elements].sort((one, other) => Buffer.compare(one, other)));
