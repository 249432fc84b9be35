import { hash } from 'node:crypto';
import { canonicalJson } from '@onething/kernel';
import type { Digest } from './tree-hash';

/** What is signed: how large the tree was at an instant, and its root (RFC 9162 §4.10). */
export interface TreeHead {
  /** 1, 2, 3 … */
  number: number;
  /** Leaves. */
  size: number;
  /** ISO 8601, UTC. */
  time: string;
  root: Digest;
  /** SM3 of the line of the head before; 64 zeros before the first. */
  previous: Digest;
  /** Id of the signing key. */
  key: string;
}

export interface SignedTreeHead extends TreeHead {
  /** SM2 with SM3 over `signedText` of the head; DER, base64. */
  signature: string;
}

/** What stands before the first head. */
export const NO_HEAD: Digest = '0'.repeat(64);

/** The bytes that are signed: canonical JSON, in UTF-8. */
export function signedText({ number, size, time, root, previous, key }: TreeHead): string {
  return canonicalJson({ number, size, time, root, previous, key });
}

/** The first line of a head's file. */
export const headLine = (head: SignedTreeHead): string => `{"head":${signedText(head)},"signature":${JSON.stringify(head.signature)}}`;

/** What the next head names as its previous one. */
export const headDigest = (head: SignedTreeHead): Digest => hash('sm3', headLine(head));

/** Name of a head's file: numbers in the order of names. */
export const headFileName = (number: number): string => `${String(number).padStart(12, '0')}.jsonl`;

/** @returns the number of the head that a file of this name holds; undefined when it is no such name */
export function numberOfFile(name: string): number | undefined {
  const digits = /^(\d{12})\.jsonl$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** @returns undefined when the line is not, character by character, that of a head */
export function parseHeadLine(line: string): SignedTreeHead | undefined {
  try {
    const { head, signature } = JSON.parse(line) as { head: TreeHead; signature: string };
    const parsed = { ...head, signature };
    return headLine(parsed) === line && Number.isSafeInteger(head.size) && !Number.isNaN(Date.parse(head.time)) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
