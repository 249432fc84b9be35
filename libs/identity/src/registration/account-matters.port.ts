import type { Actor, Text } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';

/** A matter that is not over yet. */
export interface OpenMatter {
  caseId: string;
  /** Official number. */
  number: string | null;
  /** Null: it is none, and has a name of its own. */
  oneThing: string | null;
  name?: Text;
  state: string;
}

/** What an account has to do with cases. Answered where the application is put together. */
export abstract class AccountMatters {
  /** Submitted by it and not over: being handled, or with results that still have to be handed over. */
  abstract openMatters(actor: Actor): Promise<OpenMatter[]>;

  /** The drafts that an account has as one person become those of another: who the account's person is became known. */
  abstract moveDrafts(account: { accountId: string; from: string; to: string }, where: Transaction): Promise<void>;

  abstract discardDrafts(actor: Actor): Promise<void>;
}
