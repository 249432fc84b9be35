import type { KeySet } from '@onething/crypto';
import type { CaseMessageType } from '@onething/exchange';

/** What a process of the storm needs to begin. Given in `CHAOS_ORDERS`. */
export interface Orders {
  region: string;
  databaseUrl: string;
  /** Of the files that came. */
  folder: string;
  hubUrl: string;
  /** Of the hub: 0 any. */
  port: number;
  keyFile: string;
  rootFile: string;
  directoryFile: string;
  /** Of the encryption at rest; the hub has none. */
  keySet?: KeySet;
  /** Epoch ms by the clock of this process. */
  now: number;
}

export interface SendOrder {
  /** One message, however often it is ordered. */
  ref: string;
  conversation: string;
  to: string;
  type: CaseMessageType;
  body: Record<string, unknown>;
}

/** From the test to a process. `now`: its clock goes there. */
export type Order = { now: number } | { id: number; send: SendOrder[] } | { id: number; prove: string[] };

/** From a process to the test. */
export type Report = { url?: string } | { id: number; done: number } | { id: number; failed: string };
