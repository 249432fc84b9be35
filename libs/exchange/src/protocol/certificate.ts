import { canonicalJson } from '@onething/kernel';
import type { Sm2PrivateKey } from '@onething/crypto';
import { refusal } from './refusals';
import { base64, instant, object, region, serial, digest, shortText } from './shape';
import { isSignedWith, keyName, PROTOCOL, signatureOf } from './signing';

/** The hub in the place of a region. */
export const HUB_REGION = '000000';

/** A certificate of the national root: who holds an SM2 key to sign with and, of nodes, an X25519 key to seal to. */
export interface ExchangeCertificate {
  format: typeof PROTOCOL;
  /** 16 random bytes, hexadecimal. */
  serial: string;
  role: 'node' | 'hub';
  /** Division code of the province; `000000` the hub. */
  region: string;
  name: string;
  /** SM2, SPKI in DER, base64. */
  signingKey: string;
  /** X25519, 32 bytes, base64; the hub has none, for nothing is sealed to it. */
  sealingKey?: string;
  notBefore: string;
  notAfter: string;
  /** SM3 of the root's SPKI. */
  root: string;
  signature: string;
}

export const CERTIFICATE_SCHEMA = object({
  'format': { const: PROTOCOL }, serial, 'role': { enum: ['node', 'hub'] }, region, 'name': shortText, 'signingKey': base64, 'sealingKey?': base64,
  'notBefore': instant, 'notAfter': instant, 'root': digest, 'signature': base64,
});

/** Public keys of the national root that a node was given by hand, SPKI in DER, base64. More than one while a root changes. */
export type PinnedRoots = readonly string[];

export function issueExchangeCertificate(order: Omit<ExchangeCertificate, 'format' | 'root' | 'signature'>, root: Sm2PrivateKey): ExchangeCertificate {
  const body = { ...order, format: PROTOCOL, root: keyName(root.publicKey.spki.toString('base64')) } as const;
  return { ...body, signature: signatureOf('certificate', body, root) };
}

/** @throws DomainError `EXCHANGE.CERTIFICATE_UNTRUSTED` */
export function requireIssued(certificate: ExchangeCertificate, roots: PinnedRoots): void {
  const root = roots.find((key) => keyName(key) === certificate.root);
  if (root === undefined || !isIssuedBy(root, certificate)) throw refusal('CERTIFICATE_UNTRUSTED');
}

const MOST_CERTIFICATES = 1000;
const issued = new Set<string>();

/** The same few certificates come with all messages: each is verified once, just as it is written. */
function isIssuedBy(root: string, certificate: ExchangeCertificate): boolean {
  const text = `${root}\n${canonicalJson(certificate)}`;
  if (issued.has(text)) return true;
  const { signature, ...body } = certificate;
  if (!isSignedWith('certificate', body, signature, root)) return false;
  if (issued.size >= MOST_CERTIFICATES) issued.clear();
  issued.add(text);
  return true;
}
