import type { KeyAlgorithm, Signer } from './signer';

/** Where private keys are (密钥库): a file store of ours, or a hardware module. A private key never leaves it. */
export abstract class KeyStore {
  /** Makes a key. @returns its id @throws DomainError `SEALS.NO_KEY_STORE` */
  abstract create(algorithm: KeyAlgorithm): Promise<string>;

  /** @throws DomainError `SEALS.NO_KEY_STORE`, `SEALS.KEY_NOT_FOUND` */
  abstract getSigner(keyId: string): Promise<Signer>;

  /** Makes a key unusable for good; one that is not there is no failure. @throws DomainError `SEALS.NO_KEY_STORE` */
  abstract destroy(keyId: string): Promise<void>;
}
