import { createHash } from 'node:crypto';
import type { PdfFile } from './pdf-file';
import { dictionaryOf, name, type PdfDictionary, type PdfRef, type PdfValue, textString, writtenPdf } from './pdf-syntax';
import { PdfUpdate } from './pdf-update';

/** Name of the attachment that holds the SES_Signature (GB/T 38540-2020). */
export const SEAL_ATTACHMENT = 'seal-signature.der';
/** Stands in /ByteRange until the places are known; room for files of 1 GB. */
const RANGE_PLACE: PdfValue[] = [0, 999_999_999, 999_999_999, 999_999_999];

/**
 * Revision 2: the seal's signature as an attachment. What was there, the bytes that it signs, is not touched.
 * @param rendered revision 1, as it was rendered @param signature SES_Signature in DER
 */
export function attachSeal(rendered: Buffer, signature: Buffer): Buffer {
  const update = new PdfUpdate(rendered);
  const content = update.addStream(new Map<string, PdfValue>([['Type', name('EmbeddedFile')], ['Subtype', name('application#2Foctet-stream')]]), signature);
  const label = textString(SEAL_ATTACHMENT);
  const specification = update.add(new Map<string, PdfValue>([
    ['Type', name('Filespec')], ['F', label], ['UF', label], ['EF', new Map([['F', content]])], ['AFRelationship', name('Supplement')],
    ['Desc', textString('电子签章 SES_Signature GB/T 38540-2020')],
  ]));
  const catalogue = new Map(update.file.catalogue);
  const names = new Map(catalogue.has('Names') ? update.file.dictionary(catalogue.get('Names')) : []);
  const attached = names.has('EmbeddedFiles') ? update.file.dictionary(names.get('EmbeddedFiles')) : new Map<string, PdfValue>();
  names.set('EmbeddedFiles', new Map([['Names', [...listOf(update.file, attached.get('Names')), label, specification]]]));
  catalogue.set('Names', names).set('AF', [...listOf(update.file, catalogue.get('AF')), specification]);
  update.put(update.file.trailer.get('Root') as PdfRef, catalogue);
  return update.write();
}

export interface SignatureOrder {
  /** Epoch ms; stands in the PDF, as PAdES wants. */
  signedAt: number;
  /** Who signs: the authority. */
  signer: string;
  reason: string;
  /** Bytes that the CMS may have at most. */
  room: number;
  /** @param digest SHA-256 of the whole file without the place of the signature @returns CMS in DER */
  sign: (digest: Buffer) => Promise<Buffer>;
}

/** Revision 3, the last: a PAdES signature (ETSI EN 319 142-1) over the whole file. @throws RangeError when the CMS is longer than its room */
export async function signPdf(sealed: Buffer, order: SignatureOrder): Promise<Buffer> {
  const update = new PdfUpdate(sealed);
  const signature = update.add(new Map<string, PdfValue>([
    ['Type', name('Sig')], ['Filter', name('Adobe.PPKLite')], ['SubFilter', name('ETSI.CAdES.detached')], ['ByteRange', RANGE_PLACE],
    ['Contents', Buffer.alloc(order.room)], ['M', Buffer.from(pdfDate(order.signedAt), 'latin1')], ['Name', textString(order.signer)], ['Reason', textString(order.reason)],
  ]));
  addField(update, signature);
  return fill(update.write(), order);
}

/** An invisible field on the first page: the seal is drawn there already. */
function addField(update: PdfUpdate, signature: PdfRef): void {
  const { file } = update;
  const catalogue = new Map(file.catalogue);
  const [page] = listOf(file, file.dictionary(catalogue.get('Pages')).get('Kids')) as [PdfRef];
  const field = update.add(new Map<string, PdfValue>([
    ['Type', name('Annot')], ['Subtype', name('Widget')], ['FT', name('Sig')], ['T', textString('Signature1')], ['Rect', [0, 0, 0, 0]], ['F', 132], ['P', page], ['V', signature],
  ]));
  const pageEntries: PdfDictionary = new Map(dictionaryOf(file.get(page)));
  update.put(page, pageEntries.set('Annots', [...listOf(file, pageEntries.get('Annots')), field]));
  update.put(file.trailer.get('Root') as PdfRef, catalogue.set('AcroForm', new Map<string, PdfValue>([['Fields', [field]], ['SigFlags', 3]])));
}

async function fill(bytes: Buffer, { room, sign }: SignatureOrder): Promise<Buffer> {
  const begin = bytes.lastIndexOf(`/Contents <${'0'.repeat(64)}`) + '/Contents '.length;
  const end = begin + room * 2 + 2;
  const place = writtenPdf(RANGE_PLACE);
  const range = `[0 ${begin} ${end} ${bytes.length - end}]`.padEnd(place.length);
  bytes.write(range, bytes.lastIndexOf(place), 'latin1');
  const digest = createHash('sha256').update(bytes.subarray(0, begin)).update(bytes.subarray(end)).digest();
  const cms = await sign(digest);
  if (cms.length > room) throw new RangeError(`The signature has ${cms.length} bytes, there is room for ${room}`);
  bytes.write(cms.toString('hex'), begin + 1, 'latin1');
  return bytes;
}

function listOf(file: PdfFile, value: PdfValue | undefined): PdfValue[] {
  const found = file.resolve(value);
  return Array.isArray(found) ? found : [];
}

/** `D:YYYYMMDDHHmmSS+08'00'`, China's time. @param time epoch ms */
function pdfDate(time: number): string {
  return `D:${new Date(time + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)}+08'00'`;
}
