import { join } from 'node:path';
import { type CalendarData, type CalendarYear, type CivilDate, WorkCalendar } from '@onething/kernel';
import { loadCalendars } from '../../../config/calendars';
import { extend, reopen, restart, resume, startClock, stop, suspend } from './changes';
import type { ClockFacts, ClockStart, Limit, SuspensionKind } from './clock-facts';
import { dueDate, dueDates, overAt, recompute } from './due-date';
import { isOverdue, wasOnTime } from './progress';

const data = loadCalendars(join(__dirname, '../../../config/calendars'));
const calendar = new WorkCalendar(data);
const at = (text: string): number => Date.parse(`${text}+08:00`);
const workingDays = (value: number): Limit => ({ value, unit: 'workingDays' });
const days = (value: number): Limit => ({ value, unit: 'days' });
const promise = (on: CivilDate, limit: number): ClockFacts => startClock({ kind: 'promise', limit: workingDays(limit) }, { on });
const due = (facts: ClockFacts): CivilDate => dueDate(facts, calendar).on;

function suspended(facts: ClockFacts, from: CivilDate, to: CivilDate, kind: SuspensionKind = 'hearing'): ClockFacts {
  return resume(suspend(facts, { kind, reason: '行政许可法第四十五条', from }), to, kind);
}

describe('counting', () => {
  test.each([
    ['2026-02-12', 5, '2026-02-26'],
    ['2026-02-13', 20, '2026-03-19'],
    ['2026-04-29', 3, '2026-05-07'],
    ['2026-09-18', 10, '2026-10-09'],
    ['2026-01-02', 1, '2026-01-04'],
    ['2026-12-24', 5, '2026-12-31'],
    ['2021-02-05', 3, '2021-02-09'],
    ['2024-09-13', 2, '2024-09-18'],
    ['2025-01-24', 3, '2025-02-05'],
  ])('accepted on %s, %i working days end on %s', (on, limit, expected) => {
    expect(due(promise(on, limit))).toBe(expected);
  });

  test.each<[string, ClockStart, CivilDate]>([
    ['before closing time, the same day', { at: at('2026-03-02T17:59') }, '2026-03-03'],
    ['at closing time, the next working day', { at: at('2026-03-02T18:00') }, '2026-03-04'],
    ['on a Saturday', { at: at('2026-03-07T10:00') }, '2026-03-10'],
    ['on a make-up Saturday', { at: at('2026-02-14T10:00') }, '2026-02-24'],
    ['in the evening before a long holiday', { at: at('2026-02-14T20:00') }, '2026-02-25'],
    ['shortly before midnight in China, still the day before in UTC', { at: at('2026-03-03T00:30') }, '2026-03-04'],
  ])('what comes in %s', (_, start, expected) => {
    expect(due(startClock({ kind: 'acceptance', limit: workingDays(1) }, start))).toBe(expected);
  });

  test('an instant item ends on its working day, and never on a day off', () => {
    expect(due(promise('2026-03-02', 0))).toBe('2026-03-02');
    expect(due(promise('2026-03-07', 0))).toBe('2026-03-09');
    expect(due(startClock({ kind: 'promise', limit: workingDays(0) }, { at: at('2026-02-14T20:00') }))).toBe('2026-02-24');
  });

  test('an instant item that is suspended on its day ends with the suspension', () => {
    expect(due(suspended(promise('2026-03-02', 0), '2026-03-02', '2026-03-05'))).toBe('2026-03-05');
  });

  test('calendar days count holidays; only a limit that has to end on a working day is moved', () => {
    const notice = startClock({ kind: 'step', limit: days(12) }, { on: '2026-09-20' });
    expect(due(notice)).toBe('2026-10-02');
    expect(due({ ...notice, endsOnWorkingDay: true })).toBe('2026-10-08');
  });

  test('a suspension takes calendar days out of a limit of calendar days', () => {
    expect(due(suspended(startClock({ kind: 'promise', limit: days(10) }, { on: '2026-03-02' }), '2026-03-04', '2026-03-08'))).toBe('2026-03-16');
  });

  test('the promise and the limit of the law stand side by side', () => {
    const facts = startClock({ kind: 'promise', limit: workingDays(5), statutory: workingDays(20) }, { on: '2026-03-02' });
    const both = dueDates(suspended(facts, '2026-03-03', '2026-03-05'), calendar);
    expect([both.promised.on, both.statutory?.on]).toEqual(['2026-03-11', '2026-04-01']);
    expect(dueDates(promise('2026-03-02', 5), calendar)).not.toHaveProperty('statutory');
  });
});

describe('the combinations that other systems get wrong', () => {
  const running = promise('2026-03-02', 5);

  test('a suspension that begins and ends on one day adds nothing', () => {
    expect(due(running)).toBe('2026-03-09');
    expect(due(suspended(running, '2026-03-04', '2026-03-04'))).toBe('2026-03-09');
  });

  test('the day of its beginning counts, the day of its end does not', () => {
    expect(due(suspended(running, '2026-03-04', '2026-03-05'))).toBe('2026-03-10');
  });

  test('a suspension over a weekend adds working days only', () => {
    expect(due(suspended(running, '2026-03-06', '2026-03-08'))).toBe('2026-03-09');
    expect(due(suspended(running, '2026-03-06', '2026-03-09'))).toBe('2026-03-10');
  });

  test('a suspension across make-up days leaves them out as the working days they are', () => {
    // Not counted: Sat 02-14, 02-24 to 02-27, Sat 02-28; day 1 was 02-13.
    expect(due(suspended(promise('2026-02-12', 5), '2026-02-13', '2026-02-28'))).toBe('2026-03-05');
  });

  test('a suspension within a holiday adds nothing', () => {
    expect(due(suspended(promise('2026-02-12', 5), '2026-02-15', '2026-02-22'))).toBe('2026-02-26');
  });

  test('several suspensions that overlap count once', () => {
    const facts = suspended(suspended(running, '2026-03-03', '2026-03-06'), '2026-03-05', '2026-03-10', 'testing');
    expect(due(facts)).toBe('2026-03-16');
    expect(due(suspended(facts, '2026-03-03', '2026-03-10', 'appraisal'))).toBe('2026-03-16');
  });

  test('a suspension that ends on the day another begins goes on without a gap', () => {
    const facts = suspended(suspended(running, '2026-03-03', '2026-03-05'), '2026-03-05', '2026-03-10', 'testing');
    expect(due(facts)).toBe('2026-03-16');
  });

  test('an extension during a suspension adds to what is left', () => {
    const lasting = suspend(running, { kind: 'hearing', reason: 'art. 45', from: '2026-03-04', plannedTo: '2026-03-11' });
    const extended = extend(lasting, { days: 3, approvedBy: 'head', reason: '案情复杂', on: '2026-03-06' }, calendar);
    expect(due(resume(extended, '2026-03-11'))).toBe('2026-03-19');
  });

  test('an extension may be approved while a suspension carries the limit past its first last day', () => {
    const lasting = suspend(running, { kind: 'hearing', reason: 'art. 45', from: '2026-03-09' });
    const extended = extend(lasting, { days: 2, approvedBy: 'head', reason: '案情复杂', on: '2026-03-12' }, calendar);
    expect(due(resume(extended, '2026-03-13'))).toBe('2026-03-17');
  });

  test('a suspension on the last day is in time: the limit ends with it', () => {
    expect(due(suspended(running, '2026-03-09', '2026-03-12'))).toBe('2026-03-12');
    expect(due(suspended(suspended(running, '2026-03-09', '2026-03-12'), '2026-03-12', '2026-03-17', 'testing'))).toBe('2026-03-17');
  });

  test('a suspension from the last day to a Sunday ends the limit on Monday, not before anybody could go on', () => {
    expect(due(suspended(running, '2026-03-09', '2026-03-15'))).toBe('2026-03-16');
  });

  test('a suspension after the limit was over revives nothing, not even from the Saturday after a Friday', () => {
    expect(due(suspended(running, '2026-03-10', '2026-03-20'))).toBe('2026-03-09');
    const friday = promise('2026-03-02', 4);
    expect(due(suspended(friday, '2026-03-07', '2026-03-20'))).toBe('2026-03-06');
  });

  test('a suspension before day 0 takes only the days after it', () => {
    expect(due(suspended(running, '2026-02-25', '2026-03-04'))).toBe('2026-03-11');
  });

  test('a correction restarts the limit in full, without its suspensions and its extension', () => {
    const extension = { days: 3, approvedBy: 'head', reason: '案情复杂' };
    const before = extend(suspended(running, '2026-03-04', '2026-03-06'), { ...extension, on: '2026-03-09' }, calendar);
    const anew = restart(before, { on: '2026-03-12' }, 'correction');
    expect(due(anew)).toBe('2026-03-19');
    expect(due(extend(anew, { ...extension, on: '2026-03-13' }, calendar))).toBe('2026-03-24');
  });

  test('a correction that comes in the evening restarts the limit on the next working day', () => {
    expect(due(restart(running, { at: at('2026-03-12T21:00') }, 'correction'))).toBe('2026-03-20');
  });

  test('reopening leaves out the time in between', () => {
    const closed = stop(running, { on: '2026-03-05', reason: 'ended' });
    expect(due(reopen(closed, '2026-03-20', '申请人补充了证据'))).toBe('2026-03-24');
  });
});

describe('a suspension that lasts', () => {
  const lasting = suspend(promise('2026-03-02', 5), { kind: 'hearing', reason: 'art. 45', from: '2026-03-04', plannedTo: '2026-03-06' });

  test('gives the planned date, and a later one when it outlasts its plan', () => {
    expect(dueDate(lasting, calendar)).toMatchObject({ on: '2026-03-11', suspended: true });
    expect(dueDate(lasting, calendar, at('2026-03-05T10:00')).on).toBe('2026-03-11');
    expect(dueDate(lasting, calendar, at('2026-03-10T10:00')).on).toBe('2026-03-13');
  });

  test('without a plan gives the earliest date', () => {
    const unplanned = suspend(promise('2026-03-02', 5), { kind: 'hearing', reason: 'art. 45', from: '2026-03-04' });
    expect(dueDate(unplanned, calendar)).toMatchObject({ on: '2026-03-09', suspended: true });
  });

  test('never lets the limit pass', () => {
    const unplanned = suspend(promise('2026-03-02', 5), { kind: 'hearing', reason: 'art. 45', from: '2026-03-09' });
    expect(isOverdue(unplanned, calendar, at('2026-11-11T10:00'))).toBe(false);
  });

  test('ends with the clock', () => {
    const stopped = stop(lasting, { on: '2026-03-05', reason: 'withdrawn' });
    expect(dueDate(stopped, calendar, at('2026-06-01T10:00'))).toMatchObject({ on: '2026-03-10', suspended: false });
  });
});

describe('the end of the limit', () => {
  test('is the midnight after the due date, in China', () => {
    const facts = promise('2026-03-02', 5);
    expect(overAt(dueDate(facts, calendar))).toBe(at('2026-03-10T00:00'));
    expect(isOverdue(facts, calendar, at('2026-03-10T00:00') - 1)).toBe(false);
    expect(isOverdue(facts, calendar, at('2026-03-10T00:00'))).toBe(true);
  });

  test('a stopped clock stays on time, or late, whenever somebody looks', () => {
    const inTime = stop(promise('2026-03-02', 5), { on: '2026-03-09', reason: 'decided' });
    const late = stop(promise('2026-03-02', 5), { on: '2026-03-10', reason: 'decided' });
    expect([wasOnTime(inTime, calendar), isOverdue(inTime, calendar, at('2026-05-01T10:00'))]).toEqual([true, false]);
    expect([wasOnTime(late, calendar), isOverdue(late, calendar, at('2026-05-01T10:00'))]).toEqual([false, true]);
    expect(wasOnTime(promise('2026-03-02', 5), calendar)).toBeUndefined();
  });
});

describe('calendars', () => {
  // Invented: the notice for 2027 is not out.
  const notice: CalendarYear = { year: 2027, status: 'official', off: [['2027-01-01', '2027-01-03'], ['2027-02-05', '2027-02-11']], work: ['2027-01-09'] };
  const official: CalendarData = { ...data, version: 'with-2027', years: data.years.map((year) => (year.year === 2027 ? notice : year)) };
  const across = promise('2026-12-24', 8);

  test('a date through a provisional year is provisional, one that ends on the last day before it is not', () => {
    expect(dueDate(across, calendar)).toEqual({ on: '2027-01-06', provisional: true, suspended: false, calendarVersion: data.version });
    expect(dueDate(promise('2026-12-24', 5), calendar).provisional).toBe(false);
  });

  test('calendar days look at no calendar, unless the limit has to end on a working day', () => {
    const long = startClock({ kind: 'promiseCheck', limit: days(1000) }, { on: '2026-12-24' });
    expect(dueDate(long, calendar)).toMatchObject({ on: '2029-09-19', provisional: false });
    expect(() => dueDate({ ...long, endsOnWorkingDay: true }, calendar)).toThrow(expect.objectContaining({ code: 'CALENDAR.YEAR_MISSING' }));
  });

  test('calendar days from an evening look at the calendar for their day 0', () => {
    const eve = startClock({ kind: 'other', limit: days(3) }, { at: at('2026-12-31T20:00') });
    expect(dueDate(eve, calendar)).toMatchObject({ on: '2027-01-07', provisional: true });
  });

  test('loading the official year settles dates, and moves those that it changes', () => {
    const known = new WorkCalendar(official);
    expect(recompute(across, calendar, known)).toMatchObject({ changed: false, settled: true });
    expect(recompute(promise('2026-12-24', 5), calendar, known)).toMatchObject({ changed: false, settled: false });
    const weeks = promise('2026-12-24', 12);
    const stored = dueDate(weeks, calendar);
    expect(recompute(weeks, stored, known)).toEqual({
      before: { on: '2027-01-12', provisional: true, suspended: false, calendarVersion: data.version },
      after: { on: '2027-01-11', provisional: false, suspended: false, calendarVersion: 'with-2027' },
      changed: true,
      settled: true,
    });
  });

  test('day 0 is computed anew as well', () => {
    const eve = startClock({ kind: 'acceptance', limit: workingDays(1) }, { at: at('2027-01-08T20:00') });
    expect(recompute(eve, calendar, new WorkCalendar(official))).toMatchObject({ before: { on: '2027-01-12' }, after: { on: '2027-01-11' } });
  });

  test('a year without a calendar is an error', () => {
    expect(() => due(promise('2027-12-30', 5))).toThrow(expect.objectContaining({ code: 'CALENDAR.YEAR_MISSING' }));
    expect(() => due(promise('2022-05-05', 5))).toThrow(expect.objectContaining({ code: 'CALENDAR.YEAR_MISSING' }));
  });

  test('a region has its own days off and hours', () => {
    const overlay = { closes: '19:30', off: ['2026-03-20'], work: ['2026-03-22'] };
    const regional = new WorkCalendar({ ...data, overlays: { '650000': overlay } }, '650000');
    expect(dueDate(promise('2026-03-18', 2), regional).on).toBe('2026-03-22');
    expect(dueDate(startClock({ kind: 'acceptance', limit: workingDays(1) }, { at: at('2026-03-02T19:00') }), regional).on).toBe('2026-03-03');
  });
});
