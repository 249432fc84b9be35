import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeySet } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import { damaged, type KeyMarks } from './domain/manifest';

const deriveKey: (passphrase: string, salt: Buffer, length: number, options: ScryptOptions) => Promise<Buffer> = promisify(scrypt);

/** Half a second and 128 MiB for one guess (OWASP's advice for scrypt). */
const COST = { N: 2 ** 17, r: 8, p: 1 };
/** What a backup from elsewhere may ask of this machine's memory, bytes. */
const MOST_MEMORY = 1024 ** 3;
const BOUND = Buffer.from('onething-backup/keys/1');
const KEY_BYTES = 32;
const LEAST_PASSPHRASE = 12;

interface SealedKeys {
  kdf: 'scrypt';
  cost: typeof COST;
  /** base64, as the following ones. */
  salt: string;
  cipher: 'AES-256-GCM';
  iv: string;
  ct: string;
  tag: string;
}

/** @throws DomainError `BACKUP.SHORT_PASSPHRASE` */
export function assertPassphrase(passphrase: string): void {
  if (passphrase.length >= LEAST_PASSPHRASE) return;
  throw new DomainError('invalid', 'BACKUP.SHORT_PASSPHRASE', `The passphrase is too short: give at least ${LEAST_PASSPHRASE} characters`);
}

/** Private keys of seals: the text of each key's file by the file's name. */
export type KeyFiles = Readonly<Record<string, string>>;

/** The keys, readable only with the passphrase. */
export async function sealKeys(keys: KeySet | KeyFiles, passphrase: string): Promise<string> {
  assertPassphrase(passphrase);
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, salt, COST), iv).setAAD(BOUND);
  const ct = Buffer.concat([cipher.update(JSON.stringify(keys)), cipher.final()]);
  const sealed: SealedKeys = {
    kdf: 'scrypt', cost: COST, salt: salt.toString('base64'),
    cipher: 'AES-256-GCM', iv: iv.toString('base64'), ct: ct.toString('base64'), tag: cipher.getAuthTag().toString('base64'),
  };
  return JSON.stringify(sealed, null, 2);
}

/** @throws DomainError `BACKUP.WRONG_PASSPHRASE`; `BACKUP.DAMAGED` */
export async function unsealKeys<Keys extends KeySet | KeyFiles = KeySet>(text: string, passphrase: string): Promise<Keys> {
  const { cost, salt, iv, ct, tag } = JSON.parse(text) as SealedKeys;
  if (memoryOf(cost) > MOST_MEMORY) throw damaged('its keys ask for more memory than is reasonable');
  const key = await keyFrom(passphrase, Buffer.from(salt, 'base64'), cost);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: 16 }).setAAD(BOUND).setAuthTag(Buffer.from(tag, 'base64'));
  const start = decipher.update(Buffer.from(ct, 'base64'));
  let plain: Buffer;
  try {
    plain = Buffer.concat([start, decipher.final()]);
  } catch {
    throw new DomainError('refused', 'BACKUP.WRONG_PASSPHRASE', 'The keys of the backup do not open with this passphrase');
  }
  return JSON.parse(plain.toString('utf8')) as Keys;
}

/** What tells the same keys from other ones: an HMAC under each key, cut short. */
export function marksOf(keys: KeySet): KeyMarks {
  const mark = (key: string) => createHmac('sha256', Buffer.from(key, 'base64')).update('onething/backup/key-mark').digest('hex').slice(0, 16);
  const marks = (versions: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(versions).map(([id, key]) => [id, mark(key)]));
  return { encryption: marks(keys.encryption.keys), blindIndex: marks(keys.blindIndex.keys), signing: marks(keys.signing.keys) };
}

/** True when every key with which something in the backup may be encrypted or signed is in the set. */
export function holdsKeys(keys: KeySet, wanted: KeyMarks): boolean {
  const held = marksOf(keys);
  return (['encryption', 'blindIndex', 'signing'] as const).every((kind) => Object.entries(wanted[kind]).every(([id, mark]) => held[kind][id] === mark));
}

function keyFrom(passphrase: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return deriveKey(passphrase.normalize('NFC'), salt, KEY_BYTES, { ...cost, maxmem: 2 * memoryOf(cost) });
}

const memoryOf = ({ N, r }: typeof COST): number => 128 * N * r;
