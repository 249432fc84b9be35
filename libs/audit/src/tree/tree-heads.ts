import { Injectable } from '@nestjs/common';
import type { SignedTreeHead } from '../domain/tree-head';
import { TreeRepository } from '../persistence/tree.repository';

/** The signed heads, for who wants to compare them with what he keeps. */
@Injectable()
export class TreeHeads {
  constructor(private readonly repository: TreeRepository) {}

  /** @param before number of the last head of the page before */
  newestFirst(before: number | undefined, limit: number): Promise<SignedTreeHead[]> {
    return this.repository.headsBefore(before ?? Number.MAX_SAFE_INTEGER, limit);
  }
}
