import type { SignedEnd } from '../domain/chain-check';
import type { Leaf } from '../domain/leaf';
import type { SignedTreeHead } from '../domain/tree-head';
import type { PlacedLeaf } from '../persistence/tree.repository';
import type { WalkedHead } from './head-walk';

type ChainLeaf = Extract<Leaf, { kind: 'chain' }>;

/** Chain id (item, or case for the bundle's) → ends of that chain which heads have signed. */
export type SignedChains = Map<string, { caseId: string; itemId: string | null; ends: SignedEnd[] }>;

/**
 * What heads have signed of the chains, to be asked by case. The rows of the database give it, as far as they were found to be what
 * was signed; where they were changed, what the files say is remembered here.
 */
export class SignedEnds {
  private readonly heads: Pick<SignedTreeHead, 'number' | 'size' | 'time'>[] = [];
  private readonly changed = new Set<number>();
  private readonly remembered = new Map<string, { leaf: ChainLeaf; head: number; time: string }[]>();
  /** Leaves whose tree was found to be the signed one. */
  private certain = 0;

  note({ head, from, leaves, changed }: WalkedHead): void {
    this.heads.push({ number: head.number, size: head.size, time: head.time });
    if (!leaves) return;
    this.certain = head.size;
    for (const index of changed) {
      this.changed.add(index);
      const leaf = leaves[index - from];
      if (leaf?.kind !== 'chain') continue;
      this.remembered.set(leaf.caseId, [...(this.remembered.get(leaf.caseId) ?? []), { leaf, head: head.number, time: head.time }]);
    }
  }

  /** Cases that are remembered here, whatever the database says, in the order of their ids. */
  rememberedCases(): string[] {
    return [...this.remembered.keys()].sort();
  }

  /** @param rows the database's leaves of those cases */
  of(caseIds: readonly string[], rows: readonly PlacedLeaf[]): SignedChains {
    const chains: SignedChains = new Map();
    const add = ({ caseId, itemId, seq, end }: ChainLeaf, head: number, time: string) => {
      const id = itemId ?? caseId;
      const chain = chains.get(id) ?? { caseId, itemId, ends: [] };
      chain.ends.push({ seq, end, head, time });
      chains.set(id, chain);
    };
    for (const { index, leaf } of rows) {
      if (leaf.kind !== 'chain' || index >= this.certain || this.changed.has(index)) continue;
      const { number, time } = this.headOf(index);
      add(leaf, number, time);
    }
    for (const caseId of caseIds) for (const { leaf, head, time } of this.remembered.get(caseId) ?? []) add(leaf, head, time);
    return chains;
  }

  /** The head that was the first to have this leaf. */
  private headOf(index: number): Pick<SignedTreeHead, 'number' | 'time'> {
    let [low, high] = [0, this.heads.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.heads[middle]!.size > index) high = middle;
      else low = middle + 1;
    }
    return this.heads[low]!;
  }
}
