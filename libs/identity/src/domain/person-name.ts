/**
 * A name in the form in which names are compared: full-width and half-width signs, capital and small letters, and blanks make no
 * difference. The name itself is kept as it is registered.
 */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
}
