import { hash } from 'node:crypto';
import { canonicalJson } from '@onething/kernel';

/** Before the first act of a chain stand 64 zeros. */
export const CHAIN_START = '0'.repeat(64);

/** In place of the digest of what was written before there were chains. */
export const DIGEST_UNKNOWN = 'unknown';

/** What is hashed of an act; what was written in it is there by its keyed digest, so that it can be erased. */
export interface ChainedAct {
  caseId: string;
  /** From 1 on. */
  seq: number;
  type: string;
  /** Epoch ms. */
  at: number;
  /** Of who did it here; null: the other place, or the platform. */
  accountId: string | null;
  detailDigest: string;
}

/** SM3(previous hash ‖ canonical act), hex. */
export function actHash(previous: string, { caseId, seq, type, at, accountId, detailDigest }: ChainedAct): string {
  return hash('sm3', previous + canonicalJson({ caseId, seq, type, at, accountId, detailDigest }));
}
