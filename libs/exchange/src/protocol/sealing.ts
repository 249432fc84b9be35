import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { refusal } from './refusals';
import { base64, object, serial } from './shape';
import { PROTOCOL } from './signing';

/** Ephemeral X25519, HKDF-SHA256, AES-256-GCM. Another algorithm gets another name; Node offers neither SM2 encryption nor SM4-GCM. */
export const SEAL_ALGORITHM = 'X25519-HKDF-SHA256-AES-256-GCM';

/** Bytes that only the holder of one key can read. */
export interface Sealed {
  algorithm: typeof SEAL_ALGORITHM;
  /** Serial of the recipient's certificate. */
  certificate: string;
  /** Public half of a key that was made for this alone: 32 bytes, base64. */
  ephemeral: string;
  /** Ciphertext and the tag of 16 bytes behind it, base64. */
  content: string;
}

export const SEALED_SCHEMA = object({ algorithm: { type: 'string' }, certificate: serial, ephemeral: base64, content: base64 });

const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** An X25519 key to which is sealed; the private half is 32 bytes. */
export interface SealingKey {
  private: Buffer;
  public: Buffer;
}

export function newSealingKey(): SealingKey {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return {
    private: privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-KEY_BYTES), public: publicKey.export({ type: 'spki', format: 'der' }).subarray(-KEY_BYTES),
  };
}

/** @param bound is authenticated with the content, and must be the same when it is opened */
export function seal(content: Uint8Array, recipient: { certificate: string; sealingKey: string }, bound: Uint8Array): Sealed {
  const ephemeral = newSealingKey();
  const their = Buffer.from(recipient.sealingKey, 'base64');
  const { key, iv } = secretsOf(privateKeyOf(ephemeral.private), their, ephemeral.public, their, 'message');
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
  const parts = [cipher.update(content), cipher.final()];
  return {
    algorithm: SEAL_ALGORITHM, certificate: recipient.certificate, ephemeral: ephemeral.public.toString('base64'),
    content: Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64'),
  };
}

/**
 * @param privateKeys by serial of their certificate: those of older certificates stay until nothing is under way to them
 * @throws DomainError `EXCHANGE.SEAL_WRONG`
 */
export function openSealed(sealed: Sealed, privateKeys: ReadonlyMap<string, Buffer>, bound: Uint8Array): Buffer {
  const own = privateKeys.get(sealed.certificate);
  if (sealed.algorithm !== SEAL_ALGORITHM || !own) throw refusal('SEAL_WRONG');
  try {
    const [ephemeral, content] = [Buffer.from(sealed.ephemeral, 'base64'), Buffer.from(sealed.content, 'base64')];
    const key = privateKeyOf(own);
    const secrets = secretsOf(key, ephemeral, ephemeral, publicHalf(key), 'message');
    const decipher = createDecipheriv('aes-256-gcm', secrets.key, secrets.iv).setAAD(bound).setAuthTag(content.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(content.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw refusal('SEAL_WRONG');
  }
}

/** Key and initial vector come from a secret that is used once, so neither is ever used twice. */
export function secretsOf(own: KeyObject, their: Buffer, ephemeral: Buffer, recipient: Buffer, purpose: 'message' | 'file'): { key: Buffer; iv: Buffer } {
  const shared = diffieHellman({ privateKey: own, publicKey: publicKeyOf(their) });
  const bytes = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), `${PROTOCOL} ${purpose}`, KEY_BYTES + IV_BYTES));
  return { key: bytes.subarray(0, KEY_BYTES), iv: bytes.subarray(KEY_BYTES) };
}

export function privateKeyOf(raw: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, raw]), format: 'der', type: 'pkcs8' });
}

export function publicHalf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-KEY_BYTES);
}

function publicKeyOf(raw: Buffer): KeyObject {
  if (raw.length !== KEY_BYTES) throw new RangeError('An X25519 key has 32 bytes');
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
}
