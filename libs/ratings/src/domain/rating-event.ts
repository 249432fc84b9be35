import type { CivilDate } from '@onething/kernel';
import type { Channel, Grade, Stage } from './grade';
import type { RatedItem } from './rating';
import type { Suspicion } from './suspicion';

/** What a unit, or another one in its place, finds of a bad rating (核实结论). */
export const FINDINGS = ['true', 'mistaken', 'malicious', 'noLegalBasis'] as const;
export type Finding = (typeof FINDINGS)[number];

/** Who is responsible (责任单位). */
export interface ResponsibleUnit {
  department: string;
  /** Six digits. */
  division: string;
}

/** What every fact on a bad rating says. */
interface OfUnit extends ResponsibleUnit {
  /** Code of the item, when it was graded apart; null when the whole was. */
  item: string | null;
  grade: 4 | 5;
  /** Its days were over before, and it was neither judged otherwise nor rectified: it counts among those to be rectified (应整改) since. */
  wasOverdue: boolean;
}

/**
 * The facts of ratings, by type, that figures and notices follow. No personal data: codes, ids, days. `oneThing` and `division` of the case
 * are in every payload.
 */
export interface RatingEventPayloads {
  /** A rating was given. `window` whose link was used; `sequence` 2: after a rectification. `intakeDivision` took the case in; `handledBy` a peer when another region decides. */
  ratingGiven: {
    grade: Grade; sequence: number; stage: Stage; channel: Channel; tags: string[]; isAnonymous: boolean; items: RatedItem[];
    intakeDivision: string; handledBy: 'local' | 'peer'; hasWords: boolean; window: string | null;
  };
  /** Something looks suspicious; it counts until a human excludes it. */
  ratingFlagged: { reasons: Suspicion['reason'][] };
  /** A human has looked at a suspicious rating. */
  ratingReviewed: { counts: boolean };
  /**
   * Counts in published figures no more: by review, or by an appeal that was upheld. `whole` and `items` are what counted until now: of a rating
   * each part is left out once, whoever excludes it again. The rest is what `ratingGiven` said; `givenOn` the day of then.
   */
  ratingExcluded: {
    because: Exclusion; whole: boolean; items: RatedItem[]; grade: Grade; sequence: number; stage: Stage; channel: Channel; handledBy: 'local' | 'peer'; window: string | null; givenOn: CivilDate;
  };
  /** The words may be published, or not. */
  wordsScreened: { released: boolean };
  /** After completion, once, and the one reminder. */
  ratingInvited: object;
  ratingReminded: object;
  /** 派发, to whom it falls. `again`: a supervisor has sent it elsewhere, away `from` the unit that had it, which had called back or not. */
  badRatingDispatched: OfUnit & {
    callBackDueOn: string; dueOn: string; isAnonymous: boolean; again: boolean; from: (ResponsibleUnit & { calledBack: boolean }) | null;
  };
  /** 回访. Counted among the rates when `reached` or `declined`; `first`: this unit had not come so far before. */
  calledBack: OfUnit & { outcome: CallBackOutcome; first: boolean };
  /** 核实. An appeal follows `mistaken` and `malicious`. */
  badRatingJudged: OfUnit & { finding: Finding };
  appealDecided: OfUnit & { finding: Finding; upheld: boolean };
  /** 整改. */
  badRatingRectified: OfUnit & { onTime: boolean; dueOn: string };
  /** 反馈评价人. */
  badRatingAnswered: OfUnit & { finding: Finding; secondRatingUntil: string | null };
  /** 二次评价. */
  secondRatingGiven: OfUnit & { secondGrade: Grade };
  /** A day was near or passed: the unit's heads (`head`), then the supervisors (`supervisor`). `toRectify`: it was neither rectified nor judged otherwise. */
  badRatingEscalated: OfUnit & { to: 'head' | 'supervisor'; because: 'callBackOverdue' | 'dueSoon' | 'overdue'; dueOn: string; toRectify: boolean };
  /** 归档公开: from now on it is public, without persons. */
  badRatingClosed: OfUnit & { finding: Finding };
}

export type Exclusion = 'review' | 'mistaken' | 'malicious';
export type CallBackOutcome = 'reached' | 'declined' | 'notReached';
export type RatingEventType = keyof RatingEventPayloads;

export interface RatingEvent<T extends RatingEventType = RatingEventType> {
  id: string;
  type: T;
  caseId: string;
  ratingId: string | null;
  badRatingId: string | null;
  /** Account; null when the platform itself did it, or a rater. */
  actorId: string | null;
  /** Epoch ms. */
  occurredAt: number;
  payload: RatingEventPayloads[T] & { oneThing: string; division: string };
}
