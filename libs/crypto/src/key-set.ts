import { randomBytes } from 'node:crypto';
import { newSigningKey } from './signing-keys';

/** Versions of one kind of key: new values use `current`, old ones are read with the key that they name. */
export interface KeyVersions {
  current: string;
  /** Key id → key in base64: 32 bytes, of `signing` an SM2 key in PKCS #8. Ids are letters and digits. */
  keys: Readonly<Record<string, string>>;
}

/**
 * The content of the key file: encryption keys and, versioned apart, the keys of blind indexes and keyed digests, and the keys that
 * sign tree heads.
 */
export interface KeySet {
  encryption: KeyVersions;
  blindIndex: KeyVersions;
  signing: KeyVersions;
}

const PREFIX: Record<keyof KeySet, string> = { encryption: 'e', blindIndex: 'b', signing: 's' };

export function generateKeySet(): KeySet {
  return {
    encryption: { current: 'e1', keys: { e1: newKey() } }, blindIndex: { current: 'b1', keys: { b1: newKey() } }, signing: { current: 's1', keys: { s1: newSigningKey() } },
  };
}

/**
 * The same set with a new key as the current one. Old keys stay: values under them must still be read.
 * @param kind which one gets a new key
 */
export function addKey(keySet: KeySet, kind: keyof KeySet): KeySet {
  const { keys } = keySet[kind];
  const highest = Math.max(0, ...Object.keys(keys).map((id) => Number(/^[a-z](\d+)$/.exec(id)?.[1] ?? 0)));
  const id = `${PREFIX[kind]}${highest + 1}`;
  return { ...keySet, [kind]: { current: id, keys: { ...keys, [id]: kind === 'signing' ? newSigningKey() : newKey() } } };
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}
