import { type LeafRange, splitOf } from './merkle-tree';
import type { Digest, TreeHash } from './tree-hash';

/**
 * The subtrees whose hashes prove that leaf `index` is in the tree of `size` leaves: PATH(m, D_n) of RFC 9162 §2.1.3.1, from the
 * leaf upwards.
 * @throws RangeError when the tree has no such leaf
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) throw new RangeError(`A tree of ${size} leaves has no leaf ${index}`);
  const ranges: LeafRange[] = [];
  for (let [from, to] = [0, size]; to - from > 1;) {
    const middle = from + splitOf(to - from);
    const isLeft = index < middle;
    ranges.push(isLeft ? { from: middle, to } : { from, to: middle });
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return ranges.reverse();
}

/**
 * The subtrees whose hashes prove that the tree of `first` leaves is the beginning of that of `second`: PROOF(m, D_n) of RFC 9162
 * §2.1.4.1. Nothing is needed where both are the same.
 * @throws RangeError unless 0 < first <= second
 */
export function consistencyRanges(first: number, second: number): LeafRange[] {
  if (!(Number.isSafeInteger(first) && Number.isSafeInteger(second) && first > 0 && first <= second)) {
    throw new RangeError(`No tree of ${first} leaves is the beginning of one of ${second}`);
  }
  const ranges: LeafRange[] = [];
  let [from, to] = [0, second];
  while (first !== to) {
    const middle = from + splitOf(to - from);
    const isLeft = first <= middle;
    ranges.push(isLeft ? { from: middle, to } : { from, to: middle });
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  // The verifier has the first root already where it is a subtree of the second tree.
  if (from > 0) ranges.push({ from, to });
  return ranges.reverse();
}

/** True when the proof leads from the leaf to the root: RFC 9162 §2.1.3.2. */
export function verifiesInclusion(
  hash: TreeHash, { index, size, leaf, root, proof }: { index: number; size: number; leaf: Digest; root: Digest; proof: readonly Digest[] },
): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [fn, sn, reached] = [BigInt(index), BigInt(size - 1), leaf];
  for (const step of proof) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      reached = hash.node(step, reached);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else reached = hash.node(reached, step);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && reached === root;
}

interface TwoTrees {
  first: number;
  firstRoot: Digest;
  second: number;
  secondRoot: Digest;
  proof: readonly Digest[];
}

/** True when the proof shows that the second tree begins with the first: RFC 9162 §2.1.4.2. */
export function verifiesConsistency(hash: TreeHash, { first, firstRoot, second, secondRoot, proof }: TwoTrees): boolean {
  if (!(first > 0 && first <= second)) return false;
  if (first === second) return proof.length === 0 && firstRoot === secondRoot;
  const isPerfect = Number.isInteger(Math.log2(first));
  const [start, ...steps] = isPerfect ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  let [fn, sn, fr, sr] = [BigInt(first - 1), BigInt(second - 1), start, start];
  while (fn % 2n === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  for (const step of steps) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      [fr, sr] = [hash.node(step, fr), hash.node(step, sr)];
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = hash.node(sr, step);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && fr === firstRoot && sr === secondRoot;
}
