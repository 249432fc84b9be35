import type { Transaction } from '@onething/persistence';

/** Where and how an account wants to be told, kept elsewhere. Answered where the application is put together. */
export abstract class AccountAddresses {
  /** The account is closed: what leads to its owner goes, in the same transaction. */
  abstract forget(accountId: string, where: Transaction): Promise<void>;
}
