import type { AnyEventObject } from 'xstate';
import type { Limit } from './process';

/** Decides a CEL condition of the catalogue over the questionnaire's and the form's answers. */
export type EvaluateCondition = (expression: string, answers: ConditionAnswers) => boolean;

export interface ConditionAnswers {
  q: Record<string, unknown>;
  form: Record<string, unknown>;
}

/** What an item's machine remembers besides its state. */
export interface ItemFacts {
  /** How often the applicant was asked for corrections before acceptance (补正告知 is given once). */
  correctionsAsked: number;
  /** Corrections were asked during the examination (once). */
  correctedInExamination: boolean;
  /** Accepted although materials are missing (容缺受理), and they are still missing. Nothing is granted meanwhile. */
  laterMaterials: boolean;
  /** Accepted on a promise (告知承诺): to be checked, kept or broken. Nothing is granted, and no result made, on a broken one. */
  promise: 'none' | 'open' | 'kept' | 'broken';
  /** Extension of the promise: once, proposed by one person and approved by another, whatever their accounts. */
  extension: 'none' | 'proposed' | 'approved';
  extensionProposedBy: string | null;
  /** The step that a pause interrupts. */
  pausedStep: string | null;
  /** Who has chosen what in a step that asks several people: step → person → outcome. */
  votes: Record<string, Record<string, string>>;
}

export const NEW_ITEM: ItemFacts = {
  correctionsAsked: 0, correctedInExamination: false, laterMaterials: false, promise: 'none', extension: 'none', extensionProposedBy: null,
  pausedStep: null, votes: {},
};

/** States of an item that is handled but paused; the `$` keeps them apart from the codes of steps. */
export const PAUSES = { correction: '$correction', procedure: '$procedure' } as const;

/** The events of an item's machine. Steps are left by `step.<step>.<outcome>`. */
export interface ItemMachineEvent extends AnyEventObject {
  actorId: string;
  /** Whose account that is; absent of the platform itself. */
  personId?: string;
  answers: ConditionAnswers;
  /** With `accept`: materials may come later; accepted on a promise. */
  laterMaterials?: boolean;
  onPromise?: boolean;
  /** With `checkPromise`. */
  kept?: boolean;
}

/** How an item case ends. */
export type ItemOutcome = 'granted' | 'refused' | 'notAccepted' | 'withdrawn' | 'expired' | 'ended' | 'aborted';

/** Why a clock stops other than by acceptance or decision. */
export type ClockStop = 'returned' | 'correction' | 'notAccepted' | 'forwarded' | 'withdrawn' | 'ended';

/** What the machine wants done, as data; `decideItem` turns it into rows. */
export type ItemEffect =
  | { type: 'acceptanceClockStarted' }
  | { type: 'acceptanceClockStopped'; reason: ClockStop }
  | { type: 'promiseClockStarted' }
  | { type: 'promiseClockStopped'; reason: ClockStop }
  | { type: 'promiseExtended' }
  | { type: 'clockSuspended'; by: 'correction' | 'procedure' | 'step' }
  | { type: 'clockResumed' }
  | { type: 'stepStarted'; step: string; limit: Limit }
  | { type: 'stepResumed' }
  | { type: 'forwardedUp' }
  | { type: 'reopened' }
  | { type: 'closed'; outcome: ItemOutcome };

/** The name of the event that leaves `step` by `outcome`. */
export const stepEvent = (step: string, outcome: string): string => `step.${step}.${outcome}`;
