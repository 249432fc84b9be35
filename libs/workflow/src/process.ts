import type { Text } from '@onething/kernel';

/**
 * What is done in a step. `instant` examines and decides at once (即办); `review` asks several people;
 * `resultMaking` (制证) makes the licence and belongs to delivery when steps are counted.
 */
export const STEP_KINDS = [
  'instant', 'examination', 'decision', 'siteInspection', 'publicNotice', 'expertReview', 'hearing', 'review', 'resultMaking',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** A time limit. `workingDays` leave out weekends and holidays and count make-up days; `days` are calendar days. */
export interface Limit {
  value: number;
  unit: 'workingDays' | 'days';
}

/** One way out of a step. */
export interface StepOutcome {
  /** Unique in its step: `pass`, `fail`, `grant` … */
  code: string;
  name: Text;
  /** The code of the next step, or `@granted` or `@refused`: the ends of a process. */
  to: string;
  /** On a decision: what it decides. Decision and instant steps carry it on each outcome, other steps never. */
  decides?: 'grant' | 'refuse';
  /** CEL condition over `q` (questionnaire) and `form`: this way is open only when it holds. */
  when?: string;
}

/** One step (环节) of an item's handling. */
export interface ProcessStep {
  /** camelCase, unique in the process. */
  code: string;
  kind: StepKind;
  name: Text;
  role: 'clerk' | 'reviewer' | 'head';
  /** The step's own limit (a step may be late although the case is not). */
  limit: Limit;
  /** Special procedure of kind 2 (GB/T 39046-2020 A.7): its time is not counted against the promise. */
  suspendsClock?: boolean;
  /** `review` only: how many different people must choose the same outcome. 2 or more. */
  reviewers?: number;
  outcomes: StepOutcome[];
}

/** How one service item is handled after its acceptance. Intake and delivery are the same for all and not listed. */
export interface Process {
  start: string;
  steps: ProcessStep[];
}

export const GRANTED = '@granted';
export const REFUSED = '@refused';
