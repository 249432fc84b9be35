import { join } from 'node:path';
import { addDays, type CivilDate, startOfDay, WorkCalendar } from '@onething/kernel';
import fc from 'fast-check';
import { loadCalendars } from '../../../config/calendars';
import { resume, startClock, suspend } from './changes';
import type { ClockFacts } from './clock-facts';
import { someDay, someFacts } from './clock-facts.arbitrary';
import { dueDate } from './due-date';
import { isOverdue, progress } from './progress';

const data = loadCalendars(join(__dirname, '../../../config/calendars'));
const calendar = new WorkCalendar(data);

/** Every day of 2025 to 2027, and of them the working ones, looked up in the lists of the notices. */
const everyDay = Array.from({ length: 1095 }, (_, index) => new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10));
const worked = everyDay.filter((day) => {
  const year = data.years.find((one) => day.startsWith(`${one.year}`))!;
  const isOff = year.off.some((entry) => {
    const days = typeof entry === 'object' && 'days' in entry ? entry.days : entry;
    return typeof days === 'string' ? days === day : days[0] <= day && day <= days[1];
  });
  return year.work.includes(day) || (!isOff && ![0, 6].includes(new Date(day).getUTCDay()));
});

const endOf = ({ to, plannedTo, from }: ClockFacts['suspensions'][number]): CivilDate => to ?? plannedTo ?? from;

/** The set of the days that count: all days, without those that a suspension takes out. */
function countingDays(facts: ClockFacts, dayZero: CivilDate): CivilDate[] {
  const set = new Set((facts.limit.unit === 'days' ? everyDay : worked).filter((day) => day > dayZero));
  for (const suspension of facts.suspensions) {
    for (const day of everyDay) if (day > suspension.from && day <= endOf(suspension)) set.delete(day);
  }
  return [...set].sort();
}

function bruteDue(facts: ClockFacts): CivilDate {
  const dayZero = (facts.start as { on: CivilDate }).on;
  const total = facts.limit.value + (facts.extension?.days ?? 0);
  const anyDay = facts.limit.unit === 'days' && !facts.endsOnWorkingDay;
  const roll = (day: CivilDate): CivilDate => (anyDay ? day : worked.find((one) => one >= day)!);
  let due = roll(total === 0 ? dayZero : countingDays(facts, dayZero)[total - 1]!);
  for (let moved = true; moved;) {
    const ends = facts.suspensions.filter(({ from }) => from <= due).map(endOf).filter((end) => end > due).sort();
    moved = ends.length > 0;
    if (moved) due = roll(ends[0]!);
  }
  return due;
}

test('the due date is that of a counter that takes days out of a set', () => {
  fc.assert(fc.property(someFacts, (facts) => {
    expect(dueDate(facts, calendar).on).toBe(bruteDue(facts));
  }), { numRuns: 1000 });
});

/** A last day that was moved costs nothing any more. */
const spent = (total: number, counted: number) => ({ used: Math.min(counted, total), remaining: Math.max(total - counted, 0) });

test('at closing time of every day the rest is limit + extension − days counted so far', () => {
  const lasting = someFacts.filter(({ limit, extension }) => limit.value + (extension?.days ?? 0) > 0);
  fc.assert(fc.property(lasting, fc.integer({ min: 0, max: 60 }), (open, after) => {
    const facts = { ...open, suspensions: open.suspensions.map((one) => ({ ...one, to: endOf(one) })) };
    const dayZero = (facts.start as { on: CivilDate }).on;
    const day = addDays(dayZero, after);
    const due = bruteDue(facts);
    fc.pre(day <= due);
    const closing = startOfDay(day) + 18 * 3_600_000;
    const used = countingDays(facts, dayZero).filter((one) => one <= day).length;
    const total = facts.limit.value + (facts.extension?.days ?? 0);
    expect(progress(facts, calendar, closing)).toMatchObject({ ...spent(total, used), overdue: false });
    expect(isOverdue(facts, calendar, startOfDay(addDays(due, 1)) - 1)).toBe(false);
    expect(isOverdue(facts, calendar, startOfDay(addDays(due, 1)))).toBe(true);
  }));
});

test('suspensions one after the other move the due date by the working days missed, each from where it then is', () => {
  const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 8 }), last: fc.integer({ min: 0, max: 8 }) }), { maxLength: 4 });
  fc.assert(fc.property(someDay, fc.integer({ min: 1, max: 30 }), steps, (day, limit, pauses) => {
    let facts = startClock({ kind: 'promise', limit: { value: limit, unit: 'workingDays' } }, { on: day });
    let [due, now] = [calendar.addWorkingDays(day, limit), calendar.workingDayFrom(day)];
    for (const { wait, last } of pauses) {
      const from = calendar.addWorkingDays(now, wait);
      now = calendar.addWorkingDays(from, last);
      facts = resume(suspend(facts, { kind: 'hearing', reason: 'art. 45', from }), now);
      if (from <= due) due = calendar.addWorkingDays(due, last);
    }
    expect(dueDate(facts, calendar).on).toBe(due);
  }));
});

test('no suspension, and no order in which suspensions are told, brings the due date forward', () => {
  fc.assert(fc.property(someFacts, (facts) => {
    const { on } = dueDate(facts, calendar);
    expect(dueDate({ ...facts, suspensions: [...facts.suspensions].reverse() }, calendar).on).toBe(on);
    expect(dueDate({ ...facts, suspensions: facts.suspensions.slice(1) }, calendar).on <= on).toBe(true);
  }));
});
