import { createHash } from 'node:crypto';

/** A digest: 64 hexadecimal digits. */
export type Digest = string;

/** How leaves and inner nodes are hashed. The first byte tells them apart, so that no node can be passed off as a leaf. */
export interface TreeHash {
  /** Of the tree without leaves: the hash of nothing. */
  readonly empty: Digest;
  /** HASH(0x00 ‖ entry). */
  leaf(entry: string | Uint8Array): Digest;
  /** HASH(0x01 ‖ left ‖ right). */
  node(left: Digest, right: Digest): Digest;
}

/** The hashes of RFC 9162 §2.1.1 over any algorithm that Node knows and that gives 32 bytes. */
export function treeHashOf(algorithm: string): TreeHash {
  const of = (prefix: number, ...parts: Uint8Array[]) => {
    const hash = createHash(algorithm).update(Uint8Array.of(prefix));
    for (const part of parts) hash.update(part);
    return hash.digest('hex');
  };
  return {
    empty: createHash(algorithm).digest('hex'),
    leaf: (entry) => of(0, typeof entry === 'string' ? Buffer.from(entry, 'utf8') : entry),
    node: (left, right) => of(1, Buffer.from(left, 'hex'), Buffer.from(right, 'hex')),
  };
}

/** The tree of the log: RFC 9162 with SM3 (GB/T 32905) in place of SHA-256, as the chains of events have it. */
export const SM3_TREE: TreeHash = treeHashOf('sm3');
