import { createPublicKey } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Sm2PrivateKey } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import { CERTIFICATE_SCHEMA, type ExchangeCertificate, type PinnedRoots } from './protocol/certificate';
import type { NodeKey } from './protocol/envelope';
import { base64, list, object, requireShape } from './protocol/shape';

/** A certificate with its private keys, as the key file holds them: base64; PKCS #8, and 32 bytes of X25519. */
export interface StoredNodeKey {
  certificate: ExchangeCertificate;
  signingKey: string;
  sealingKey?: string;
}

const KEY_FILE_SCHEMA = object({ keys: list(object({ 'certificate': CERTIFICATE_SCHEMA, 'signingKey': base64, 'sealingKey?': base64 }), 50, 1) });

/** The keys of a node (or hub), old ones among them: what was sealed to those may still be under way. */
export abstract class NodeKeys {
  abstract list(): readonly StoredNodeKey[];

  /** The certificate in force that was issued last, to sign with. @param now epoch ms @throws DomainError `EXCHANGE.NO_KEY_IN_FORCE` */
  current(now: number): NodeKey {
    const usable = this.list().filter(({ certificate }) => Date.parse(certificate.notBefore) <= now && now <= Date.parse(certificate.notAfter));
    const [newest] = usable.sort((one, other) => Date.parse(other.certificate.notBefore) - Date.parse(one.certificate.notBefore));
    if (!newest) throw new DomainError('unavailable', 'EXCHANGE.NO_KEY_IN_FORCE', 'No certificate of this node is in force. Put a new one of the national root into the key file.');
    return { certificate: newest.certificate, signing: this.signingOf(newest) };
  }

  /** Private halves by serial of certificate. */
  sealingKeys(): Map<string, Buffer> {
    return new Map(this.list().flatMap(({ certificate, sealingKey }) => (sealingKey === undefined ? [] : [[certificate.serial, Buffer.from(sealingKey, 'base64')] as const])));
  }

  private readonly signing = new Map<string, Sm2PrivateKey>();

  private signingOf({ certificate: { serial }, signingKey }: StoredNodeKey): Sm2PrivateKey {
    const known = this.signing.get(serial) ?? new Sm2PrivateKey(Buffer.from(signingKey, 'base64'));
    this.signing.set(serial, known);
    return known;
  }
}

/** Keys that are known already: of tests. */
export class GivenNodeKeys extends NodeKeys {
  constructor(private readonly keys: StoredNodeKey[]) {
    super();
  }

  list(): readonly StoredNodeKey[] {
    return this.keys;
  }

  /** As an operator adds one to the file. */
  add(key: StoredNodeKey): void {
    this.keys.push(key);
  }
}

/** Keys in a file, which is read again when it has changed: certificates are renewed while the platform runs. */
export class FileNodeKeys extends NodeKeys {
  private read: { keys: StoredNodeKey[]; changedAt: number } | undefined;

  constructor(private readonly file: string) {
    super();
  }

  /** @throws DomainError `EXCHANGE.KEY_FILE_UNREADABLE` */
  list(): readonly StoredNodeKey[] {
    try {
      const changedAt = statSync(this.file).mtimeMs;
      if (this.read?.changedAt !== changedAt) {
        this.read = { ...requireShape<{ keys: StoredNodeKey[] }>(KEY_FILE_SCHEMA, JSON.parse(readFileSync(this.file, 'utf8'))), changedAt };
      }
      return this.read.keys;
    } catch (error) {
      const problem = (error as NodeJS.ErrnoException).code ?? 'malformed';
      throw new DomainError('unavailable', 'EXCHANGE.KEY_FILE_UNREADABLE', `The key file of the exchange cannot be read (${problem}). See EXCHANGE_KEY_FILE.`);
    }
  }
}

/** @param pem one or more public keys @throws DomainError `EXCHANGE.NO_ROOT` */
export function rootsIn(pem: string): PinnedRoots {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g) ?? [];
  if (blocks.length === 0) throw new DomainError('invalid', 'EXCHANGE.NO_ROOT', 'There is no public key of the national root in the file of EXCHANGE_ROOT_FILE.');
  return blocks.map((block) => createPublicKey(block).export({ type: 'spki', format: 'der' }).toString('base64'));
}
