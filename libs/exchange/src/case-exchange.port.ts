import type { Readable } from 'node:stream';
import type { Transaction } from '@onething/persistence';
import type { CaseMessageType, FileReference } from './protocol/message-types';

/** A message of a case that was verified and is its conversation's next. */
export interface ReceivedMessage {
  /** UUID. */
  id: string;
  conversation: string;
  /** Region that sent it. */
  from: string;
  /** 1, 2, 3 … of that region in this conversation. */
  sequence: number;
  type: CaseMessageType;
  /** Fits the type's schema in `CASE_MESSAGES`. */
  body: Record<string, unknown>;
  /** When the sender says it was sent, and when the hub received it, epoch ms. */
  sentAt: number;
  hubReceivedAt: number;
  /**
   * This side was restored from a backup, and had sent more in this conversation after it had this message before: that comes back by itself
   * (`restoreSent`), so nothing is sent in consequence of this message.
   */
  wasAnswered: boolean;
}

/** A message of ours that comes back after this side was restored from an older backup. */
export interface SentMessage extends Omit<ReceivedMessage, 'from' | 'wasAnswered'> {
  /** Region it was sent to. */
  to: string;
}

/** What became of a message of ours. */
export interface MessageOutcome {
  message: string;
  conversation: string;
  type: CaseMessageType;
  to: string;
  /** `overdue`: not answered for longer than an operator should wait; it is tried further. */
  outcome: 'applied' | 'refused' | 'overdue';
  /** Of a refusal: the code and the words of the other side. */
  code?: string;
  detail?: string;
  at: number;
}

/**
 * What the exchange asks of the case side; answered where the application is put together. Everything runs in the transaction in which the exchange
 * records the message, so each message takes effect once: write rows (a pending command, an incoming case), and do the rest elsewhere.
 */
export abstract class CaseExchange {
  /**
   * Applies a message. The conversations of one case side are its own to remember: `caseForwarded` begins one.
   * @throws DomainError to refuse it: nothing of it stays, the other side gets code and detail in a signed refusal, an operator sees it in the
   *   quarantine. Any other error: it is tried again later, and what follows in this conversation waits.
   */
  abstract apply(tx: Transaction, message: ReceivedMessage): Promise<void>;

  /**
   * Brings the case to where it was when this side sent that message. Called in the order of both sides, between the messages that it answered and
   * those that answered it; nothing is sent for it.
   */
  abstract restoreSent(tx: Transaction, message: SentMessage): Promise<void>;

  abstract noteOutcome(tx: Transaction, outcome: MessageOutcome): Promise<void>;

  /** The files of a message have arrived, or lay here already. Called once for each message that names files, after it was applied. */
  abstract noteFiles(tx: Transaction, message: { id: string; conversation: string }, files: readonly FileReference[]): Promise<void>;

  /** Content of a file that a message of ours names; undefined: it is gone. */
  abstract openFile(conversation: string, file: FileReference): Promise<Readable | undefined>;

  /** The conversations of a case, by its number or id; for proofs. */
  conversationsOf(_case: string): Promise<string[]> {
    return Promise.resolve([]);
  }
}
