import { Inject, Injectable } from '@nestjs/common';
import { SigningKeys } from '@onething/crypto';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { actLeaf, chainLeaf, type Leaf } from '../domain/leaf';
import type { FeedPosition } from '../domain/stored-chain';
import { GrowingTree, perfectNodes, type TreeNode } from '../domain/merkle-tree';
import { headDigest, NO_HEAD, signedText, type SignedTreeHead } from '../domain/tree-head';
import { type Digest, SM3_TREE } from '../domain/tree-hash';
import { EVENT_CHAINS, type EventChains } from '../event-chains.port';
import { ActRepository } from '../persistence/act.repository';
import { type ProgressSource, TreeRepository } from '../persistence/tree.repository';
import { headFile, headObjectKey, sha256Of } from './head-files';
import { HeadPublisher } from './head-publisher';

/** At most so often a head is made. */
const INTERVAL_MS = 60_000;
/** Rows read at once, and leaves of one head: what is left comes into the next one at once. */
const PAGE = 2_000;
const MOST_LEAVES = 20_000;

interface Harvest {
  leaves: Leaf[];
  /** How far acts and chains were read. */
  read: Record<ProgressSource, FeedPosition>;
  /** There is more than one head takes. */
  isFull: boolean;
}

/**
 * The transparency log: what was recorded since the last time becomes leaves of a Merkle tree as in RFC 9162 §2.1 (with SM3), and
 * the root is signed. A head is committed first and written outside afterwards: whoever is killed between the two leaves a head
 * that the next one writes, the very same.
 */
@Injectable()
export class TransparencyLog {
  private lastLook = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly tree: TreeRepository,
    private readonly acts: ActRepository,
    @Inject(EVENT_CHAINS) private readonly chains: readonly EventChains[],
    private readonly publisher: HeadPublisher,
    private readonly keys: SigningKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The duty of a worker: does something once a minute. @returns leaves that were appended and heads that were written */
  async run(): Promise<number> {
    const now = this.clock.now();
    if (isRecent(this.lastLook, now)) return 0;
    const { leaves, isFull } = await this.grow(now);
    const written = await this.publisher.publish();
    if (!isFull) this.lastLook = now;
    return leaves + written;
  }

  private grow(now: number): Promise<{ leaves: number; isFull: boolean }> {
    return this.database.transaction(async (tx) => {
      const nothing = { leaves: 0, isFull: false };
      if (!(await this.tree.lockGrowth(tx))) return nothing;
      const last = await this.tree.findLastHead(tx);
      const harvest = await this.harvest(tx);
      if (harvest.leaves.length === 0 || (last && isRecent(Date.parse(last.time), now) && !harvest.isFull)) return nothing;
      await this.append(tx, last, harvest, now);
      return { leaves: harvest.leaves.length, isFull: harvest.isFull };
    });
  }

  /** Only reads: the transaction gets no id that followers would wait for until there is something to write. */
  private async harvest(tx: Transaction): Promise<Harvest> {
    const read = await this.tree.progress(tx);
    const leaves: Leaf[] = [];
    const isFull = () => leaves.length >= MOST_LEAVES;
    for (let count = PAGE; count === PAGE && !isFull();) {
      const page = await this.acts.follow(tx, read.acts, PAGE);
      leaves.push(...page.acts.map(actLeaf));
      [count, read.acts] = [page.acts.length, page.next];
    }
    for (const chains of this.chains) {
      for (let count = PAGE; count === PAGE && !isFull();) {
        const page = await chains.grownSince(tx, read[chains.source], PAGE);
        leaves.push(...page.ends.map(chainLeaf));
        [count, read[chains.source]] = [page.read, page.next];
      }
    }
    return { leaves, read, isFull: isFull() };
  }

  private async append(tx: Transaction, last: SignedTreeHead | undefined, { leaves, read }: Harvest, now: number): Promise<void> {
    const from = last?.size ?? 0;
    const tree = new GrowingTree(SM3_TREE, from, await this.edgeOf(tx, from));
    const nodes: (TreeNode & { hash: Digest })[] = leaves.flatMap((leaf) => tree.append(leaf.hash));
    const head = this.sign(last, tree, now);
    await this.tree.insertLeaves(tx, from, leaves);
    await this.tree.insertNodes(tx, nodes);
    await this.tree.insertHead(tx, head, { objectKey: headObjectKey(head.number), sha256: sha256Of(headFile(head, leaves)) });
    for (const [source, position] of Object.entries(read)) await this.tree.moveProgress(tx, source as ProgressSource, position);
  }

  private async edgeOf(tx: Transaction, size: number): Promise<Digest[]> {
    const hashes = await this.tree.hashesOf(perfectNodes({ from: 0, to: size }), tx);
    return hashes.map((hash) => {
      if (hash === undefined) throw new Error(`The stored tree of ${size} leaves is not whole: run "onething audit verify"`);
      return hash;
    });
  }

  /** Times of heads never go back, whatever the clock does. */
  private sign(last: SignedTreeHead | undefined, tree: GrowingTree, now: number): SignedTreeHead {
    const head = {
      number: (last?.number ?? 0) + 1, size: tree.size, time: new Date(Math.max(now, last ? Date.parse(last.time) : 0)).toISOString(), root: tree.root,
      previous: last ? headDigest(last) : NO_HEAD, key: this.keys.currentKeyId,
    };
    return { ...head, signature: this.keys.sign(signedText(head)) };
  }
}

/** A time that lies in the future, as after a clock that was wrong, is not recent. */
const isRecent = (then: number, now: number): boolean => now >= then && now - then < INTERVAL_MS;
