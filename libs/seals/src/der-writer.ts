import { TAG } from './der';

/** One element of DER. */
export function der(tag: number, ...parts: (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const derSequence = (...parts: Uint8Array[]): Buffer => der(TAG.sequence, ...parts);
export const derOctets = (bytes: Uint8Array): Buffer => der(TAG.octetString, bytes);
export const derBits = (bytes: Uint8Array): Buffer => der(TAG.bitString, Buffer.from([0]), bytes);

/** @param value from 0 to 2³¹ − 1 */
export function derInteger(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return der(TAG.integer, ...(bytes[0]! >= 0x80 ? [Buffer.from([0])] : []), bytes);
}

export function derOid(dotted: string): Buffer {
  const [root, second, ...rest] = dotted.split('.').map(BigInt) as [bigint, bigint, ...bigint[]];
  return der(TAG.oid, Buffer.from([root * 40n + second, ...rest].flatMap(arcBytes)));
}

/** @param time epoch ms, cut to seconds */
export function derGeneralizedTime(time: number): Buffer {
  return der(TAG.generalizedTime, `${new Date(time).toISOString().replace(/\D/g, '').slice(0, 14)}Z`);
}

function arcBytes(arc: bigint): number[] {
  const bytes = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return bytes;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([0x80 | significant.length]), significant]);
}
