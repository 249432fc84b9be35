import { type Sm2PrivateKey, sm3, Sm2PublicKey } from '@onething/crypto';
import { canonicalJson } from '@onething/kernel';

/** Version of the protocol, as every document of it names it. */
export const PROTOCOL = 'onething-exchange/1';
/** What stands where there is nothing before. */
export const NO_DIGEST = '0'.repeat(64);

/** Each kind of document is signed and digested under its name: a signature of one kind is none of another. */
export type DocumentKind = 'certificate' | 'directory' | 'core' | 'sealed' | 'message' | 'hub-receipt' | 'hub-statement' | 'request' | 'proof' | 'bytes';

/** What is signed: the protocol, a blank, the kind, a line feed, and the canonical form. */
export function signedBytes(kind: DocumentKind, body: unknown): Buffer {
  return Buffer.from(`${PROTOCOL} ${kind}\n${canonicalJson(body)}`);
}

/** SM3 over what would be signed, hexadecimal. */
export function digestOf(kind: DocumentKind, body: unknown): string {
  return sm3(signedBytes(kind, body));
}

/** SM2 with SM3. @returns DER in base64 */
export function signatureOf(kind: DocumentKind, body: unknown, key: Sm2PrivateKey): string {
  return key.sign(signedBytes(kind, body)).toString('base64');
}

/** @param signingKey SPKI in DER, base64 @returns false also when key or signature are none */
export function isSignedWith(kind: DocumentKind, body: unknown, signature: string, signingKey: string): boolean {
  try {
    const bytes = Buffer.from(signature, 'base64');
    return bytes.toString('base64') === signature && publicKeyOf(signingKey).verify(signedBytes(kind, body), bytes);
  } catch {
    return false;
  }
}

/** Name of a key: SM3 of its SPKI, hexadecimal. */
export function keyName(signingKey: string): string {
  return sm3(Buffer.from(signingKey, 'base64'));
}

const MOST_KEYS = 256;
const keys = new Map<string, Sm2PublicKey>();

/** Reading a key costs as much as a signature; the same few are met again and again. */
function publicKeyOf(spki: string): Sm2PublicKey {
  const known = keys.get(spki);
  if (known) return known;
  const key = new Sm2PublicKey(Buffer.from(spki, 'base64'));
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(spki, key);
  return key;
}
