import type { CivilDate } from '@onething/kernel';

/** A time limit. `workingDays` leave out weekends and holidays and count make-up days; `days` are calendar days (自然日). */
export interface Limit {
  /** Whole, from 0. 0 working days: an instant item (即办件), to be done on the working day itself. */
  value: number;
  unit: 'workingDays' | 'days';
}

/** What a limit is for: it decides the words of the explanation. */
export type ClockKind =
  | 'acceptance' | 'promise' | 'statutory' | 'step' | 'preliminaryReview' | 'delivery' | 'correction' | 'laterMaterials'
  | 'promiseCheck' | 'publicNotice' | 'other';

/**
 * When the limit begins. `on`: that day is day 0, be it a working day or not. `at` (epoch ms): something that came in from
 * outside; after closing time or on a day off it counts as received on the next working day, which then is day 0.
 */
export type ClockStart = { on: CivilDate } | { at: number };

/**
 * Why a limit is not counted for a while: the special procedures of 行政许可法 art. 45 and of GB/T 39046-2020 A.7 kind 2
 * (听证, 招标, 拍卖, 检验, 检测, 检疫, 鉴定, 专家评审, 公示, 现场踏勘), 补正 during the examination, 征求意见, and `closed`: the time
 * between an end and its reopening.
 */
export type SuspensionKind =
  | 'hearing' | 'bidding' | 'auction' | 'inspection' | 'testing' | 'quarantine' | 'appraisal' | 'expertReview' | 'publicNotice'
  | 'siteInspection' | 'correction' | 'consultation' | 'closed' | 'other';

/** The days in (from, to] are not counted: the day of the beginning counts still, the day of the end does not. */
export interface Suspension {
  kind: SuspensionKind;
  /** Legal ground, as told to the applicant. */
  reason: string;
  from: CivilDate;
  /** When it is meant to end, as told to the applicant. */
  plannedTo?: CivilDate;
  /** When it ended; absent while it lasts. */
  to?: CivilDate;
}

/** 延长: once a limit, approved by a head, the applicant told why (行政许可法 art. 42). */
export interface Extension {
  /** In the unit of the limit. */
  days: number;
  approvedBy: string;
  reason: string;
  on: CivilDate;
}

/** `correction`: the applicant was told what to correct; `forwarded`: to the upper authority. */
export type StopReason = 'accepted' | 'notAccepted' | 'decided' | 'done' | 'returned' | 'correction' | 'forwarded' | 'withdrawn' | 'ended';

export interface Stop {
  on: CivilDate;
  reason: StopReason;
}

/** A count of the limit that was given up because the limit began anew. Kept for the explanation only. */
export interface EarlierCount {
  start: ClockStart;
  suspensions: Suspension[];
  extension?: Extension;
  /** The day on which the new count began. */
  until: CivilDate;
  because: 'correction' | 'resubmission' | 'other';
}

/**
 * What has happened to a limit, and nothing that follows from it: due date, rest and light are computed from these facts and
 * a calendar whenever somebody asks. Plain JSON.
 */
export interface ClockFacts {
  kind: ClockKind;
  limit: Limit;
  /** What the law allows, where the limit is a promise (承诺时限) that is shorter: see `asStatutory`. */
  statutory?: Limit;
  /**
   * Calendar days only: a limit whose last day is a day off ends on the next working day (民法典 art. 203, 民事诉讼法 art. 85).
   * Meant for limits of the applicant; a promise of the authority does without.
   */
  endsOnWorkingDay?: boolean;
  start: ClockStart;
  suspensions: Suspension[];
  extension?: Extension;
  stop?: Stop;
  earlier?: EarlierCount[];
}

/** The same clock under the limit of the law; without one, under its own. */
export function asStatutory(facts: ClockFacts): ClockFacts {
  return facts.statutory ? { ...facts, kind: 'statutory', limit: facts.statutory } : facts;
}
