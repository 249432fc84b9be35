import type { ClockFacts } from '@onething/deadlines';
import type { CivilDate } from '@onething/kernel';
import type { ScannedMaterial } from './domain/named-files';
import type { Side, Standing } from './domain/standing';
import type { RecordedAct } from './domain/timeline';

/** What was forwarded: the body of the exchange's `caseForwarded`. */
export interface CrossContent {
  applicant: { kind: 'natural' | 'legal'; name: string; number: string; mobile?: string };
  answers: Record<string, unknown>;
  /** Scans of papers; absent when nothing was scanned. */
  materials?: ScannedMaterial[];
  intake: { office: { code: string; name: string; department?: string }; receivedAt: string; formChecks: { code: string; passed: boolean; note?: string }[] };
}

/** A message of ours that the other side has refused, or has not answered for long. */
export interface Trouble {
  type: string;
  outcome: 'refused' | 'overdue';
  code?: string;
  detail?: string;
  /** Epoch ms. */
  at: number;
}

/** A case of an item of the national directory that two regions handle (跨省通办办件). */
export interface CrossCase {
  id: string;
  conversation: string;
  side: Side;
  /** The other one. */
  region: string;
  /** National code. */
  item: string;
  /** Office here: of the window, or the one that decides. */
  department: string;
  division: string;
  /** 收件编号 of this place's receipt. */
  number: string;
  /** 办件编号 of the deciding place, from its acceptance on. */
  caseNumber?: string;
  applicantPersonId?: string;
  /** At the deciding place: the item case (办件) by which it is handled, with the item's own process. */
  handledAs?: { caseId: string; itemId: string };
  /** At the intake place: the item of a one-thing that was handed to the other region (多地联办). */
  partOf?: { caseId: string; itemId: string };
  standing: Standing;
  /** The promise, from the acceptance by the deciding place on; kept there alone. */
  clock?: ClockFacts;
  dueOn?: CivilDate;
  trouble?: Trouble;
  /** Absent when its time was over and it was erased. */
  content?: CrossContent;
  version: number;
  /** Epoch ms. */
  createdAt: number;
}

export interface CrossCaseAct extends RecordedAct {
  /** The body of the message; absent when it was erased. */
  detail?: Record<string, unknown>;
}

/** A request that was answered: the same key answers it again, with another request it is refused. */
export interface CrossRequest {
  accountId: string;
  key: string;
  /** Keyed digest of the request. */
  digest: string;
}

/** Who did an act here, and by which request; neither for what the other place or the platform did. */
export interface DoneBy {
  accountId: string;
  request?: Omit<CrossRequest, 'accountId'>;
}
