/** What is wrong with a file, for those who tell people of it. */
export type PdfFailure = 'malformed' | 'uncovered' | 'nonCanonicalHex' | 'nonZeroPadding';

/** Bytes that are no PDF, or not in the form that this platform writes. */
export class MalformedPdfError extends Error {
  constructor(message: string, readonly failure: PdfFailure = 'malformed') {
    super(message);
  }
}

export class PdfName {
  /** @param name as it stands in the file, without the slash */
  constructor(readonly name: string) {}
}

/** A reference to an object of generation 0. */
export class PdfRef {
  constructor(readonly number: number) {}
}

export type PdfDictionary = Map<string, PdfValue>;
/** Strings are their bytes. */
export type PdfValue = null | boolean | number | Buffer | PdfName | PdfRef | PdfValue[] | PdfDictionary;

const DEEPEST = 32;
const SPACE = /[\0\t\n\f\r ]/;
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads values of PDF (ISO 32000-1 §7.3) one after another. */
export class PdfReader {
  /** @param text the file, every character a byte @param at where to begin, bytes */
  constructor(private readonly text: string, public at = 0) {}

  /** @throws MalformedPdfError when there is something else */
  expect(word: string): void {
    this.skip();
    if (!this.text.startsWith(word, this.at)) throw new MalformedPdfError(`"${word}" expected at ${this.at}`);
    this.at += word.length;
  }

  /** @throws MalformedPdfError */
  readInteger(): number {
    const value = this.readValue();
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw new MalformedPdfError(`a number expected before ${this.at}`);
    return value as number;
  }

  /** @throws MalformedPdfError */
  readDictionary(): PdfDictionary {
    return dictionaryOf(this.readValue());
  }

  /** @throws MalformedPdfError */
  readValue(depth = 0): PdfValue {
    if (depth > DEEPEST) throw new MalformedPdfError('nested too deeply');
    this.skip();
    const next = this.text[this.at];
    if (this.text.startsWith('<<', this.at)) return this.dictionary(depth);
    if (next === '[') return this.array(depth);
    if (next === '<') return this.hexString();
    if (next === '(') return this.literalString();
    if (next === '/') return this.name();
    return this.plain();
  }

  private skip(): void {
    while (this.at < this.text.length) {
      if (this.text[this.at] === '%') while (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at]!)) this.at += 1;
      else if (SPACE.test(this.text[this.at]!)) this.at += 1;
      else return;
    }
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2;
    const entries: PdfDictionary = new Map();
    for (this.skip(); !this.text.startsWith('>>', this.at); this.skip()) {
      if (this.text[this.at] !== '/') throw new MalformedPdfError(`a key expected at ${this.at}`);
      const { name } = this.name();
      if (entries.has(name)) throw new MalformedPdfError(`the key ${name} stands twice`);
      entries.set(name, this.readValue(depth + 1));
    }
    this.at += 2;
    return entries;
  }

  private array(depth: number): PdfValue[] {
    this.at += 1;
    const values: PdfValue[] = [];
    for (this.skip(); this.text[this.at] !== ']'; this.skip()) values.push(this.readValue(depth + 1));
    this.at += 1;
    return values;
  }

  private hexString(): Buffer {
    const end = this.text.indexOf('>', this.at);
    const hex = end < 0 ? '' : this.text.slice(this.at + 1, end);
    if (end < 0 || !/^(?:[0-9a-fA-F]{2})*$/.test(hex)) throw new MalformedPdfError(`a broken string at ${this.at}`);
    this.at = end + 1;
    return Buffer.from(hex, 'hex');
  }

  private literalString(): Buffer {
    let [at, open, text] = [this.at + 1, 1, ''];
    for (; open > 0; at += 1) {
      const character = this.text[at];
      if (character === undefined) throw new MalformedPdfError('a string without end');
      if (character === '\\') {
        const octal = /^[0-7]{1,3}/.exec(this.text.slice(at + 1, at + 4));
        text += octal ? String.fromCharCode(Number.parseInt(octal[0], 8) & 0xff) : ESCAPES[this.text[at + 1]!] ?? this.text[at + 1] ?? '';
        at += octal ? octal[0].length : 1;
        continue;
      }
      if (character === '(') open += 1;
      if (character === ')') open -= 1;
      if (open > 0) text += character;
    }
    this.at = at;
    return Buffer.from(text, 'latin1');
  }

  private name(): PdfName {
    const begin = this.at + 1;
    for (this.at = begin; this.at < this.text.length && REGULAR.test(this.text[this.at]!);) this.at += 1;
    return new PdfName(this.text.slice(begin, this.at));
  }

  private plain(): PdfValue {
    const reference = /^(\d{1,8}) 0 R(?![^\0\t\n\f\r ()<>[\]{}/%])/.exec(this.text.slice(this.at, this.at + 16));
    if (reference) {
      this.at += reference[0].length;
      return new PdfRef(Number(reference[1]));
    }
    const begin = this.at;
    while (this.at < this.text.length && REGULAR.test(this.text[this.at]!)) this.at += 1;
    const word = this.text.slice(begin, this.at);
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return Number(word);
    const constants: Record<string, PdfValue> = { true: true, false: false, null: null };
    if (word in constants) return constants[word]!;
    throw new MalformedPdfError(`no value at ${begin}`);
  }
}

/** @throws MalformedPdfError when the value is missing or no dictionary */
export function dictionaryOf(value: PdfValue | undefined): PdfDictionary {
  if (value instanceof Map) return value;
  throw new MalformedPdfError('a dictionary expected');
}

/** A value as it is written. Strings are written in hexadecimal. */
export function writtenPdf(value: PdfValue): string {
  if (Buffer.isBuffer(value)) return `<${value.toString('hex')}>`;
  if (value instanceof PdfName) return `/${value.name}`;
  if (value instanceof PdfRef) return `${value.number} 0 R`;
  if (Array.isArray(value)) return `[${value.map(writtenPdf).join(' ')}]`;
  if (value instanceof Map) return `<< ${[...value].map(([key, one]) => `/${key} ${writtenPdf(one)}`).join(' ')} >>`;
  return String(value);
}

/** A text as the bytes of a PDF string: ASCII as it is, else UTF-16 with its mark. */
export function textString(text: string): Buffer {
  if (/^[ -~]*$/.test(text)) return Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
}

export function name(text: string): PdfName {
  return new PdfName(text);
}
