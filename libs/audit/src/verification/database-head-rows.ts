import { Injectable } from '@nestjs/common';
import type { Leaf } from '../domain/leaf';
import { chainLeaf } from '../domain/leaf';
import type { SignedTreeHead } from '../domain/tree-head';
import { TreeRepository } from '../persistence/tree.repository';
import type { HeadRows } from './head-walk';

const PAGE = 500;

/** The rows of the log for a walk, read in pages. */
@Injectable()
export class DatabaseHeadRows implements HeadRows {
  private page = new Map<number, SignedTreeHead>();
  private published = new Set<number>();
  private readUpTo = 0;

  constructor(private readonly repository: TreeRepository) {}

  async last(): Promise<number> {
    return (await this.repository.findLastHead())?.number ?? 0;
  }

  /** Ask in the order of numbers. */
  async find(number: number): Promise<{ head?: SignedTreeHead; isPublished: boolean }> {
    if (number > this.readUpTo) {
      const heads = (await this.repository.heads(number - 1, PAGE)).filter((head) => head.number < number + PAGE);
      this.page = new Map(heads.map((head) => [head.number, head]));
      this.published = await this.repository.publishedOf([...this.page.keys()]);
      this.readUpTo = Math.max(number, ...this.page.keys());
    }
    return { head: this.page.get(number), isPublished: this.published.has(number) };
  }

  /** A place that was emptied gives a leaf that nothing equals. A chain's hash must be its own. */
  async leaves(from: number, to: number): Promise<Leaf[]> {
    const rows = await this.repository.leaves(from, to, to - from);
    const byPlace = new Map(rows.map(({ index, leaf }) => [index, leaf]));
    return Array.from({ length: Math.max(0, to - from) }, (_, offset) => byPlace.get(from + offset))
      .map((leaf) => (leaf && (leaf.kind === 'act' || chainLeaf(leaf).hash === leaf.hash) ? leaf : NO_LEAF));
  }
}

const NO_LEAF: Leaf = { kind: 'act', actId: '', hash: '0'.repeat(64) };
