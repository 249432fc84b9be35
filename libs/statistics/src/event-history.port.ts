import type { ChainedEvent } from '@onething/cases';
import type { Transaction } from '@onething/persistence';

/** What a recount needs of the cases. Bound to them where the application is put together. */
export abstract class EventHistory {
  /** Gives `visit` every event that the follower of that name has handled, in batches, as this transaction sees them; waits for each batch. */
  abstract replay(tx: Transaction, follower: string, visit: (events: ChainedEvent[]) => unknown): Promise<void>;

  /** The same for what happened from one instant on and before another, epoch ms. */
  abstract between(tx: Transaction, follower: string, span: [number, number], visit: (events: ChainedEvent[]) => void): Promise<void>;
}
