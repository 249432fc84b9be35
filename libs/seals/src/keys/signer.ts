import { createPublicKey, verify } from 'node:crypto';
import { Sm2PublicKey } from '@onething/crypto';

/** SM2 with SM3 (GB/T 32918) for seals; ECDSA on P-256 with SHA-256 for signatures that readers of PDF outside must check. */
export const KEY_ALGORITHMS = ['SM2', 'P-256'] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** A key that signs without being seen: it may be in a file, a database or a hardware module. */
export interface Signer {
  readonly algorithm: KeyAlgorithm;
  /** Public half, SPKI in DER. */
  readonly spki: Buffer;
  /** @returns SEQUENCE { r, s } in DER over the message, which is hashed here */
  sign(message: Uint8Array): Promise<Buffer>;
}

/** Object identifier of the signature that an algorithm makes. */
export const SIGNATURE_OID: Record<KeyAlgorithm, string> = { 'SM2': '1.2.156.10197.1.501', 'P-256': '1.2.840.10045.4.3.2' };

/** @param oid of the signature's algorithm @param spki DER @returns false also when the key is of another kind, or the algorithm unknown */
export function verifiesSignature(oid: string, spki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (oid === SIGNATURE_OID.SM2) return new Sm2PublicKey(spki).verify(message, signature);
    if (oid !== SIGNATURE_OID['P-256']) return false;
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && verify('sha256', message, key, signature);
  } catch {
    return false;
  }
}
