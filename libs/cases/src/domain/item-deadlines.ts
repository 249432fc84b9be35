import { findLightTimes } from '@onething/deadlines';
import { addDays, type CivilDate, civilDate, startOfDay } from '@onething/kernel';
import type { DeadlineKind } from './event';
import { type ClockMoment, isSuspended, type ItemClock, openSuspension } from './item-clock';

/** Something that an item's clock will bring about. `name` is unique within the item: a later one of that name replaces it. */
export interface ItemTimer {
  name: string;
  /** Epoch ms. */
  dueAt: number;
  command: { type: 'acceptSilently' } | { type: 'expire' } | { type: 'warn' | 'passDeadline'; of: DeadlineKind };
}

/** The last day of a deadline as the clock has it now; undefined when it does not run. */
export function deadlineOf(clock: ItemClock, of: DeadlineKind): CivilDate | undefined {
  switch (of) {
    case 'acceptance': return clock.dates?.acceptBy;
    case 'promise': return clock.dates?.dueOn;
    case 'step': return clock.dates?.stepDueOn;
    case 'procedure': return openSuspension(clock.promise)?.plannedTo;
    case 'laterMaterials': return clock.laterBy;
    case 'promiseCheck': return clock.checkPromiseBy;
  }
}

/**
 * The timers that an item has in this state. A pure function of the state: what is no longer in it is cancelled by the write
 * that changes the state, what has moved is moved.
 * @param state as `displayState` shows it
 */
export function timersOf(state: string, step: string | null, clock: ItemClock, moment: ClockMoment): ItemTimer[] {
  switch (state) {
    case 'submitted':
    case 'received':
      return [...warning(clock, 'acceptance', moment), ...endOf('acceptSilently', clock.dates?.acceptBy, { type: 'acceptSilently' })];
    case 'returned':
    case 'correcting':
      return endOf('expire', clock.correctBy, { type: 'expire' });
    case 'handling':
      return step === '$correction' ? endOf('expire', clock.correctBy, { type: 'expire' }) : handlingTimers(step, clock, moment);
    case 'granted':
      return passing(clock, 'promiseCheck');
    default:
      return [];
  }
}

function handlingTimers(step: string | null, clock: ItemClock, moment: ClockMoment): ItemTimer[] {
  const always = [...passing(clock, 'laterMaterials'), ...passing(clock, 'promiseCheck')];
  if (step === '$procedure') return [...always, ...passing(clock, 'procedure')];
  const ofStep = passing(clock, 'step');
  // While the promise is not counted, nobody can be late against it.
  if (isSuspended(clock, moment.now) || clock.decidedOn) return [...always, ...ofStep];
  return [...always, ...ofStep, ...warning(clock, 'promise', moment), ...passing(clock, 'promise')];
}

const wasTold = (clock: ItemClock, what: 'near' | 'passed', of: DeadlineKind) =>
  clock.told?.includes(`${what} ${of} ${deadlineOf(clock, of)}`) ?? false;

/** At the beginning of the day after the last one. */
const afterDay = (day: CivilDate) => startOfDay(addDays(day, 1));

function endOf(name: string, day: CivilDate | undefined, command: ItemTimer['command']): ItemTimer[] {
  return day ? [{ name, dueAt: afterDay(day), command }] : [];
}

function passing(clock: ItemClock, of: DeadlineKind): ItemTimer[] {
  const day = deadlineOf(clock, of);
  return day && !wasTold(clock, 'passed', of) ? [{ name: `passed ${of}`, dueAt: afterDay(day), command: { type: 'passDeadline', of } }] : [];
}

/** Its last day is gone: nobody is warned of it any more. @param now epoch ms */
export function isOver(clock: ItemClock, of: DeadlineKind, now: number): boolean {
  const day = deadlineOf(clock, of);
  return day !== undefined && day < civilDate(now);
}

/** Takes warnings whose last day is gone as given: what begins late (accepted by silence, noted after its promise) goes without them. */
export function withoutLateWarnings(clock: ItemClock, now: number): ItemClock {
  const late = (['acceptance', 'promise'] as const).filter((of) => isOver(clock, of, now) && !wasTold(clock, 'near', of));
  return late.length === 0 ? clock : { ...clock, told: [...(clock.told ?? []), ...late.map((of) => `near ${of} ${deadlineOf(clock, of)}`)] };
}

/** When the light turns yellow (黄灯). */
function warning(clock: ItemClock, of: 'acceptance' | 'promise', { calendar, now, thresholds }: ClockMoment): ItemTimer[] {
  const facts = clock[of];
  const times = facts && !wasTold(clock, 'near', of) ? findLightTimes(facts, calendar, now, thresholds) : undefined;
  return times ? [{ name: `near ${of}`, dueAt: times.yellow, command: { type: 'warn', of } }] : [];
}
