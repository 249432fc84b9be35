import type { ClockFacts } from '@onething/deadlines';
import type { CivilDate } from '@onething/kernel';
import type { Side, Standing } from './domain/standing';
import type { RecordedAct } from './domain/timeline';

/** What was forwarded: the body of the exchange's `caseForwarded`. */
export interface CrossContent {
  applicant: { kind: 'natural' | 'legal'; name: string; number: string; mobile?: string };
  answers: Record<string, unknown>;
  intake: { office: { code: string; name: string }; receivedAt: string; formChecks: { code: string; passed: boolean; note?: string }[] };
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
  /** 收件编号 at the intake place, 办件编号 at the deciding place. */
  number: string;
  applicantPersonId?: string;
  standing: Standing;
  /** The promise, from the acceptance by the deciding place on; kept there alone. */
  clock?: ClockFacts;
  dueOn?: CivilDate;
  trouble?: Trouble;
  content: CrossContent;
  version: number;
  /** Epoch ms. */
  createdAt: number;
}

export interface CrossCaseAct extends RecordedAct {
  /** The body of the message. */
  detail: Record<string, unknown>;
}

/** The request that an intake answered: the same key answers it again, with another request it is refused. */
export interface IntakeRequest {
  accountId: string;
  key: string;
  /** Keyed digest of the request. */
  digest: string;
}
