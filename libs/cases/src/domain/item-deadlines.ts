import { addDays, type CivilDate, startOfDay, type WorkCalendar } from '@onething/kernel';
import type { DeadlineKind } from './event';
import { isSuspended, type ItemClock } from './item-clock';

/** Something that an item's clock will bring about. `name` is unique within the item: a later one of that name replaces it. */
export interface ItemTimer {
  name: string;
  /** Epoch ms. */
  dueAt: number;
  command: { type: 'acceptSilently' } | { type: 'expire' } | { type: 'warn' | 'passDeadline'; of: DeadlineKind };
}

/** Working days before the last one at which the handler is warned (黄灯). */
const WARNING_DAYS = 2;

/** The last day of a deadline as the clock has it now; undefined when it does not run. */
export function deadlineOf(clock: ItemClock, of: DeadlineKind): CivilDate | undefined {
  switch (of) {
    case 'acceptance': return clock.acceptBy;
    case 'promise': return clock.dueOn;
    case 'step': return clock.stepDueOn;
    case 'procedure': return clock.suspensions?.at(-1)?.plannedEnd;
    case 'laterMaterials': return clock.laterBy;
    case 'promiseCheck': return clock.checkPromiseBy;
  }
}

/**
 * The timers that an item has in this state. A pure function of the state: what is no longer in it is cancelled by the write
 * that changes the state, what has moved is moved.
 * @param state as `displayState` shows it
 */
export function timersOf(state: string, step: string | null, clock: ItemClock, calendar: WorkCalendar): ItemTimer[] {
  switch (state) {
    case 'submitted':
    case 'received':
      return [...warning(clock, 'acceptance', calendar), ...endOf('acceptSilently', clock.acceptBy, { type: 'acceptSilently' })];
    case 'returned':
    case 'correcting':
      return endOf('expire', clock.correctBy, { type: 'expire' });
    case 'handling':
      return step === '$correction' ? endOf('expire', clock.correctBy, { type: 'expire' }) : handlingTimers(step, clock, calendar);
    case 'granted':
      return passing(clock, 'promiseCheck');
    default:
      return [];
  }
}

function handlingTimers(step: string | null, clock: ItemClock, calendar: WorkCalendar): ItemTimer[] {
  const always = [...passing(clock, 'laterMaterials'), ...passing(clock, 'promiseCheck')];
  if (step === '$procedure') return [...always, ...passing(clock, 'procedure')];
  const ofStep = passing(clock, 'step');
  // While the promise is not counted, nobody can be late against it.
  if (isSuspended(clock) || clock.decidedOn) return [...always, ...ofStep];
  return [...always, ...ofStep, ...warning(clock, 'promise', calendar), ...passing(clock, 'promise')];
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

function warning(clock: ItemClock, of: DeadlineKind, calendar: WorkCalendar): ItemTimer[] {
  const day = deadlineOf(clock, of);
  if (!day || wasTold(clock, 'near', of)) return [];
  return [{ name: `near ${of}`, dueAt: startOfDay(workingDaysBefore(calendar, day, WARNING_DAYS)), command: { type: 'warn', of } }];
}

/** The latest day from which there are that many working days to `day`. */
function workingDaysBefore(calendar: WorkCalendar, day: CivilDate, workingDays: number): CivilDate {
  let earlier = day;
  while (calendar.workingDaysBetween(earlier, day) < workingDays) earlier = addDays(earlier, -1);
  return earlier;
}
