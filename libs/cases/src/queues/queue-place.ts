import { type ClockFacts, dueDate, findLightTimes, type Light, type LightThresholds } from '@onething/deadlines';
import { civilDate, type CivilDate, type WorkCalendar } from '@onething/kernel';
import type { Process } from '@onething/workflow';
import { type ItemClock, openSuspension } from '../domain/item-clock';

export type HandlerRole = Process['steps'][number]['role'];

/** Where an item case stands in the queue of its office: whom it waits for, and when its light changes. */
export interface QueuePlace {
  /** The role that the present state or step waits for; undefined during a pause: as before. */
  waitsFor?: HandlerRole;
  /** Nothing is counted against the office now: the applicant has it, or a special procedure. */
  paused: boolean;
  /** Last day of the deadline that runs; absent when none does. */
  dueOn?: CivilDate;
  /** That day may still move, because the notice of a year that it depends on is not out. */
  provisional?: true;
  /** Epoch ms; absent when that light does not come. */
  yellowAt?: number;
  orangeAt?: number;
  /** An extension is proposed, and waits for a head. */
  extensionProposed?: boolean;
}

export interface PlaceMoment {
  calendar: WorkCalendar;
  thresholds: LightThresholds;
  /** Epoch ms. */
  now: number;
}

/**
 * Written with the state of the item, so that a queue can be filtered by lights without computing one deadline.
 * @param shown as `displayState` shows it
 */
export function queuePlaceOf(
  process: Process, shown: { state: string; step: string | null }, clock: ItemClock, moment: PlaceMoment,
): QueuePlace {
  const { state, step } = shown;
  const asked = isExtensionProposed(state, clock) ? { extensionProposed: true } : {};
  const waitsFor = state === 'handling' ? process.steps.find((one) => one.code === step)?.role : 'clerk';
  if (state === 'returned' || state === 'correcting') return { waitsFor, paused: true };
  const facts = runningClock(state, clock);
  return { waitsFor, ...(facts && !facts.stop ? placeOfClock(facts, moment) : { paused: false }), ...asked };
}

/** Until the decision; afterwards there is nothing to extend. */
const isExtensionProposed = (state: string, { proposedExtension, decidedOn }: ItemClock): boolean =>
  state === 'handling' && proposedExtension !== undefined && decidedOn === undefined;

/** The same rules as `LIGHT` of the queue's SQL, which says them for rows. @param now epoch ms */
export function lightOf({ paused, dueOn, yellowAt = Infinity, orangeAt = Infinity }: Omit<QueuePlace, 'waitsFor'>, now: number): Light {
  if (dueOn !== undefined && dueOn < civilDate(now)) return 'red';
  if (paused) return 'paused';
  if (orangeAt <= now) return 'orange';
  return yellowAt <= now ? 'yellow' : 'green';
}

/** The promise is kept or broken by the decision; what is left then is the step that makes the result. */
function runningClock(state: string, { acceptance, promise, step, decidedOn }: ItemClock): ClockFacts | undefined {
  if (state !== 'handling') return acceptance;
  return decidedOn ? step : promise;
}

function placeOfClock(facts: ClockFacts, { calendar, thresholds, now }: PlaceMoment): Omit<QueuePlace, 'waitsFor'> {
  const { on: dueOn, provisional } = dueDate(facts, calendar, now);
  const due = { dueOn, ...(provisional ? { provisional } : {}) };
  const suspension = openSuspension(facts);
  // What was late when it was suspended stays red.
  if (suspension) return { paused: true, ...(dueOn < suspension.from ? due : {}) };
  const times = findLightTimes(facts, calendar, now, thresholds);
  return { paused: false, ...due, yellowAt: times?.yellow, orangeAt: times?.orange };
}
