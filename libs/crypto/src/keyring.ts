import { createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '@onething/kernel';
import { type Algorithm, decryptValue, DecryptionError, encryptValue, type Envelope, type Key, type Place } from './envelope';
import { generateKeySet, type KeySet, type KeyVersions } from './key-set';
import { hmacSm3 } from './sm3';

/** What a ring needs of the key file. */
type RingKeys = Pick<KeySet, 'encryption' | 'blindIndex'>;

/**
 * Encrypts personal data for storage, and makes the values by which they can be found or compared without being read.
 * Keys are only ever added: `renew` takes a key file that has more of them than before.
 */
export class Keyring {
  private encryption: Versions<Key>;
  private index: Versions<IndexKey>;
  private keySet: RingKeys;
  private source: () => RingKeys | undefined = () => undefined;
  private readonly algorithm: Algorithm;

  /** @throws RangeError when `current` names no key, or a key has not 32 bytes */
  constructor(keySet: RingKeys, options: { algorithm?: Algorithm } = {}) {
    this.encryption = readVersions('encryption', keySet.encryption, (key) => key);
    this.index = readVersions('blindIndex', keySet.blindIndex, indexKey);
    this.keySet = keySet;
    this.algorithm = options.algorithm ?? 'AES-256-GCM';
  }

  /** A ring with fresh keys, for tests. */
  static generate(options: { algorithm?: Algorithm } = {}): Keyring {
    return new Keyring(generateKeySet(), options);
  }

  /** Id of the key under which new values are encrypted. */
  get currentKeyId(): string {
    return this.encryption.current.id;
  }

  /** Version of the key with which new blind indexes are made; they begin with it and a dot. */
  get currentIndexVersion(): string {
    return this.index.current.id;
  }

  /** @param source where a key is looked for that is not in the ring: the key file as it is by now, if it can be read */
  lookForKeysIn(source: () => RingKeys | undefined): void {
    this.source = source;
  }

  /**
   * Takes over a key file to which keys were added; new values come under its current ones.
   * @throws RangeError when a key of the ring is missing there or is another one, or the set is malformed: the ring then stays as it is
   */
  renew(keySet: RingKeys): void {
    for (const kind of ['encryption', 'blindIndex'] as const) {
      const lost = Object.entries(this.keySet[kind].keys).find(([id, key]) => keySet[kind].keys[id] !== key);
      if (lost) throw new RangeError(`The ${kind} key "${lost[0]}" is missing or another one: keys are only added while the platform runs`);
    }
    const [encryption, index] = [readVersions('encryption', keySet.encryption, (key) => key), readVersions('blindIndex', keySet.blindIndex, indexKey)];
    [this.encryption, this.index, this.keySet] = [encryption, index, keySet];
  }

  encrypt(place: Place, plaintext: string): Envelope {
    return encryptValue(this.encryption.current, this.algorithm, place, plaintext);
  }

  /** @throws DecryptionError when the value was altered or moved, or its key is not in the ring */
  decrypt(place: Place, envelope: Envelope): string {
    const key = this.encryption.byId.get(envelope.keyId) ?? this.lookAgain(envelope.keyId);
    if (!key) throw new DecryptionError(place, `the key "${envelope.keyId}" is not in the key file`);
    return decryptValue(key, place, envelope);
  }

  /** Another process may know a key already that was added a moment ago. */
  private lookAgain(keyId: string): Key | undefined {
    const keySet = this.source();
    if (keySet?.encryption.keys[keyId] === undefined) return undefined;
    this.renew(keySet);
    return this.encryption.byId.get(keyId);
  }

  /**
   * Equal values of one purpose have equal indexes, so that a database can find a value which it cannot read.
   * @param purpose what the value is, for example `person.number`; one value has unlike indexes for two purposes
   * @returns `<version>.<64 hexadecimal digits>`
   */
  blindIndex(purpose: string, value: string): string {
    return indexUnder(this.index.current, purpose, value);
  }

  /** The indexes under all keys of the ring, the current one first: for a search while rows are being re-indexed. */
  blindIndexes(purpose: string, value: string): string[] {
    const older = [...this.index.byId.values()].filter((key) => key !== this.index.current);
    return [this.index.current, ...older].map((key) => indexUnder(key, purpose, value));
  }

  /**
   * What an event says about data that it must not contain: whoever holds the data and the key can check that they are the
   * same, nobody else can guess them.
   * @param value any value that JSON can carry
   * @returns `<version>.<64 hexadecimal digits>`
   */
  keyedDigest(value: unknown): string {
    return digestUnder(this.index.current, value);
  }

  /** True when the digest was made over an equal value, also under an older key of the ring. */
  matchesDigest(value: unknown, digest: string): boolean {
    const key = this.index.byId.get(digest.split('.')[0]!);
    if (!key) return false;
    const [expected, given] = [Buffer.from(digestUnder(key, value)), Buffer.from(digest)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}

interface Versions<K extends Key> {
  current: K;
  byId: Map<string, K>;
}

/** A key with what is derived from it, once: they are used at every request. */
interface IndexKey extends Key {
  blindIndex: KeyObject;
  keyedDigest: KeyObject;
}

function indexKey(key: Key): IndexKey {
  const derived = (purpose: string) => createSecretKey(hmacSm3(key.secret, `onething/${purpose}`));
  return { ...key, blindIndex: derived('blind-index'), keyedDigest: derived('keyed-digest') };
}

function readVersions<K extends Key>(kind: string, { current, keys }: KeyVersions, complete: (key: Key) => K): Versions<K> {
  const byId = new Map(Object.entries(keys).map(([id, base64]) => {
    const bytes = Buffer.from(base64, 'base64');
    if (!/^[A-Za-z0-9]{1,20}$/.test(id)) throw new RangeError(`The ${kind} key id "${id}" must be letters and digits`);
    if (bytes.length !== 32) throw new RangeError(`The ${kind} key "${id}" is not 32 bytes in base64`);
    return [id, complete({ id, secret: createSecretKey(bytes) })];
  }));
  const currentKey = byId.get(current);
  if (!currentKey) throw new RangeError(`The ${kind} keys have no key "${current}", which "current" names`);
  return { current: currentKey, byId };
}

function indexUnder(key: IndexKey, purpose: string, value: string): string {
  return `${key.id}.${hmacSm3(key.blindIndex, JSON.stringify([purpose, value])).toString('hex')}`;
}

function digestUnder(key: IndexKey, value: unknown): string {
  return `${key.id}.${hmacSm3(key.keyedDigest, canonicalJson(value)).toString('hex')}`;
}
