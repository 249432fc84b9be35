import { createPrivateKey, createPublicKey, createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { KeyVersions } from './key-set';
import { sm3 } from './sm3';

/** Default identity of a signer (GB/T 32918.2 names none; GM/T 0009-2012 §10). */
const SIGNER_ID = Buffer.from('1234567812345678');
/** Parameters a and b and base point of the curve sm2p256v1 (GB/T 32918.5-2017). */
const CURVE = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);
const ID_BITS = Buffer.from([0, SIGNER_ID.length * 8]);
/** Bytes of a point's two coordinates at the end of an SPKI with an uncompressed point. */
const POINT_BYTES = 64;

/** The public half of a key, with which anybody checks signatures. */
export interface PublicSigningKey {
  id: string;
  /** SPKI in PEM. */
  pem: string;
}

interface SigningKey {
  id: string;
  privateKey: KeyObject;
  verifier: SignatureVerifier;
}

/** Signs what outsiders must be able to check: SM2 with SM3 (GB/T 32918.2), DER. Old keys of the key file still verify. */
export class SigningKeys {
  private byId: Map<string, SigningKey>;
  private current: SigningKey;

  /** @throws RangeError when `current` names no key, or a key is no SM2 key */
  constructor(versions: KeyVersions) {
    ({ byId: this.byId, current: this.current } = readKeys(versions));
  }

  get currentKeyId(): string {
    return this.current.id;
  }

  /**
   * Takes over a key file to which keys were added.
   * @throws RangeError when it is malformed or lacks a key; nothing is taken then
   */
  renew(versions: KeyVersions): void {
    const { byId, current } = readKeys(versions);
    for (const [id, { verifier }] of this.byId) {
      if (byId.get(id)?.verifier.pem !== verifier.pem) throw new RangeError(`The signing key "${id}" is missing or another one`);
    }
    [this.byId, this.current] = [byId, current];
  }

  /** @param keyId the current key when not given. @returns base64 @throws RangeError when there is no such key */
  sign(message: string, keyId = this.current.id): string {
    const key = this.byId.get(keyId);
    if (!key) throw new RangeError(`There is no signing key "${keyId}"`);
    return createSign('sm3').update(key.verifier.prefix).update(message).sign(key.privateKey, 'base64');
  }

  /** Public halves of all keys, the oldest first. */
  publicKeys(): PublicSigningKey[] {
    return [...this.byId.values()].map(({ id, verifier }) => ({ id, pem: verifier.pem }));
  }
}

function readKeys({ current, keys }: KeyVersions): { byId: Map<string, SigningKey>; current: SigningKey } {
  const byId = new Map(Object.entries(keys).map(([id, base64]) => [id, readKey(id, base64)]));
  const key = byId.get(current);
  if (!key) throw new RangeError(`The signing keys have no key "${current}", which "current" names`);
  return { byId, current: key };
}

/** Checks signatures with public keys alone. */
export class SignatureVerifier {
  /** What SM2 hashes before the message: Z of GB/T 32918.2 §5.5. */
  readonly prefix: Buffer;
  readonly pem: string;
  private readonly key: KeyObject;

  /** @throws RangeError when the text is no SM2 public key */
  constructor(pem: string) {
    this.key = publicKeyOf(pem);
    const spki = this.key.export({ type: 'spki', format: 'der' });
    this.prefix = Buffer.from(sm3(Buffer.concat([ID_BITS, SIGNER_ID, CURVE, spki.subarray(-POINT_BYTES)])), 'hex');
    this.pem = this.key.export({ type: 'spki', format: 'pem' }) as string;
  }

  /** @param signature base64 */
  verify(message: string, signature: string): boolean {
    try {
      return createVerify('sm3').update(this.prefix).update(message).verify(this.key, signature, 'base64');
    } catch {
      return false;
    }
  }
}

/** A new private key: PKCS #8 in base64, as the key file holds it. */
export function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
  return privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
}

/** Only a key that was read from its encoding signs as SM2: a fresh one of `generateKeyPairSync` would silently sign ECDSA. */
function readKey(id: string, base64: string): SigningKey {
  if (!/^[A-Za-z0-9]{1,20}$/.test(id)) throw new RangeError(`The signing key id "${id}" must be letters and digits`);
  try {
    const privateKey = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
    const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string;
    return { id, privateKey, verifier: new SignatureVerifier(pem) };
  } catch {
    throw new RangeError(`The signing key "${id}" is no SM2 key in PKCS #8, base64`);
  }
}

/** Object identifier of sm2p256v1, 1.2.156.10197.1.301, in DER. */
const SM2_CURVE = Buffer.from('06082a811ccf5501822d', 'hex');

function publicKeyOf(pem: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.export({ type: 'spki', format: 'der' }).includes(SM2_CURVE)) return key;
  } catch {
    // Said below, without the text that was given.
  }
  throw new RangeError('This is no SM2 public key in PEM');
}
