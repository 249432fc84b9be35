import { randomBytes } from 'node:crypto';

/** Versions of one kind of key: new values use `current`, old ones are read with the key that they name. */
export interface KeyVersions {
  current: string;
  /** Key id → 32 bytes in base64. Ids are letters and digits. */
  keys: Readonly<Record<string, string>>;
}

/** The content of the key file: encryption keys and, versioned apart, the keys of blind indexes and keyed digests. */
export interface KeySet {
  encryption: KeyVersions;
  blindIndex: KeyVersions;
}

export function generateKeySet(): KeySet {
  return { encryption: { current: 'e1', keys: { e1: newKey() } }, blindIndex: { current: 'b1', keys: { b1: newKey() } } };
}

/**
 * The same set with a new key as the current one. Old keys stay: values under them must still be read.
 * @param kind which of the two kinds gets a new key
 */
export function addKey(keySet: KeySet, kind: keyof KeySet): KeySet {
  const { keys } = keySet[kind];
  const prefix = kind === 'encryption' ? 'e' : 'b';
  const highest = Math.max(0, ...Object.keys(keys).map((id) => Number(/^[a-z](\d+)$/.exec(id)?.[1] ?? 0)));
  const id = `${prefix}${highest + 1}`;
  return { ...keySet, [kind]: { current: id, keys: { ...keys, [id]: newKey() } } };
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}
