import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { PdfFile } from './pdf-file';
import { MalformedPdfError, PdfName, PdfRef, type PdfValue } from './pdf-syntax';
import { SEAL_ATTACHMENT } from './sealed-pdf';

/** The parts of a file that this platform sealed. Slices of what was received; nothing is verified but the form. */
export interface SealedPdf {
  /** Revision 1, of which the seal's signature holds the SM3. */
  rendered: Buffer;
  /** SES_Signature, DER. */
  sealSignature: Buffer;
  /** The metadata that were rendered into revision 1; absent when there are none. */
  metadata?: Buffer;
  /** CMS of the PAdES signature, DER. */
  documentSignature: Buffer;
  /** SHA-256 of everything that the PAdES signature covers: the whole file without the place of the signature itself. */
  documentDigest: Buffer;
  /** `/M`, as it stands in the file: `D:20261124120000+08'00'`. */
  signedAt: string;
}

export const METADATA_ATTACHMENT = 'metadata.xml';
const LARGEST_ATTACHMENT = 1024 * 1024;

/**
 * Takes a sealed file apart (rendered, seal's signature attached, signed as a whole).
 * @throws MalformedPdfError when it is not in that form: another number of revisions, bytes that the signature does not cover, hexadecimal that
 *   is not canonical, padding that is not zero
 */
export function readSealedPdf(bytes: Buffer): SealedPdf {
  const file = PdfFile.read(bytes);
  if (file.revisions.length !== 3) throw new MalformedPdfError(`${file.revisions.length} revisions instead of 3`);
  const signature = signatureField(file);
  const { begin, end, cms } = placeOfSignature(file, signature);
  const digest = createHash('sha256').update(bytes.subarray(0, begin)).update(bytes.subarray(end)).digest();
  const attachments = attachmentsOf(file);
  const seal = attachments.get(SEAL_ATTACHMENT);
  if (!seal) throw new MalformedPdfError('no seal is attached');
  const metadata = attachments.get(METADATA_ATTACHMENT);
  return {
    rendered: bytes.subarray(0, file.revisions[0]!.end), sealSignature: contentOf(file, seal), ...(metadata ? { metadata: contentOf(file, metadata) } : {}),
    documentSignature: cms, documentDigest: digest, signedAt: stringOf(signature.get('M')).toString('latin1'),
  };
}

function signatureField(file: PdfFile) {
  const fields = file.resolve(file.dictionary(file.catalogue.get('AcroForm')).get('Fields'));
  if (!Array.isArray(fields) || fields.length !== 1) throw new MalformedPdfError('not one signature');
  const signature = file.dictionary(file.dictionary(fields[0]).get('V'));
  const form = signature.get('SubFilter');
  if (!(form instanceof PdfName) || form.name !== 'ETSI.CAdES.detached') throw new MalformedPdfError('a signature of another kind');
  return signature;
}

function placeOfSignature(file: PdfFile, signature: Map<string, PdfValue>): { begin: number; end: number; cms: Buffer } {
  const range = signature.get('ByteRange');
  const { bytes } = file;
  if (!Array.isArray(range) || range.length !== 4 || !range.every(Number.isSafeInteger)) throw new MalformedPdfError('no range of bytes');
  const [from, begin, end, rest] = range as [number, number, number, number];
  if (from !== 0 || begin < file.revisions[1]!.end || end <= begin || end + rest !== bytes.length) throw new MalformedPdfError('the signature does not cover the whole file', 'uncovered');
  const hex = /^<((?:[0-9a-f]{2})+)>$/.exec(bytes.subarray(begin, end).toString('latin1'))?.[1];
  if (hex === undefined) throw new MalformedPdfError('the signature is not in canonical hexadecimal', 'nonCanonicalHex');
  const contents = Buffer.from(hex, 'hex');
  if (!contents.equals(stringOf(signature.get('Contents')))) throw new MalformedPdfError('the range leaves out something else than the signature', 'uncovered');
  const length = derLength(contents);
  if (contents.subarray(length).some((byte) => byte !== 0)) throw new MalformedPdfError('padding that is not zero', 'nonZeroPadding');
  return { begin, end, cms: contents.subarray(0, length) };
}

/** Of the one element at the beginning, with its header. */
function derLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  const count = first & 0x7f;
  const length = first < 0x80 ? 2 + first : count >= 1 && count <= 3 && bytes.length > 2 + count ? 2 + count + bytes.readUIntBE(2, count) : Infinity;
  if (bytes[0] !== 0x30 || length > bytes.length) throw new MalformedPdfError('no signature in its place');
  return length;
}

function attachmentsOf(file: PdfFile): Map<string, PdfRef> {
  const names = file.resolve(file.dictionary(file.dictionary(file.catalogue.get('Names')).get('EmbeddedFiles')).get('Names'));
  const found = new Map<string, PdfRef>();
  for (let at = 0; Array.isArray(names) && at + 1 < names.length; at += 2) {
    const label = stringOf(names[at]).toString('latin1');
    const content = file.dictionary(file.dictionary(names[at + 1]).get('EF')).get('F');
    if (!(content instanceof PdfRef) || found.has(label)) throw new MalformedPdfError('a broken attachment');
    found.set(label, content);
  }
  return found;
}

function contentOf(file: PdfFile, reference: PdfRef): Buffer {
  const { dictionary, content } = file.stream(reference);
  const filter = dictionary.get('Filter');
  if (filter === undefined) return content;
  if (!(filter instanceof PdfName) || filter.name !== 'FlateDecode') throw new MalformedPdfError('an attachment that cannot be read');
  try {
    return inflateSync(content, { maxOutputLength: LARGEST_ATTACHMENT });
  } catch {
    throw new MalformedPdfError('an attachment that cannot be read');
  }
}

function stringOf(value: PdfValue | undefined): Buffer {
  if (Buffer.isBuffer(value)) return value;
  throw new MalformedPdfError('a string expected');
}
