import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import type { Leaf } from '../domain/leaf';
import { type LeafRange, perfectNodes, rangeHash } from '../domain/merkle-tree';
import type { SignedTreeHead } from '../domain/tree-head';
import { type Digest, SM3_TREE } from '../domain/tree-hash';
import { consistencyRanges, inclusionRanges } from '../domain/tree-proof';
import { type PlacedLeaf, TreeRepository } from '../persistence/tree.repository';

/** That a leaf is in the tree of a head: RFC 9162 §2.1.3. */
export interface InclusionProof {
  index: number;
  leaf: Leaf;
  head: SignedTreeHead;
  /** From the leaf upwards. */
  proof: Digest[];
}

/** That the tree of one size begins the tree of another: RFC 9162 §2.1.4. */
export interface ConsistencyProof {
  first: number;
  second: number;
  proof: Digest[];
}

/** Proofs out of stored hashes, each by one read. */
@Injectable()
export class TreeProofs {
  constructor(private readonly repository: TreeRepository) {}

  /** @throws DomainError `AUDIT.NOT_LOGGED_YET` */
  async ofAct(actId: string, size?: number): Promise<InclusionProof> {
    return this.inclusion(await this.repository.findLeafOfAct(actId), size);
  }

  /**
   * Of the first end of the chain that covers this event: whose hash it is follows from the chain.
   * @param itemId absent for the bundle's chain
   * @throws DomainError `AUDIT.NOT_LOGGED_YET`
   */
  async ofEvent({ caseId, itemId, seq }: { caseId: string; itemId?: string; seq: number }, size?: number): Promise<InclusionProof> {
    return this.inclusion(await this.repository.findLeafOfEvent(caseId, itemId, seq), size);
  }

  /** @throws DomainError `AUDIT.NO_SUCH_TREE` when there is no tree of such a size */
  async consistency(first: number, second: number): Promise<ConsistencyProof> {
    const last = await this.repository.findLastHead();
    if (!(first >= 1 && first <= second && second <= (last?.size ?? 0))) {
      throw new DomainError('invalid', 'AUDIT.NO_SUCH_TREE', `Give two sizes, the smaller one first, from 1 to ${last?.size ?? 0}`, {
        fields: [{ field: first <= second ? 'second' : 'first', code: 'AUDIT.NO_SUCH_TREE', message: 'There is no tree of this size' }],
      });
    }
    return { first, second, proof: await this.hashes(consistencyRanges(first, second)) };
  }

  /** Without a size, in the tree of the latest head. */
  private async inclusion(found: PlacedLeaf | undefined, size?: number): Promise<InclusionProof> {
    const head = size === undefined ? await this.repository.findLastHead() : await this.repository.findHeadOfSize(size);
    if (!found || !head || found.index >= head.size) {
      throw new DomainError('notFound', 'AUDIT.NOT_LOGGED_YET', 'No tree head has it (yet): a head is made every minute.');
    }
    const { index, leaf } = found;
    return { index, leaf, head, proof: await this.hashes(inclusionRanges(index, head.size)) };
  }

  private async hashes(ranges: readonly LeafRange[]): Promise<Digest[]> {
    const nodes = ranges.flatMap(perfectNodes);
    const found = await this.repository.hashesOf(nodes);
    const hashes = new Map(nodes.map(({ level, index }, position) => [`${level}/${index}`, found[position]]));
    return ranges.map((range) => rangeHash(SM3_TREE, range, ({ level, index }) => {
      const hash = hashes.get(`${level}/${index}`);
      if (hash === undefined) throw new Error('The stored tree is not whole: run "onething audit verify"');
      return hash;
    }));
  }
}
