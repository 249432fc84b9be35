import type { Digest, TreeHash } from './tree-hash';

/**
 * A perfect subtree of the Merkle tree: the 2^level leaves from `index · 2^level` on. Once they are all there its hash never
 * changes: these hashes are what is stored (level 0: the leaves).
 */
export interface TreeNode {
  level: number;
  index: number;
}

/** The leaves from `from` (counted from 0) to before `to`. */
export interface LeafRange {
  from: number;
  to: number;
}

/** Finds the stored hash of a perfect subtree. */
export type NodeLookup = (node: TreeNode) => Digest;

/** The largest power of two that is smaller than `size`, which is at least 2 (RFC 9162 §2.1.1). */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The perfect subtrees that make up a range, from left to right: at most two for each level. */
export function perfectNodes({ from, to }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = from, level = Math.ceil(Math.log2(to - from + 1)); at < to; level -= 1) {
    const width = 2 ** level;
    if (width > to - at) continue;
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/**
 * The hash of a range that is a subtree of an RFC 9162 tree, out of stored hashes. A range without leaves has the hash of the
 * empty tree.
 */
export function rangeHash(hash: TreeHash, range: LeafRange, lookup: NodeLookup): Digest {
  return perfectNodes(range).map(lookup).reduceRight<Digest | undefined>((right, left) => (right === undefined ? left : hash.node(left, right)), undefined)
    ?? hash.empty;
}

/**
 * A tree that only grows, held as the perfect subtrees at its right edge: enough to append and to compute the root, in
 * O(log n) of memory and of hashing for a leaf.
 */
export class GrowingTree {
  /** Hashes of the perfect subtrees of the present size, the largest first. */
  private readonly edge: Digest[];

  /** @param edge hashes of `perfectNodes({ from: 0, to: size })` */
  constructor(private readonly hash: TreeHash, private leaves = 0, edge: readonly Digest[] = []) {
    if (edge.length !== perfectNodes({ from: 0, to: leaves }).length) throw new RangeError(`A tree of ${leaves} leaves has another edge than ${edge.length} hashes`);
    this.edge = [...edge];
  }

  get size(): number {
    return this.leaves;
  }

  get root(): Digest {
    return this.edge.reduceRight<Digest | undefined>((right, left) => (right === undefined ? left : this.hash.node(left, right)), undefined) ?? this.hash.empty;
  }

  /** @returns the subtrees above the leaf that have become perfect with it, with their hashes, from below */
  append(leaf: Digest): (TreeNode & { hash: Digest })[] {
    const made: (TreeNode & { hash: Digest })[] = [];
    let [index, level, hash] = [this.leaves, 0, leaf];
    for (; index % 2 === 1; level += 1) {
      hash = this.hash.node(this.edge.pop()!, hash);
      index = (index - 1) / 2;
      made.push({ level: level + 1, index, hash });
    }
    this.edge.push(hash);
    this.leaves += 1;
    return made;
  }

  /** A tree of its own in the same state. */
  copy(): GrowingTree {
    return new GrowingTree(this.hash, this.leaves, this.edge);
  }
}
