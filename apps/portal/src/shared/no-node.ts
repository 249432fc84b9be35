/** Stands where the kernel asks Node for randomness: nothing that the portal uses of it does. */
export function randomBytes(): never {
  throw new Error('Only the server makes identifiers');
}
