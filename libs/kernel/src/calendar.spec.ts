import fc from 'fast-check';
import { type CalendarData, type CalendarYear, WorkCalendar } from './calendar';
import { addDays, type CivilDate, civilDate, fromEpochDay, startOfDay } from './civil-date';

const OFF: [CivilDate, CivilDate][] = [
  ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
];
const YEAR_2026: CalendarYear = {
  year: 2026,
  status: 'official',
  off: OFF,
  work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
};
const DATA: CalendarData = { version: 'test', closes: '18:00', years: [YEAR_2026], overlays: { '650000': { closes: '19:30', off: ['2026-03-20'] } } };
const calendar = new WorkCalendar(DATA);
const in2026 = fc.integer({ min: 20_454, max: 20_818 }).map(fromEpochDay);
const at = (text: string): number => Date.parse(`${text}+08:00`);

/** The same rules written down the slow way: walks day by day and looks every day up in the lists. */
function worksThen(date: CivilDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const off = OFF.some((range) => date >= range[0] && date <= range[1]);
  return YEAR_2026.work.includes(date) || (weekday >= 1 && weekday <= 5 && !off);
}

test('day by day the calendar says what the notice says', () => {
  fc.assert(fc.property(in2026, (date) => expect(calendar.isWorkingDay(date)).toBe(worksThen(date))));
});

test('adding and counting agree with walking day by day', () => {
  fc.assert(fc.property(in2026, fc.integer({ min: 1, max: 60 }), (date, days) => {
    const walked: CivilDate[] = [];
    for (let day = addDays(date, 1); walked.length < days && day <= '2026-12-31'; day = addDays(day, 1)) if (worksThen(day)) walked.push(day);
    fc.pre(walked.length === days);
    const due = calendar.addWorkingDays(date, days);
    expect(due).toBe(walked.at(-1));
    expect(calendar.workingDaysBetween(date, due)).toBe(days);
    expect(calendar.workingDaysBetween(due, date)).toBe(-days);
    expect(calendar.workingDaysBetween(date, addDays(due, -1))).toBe(days - 1);
  }));
});

test('counting is additive', () => {
  fc.assert(fc.property(in2026, in2026, in2026, (a, b, c) => {
    expect(calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, c)).toBe(calendar.workingDaysBetween(a, c));
  }));
});

test('no working days are plain zero in both directions', () => {
  expect(calendar.workingDaysBetween('2026-01-02', '2026-01-01')).toBe(0);
});

test('day 0 is the day itself', () => {
  expect(calendar.addWorkingDays('2026-03-02', 0)).toBe('2026-03-02');
  expect(calendar.addWorkingDays('2026-01-02', 1)).toBe('2026-01-04');
  expect(() => calendar.addWorkingDays('2026-03-02', -1)).toThrow(RangeError);
  expect(() => calendar.addWorkingDays('2026-03-02', 0.5)).toThrow(RangeError);
});

test.each([
  ['2026-03-02T17:59:59', '2026-03-02'],
  ['2026-03-02T18:00:00', '2026-03-03'],
  ['2026-03-06T22:00:00', '2026-03-09'],
  ['2026-03-07T10:00:00', '2026-03-09'],
  ['2026-02-14T10:00:00', '2026-02-14'],
  ['2026-02-14T20:00:00', '2026-02-24'],
])('what is submitted at %s counts as received on %s', (submitted, received) => {
  expect(calendar.countsAsReceivedOn(at(submitted))).toBe(received);
});

test('something never counts as received on a day off or before it was submitted', () => {
  fc.assert(fc.property(fc.integer({ min: startOfDay('2026-01-01'), max: startOfDay('2026-12-30') }), (instant) => {
    const received = calendar.countsAsReceivedOn(instant);
    expect(worksThen(received)).toBe(true);
    expect(received >= civilDate(instant)).toBe(true);
  }));
});

test('a region has its own days off and hours', () => {
  const regional = new WorkCalendar(DATA, '650000');
  expect(calendar.isWorkingDay('2026-03-20')).toBe(true);
  expect(regional.isWorkingDay('2026-03-20')).toBe(false);
  expect(regional.countsAsReceivedOn(at('2026-03-02T19:00:00'))).toBe('2026-03-02');
  expect(new WorkCalendar(DATA, '110000').isWorkingDay('2026-03-20')).toBe(true);
});

test('a region works its own days off in at a weekend, and its day off stands above the country\'s make-up day', () => {
  const overlay = { off: ['2026-02-28', '2026-03-20'], work: ['2026-03-22'] };
  const regional = new WorkCalendar({ ...DATA, overlays: { '650000': overlay } }, '650000');
  expect(['2026-02-28', '2026-03-20', '2026-03-22'].map((date) => regional.dayKind(date))).toEqual(['holiday', 'holiday', 'makeUp']);
  const contradicting = { off: ['2026-03-22'], work: ['2026-03-22'] };
  expect(() => new WorkCalendar({ ...DATA, overlays: { '650000': contradicting } }, '650000')).toThrow('is both');
});

test('each day is of one kind, and holidays have names', () => {
  const named = new WorkCalendar({ ...DATA, years: [{ ...YEAR_2026, off: [{ days: ['2026-02-15', '2026-02-23'], zh: '春节', en: 'Spring Festival' }] }] });
  expect(['2026-02-13', '2026-02-14', '2026-02-15', '2026-03-01'].map((date) => named.dayKind(date)))
    .toEqual(['working', 'makeUp', 'holiday', 'weekend']);
  expect(named.findHolidayName('2026-02-23')).toEqual({ zh: '春节', en: 'Spring Festival' });
  expect(named.findHolidayName('2026-02-24')).toBeUndefined();
});

test('days come one by one, each with its kind, as far as the calendar reaches', () => {
  const days = calendar.daysAfter('2026-02-12');
  expect([days.next().value, days.next().value, days.next().value].map(({ date, kind }) => `${date} ${kind}`))
    .toEqual(['2026-02-13 working', '2026-02-14 makeUp', '2026-02-15 holiday']);
  const last = calendar.daysAfter('2026-12-31');
  expect(() => last.next()).toThrow(expect.objectContaining({ code: 'CALENDAR.YEAR_MISSING' }));
});

test('office hours divide a day into minutes', () => {
  expect(calendar.officeMinutes).toBe(540);
  expect(['08:00', '09:00', '13:30', '18:00', '23:59'].map((time) => calendar.officeMinutesSpent(at(`2026-03-02T${time}:00`))))
    .toEqual([0, 0, 270, 540, 540]);
  expect(calendar.instantInOffice('2026-03-02', 270)).toBe(at('2026-03-02T13:30:00'));
  expect(() => new WorkCalendar({ ...DATA, opens: '18:00' })).toThrow('close before they open');
});

test('a year without data is an error, never a guess', () => {
  const missing = expect.objectContaining({ code: 'CALENDAR.YEAR_MISSING' });
  expect(() => calendar.isWorkingDay('2027-01-04')).toThrow(missing);
  expect(() => calendar.addWorkingDays('2026-12-30', 2)).toThrow(missing);
  expect(() => calendar.workingDaysBetween('2025-12-30', '2026-01-04')).toThrow(missing);
  expect(calendar.addWorkingDays('2026-12-30', 1)).toBe('2026-12-31');
});

test.each<[string, Partial<CalendarYear>]>([
  ['is both', { work: ['2026-10-04'] }],
  ['no Saturday or Sunday', { work: ['2026-03-03'] }],
  ['no day of 2026', { off: ['2025-12-31'] }],
  ['no day of 2026', { work: ['2027-01-02'] }],
  ['ends before it begins', { off: [['2026-05-05', '2026-05-01']] }],
  ['existing days', { off: ['2026-02-30'] }],
])('data that contradict themselves are refused: %s', (message, change) => {
  expect(() => new WorkCalendar({ ...DATA, years: [{ ...YEAR_2026, ...change }] })).toThrow(message);
});

test('one year stands there once, and closing time is a time', () => {
  expect(() => new WorkCalendar({ ...DATA, years: [YEAR_2026, YEAR_2026] })).toThrow('twice');
  expect(() => new WorkCalendar({ ...DATA, closes: '25:00' })).toThrow('HH:MM');
});
