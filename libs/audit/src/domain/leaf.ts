import { canonicalJson } from '@onething/kernel';
import { type Digest, SM3_TREE } from './tree-hash';

/** A security act as it is stored; what is hashed of it. The reason is there by its keyed digest. */
export interface StoredAct {
  id: string;
  /** Epoch ms. */
  recordedAt: number;
  act: string;
  outcome: string;
  actorAccountId: string | null;
  actorPersonId: string | null;
  actorRoles: string[] | null;
  subjectPersonId: string | null;
  objectKind: string | null;
  objectId: string | null;
  address: string | null;
  requestId: string | null;
  detail: object | null;
  reasonDigest: string | null;
}

/** An end that an event chain had. A chain is that of an item case, or of the bundle (`itemId` null). */
export interface ChainEnd {
  caseId: string;
  itemId: string | null;
  seq: number;
  /** Hash of the event of that number. */
  end: Digest;
}

/** A leaf of the transparency log: a security act, or the end of an event chain. */
export type Leaf = ({ kind: 'act'; actId: string } | ({ kind: 'chain' } & ChainEnd)) & { hash: Digest };

/** The entry of an act's leaf, whose hash is SM3(0x00 ‖ entry). */
export const actEntry = (act: StoredAct): string => canonicalJson({ kind: 'act', ...act });
export const chainEntry = ({ caseId, itemId, seq, end }: ChainEnd): string => canonicalJson({ kind: 'chain', caseId, itemId, seq, end });

export const actLeaf = (act: StoredAct): Leaf => ({ kind: 'act', actId: act.id, hash: SM3_TREE.leaf(actEntry(act)) });
export const chainLeaf = ({ caseId, itemId, seq, end }: ChainEnd): Leaf =>
  ({ kind: 'chain', caseId, itemId, seq, end, hash: SM3_TREE.leaf(chainEntry({ caseId, itemId, seq, end })) });

/** A leaf as a line of a head's file. */
export const leafLine = (leaf: Leaf): string => canonicalJson(leaf);

const DIGEST = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @returns undefined for a line that is no leaf, or a chain's whose hash is not its own */
export function parseLeaf(line: string): Leaf | undefined {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  const { kind, actId, caseId, itemId, seq, end, hash } = value ?? {};
  if (typeof hash !== 'string' || !DIGEST.test(hash)) return undefined;
  if (kind === 'act') return isUuid(actId) ? { kind, actId, hash } : undefined;
  if (kind !== 'chain' || !isUuid(caseId) || !(itemId === null || isUuid(itemId)) || typeof seq !== 'number' || typeof end !== 'string') return undefined;
  const leaf = chainLeaf({ caseId, itemId, seq, end });
  return leaf.hash === hash ? leaf : undefined;
}

const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

export const sameLeaf = (one: Leaf, other: Leaf): boolean => leafLine(one) === leafLine(other);
