import { addDays, civilDate, DomainError, startOfDay, type WorkCalendar } from '@onething/kernel';
import type { ClockFacts } from './clock-facts';
import { keepLedger } from './ledger';
import { countedDays, isPaused, presentOf, progressOf } from './progress';

/** 绿灯 normal · 黄灯 remind the handler · 橙灯 remind the head · 红灯 overdue (超期) · 暂停 not counted. */
export type Light = 'green' | 'yellow' | 'orange' | 'red' | 'paused';

/**
 * When lights change. No national rule names numbers: they are the platform's settings. Days are days of the limit, in fractions
 * of the office hours.
 */
export interface LightThresholds {
  yellow: {
    /** At most so many days remain. */
    remainingDays: number;
    /** Or at least this share of the limit is used, 0 to 1. */
    usedShare: number;
  };
  orange: { remainingDays: number };
}

/** Token under which the platform provides its `LightThresholds`. */
export const LIGHT_THRESHOLDS = Symbol('LightThresholds');

export const USUAL_THRESHOLDS: LightThresholds = { yellow: { remainingDays: 2, usedShare: 0.8 }, orange: { remainingDays: 0.5 } };

/** What a clock keeps of the thresholds under which it was computed: equal numbers, equal version. */
export const thresholdsVersion = ({ yellow, orange }: LightThresholds): string => `${yellow.remainingDays}/${yellow.usedShare}/${orange.remainingDays}`;

/** @throws DomainError `DEADLINES.THRESHOLDS_INVALID` when the lights would come in another order or never */
export function checkThresholds({ yellow, orange }: LightThresholds): LightThresholds {
  const [last, first] = [orange.remainingDays, yellow.remainingDays];
  const inOrder = last >= 0 && last <= first && Number.isFinite(first);
  if (!inOrder || !(yellow.usedShare > 0 && yellow.usedShare <= 1)) {
    throw new DomainError('invalid', 'DEADLINES.THRESHOLDS_INVALID',
      'Lights need 0 <= orange days <= yellow days and a used share above 0, at most 1. Correct the numbers.');
  }
  return { yellow, orange };
}

/**
 * A clock that was suspended too late stays red. A stopped one is red when it was late, else green.
 * @param now epoch ms
 */
export function light(
  facts: ClockFacts, calendar: WorkCalendar, now: number, thresholds: LightThresholds = USUAL_THRESHOLDS,
): Light {
  const at = presentOf(facts, now);
  const ledger = keepLedger(facts, calendar, at);
  // Before the rest is asked for: how late it is may not be known yet, that it is late is.
  if (civilDate(at) > ledger.due) return 'red';
  if (facts.stop) return 'green';
  const { total, used, paused } = progressOf(ledger, facts, calendar, at);
  if (paused) return 'paused';
  const spent = Math.round(used * calendar.officeMinutes);
  const minutes = lightMinutes(total, calendar, thresholds);
  if (spent >= minutes.orange) return 'orange';
  return spent >= minutes.yellow ? 'yellow' : 'green';
}

/** Instants (epoch ms) at which lights change if nothing happens in between: for timers. */
export interface LightTimes {
  yellow: number;
  orange: number;
  red: number;
}

/**
 * @returns undefined for a clock that is stopped, and while a suspension lasts: then no light is coming
 * @param now epoch ms
 */
export function findLightTimes(
  facts: ClockFacts, calendar: WorkCalendar, now: number, thresholds: LightThresholds = USUAL_THRESHOLDS,
): LightTimes | undefined {
  if (facts.stop || isPaused(facts, now)) return undefined;
  const ledger = keepLedger(facts, calendar, now);
  const days = countedDays(ledger);
  const begin = 'at' in facts.start ? facts.start.at : startOfDay(ledger.dayZero);
  const reached = (minutes: number): number => {
    if (minutes <= 0) return begin;
    const index = Math.ceil(minutes / calendar.officeMinutes) - 1;
    return calendar.instantInOffice(days[index]!, minutes - index * calendar.officeMinutes);
  };
  const minutes = lightMinutes(days.length, calendar, thresholds);
  return { yellow: reached(minutes.yellow), orange: reached(minutes.orange), red: startOfDay(addDays(ledger.due, 1)) };
}

/** After how many minutes of the limit the lights change. */
function lightMinutes(total: number, { officeMinutes }: WorkCalendar, { yellow, orange }: LightThresholds): Omit<LightTimes, 'red'> {
  const whole = total * officeMinutes;
  const before = (days: number): number => Math.max(0, Math.ceil(whole - days * officeMinutes));
  // Rounded first: 0.55 × 10 × 540 is a little more than 2970 in binary fractions.
  const share = Math.ceil(Number((yellow.usedShare * whole).toFixed(6)));
  return { yellow: Math.min(before(yellow.remainingDays), share), orange: before(orange.remainingDays) };
}
