import { PdfFile } from './pdf-file';
import { type PdfDictionary, PdfRef, type PdfValue, writtenPdf } from './pdf-syntax';

/** A further revision of a PDF (incremental update, ISO 32000-1 §7.5.6): all bytes that were there stay as they are. */
export class PdfUpdate {
  readonly file: PdfFile;
  private readonly objects = new Map<number, Buffer>();
  private size: number;

  /** @throws MalformedPdfError */
  constructor(private readonly before: Buffer) {
    this.file = PdfFile.read(before);
    this.size = this.file.trailer.get('Size') as number;
  }

  /** Adds an object. */
  add(value: PdfValue): PdfRef {
    const reference = new PdfRef(this.size);
    this.size += 1;
    this.put(reference, value);
    return reference;
  }

  /** Adds a stream that is stored as it is. */
  addStream(dictionary: PdfDictionary, content: Buffer): PdfRef {
    const head = writtenPdf(new Map<string, PdfValue>([...dictionary, ['Length', content.length]]));
    const reference = this.add(null);
    this.objects.set(reference.number, Buffer.concat([Buffer.from(`${head}\nstream\n`, 'latin1'), content, Buffer.from('\nendstream', 'latin1')]));
    return reference;
  }

  /** Gives an object another value. */
  put(reference: PdfRef, value: PdfValue): void {
    this.objects.set(reference.number, Buffer.from(writtenPdf(value), 'latin1'));
  }

  write(): Buffer {
    const parts = [this.before];
    let at = this.before.length;
    const push = (part: Buffer) => {
      parts.push(part);
      at += part.length;
    };
    let table = '';
    for (const [number, body] of [...this.objects].sort(([one], [other]) => one - other)) {
      table += `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
      push(Buffer.concat([Buffer.from(`${number} 0 obj\n`, 'latin1'), body, Buffer.from('\nendobj\n', 'latin1')]));
    }
    const trailer = new Map(this.file.trailer).set('Size', this.size).set('Prev', this.file.revisions.at(-1)!.tableAt);
    push(Buffer.from(`xref\n${table}trailer\n${writtenPdf(trailer)}\nstartxref\n${at}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(parts);
  }
}
