import { createCipheriv, createDecipheriv } from 'node:crypto';
import { canonicalJson } from '@onething/kernel';
import { refusal } from './refusals';
import { privateKeyOf, publicHalf, secretsOf } from './sealing';

/** Bytes of content in a part; each part is sealed by itself, so a transfer goes on where it broke off. */
export const PART_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
const COUNTER_BYTES = 4;

/** Key and initial vector of one file to one recipient. */
export interface FileSecrets {
  key: Buffer;
  iv: Buffer;
}

/** What a part is: authenticated with it, so parts cannot be exchanged, left out at the end, or belong to another file. */
export interface PartPlace {
  sha256: string;
  part: number;
  parts: number;
}

/** @param sealingKey of the recipient, base64 */
export function secretsToSeal(ephemeralPrivate: Buffer, sealingKey: string): FileSecrets {
  const [own, their] = [privateKeyOf(ephemeralPrivate), Buffer.from(sealingKey, 'base64')];
  return secretsOf(own, their, publicHalf(own), their, 'file');
}

/** @param ephemeral public half, base64 */
export function secretsToOpen(ownPrivate: Buffer, ephemeral: string): FileSecrets {
  const [own, their] = [privateKeyOf(ownPrivate), Buffer.from(ephemeral, 'base64')];
  return secretsOf(own, their, their, publicHalf(own), 'file');
}

export function partsOf(size: number): number {
  return Math.max(1, Math.ceil(size / PART_BYTES));
}

/** The same part gives the same bytes each time. @returns ciphertext and tag */
export function sealPart(content: Uint8Array, place: PartPlace, { key, iv }: FileSecrets): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, vectorOf(iv, place.part)).setAAD(boundTo(place));
  const parts = [cipher.update(content), cipher.final()];
  return Buffer.concat([...parts, cipher.getAuthTag()]);
}

/** @throws DomainError `EXCHANGE.SEAL_WRONG` */
export function openPart(sealed: Buffer, place: PartPlace, { key, iv }: FileSecrets): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, vectorOf(iv, place.part)).setAAD(boundTo(place)).setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw refusal('SEAL_WRONG', `It is part ${place.part} of a file.`);
  }
}

/** A vector of its own for each part: the number of the part over the last four bytes. */
function vectorOf(iv: Buffer, part: number): Buffer {
  const vector = Buffer.from(iv);
  const at = vector.length - COUNTER_BYTES;
  vector.writeUInt32BE((vector.readUInt32BE(at) ^ part) >>> 0, at);
  return vector;
}

function boundTo({ sha256, part, parts }: PartPlace): Buffer {
  return Buffer.from(canonicalJson({ sha256, part, parts }));
}
