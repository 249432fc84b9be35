import { assert, constantFrom, integer, property, tuple } from 'fast-check';
import { GrowingTree, type LeafRange, type NodeLookup, perfectNodes, rangeHash, splitOf } from './merkle-tree';
import { type Digest, SM3_TREE, treeHashOf } from './tree-hash';
import { consistencyRanges, inclusionRanges, verifiesConsistency, verifiesInclusion } from './tree-proof';

const HASHES = { sha256: treeHashOf('sha256'), sm3: SM3_TREE };
const hashes = constantFrom(...Object.values(HASHES));
const entriesOf = (size: number) => Array.from({ length: size }, (_, index) => `entry ${index}`);

/** The definitions of RFC 9162 §2.1 word by word, over the whole list of entries. */
const naive = (hash = SM3_TREE) => {
  const mth = (d: string[]): Digest => {
    if (d.length === 0) return hash.empty;
    if (d.length === 1) return hash.leaf(d[0]!);
    const k = splitOf(d.length);
    return hash.node(mth(d.slice(0, k)), mth(d.slice(k)));
  };
  const path = (m: number, d: string[]): Digest[] => {
    if (d.length === 1) return [];
    const k = splitOf(d.length);
    return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
  };
  const subproof = (m: number, d: string[], b: boolean): Digest[] => {
    if (m === d.length) return b ? [] : [mth(d)];
    const k = splitOf(d.length);
    return m <= k ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))] : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
  };
  return { mth, path, proof: (m: number, d: string[]) => subproof(m, d, true) };
};

/** What is stored of a tree: the hashes of its perfect subtrees. */
function grow(hash: typeof SM3_TREE, entries: string[]): { tree: GrowingTree; lookup: NodeLookup } {
  const tree = new GrowingTree(hash);
  const stored = new Map<string, Digest>();
  entries.forEach((entry, index) => {
    const leaf = hash.leaf(entry);
    stored.set(`0/${index}`, leaf);
    for (const node of tree.append(leaf)) stored.set(`${node.level}/${node.index}`, node.hash);
  });
  return { tree, lookup: ({ level, index }) => stored.get(`${level}/${index}`)! };
}

const proofOf = (hash: typeof SM3_TREE, ranges: LeafRange[], lookup: NodeLookup) => ranges.map((range) => rangeHash(hash, range, lookup));
const leafOfTree = integer({ min: 1, max: 300 }).chain((size) => tuple(integer({ min: 0, max: size - 1 }), integer({ min: size, max: size })));

test('the root is the Merkle tree hash of RFC 9162, at every size', () => {
  for (const hash of Object.values(HASHES)) {
    const entries = entriesOf(70);
    for (let size = 0; size <= entries.length; size += 1) {
      const { tree, lookup } = grow(hash, entries.slice(0, size));
      expect(tree.root).toBe(naive(hash).mth(entries.slice(0, size)));
      expect(rangeHash(hash, { from: 0, to: size }, lookup)).toBe(tree.root);
    }
  }
});

test('growing can be taken up from the stored edge', () => {
  assert(property(hashes, integer({ min: 0, max: 200 }), integer({ min: 0, max: 50 }), (hash, size, more) => {
    const entries = entriesOf(size + more);
    const { lookup } = grow(hash, entries.slice(0, size));
    const resumed = new GrowingTree(hash, size, perfectNodes({ from: 0, to: size }).map(lookup));
    for (const entry of entries.slice(size)) resumed.append(hash.leaf(entry));
    expect([resumed.size, resumed.root]).toEqual([size + more, naive(hash).mth(entries)]);
  }));
  expect(() => new GrowingTree(SM3_TREE, 3, [])).toThrow(RangeError);
});

test('proofs of inclusion are those of the definition, and verify', () => {
  assert(property(hashes, leafOfTree, (hash, [index, size]) => {
    const entries = entriesOf(size);
    const { tree, lookup } = grow(hash, entries);
    const proof = proofOf(hash, inclusionRanges(index, size), lookup);
    expect(proof).toEqual(naive(hash).path(index, entries));
    const claim = { index, size, leaf: hash.leaf(entries[index]!), root: tree.root, proof };
    expect(verifiesInclusion(hash, claim)).toBe(true);
    expect(verifiesInclusion(hash, { ...claim, leaf: hash.leaf('another') })).toBe(false);
    expect(verifiesInclusion(hash, { ...claim, root: hash.leaf('another') })).toBe(false);
    expect(verifiesInclusion(hash, { ...claim, proof: [...proof, hash.empty] })).toBe(false);
    if (size > 1) expect(verifiesInclusion(hash, { ...claim, index: (index + 1) % size })).toBe(false);
    if (proof.length > 0) expect(verifiesInclusion(hash, { ...claim, proof: proof.slice(1) })).toBe(false);
  }));
});

test('proofs of consistency are those of the definition, and verify', () => {
  assert(property(hashes, leafOfTree, (hash, [before, second]) => {
    const first = before + 1;
    const entries = entriesOf(second);
    const { tree, lookup } = grow(hash, entries);
    const proof = proofOf(hash, consistencyRanges(first, second), lookup);
    expect(proof).toEqual(naive(hash).proof(first, entries));
    const claim = { first, firstRoot: naive(hash).mth(entries.slice(0, first)), second, secondRoot: tree.root, proof };
    expect(verifiesConsistency(hash, claim)).toBe(true);
    expect(verifiesConsistency(hash, { ...claim, secondRoot: hash.leaf('another') })).toBe(false);
    expect(verifiesConsistency(hash, { ...claim, firstRoot: hash.leaf('another') })).toBe(false);
    expect(verifiesConsistency(hash, { ...claim, proof: [...proof, hash.empty] })).toBe(false);
    if (proof.length > 0) expect(verifiesConsistency(hash, { ...claim, proof: proof.slice(0, -1) })).toBe(false);
  }));
});

test.each([[0, 0], [1, 1], [-1, 2], [0.5, 2]])('there is no leaf %d in a tree of %d', (index, size) => {
  expect(() => inclusionRanges(index, size)).toThrow(RangeError);
});
test.each([[0, 1], [2, 1], [1.5, 2]])('no tree of %d begins one of %d', (first, second) => {
  expect(() => consistencyRanges(first, second)).toThrow(RangeError);
  expect(verifiesConsistency(SM3_TREE, { first, second, firstRoot: '', secondRoot: '', proof: [] })).toBe(false);
});

/** The tree of Certificate Transparency's own tests (RFC 6962, SHA-256): entries, and the roots of the first one to eight. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the roots that RFC 6962 implementations agree on', () => {
  const tree = new GrowingTree(HASHES.sha256);
  expect(tree.root).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(ENTRIES.map((entry) => {
    tree.append(HASHES.sha256.leaf(entry));
    return tree.root;
  })).toEqual(ROOTS);
});

test('SM3 of nothing, and of one leaf: the prefix is there', () => {
  expect(SM3_TREE.empty).toBe('1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b');
  expect(SM3_TREE.leaf('')).not.toBe(SM3_TREE.empty);
  expect(SM3_TREE.node(SM3_TREE.empty, SM3_TREE.empty)).not.toBe(SM3_TREE.leaf(Buffer.from(SM3_TREE.empty.repeat(2), 'hex')));
});
