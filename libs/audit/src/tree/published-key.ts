import { canonicalJson } from '@onething/kernel';

/** A public key as it lies beside the heads. The key before vouches for it, so that who trusts the first can trust all. */
export interface PublishedKey {
  key: string;
  /** SPKI in PEM. */
  publicKey: string;
  /** Id of the key that signed the endorsement; absent for the first key. */
  endorsedBy?: string;
  /** SM2 with SM3 over `endorsementText`; DER, base64. */
  endorsement?: string;
}

/** What the key before signs. */
export const endorsementText = (key: string, publicKey: string): string => canonicalJson({ key, publicKey });
