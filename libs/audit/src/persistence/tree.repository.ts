import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { Leaf } from '../domain/leaf';
import type { TreeNode } from '../domain/merkle-tree';
import type { SignedTreeHead } from '../domain/tree-head';
import type { Digest } from '../domain/tree-hash';
import type { FeedPosition } from '../domain/stored-chain';
import type { ChainSource } from '../event-chains.port';

export type ProgressSource = 'acts' | ChainSource;

/** Any number of our own: who holds this lock lets the tree grow. */
const GROWTH_LOCK = 0x0e7ead;

const LOCK: Statement = { name: 'audit.lock-growth', text: 'SELECT pg_try_advisory_xact_lock($1) AS taken' };
const PROGRESS: Statement = { name: 'audit.progress', text: 'SELECT source, p.xid::text AS xid, position FROM audit_progress p' };
const MOVE: Statement = { name: 'audit.move-progress', text: 'UPDATE audit_progress SET xid = $2::xid8, position = $3 WHERE source = $1' };
const HEAD = 'number, size, time, root, previous, key, signature';
const LAST_HEAD: Statement = { name: 'audit.last-head', text: `SELECT ${HEAD} FROM audit_head ORDER BY number DESC LIMIT 1` };
const HEADS: Statement = { name: 'audit.heads', text: `SELECT ${HEAD} FROM audit_head WHERE number > $1 ORDER BY number LIMIT $2` };
const HEADS_DOWN: Statement = {
  name: 'audit.heads-down', text: `SELECT ${HEAD} FROM audit_head WHERE number < $1 ORDER BY number DESC LIMIT $2`,
};
const HEAD_OF_SIZE: Statement = { name: 'audit.head-of-size', text: `SELECT ${HEAD} FROM audit_head WHERE size >= $1 ORDER BY number LIMIT 1` };
const UNPUBLISHED: Statement = {
  name: 'audit.unpublished-heads',
  text: `SELECT ${HEAD}, object_key, coalesce((SELECT size FROM audit_head b WHERE b.number = h.number - 1), 0) AS "from" FROM audit_head h
    WHERE NOT EXISTS (SELECT FROM audit_publication p WHERE p.number = h.number) ORDER BY number LIMIT $1`,
};
const PUBLISHED: Statement = {
  name: 'audit.publish-head', text: 'INSERT INTO audit_publication (number, published_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
};
const IS_PUBLISHED: Statement = { name: 'audit.is-published', text: 'SELECT number FROM audit_publication WHERE number = ANY($1::bigint[])' };
const INSERT_HEAD: Statement = {
  name: 'audit.insert-head',
  text: `INSERT INTO audit_head (${HEAD}, object_key, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
const INSERT_LEAVES: Statement = {
  name: 'audit.insert-leaves',
  text: `INSERT INTO audit_leaf (index, act_id, case_id, item_id, seq, end_hash, hash)
    SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[])`,
};
const INSERT_NODES: Statement = {
  name: 'audit.insert-nodes', text: 'INSERT INTO audit_node (level, index, hash) SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[])',
};
const NODES: Statement = {
  name: 'audit.nodes',
  text: `SELECT w.level, w.index, coalesce(l.hash, n.hash) AS hash FROM unnest($1::int[], $2::bigint[]) AS w(level, index)
    LEFT JOIN audit_leaf l ON w.level = 0 AND l.index = w.index LEFT JOIN audit_node n ON n.level = w.level AND n.index = w.index`,
};
const LEAF = 'index, act_id, case_id, item_id, seq, end_hash, hash';
const LEAVES: Statement = { name: 'audit.leaves', text: `SELECT ${LEAF} FROM audit_leaf WHERE index >= $1 AND index < $2 ORDER BY index LIMIT $3` };
const LEAVES_OF_CASES: Statement = {
  name: 'audit.leaves-of-cases', text: `SELECT ${LEAF} FROM audit_leaf WHERE case_id = ANY($1::uuid[]) ORDER BY case_id, item_id, seq`,
};
const CASES: Statement = {
  name: 'audit.leaf-cases', text: 'SELECT DISTINCT case_id AS id FROM audit_leaf WHERE case_id > $1 ORDER BY case_id LIMIT $2',
};
const LEAF_OF_ACT: Statement = { name: 'audit.leaf-of-act', text: `SELECT ${LEAF} FROM audit_leaf WHERE act_id = $1 LIMIT 1` };
/** The first leaf that covers the event: its end is at the event or behind it. */
const LEAF_OF_EVENT: Statement = {
  name: 'audit.leaf-of-event',
  text: `SELECT ${LEAF} FROM audit_leaf WHERE case_id = $1 AND item_id IS NOT DISTINCT FROM $2::uuid AND seq >= $3 ORDER BY seq LIMIT 1`,
};

interface HeadRow extends Omit<SignedTreeHead, 'time'> {
  time: Date;
}

interface LeafRow {
  index: number;
  act_id: string | null;
  case_id: string | null;
  item_id: string | null;
  seq: number | null;
  end_hash: string | null;
  hash: Digest;
}

/** A leaf with its place, counted from 0. */
export interface PlacedLeaf {
  index: number;
  leaf: Leaf;
}

export interface UnpublishedHead {
  head: SignedTreeHead;
  objectKey: string;
  /** Size of the tree before: the first leaf that is new with this head. */
  from: number;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The tables of the transparency log. */
@Injectable()
export class TreeRepository {
  constructor(private readonly database: Database) {}

  /** @returns false while another process lets the tree grow; the lock ends with the transaction */
  async lockGrowth(tx: Transaction): Promise<boolean> {
    return (await tx.query<{ taken: boolean }>(LOCK, [GROWTH_LOCK]))[0]!.taken;
  }

  async progress(tx: Transaction): Promise<Record<ProgressSource, FeedPosition>> {
    const rows = await tx.query<FeedPosition & { source: ProgressSource }>(PROGRESS, []);
    return Object.fromEntries(rows.map(({ source, xid, position }) => [source, { xid, position }])) as Record<ProgressSource, FeedPosition>;
  }

  async moveProgress(tx: Transaction, source: ProgressSource, { xid, position }: FeedPosition): Promise<void> {
    await tx.query(MOVE, [source, xid, position]);
  }

  async findLastHead(where: Transaction = this.database): Promise<SignedTreeHead | undefined> {
    return (await where.query<HeadRow>(LAST_HEAD, [])).map(headOf)[0];
  }

  /** Heads in the order of their numbers, behind `after`. */
  async heads(after: number, limit: number): Promise<SignedTreeHead[]> {
    return (await this.database.query<HeadRow>(HEADS, [after, limit])).map(headOf);
  }

  /** Heads before that number, the latest first. */
  async headsBefore(number: number, limit: number): Promise<SignedTreeHead[]> {
    return (await this.database.query<HeadRow>(HEADS_DOWN, [number, limit])).map(headOf);
  }

  /** The first head whose tree has at least so many leaves. */
  async findHeadOfSize(size: number): Promise<SignedTreeHead | undefined> {
    return (await this.database.query<HeadRow>(HEAD_OF_SIZE, [size])).map(headOf)[0];
  }

  async insertHead(tx: Transaction, head: SignedTreeHead, file: { objectKey: string; sha256: string }): Promise<void> {
    await tx.query(INSERT_HEAD, [
      head.number, head.size, new Date(head.time), head.root, head.previous, head.key, head.signature, file.objectKey, file.sha256,
    ]);
  }

  async unpublished(limit: number): Promise<UnpublishedHead[]> {
    const rows = await this.database.query<HeadRow & { object_key: string; from: number }>(UNPUBLISHED, [limit]);
    return rows.map((row) => ({ head: headOf(row), objectKey: row.object_key, from: row.from }));
  }

  async notePublished(number: number, at: number): Promise<void> {
    await this.database.query(PUBLISHED, [number, new Date(at)]);
  }

  /** Those of the numbers whose heads were written outside. */
  async publishedOf(numbers: readonly number[]): Promise<Set<number>> {
    return new Set((await this.database.query<{ number: number }>(IS_PUBLISHED, [numbers])).map(({ number }) => number));
  }

  async insertLeaves(tx: Transaction, from: number, leaves: readonly Leaf[]): Promise<void> {
    const chainOf = (leaf: Leaf) => (leaf.kind === 'chain' ? leaf : undefined);
    await tx.query(INSERT_LEAVES, [
      leaves.map((_, offset) => from + offset), leaves.map((leaf) => (leaf.kind === 'act' ? leaf.actId : null)),
      leaves.map((leaf) => chainOf(leaf)?.caseId ?? null), leaves.map((leaf) => chainOf(leaf)?.itemId ?? null),
      leaves.map((leaf) => chainOf(leaf)?.seq ?? null), leaves.map((leaf) => chainOf(leaf)?.end ?? null), leaves.map(({ hash }) => hash),
    ]);
  }

  async insertNodes(tx: Transaction, nodes: readonly (TreeNode & { hash: Digest })[]): Promise<void> {
    await tx.query(INSERT_NODES, [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)]);
  }

  /** The stored hashes of those subtrees, in their order; undefined where there is none. */
  async hashesOf(nodes: readonly TreeNode[], where: Transaction = this.database): Promise<(Digest | undefined)[]> {
    const rows = await where.query<TreeNode & { hash: Digest | null }>(NODES, [nodes.map(({ level }) => level), nodes.map(({ index }) => index)]);
    const found = new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash ?? undefined]));
    return nodes.map(({ level, index }) => found.get(`${level}/${index}`));
  }

  /** Leaves from `from` to before `to`, in their order; at most `limit`. */
  async leaves(from: number, to: number, limit: number): Promise<PlacedLeaf[]> {
    return (await this.database.query<LeafRow>(LEAVES, [from, to, limit])).map(placed);
  }

  async leavesOfCases(caseIds: readonly string[]): Promise<PlacedLeaf[]> {
    return (await this.database.query<LeafRow>(LEAVES_OF_CASES, [caseIds])).map(placed);
  }

  /** Cases of which a chain is in the log, in the order of their ids. */
  async caseIds(after: string | undefined, limit: number): Promise<string[]> {
    return (await this.database.query<{ id: string }>(CASES, [after ?? FIRST_ID, limit])).map(({ id }) => id);
  }

  async findLeafOfAct(actId: string): Promise<PlacedLeaf | undefined> {
    return (await this.database.query<LeafRow>(LEAF_OF_ACT, [actId])).map(placed)[0];
  }

  async findLeafOfEvent(caseId: string, itemId: string | undefined, seq: number): Promise<PlacedLeaf | undefined> {
    return (await this.database.query<LeafRow>(LEAF_OF_EVENT, [caseId, itemId ?? null, seq])).map(placed)[0];
  }
}

const headOf = ({ number, size, time, root, previous, key, signature }: HeadRow): SignedTreeHead =>
  ({ number, size, time: time.toISOString(), root, previous, key, signature });

function placed(row: LeafRow): PlacedLeaf {
  const { index, hash } = row;
  if (row.act_id !== null) return { index, leaf: { kind: 'act', actId: row.act_id, hash } };
  return { index, leaf: { kind: 'chain', caseId: row.case_id!, itemId: row.item_id, seq: row.seq!, end: row.end_hash!, hash } };
}
