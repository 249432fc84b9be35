import { findLightTimes } from '@onething/deadlines';
import { addDays, type CivilDate, civilDate, startOfDay } from '@onething/kernel';
import type { DeadlineKind, WarningLight } from './event';
import { type ClockMoment, factsOf, isSuspended, type ItemClock, openSuspension, WARNED_DEADLINES, type WarnedDeadline } from './item-clock';

/** So many days before the check of a promise, or before a broken one is to be put right, the desks are told. */
const CHECK_WARNING_DAYS = 7;

/** Something that an item's clock will bring about. `name` is unique within the item: a later one of that name replaces it. */
export interface ItemTimer {
  name: string;
  /** Epoch ms. */
  dueAt: number;
  command: { type: 'acceptSilently' } | { type: 'expire' } | { type: 'warn'; of: DeadlineKind; light: WarningLight } | { type: 'passDeadline'; of: DeadlineKind };
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
    case 'rectification': return clock.rectifyBy;
    case 'forwarding': return clock.dates?.forwardBy;
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
      return promiseTimers(clock);
    default:
      return [];
  }
}

function handlingTimers(step: string | null, clock: ItemClock, moment: ClockMoment): ItemTimer[] {
  const always = [...passing(clock, 'laterMaterials'), ...promiseTimers(clock)];
  if (step === '$procedure') return [...always, ...passing(clock, 'procedure')];
  const ofStep = passing(clock, 'step');
  // While the promise is not counted, nobody can be late against it.
  if (isSuspended(clock, moment.now) || clock.decidedOn) return [...always, ...ofStep];
  return [...always, ...ofStep, ...warning(clock, 'promise', moment), ...passing(clock, 'promise'), ...warning(clock, 'forwarding', moment), ...passing(clock, 'forwarding')];
}

/** Of what somebody is told of a deadline: that it is near (yellow), close (orange), or has passed. */
export type Telling = 'near' | 'close' | 'passed';
const TELLINGS: Record<WarningLight, Telling> = { yellow: 'near', orange: 'close' };

const wasTold = (clock: ItemClock, what: Telling, of: DeadlineKind) => clock.told?.includes(tellingOf(clock, what, of)) ?? false;
const tellingOf = (clock: ItemClock, what: Telling, of: DeadlineKind): string => `${what} ${of} ${deadlineOf(clock, of)}`;

/** Who is told that it is close need not be told any more that it is near. */
export function told<C extends ItemClock>(clock: C, of: DeadlineKind, what: 'passed' | WarningLight): C {
  const all: Telling[] = what === 'orange' ? ['near', 'close'] : [what === 'passed' ? what : TELLINGS[what]];
  const fresh = all.filter((one) => !wasTold(clock, one, of)).map((one) => tellingOf(clock, one, of));
  return { ...clock, told: [...(clock.told ?? []), ...fresh] };
}

/** At the beginning of the day after the last one. */
const afterDay = (day: CivilDate) => startOfDay(addDays(day, 1));

function endOf(name: string, day: CivilDate | undefined, command: ItemTimer['command']): ItemTimer[] {
  return day ? [{ name, dueAt: afterDay(day), command }] : [];
}

function passing(clock: ItemClock, of: DeadlineKind): ItemTimer[] {
  const day = deadlineOf(clock, of);
  return day && !wasTold(clock, 'passed', of) ? [{ name: `passed ${of}`, dueAt: afterDay(day), command: { type: 'passDeadline', of } }] : [];
}

/** What becomes of a promise (告知承诺) has fixed days, and no lights: it is told once that each comes near, and once that it has passed. */
function promiseTimers(clock: ItemClock): ItemTimer[] {
  return (['promiseCheck', 'rectification'] as const).flatMap((of) => {
    const day = deadlineOf(clock, of);
    if (!day) return [];
    const near: ItemTimer = { name: `near ${of}`, dueAt: startOfDay(addDays(day, -CHECK_WARNING_DAYS)), command: { type: 'warn', of, light: 'yellow' } };
    return [...(wasTold(clock, 'near', of) ? [] : [near]), ...passing(clock, of)];
  });
}

/** Its last day is gone: nobody is warned of it any more. @param now epoch ms */
export function isOver(clock: ItemClock, of: DeadlineKind, now: number): boolean {
  const day = deadlineOf(clock, of);
  return day !== undefined && day < civilDate(now);
}

/** Takes warnings whose last day is gone as given: what begins late (accepted by silence, noted after its promise) goes without them. */
export function withoutLateWarnings(clock: ItemClock, now: number): ItemClock {
  const late = WARNED_DEADLINES.filter((of) => isOver(clock, of, now) && !(wasTold(clock, 'near', of) && wasTold(clock, 'close', of)));
  return late.reduce((before, of) => told(before, of, 'orange'), clock);
}

/** When the light turns yellow (黄灯), and orange. */
function warning(clock: ItemClock, of: WarnedDeadline, { calendar, now, thresholds }: ClockMoment): ItemTimer[] {
  const lights = (['yellow', 'orange'] as const).filter((light) => !wasTold(clock, TELLINGS[light], of));
  const facts = lights.length > 0 ? factsOf(clock, of) : undefined;
  const times = facts && findLightTimes(facts, calendar, now, thresholds);
  return times ? lights.map((light) => ({ name: `${TELLINGS[light]} ${of}`, dueAt: times[light], command: { type: 'warn', of, light } })) : [];
}

/** A worker that was down for days finds several warnings and the passing together: then only the last of them is true. */
export function isOvertaken(clock: ItemClock, { of, light }: { of: DeadlineKind; light: WarningLight }, { calendar, now, thresholds }: ClockMoment): boolean {
  if (isOver(clock, of, now)) return true;
  const facts = light === 'yellow' && isWarned(of) ? factsOf(clock, of) : undefined;
  const times = facts && findLightTimes(facts, calendar, now, thresholds);
  return times !== undefined && times.orange <= now;
}

const isWarned = (of: DeadlineKind): of is WarnedDeadline => (WARNED_DEADLINES as readonly DeadlineKind[]).includes(of);
