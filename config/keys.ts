import { Keyring, type KeySet, SigningKeys } from '@onething/crypto';

/** @returns the key set, or what is wrong with the text, without any key in it */
export function parseKeySet(text: string): KeySet | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is not JSON' };
  }
  const { encryption, blindIndex, signing } = (value ?? {}) as Partial<KeySet>;
  for (const [name, versions] of Object.entries({ encryption, blindIndex, signing })) {
    if (typeof versions?.current !== 'string' || !isTextRecord(versions.keys)) return { problem: `${name} needs "current" and "keys", as scripts/make-keys.mjs prints them` };
  }
  const keySet: KeySet = { encryption: encryption!, blindIndex: blindIndex!, signing: signing! };
  try {
    new Keyring(keySet);
    new SigningKeys(keySet.signing);
  } catch (error) {
    return { problem: (error as RangeError).message };
  }
  return keySet;
}

function isTextRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((entry) => typeof entry === 'string');
}
