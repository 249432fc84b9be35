import type { Transaction } from '@onething/persistence';
import type { ChainedEvent } from '../domain/event';

/**
 * Somebody who follows the event table (the outbox). Events arrive in an order that cannot skip a transaction that commits
 * late; the follower's position moves in the same transaction as what `handle` writes, so each event takes effect once.
 */
export interface Follower {
  /** Stable name under which the position is kept. */
  readonly name: string;
  handle(tx: Transaction, events: ChainedEvent[]): Promise<void>;
}
