/** Bytes that are no canonical DER, or not the structure that was expected. */
export class MalformedError extends Error {}

/** One element of DER (X.690 §10) as it was received. */
export interface DerElement {
  /** First byte: class, constructed bit, number. */
  tag: number;
  /** Header and content. */
  raw: Buffer;
  content: Buffer;
}

export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utf8: 0x0c, printable: 0x13, ia5: 0x16,
  utcTime: 0x17, generalizedTime: 0x18, sequence: 0x30, context0: 0xa0,
} as const;

const DEEPEST = 24;
const CONSTRUCTED = 0x20;

/**
 * The one element that the bytes are, with everything inside checked: definite and shortest lengths, whole numbers and truth values in
 * their one form, nothing behind. So no other bytes mean the same, and what is verified is what was received.
 * @throws MalformedError
 */
export function readDer(bytes: Uint8Array): DerElement {
  const elements = readElements(Buffer.from(bytes));
  if (elements.length !== 1) throw new MalformedError(elements.length === 0 ? 'no bytes' : 'bytes behind the end');
  requireCanonical(elements[0]!, 0);
  return elements[0]!;
}

/** The elements of a constructed one, in order. @throws MalformedError when it is none, or has another tag than was expected */
export function childrenOf(element: DerElement | undefined, tag: number = TAG.sequence): DerElement[] {
  return readElements(contentOf(element, tag));
}

/** @throws MalformedError when the element is missing or has another tag */
export function contentOf(element: DerElement | undefined, tag: number): Buffer {
  if (element?.tag !== tag) throw new MalformedError(`tag ${tag} expected, found ${element ? element.tag : 'nothing'}`);
  return element.content;
}

/** @throws MalformedError */
export function integerOf(element: DerElement | undefined): number {
  const content = contentOf(element, TAG.integer);
  if (content.length > 6) throw new MalformedError('a number too large');
  return content.readIntBE(0, content.length);
}

/** Whole bytes of a BIT STRING. @throws MalformedError also when bits are left over */
export function bitsOf(element: DerElement | undefined): Buffer {
  const content = contentOf(element, TAG.bitString);
  if (content[0] !== 0) throw new MalformedError('a bit string of odd bits');
  return content.subarray(1);
}

/** @throws MalformedError */
export function textOf(element: DerElement | undefined, tag: number): string {
  const content = contentOf(element, tag);
  if (tag !== TAG.utf8 && content.some((byte) => byte > 0x7e)) throw new MalformedError('a text of other characters than ASCII');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new MalformedError('a text that is no UTF-8');
  }
}

/** Epoch ms of a UTCTime or GeneralizedTime in UTC with seconds. @throws MalformedError */
export function timeOf(element: DerElement | undefined): number {
  const isShort = element?.tag === TAG.utcTime;
  const text = textOf(element, isShort ? TAG.utcTime : TAG.generalizedTime);
  const parts = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!parts || (parts[1]!.length === 2) !== isShort) throw new MalformedError('a time that is not in UTC with seconds');
  const year = isShort ? `${Number(parts[1]) < 50 ? '20' : '19'}${parts[1]}` : parts[1]!;
  const iso = `${year}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}.000Z`;
  const time = Date.parse(iso);
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso) throw new MalformedError('a time that does not exist');
  return time;
}

/** Dotted form. @throws MalformedError */
export function oidOf(element: DerElement | undefined): string {
  const content = contentOf(element, TAG.oid);
  const arcs: bigint[] = [];
  let arc = 0n;
  let begins = true;
  for (const byte of content) {
    if (begins && byte === 0x80) throw new MalformedError('an object identifier with padding');
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    begins = (byte & 0x80) === 0;
    if (begins) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  if (!begins || arcs.length === 0) throw new MalformedError('an object identifier that breaks off');
  const [first, ...rest] = arcs as [bigint, ...bigint[]];
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

function readElements(bytes: Buffer): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const { header, length } = readHeader(bytes, at);
    const end = at + header + length;
    if (end > bytes.length) throw new MalformedError('bytes are missing');
    elements.push({ tag: bytes[at]!, raw: bytes.subarray(at, end), content: bytes.subarray(at + header, end) });
    at = end;
  }
  return elements;
}

function readHeader(bytes: Buffer, at: number): { header: number; length: number } {
  const first = bytes[at + 1];
  if ((bytes[at]! & 0x1f) === 0x1f || first === undefined) throw new MalformedError('a tag that is not used here, or no length');
  if (first < 0x80) return { header: 2, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) throw new MalformedError('a length without end, too long or broken off');
  const length = bytes.readUIntBE(at + 2, count);
  if (length < 0x80 || (count > 1 && bytes[at + 2] === 0)) throw new MalformedError('a length that could be shorter');
  return { header: 2 + count, length };
}

function requireCanonical(element: DerElement, depth: number): void {
  if (depth > DEEPEST) throw new MalformedError('nested too deeply');
  const isUniversal = element.tag < 0x40;
  const mustNest = (element.tag & 0x1f) === 0x10 || (element.tag & 0x1f) === 0x11;
  const nests = (element.tag & CONSTRUCTED) !== 0;
  if (isUniversal && mustNest !== nests) throw new MalformedError('an element in the wrong form');
  if (nests) readElements(element.content).forEach((child) => requireCanonical(child, depth + 1));
  else if (isUniversal) requireCanonicalValue(element);
}

function requireCanonicalValue({ tag, content }: DerElement): void {
  const [first, second] = content;
  if (tag === TAG.boolean && !(content.length === 1 && (first === 0 || first === 0xff))) throw new MalformedError('a truth value in a form of its own');
  if (tag === TAG.bitString && (first === undefined || first > 7 || (content.length === 1 && first !== 0))) throw new MalformedError('a broken bit string');
  if (tag !== TAG.integer) return;
  const isPadded = content.length > 1 && ((first === 0 && second! < 0x80) || (first === 0xff && second! >= 0x80));
  if (content.length === 0 || isPadded) throw new MalformedError('a number that could be shorter');
}
