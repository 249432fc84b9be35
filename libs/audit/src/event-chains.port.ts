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

/** Which chains a reader answers for; the name under which the log remembers how far it has read them. */
export type ChainSource = 'events' | 'crossCases';

/** The event chains of one kind of cases, as the log needs them. Answered by the library that keeps them. */
export abstract class EventChains {
  abstract readonly source: ChainSource;

  /** @param limit of events. Only those before which no transaction is still open */
  abstract grownSince(tx: Transaction, after: FeedPosition, limit: number): Promise<GrownChains>;

  /** Ids of cases that have events or a state, in their order, behind `after`. */
  abstract caseIds(after: string | undefined, limit: number): Promise<string[]>;

  /** Every chain of these cases, all as they were at one instant. */
  abstract chainsOf(caseIds: readonly string[]): Promise<StoredChain[]>;
}

/** Injection token of all kinds: `readonly EventChains[]`. Answered where the application is put together. */
export const EVENT_CHAINS = Symbol('EVENT_CHAINS');
