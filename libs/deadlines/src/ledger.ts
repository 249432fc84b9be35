import { addDays, type CivilDate, civilDate, type DayKind, type WorkCalendar } from '@onething/kernel';
import type { ClockFacts, Suspension } from './clock-facts';

/** One day after day 0. */
export interface LedgerDay {
  date: CivilDate;
  /** `calendar`: the limit counts calendar days and does not ask. */
  kind: DayKind | 'calendar';
  suspended: boolean;
  /** Which day of the limit it is, from 1; absent for a day that is not counted. */
  number?: number;
}

/** A limit day by day, from the day after day 0 to the last day on which it is kept. Everything else is read from it. */
export interface Ledger {
  dayZero: CivilDate;
  days: LedgerDay[];
  /** Days of the limit with its extension. */
  total: number;
  due: CivilDate;
  /** How the due date came to be later than the last day counted. */
  moves: Move[];
  /** The suspensions as far as they are known: none is open here. */
  pauses: Pause[];
}

/** The last day moves: it is a day off, or a suspension began on it. */
export interface Move {
  why: 'dayOff' | 'suspended';
  from: CivilDate;
  to: CivilDate;
}

/** A suspension with an end: its own; else, while it lasts, the planned one or today, whichever is later. */
export interface Pause extends Suspension {
  end: CivilDate;
}

/** @returns the day that is day 0 of the limit */
export function dayZeroOf(facts: ClockFacts, calendar: WorkCalendar): CivilDate {
  return 'on' in facts.start ? facts.start.on : calendar.countsAsReceivedOn(facts.start.at);
}

/**
 * @param now epoch ms; a suspension that lasts is counted until then at least. Absent: until its planned end, or as if it
 *   ended on the day of its beginning.
 * @throws DomainError `CALENDAR.YEAR_MISSING` when a day's kind matters and its year is not known
 */
export function keepLedger(facts: ClockFacts, calendar: WorkCalendar, now?: number): Ledger {
  const dayZero = dayZeroOf(facts, calendar);
  const total = facts.limit.value + (facts.extension?.days ?? 0);
  const pauses = facts.suspensions.map((one) => ({ ...one, end: endOf(one, now) }));
  const inWorkingDays = facts.limit.unit === 'workingDays';
  const days: LedgerDay[] = [];
  const source = inWorkingDays ? calendar.daysAfter(dayZero) : calendarDaysAfter(dayZero);
  let last = dayZero;
  let counted = 0;
  const take = (): LedgerDay => {
    const { date, kind } = source.next().value;
    last = date;
    const suspended = pauses.some(({ from, end }) => from < date && date <= end);
    const day: LedgerDay = { date, kind, suspended };
    days.push(day);
    return day;
  };
  while (counted < total) {
    const day = take();
    if (!day.suspended && day.kind !== 'weekend' && day.kind !== 'holiday') day.number = counted += 1;
  }
  const needsWorkingDay = inWorkingDays || facts.endsOnWorkingDay;
  const roll = (day: CivilDate): CivilDate => (needsWorkingDay ? calendar.workingDayFrom(day) : day);
  const moves = moveLastDay(last, pauses, roll);
  const due = moves.at(-1)?.to ?? last;
  while (last < due) take();
  return { dayZero, days, total, due, moves, pauses };
}

/** Days of whatever kind: a limit of calendar days may reach beyond the known calendars. */
function* calendarDaysAfter(date: CivilDate): Generator<Pick<LedgerDay, 'date' | 'kind'>, never> {
  for (let day = addDays(date, 1); ; day = addDays(day, 1)) yield { date: day, kind: 'calendar' };
}

/**
 * A suspension that begins on the last day begins in time: then nothing of the limit is left, and its last day is the one on
 * which the suspension ends; were it an earlier one, the limit would be over before anybody could go on.
 * @param counted the last day counted
 * @param roll the working day from that day on, where the limit has to end on one
 */
function moveLastDay(counted: CivilDate, pauses: Pause[], roll: (day: CivilDate) => CivilDate): Move[] {
  const moves: Move[] = [];
  for (let day = counted; ;) {
    const last = roll(day);
    if (last > day) moves.push({ why: 'dayOff', from: day, to: last });
    const end = pauses.filter((pause) => pause.from <= last && last < pause.end).map((pause) => pause.end).sort().at(-1);
    if (end === undefined) return moves;
    const before = moves.at(-1);
    if (before?.why === 'suspended') before.to = end;
    else moves.push({ why: 'suspended', from: last, to: end });
    day = end;
  }
}

function endOf(suspension: Suspension, now?: number): CivilDate {
  if (suspension.to !== undefined) return suspension.to;
  const today = now === undefined ? suspension.from : civilDate(now);
  return [suspension.from, suspension.plannedTo ?? suspension.from, today].sort().at(-1)!;
}
