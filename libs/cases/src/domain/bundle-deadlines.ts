import { addDays, type CivilDate, startOfDay } from '@onething/kernel';
import type { BundlePromise } from './bundle-promise';

/** A draft that nobody has touched for so many days is thrown away; its owner is told so many days before. */
const DRAFT_DAYS = 60;
const DRAFT_WARNING_DAYS = 7;

/** Days of a bundle case, civil days in China. */
export interface BundleClock {
  /** Last day of a draft. */
  draftUntil?: CivilDate;
  draftWarned?: boolean;
  /** From the submission on. */
  promise?: BundlePromise;
  /** Last day for the delivery of the next result that waits for it, of those whose day has not passed; of the first one when all have. */
  deliverBy?: CivilDate;
  /** That day may still move. */
  deliverByProvisional?: true;
  /** The version of the calendar under which the day of one of them, or the promised one, may still move: of several one that is not in force. */
  provisionalUnder?: string;
  /** The days of all results that wait to be handed over have passed. */
  deliveryPassed?: boolean;
  /** The day of one of them has. */
  deliveryOverdue?: boolean;
  /** When all its items had ended for the first time, and when all its results were handed over for the first time. */
  completedOn?: CivilDate;
  deliveredOn?: CivilDate;
  /** When the time was over for which its data are kept. */
  dataErasedOn?: CivilDate;
}

export interface BundleTimer {
  name: string;
  /** Epoch ms. */
  dueAt: number;
  command: { type: 'warnDraft' | 'expireDraft' | 'passDelivery' };
}

export const startDraft = (today: CivilDate): BundleClock => ({ draftUntil: addDays(today, DRAFT_DAYS) });

/** The timers that a bundle has in this state; a pure function of it, as with items. */
export function bundleTimersOf(state: string, { draftUntil, draftWarned, deliverBy, deliveryPassed }: BundleClock): BundleTimer[] {
  if (state === 'draft' && draftUntil) {
    const warning: BundleTimer[] = draftWarned ? [] : [{ name: 'draft warning', dueAt: startOfDay(addDays(draftUntil, -DRAFT_WARNING_DAYS)), command: { type: 'warnDraft' } }];
    return [...warning, { name: 'draft expiry', dueAt: startOfDay(addDays(draftUntil, 1)), command: { type: 'expireDraft' } }];
  }
  if ((state === 'handling' || state === 'completed') && deliverBy && !deliveryPassed) {
    return [{ name: 'delivery', dueAt: startOfDay(addDays(deliverBy, 1)), command: { type: 'passDelivery' } }];
  }
  return [];
}
