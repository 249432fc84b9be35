import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type EncryptedColumn, type Envelope, type Keyring, newSm2Key, type ReplacedValue, Sm2PrivateKey, type StoredValue } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import { KEY_FILE_NAME, writeKeyFile } from './key-files';
import { KeyStore } from './key-store.port';
import type { KeyAlgorithm, Signer } from './signer';

/** A key as its file holds it. */
interface StoredKey {
  id: string;
  algorithm: KeyAlgorithm;
  /** SPKI in DER, base64. */
  publicKey: string;
  /** PKCS #8 in DER, base64, encrypted under the platform's key file. */
  privateKey: Envelope;
}

const TABLE = 'seal_key';
const FIELD = 'privateKey';

/**
 * Keys in a folder, a file each, encrypted under the platform's encryption keys: folder and key file together are needed to sign. A key is
 * decrypted for each signature and kept nowhere.
 */
export class FileKeyStore extends KeyStore {
  constructor(private readonly folder: string, private readonly keyring: Keyring) {
    super();
  }

  async create(algorithm: KeyAlgorithm): Promise<string> {
    const id = randomUUID();
    const pkcs8 = newKey(algorithm);
    const { spki } = signerOf(algorithm, pkcs8);
    await this.write({ id, algorithm, publicKey: spki.toString('base64'), privateKey: this.keyring.encrypt(placeOf(id), pkcs8.toString('base64')) });
    return id;
  }

  async getSigner(keyId: string): Promise<Signer> {
    const { algorithm, publicKey } = await this.read(keyId);
    return {
      algorithm, spki: Buffer.from(publicKey, 'base64'),
      sign: async (message) => {
        const stored = await this.read(keyId);
        return signerOf(stored.algorithm, Buffer.from(this.keyring.decrypt(placeOf(keyId), stored.privateKey), 'base64')).sign(message);
      },
    };
  }

  async destroy(keyId: string): Promise<void> {
    if (KEY_FILE_NAME.test(`${keyId}.json`)) await rm(join(this.folder, `${keyId}.json`), { force: true });
  }

  /** For the rotation of the platform's encryption keys. */
  asEncryptedColumn(): EncryptedColumn {
    return {
      table: TABLE, field: FIELD,
      findStale: async ({ keyId }, after, limit) => {
        const stored = await Promise.all((await this.ids()).filter((id) => after === undefined || id > after).map((id) => this.read(id)));
        return stored.filter(({ privateKey }) => privateKey.keyId !== keyId).slice(0, limit).map(({ id, privateKey }): StoredValue => ({ row: id, envelope: privateKey }));
      },
      replace: async (values) => (await Promise.all(values.map((value) => this.replace(value)))).filter(Boolean).length,
    };
  }

  private async replace({ row, before, after }: ReplacedValue): Promise<boolean> {
    const stored = await this.read(row);
    if (stored.privateKey.ct !== before.ct) return false;
    await this.write({ ...stored, privateKey: after });
    return true;
  }

  private async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.flatMap((name) => KEY_FILE_NAME.exec(name)?.[1] ?? []).sort();
  }

  private async read(keyId: string): Promise<StoredKey> {
    if (!KEY_FILE_NAME.test(`${keyId}.json`)) throw notFound(keyId);
    try {
      return JSON.parse(await readFile(join(this.folder, `${keyId}.json`), 'utf8')) as StoredKey;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notFound(keyId);
      throw error;
    }
  }

  private write(stored: StoredKey): Promise<void> {
    return writeKeyFile(this.folder, `${stored.id}.json`, JSON.stringify(stored));
  }
}

/** For an installation without a folder of keys: everything else works, sealing does not. */
export class AbsentKeyStore extends KeyStore {
  create(): Promise<string> {
    return this.refuse();
  }

  getSigner(): Promise<Signer> {
    return this.refuse();
  }

  destroy(): Promise<void> {
    return this.refuse();
  }

  private async refuse(): Promise<never> {
    throw new DomainError('unavailable', 'SEALS.NO_KEY_STORE', 'This installation has no store of signing keys. Name its folder in SEAL_KEY_FOLDER.', { retryAfter: 3600 });
  }
}

function newKey(algorithm: KeyAlgorithm): Buffer {
  return algorithm === 'SM2' ? newSm2Key() : generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'der' } }).privateKey;
}

function signerOf(algorithm: KeyAlgorithm, pkcs8: Buffer): { spki: Buffer; sign(message: Uint8Array): Buffer } {
  if (algorithm === 'SM2') {
    const key = new Sm2PrivateKey(pkcs8);
    return { spki: key.publicKey.spki, sign: (message) => key.sign(message) };
  }
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return { spki: createPublicKey(key).export({ type: 'spki', format: 'der' }), sign: (message) => sign('sha256', message, key) };
}

const placeOf = (id: string) => ({ table: TABLE, field: FIELD, row: id });

function notFound(keyId: string): DomainError {
  return new DomainError('notFound', 'SEALS.KEY_NOT_FOUND', `The key store has no key ${keyId}. Was its folder restored?`);
}
