import type { Transaction } from '@onething/persistence';
import type { ChainEnd } from './domain/leaf';
import type { FeedPosition, StoredChain } from './domain/stored-chain';

/** Ends of the chains that grew behind a position. */
export interface GrownChains {
  ends: ChainEnd[];
  /** How many events were read; 0 when there is none yet. */
  read: number;
  next: FeedPosition;
}

/** The event chains of the cases, as the log needs them. Answered by the library that keeps them; also the injection token. */
export abstract class EventChains {
  /** @param limit of events. Only those before which no transaction is still open */
  abstract grownSince(tx: Transaction, after: FeedPosition, limit: number): Promise<GrownChains>;

  /** Ids of cases that have events or a state, in their order, behind `after`. */
  abstract caseIds(after: string | undefined, limit: number): Promise<string[]>;

  /** Every chain of these cases, all as they were at one instant. */
  abstract chainsOf(caseIds: readonly string[]): Promise<StoredChain[]>;
}
