import { createCipheriv, createDecipheriv, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { hmacSm3 } from './sm3';

/** `SM4-CTR-HMAC-SM3` encrypts, then authenticates: Node's OpenSSL offers no SM4-GCM. */
export const ALGORITHMS = ['AES-256-GCM', 'SM4-CTR-HMAC-SM3'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** An encrypted value as it is stored. `iv`, `ct` and `tag` are base64. */
export interface Envelope {
  keyId: string;
  alg: Algorithm;
  iv: string;
  ct: string;
  tag: string;
}

/** Where a value stands. It is authenticated with the value, so that a ciphertext moved to another row or field is refused. */
export interface Place {
  table: string;
  field: string;
  /** Primary key of the row. */
  row: string;
}

/** A stored value cannot be read: it was altered or moved, or its key is gone. The message holds neither value nor key. */
export class DecryptionError extends Error {
  constructor(readonly place: Place, problem: string) {
    super(`${place.table}.${place.field} of row ${place.row} cannot be decrypted: ${problem}`);
    this.name = 'DecryptionError';
  }
}

/** Keys are objects of Node's: bytes would be made into one at every use, which costs more than the encryption. */
export interface Key {
  id: string;
  secret: KeyObject;
}

interface Cipher {
  encrypt(key: KeyObject, plaintext: Buffer, bound: Buffer): { iv: Buffer; ct: Buffer; tag: Buffer };
  /** @returns undefined when the value is not authentic */
  decrypt(key: KeyObject, sealed: { iv: Buffer; ct: Buffer; tag: Buffer }, bound: Buffer): Buffer | undefined;
}

const GCM_TAG_BYTES = 16;

const CIPHERS: Record<Algorithm, Cipher> = {
  'AES-256-GCM': {
    encrypt(key, plaintext, bound) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
      const ct = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      return { iv, ct, tag: cipher.getAuthTag() };
    },
    decrypt(key, { iv, ct, tag }, bound) {
      if (tag.length !== GCM_TAG_BYTES || iv.length !== 12) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: GCM_TAG_BYTES }).setAAD(bound).setAuthTag(tag);
      const start = decipher.update(ct);
      try {
        return Buffer.concat([start, decipher.final()]);
      } catch {
        return undefined;
      }
    },
  },
  'SM4-CTR-HMAC-SM3': {
    encrypt(key, plaintext, bound) {
      const iv = randomBytes(16);
      const cipher = createCipheriv('sm4-ctr', subkey(key, 'encryption').subarray(0, 16), iv);
      const ct = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      return { iv, ct, tag: macOf(key, iv, ct, bound) };
    },
    decrypt(key, { iv, ct, tag }, bound) {
      const expected = macOf(key, iv, ct, bound);
      if (iv.length !== 16 || tag.length !== expected.length || !timingSafeEqual(tag, expected)) return undefined;
      const decipher = createDecipheriv('sm4-ctr', subkey(key, 'encryption').subarray(0, 16), iv);
      return Buffer.concat([decipher.update(ct), decipher.final()]);
    },
  },
};

export function encryptValue(key: Key, alg: Algorithm, place: Place, plaintext: string): Envelope {
  const { iv, ct, tag } = CIPHERS[alg].encrypt(key.secret, Buffer.from(plaintext, 'utf8'), boundData(key.id, alg, place));
  return { keyId: key.id, alg, iv: iv.toString('base64'), ct: ct.toString('base64'), tag: tag.toString('base64') };
}

/** @throws DecryptionError when the value was altered or moved, or its algorithm is unknown */
export function decryptValue(key: Key, place: Place, envelope: Envelope): string {
  const cipher = CIPHERS[envelope.alg] as Cipher | undefined;
  if (!cipher) throw new DecryptionError(place, `its algorithm "${envelope.alg}" is unknown`);
  const sealed = { iv: bytes(envelope.iv), ct: bytes(envelope.ct), tag: bytes(envelope.tag) };
  const plaintext = cipher.decrypt(key.secret, sealed, boundData(key.id, envelope.alg, place));
  if (!plaintext) throw new DecryptionError(place, 'it was altered, or moved from another place');
  return plaintext.toString('utf8');
}

/** JSON keeps the parts apart: no two places give the same bytes. */
function boundData(keyId: string, alg: Algorithm, { table, field, row }: Place): Buffer {
  return Buffer.from(JSON.stringify([keyId, alg, table, field, row]), 'utf8');
}

function macOf(key: KeyObject, iv: Buffer, ct: Buffer, bound: Buffer): Buffer {
  const boundLength = Buffer.alloc(8);
  boundLength.writeBigUInt64BE(BigInt(bound.length));
  return hmacSm3(subkey(key, 'authentication'), Buffer.concat([boundLength, bound, iv, ct]));
}

function subkey(key: KeyObject, purpose: 'encryption' | 'authentication'): Buffer {
  return hmacSm3(key, `onething/sm4/${purpose}`);
}

function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
