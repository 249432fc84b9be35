import { randomBytes } from 'node:crypto';

/** Versions of one kind of key: new values use `current`, old ones are read with the key that they name. */
export interface KeyVersions {
  current: string;
  /** Key id → 32 bytes in base64. */
  keys: Readonly<Record<string, string>>;
}

/** The key file: encryption keys and, versioned apart, the keys of blind indexes and keyed digests. */
export interface KeySet {
  encryption: KeyVersions;
  blindIndex: KeyVersions;
}

export function newKeySet(): KeySet {
  const key = () => randomBytes(32).toString('base64');
  return { encryption: { current: 'e1', keys: { e1: key() } }, blindIndex: { current: 'b1', keys: { b1: key() } } };
}

/** @returns the key set, or what is wrong with the text, without any key in it */
export function parseKeySet(text: string): KeySet | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON' };
  }
  const { encryption, blindIndex } = (value ?? {}) as Partial<Record<keyof KeySet, unknown>>;
  for (const [name, versions] of Object.entries({ encryption, blindIndex })) {
    const problem = problemOfVersions(versions);
    if (problem) return { problem: `${name} ${problem}` };
  }
  return { encryption: encryption as KeyVersions, blindIndex: blindIndex as KeyVersions };
}

function problemOfVersions(value: unknown): string | undefined {
  const { current, keys } = (value ?? {}) as { current?: unknown; keys?: unknown };
  if (typeof current !== 'string' || typeof keys !== 'object' || keys === null) return 'needs "current" and "keys"';
  if (!(current in keys)) return `has no key "${current}", which "current" names`;
  const short = Object.entries(keys).find(([, key]) => typeof key !== 'string' || Buffer.from(key, 'base64').length !== 32);
  return short ? `key "${short[0]}" is not 32 bytes in base64` : undefined;
}
