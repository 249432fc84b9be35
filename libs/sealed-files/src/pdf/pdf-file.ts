import { dictionaryOf, MalformedPdfError, type PdfDictionary, PdfReader, PdfRef, type PdfValue } from './pdf-syntax';

/** What one revision of a file added: its part of the file ends where its end mark does. */
export interface PdfRevision {
  /** Where its cross-reference table begins, bytes. */
  tableAt: number;
  /** First byte behind it: this many bytes are the file as it was then. */
  end: number;
  /** Number of each object that it wrote, and where. */
  offsets: Map<number, number>;
  trailer: PdfDictionary;
}

const MOST_REVISIONS = 16;
const MOST_OBJECTS = 100_000;
const END = /startxref\n(\d{1,10})\n%%EOF\n$/;

/**
 * A PDF with cross-reference tables, as this platform writes them: nothing stands behind its end, and its revisions join without a gap.
 * Files of other programs may be refused.
 */
export class PdfFile {
  private readonly offsets = new Map<number, number>();

  /** @param revisions the oldest first */
  private constructor(readonly bytes: Buffer, private readonly text: string, readonly revisions: readonly PdfRevision[]) {
    for (const revision of revisions) for (const [number, offset] of revision.offsets) this.offsets.set(number, offset);
  }

  /** @throws MalformedPdfError */
  static read(bytes: Buffer): PdfFile {
    if (!/^%PDF-[12]\.\d\n/.test(bytes.subarray(0, 9).toString('latin1'))) throw new MalformedPdfError('no PDF');
    const found = END.exec(bytes.subarray(-64).toString('latin1'));
    if (!found) throw new MalformedPdfError('no end, or bytes behind it');
    const text = bytes.toString('latin1');
    const revisions: PdfRevision[] = [];
    for (let at: number | undefined = Number(found[1]); at !== undefined; at = previousOf(revisions[0]!)) {
      if (revisions.length === MOST_REVISIONS) throw new MalformedPdfError('too many revisions');
      revisions.unshift(readRevision(text, at));
    }
    if (revisions.at(-1)!.end !== bytes.length) throw new MalformedPdfError('bytes behind the end');
    return new PdfFile(bytes, text, revisions);
  }

  get trailer(): PdfDictionary {
    return this.revisions.at(-1)!.trailer;
  }

  /** The newest version of an object. @throws MalformedPdfError when there is none */
  get(reference: PdfRef): PdfValue {
    return this.open(reference).readValue();
  }

  /** The value itself, or what it refers to. @throws MalformedPdfError */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    return value instanceof PdfRef ? this.get(value) : value;
  }

  /** @throws MalformedPdfError */
  dictionary(value: PdfValue | undefined): PdfDictionary {
    return dictionaryOf(this.resolve(value));
  }

  get catalogue(): PdfDictionary {
    return this.dictionary(this.trailer.get('Root'));
  }

  /** A stream as it is stored. @throws MalformedPdfError when it is none */
  stream(reference: PdfRef): { dictionary: PdfDictionary; content: Buffer } {
    const reader = this.open(reference);
    const dictionary = reader.readDictionary();
    const length = dictionary.get('Length');
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) throw new MalformedPdfError('no stream');
    reader.expect('stream\n');
    const content = this.bytes.subarray(reader.at, reader.at + length);
    if (content.length !== length) throw new MalformedPdfError('a stream that breaks off');
    reader.at += length;
    reader.expect('endstream');
    return { dictionary, content };
  }

  /** Where the object begins in the file, bytes. @throws MalformedPdfError */
  offsetOf({ number }: PdfRef): number {
    const offset = this.offsets.get(number);
    if (offset === undefined) throw new MalformedPdfError(`there is no object ${number}`);
    return offset;
  }

  private open(reference: PdfRef): PdfReader {
    const reader = new PdfReader(this.text, this.offsetOf(reference));
    reader.expect(`${reference.number} 0 obj`);
    return reader;
  }
}

function previousOf({ trailer, tableAt }: PdfRevision): number | undefined {
  const previous = trailer.get('Prev');
  if (previous === undefined) return undefined;
  if (typeof previous !== 'number' || !Number.isSafeInteger(previous) || previous < 0 || previous >= tableAt) throw new MalformedPdfError('a table that refers forward');
  return previous;
}

function readRevision(file: string, tableAt: number): PdfRevision {
  if (tableAt >= file.length) throw new MalformedPdfError('a table outside of the file');
  const reader = new PdfReader(file, tableAt);
  reader.expect('xref\n');
  const offsets = new Map<number, number>();
  for (let text = lineAt(file, reader.at); text !== 'trailer'; text = lineAt(file, reader.at)) {
    const [first, count] = headOf(text);
    reader.at += text.length + 1;
    if (count > MOST_OBJECTS || reader.at + count * 20 > file.length) throw new MalformedPdfError('a table that breaks off');
    for (let index = 0; index < count; index += 1, reader.at += 20) {
      const row = /^(\d{10}) 00000 n \n$|^0000000000 65535 f \n$/.exec(file.slice(reader.at, reader.at + 20));
      if (!row) throw new MalformedPdfError('a broken row of a table');
      if (row[1] !== undefined) offsets.set(first + index, Number(row[1]));
    }
  }
  reader.expect('trailer');
  const trailer = reader.readDictionary();
  reader.expect('startxref');
  if (reader.readInteger() !== tableAt) throw new MalformedPdfError('an end of another table');
  const end = reader.at + '\n%%EOF\n'.length;
  if (file.slice(reader.at, end) !== '\n%%EOF\n') throw new MalformedPdfError('a revision without end');
  return { tableAt, end, offsets, trailer };
}

function lineAt(file: string, at: number): string {
  const end = file.indexOf('\n', at);
  if (end < 0 || end - at > 40) throw new MalformedPdfError('a table without trailer');
  return file.slice(at, end);
}

function headOf(text: string): [number, number] {
  const parts = /^(\d{1,8}) (\d{1,8})$/.exec(text);
  if (!parts) throw new MalformedPdfError('a broken head of a table');
  return [Number(parts[1]), Number(parts[2])];
}
