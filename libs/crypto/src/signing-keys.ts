import { createPublicKey } from 'node:crypto';
import type { KeyVersions } from './key-set';
import { newSm2Key, Sm2PrivateKey, Sm2PublicKey } from './sm2';

/** The public half of a key, with which anybody checks signatures. */
export interface PublicSigningKey {
  id: string;
  /** SPKI in PEM. */
  pem: string;
}

interface SigningKey {
  id: string;
  privateKey: Sm2PrivateKey;
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
    return key.privateKey.sign(message).toString('base64');
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
  readonly pem: string;
  private readonly key: Sm2PublicKey;

  /** @throws RangeError when the text is no SM2 public key */
  constructor(pem: string) {
    this.key = publicKeyOf(pem);
    this.pem = pemOf(this.key);
  }

  /** @param signature base64 */
  verify(message: string, signature: string): boolean {
    return this.key.verify(message, Buffer.from(signature, 'base64'));
  }
}

/** A new private key: PKCS #8 in base64, as the key file holds it. */
export function newSigningKey(): string {
  return newSm2Key().toString('base64');
}

function readKey(id: string, base64: string): SigningKey {
  if (!/^[A-Za-z0-9]{1,20}$/.test(id)) throw new RangeError(`The signing key id "${id}" must be letters and digits`);
  try {
    const privateKey = new Sm2PrivateKey(Buffer.from(base64, 'base64'));
    return { id, privateKey, verifier: new SignatureVerifier(pemOf(privateKey.publicKey)) };
  } catch {
    throw new RangeError(`The signing key "${id}" is no SM2 key in PKCS #8, base64`);
  }
}

function publicKeyOf(pem: string): Sm2PublicKey {
  try {
    return new Sm2PublicKey(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
  } catch {
    // Without the text that was given.
    throw new RangeError('This is no SM2 public key in PEM');
  }
}

function pemOf({ spki }: Sm2PublicKey): string {
  return createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' }) as string;
}
