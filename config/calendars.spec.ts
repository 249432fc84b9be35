import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, WorkCalendar } from '@onething/kernel';
import { loadCalendars } from './calendars';

const data = loadCalendars(join(__dirname, 'calendars'));
const calendar = new WorkCalendar(data);

function workingDaysByMonth(year: number): number[] {
  const months = Array.from({ length: 12 }, () => 0);
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) months[Number(day.slice(5, 7)) - 1]! += 1;
  }
  return months;
}

test('the shipped years', () => {
  expect(data.years.map(({ year }) => year)).toEqual([2021, 2024, 2025, 2026, 2027]);
  expect(data.version).toMatch(/^2027-[0-9a-f]{8}$/);
  expect(calendar.isProvisional('2027-03-01')).toBe(true);
  expect(calendar.isProvisional('2026-03-01')).toBe(false);
});

test('2026 has 248 working days, and so has 2025', () => {
  expect(workingDaysByMonth(2026)).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  expect(workingDaysByMonth(2025).reduce((a, b) => a + b)).toBe(248);
});

test('every holiday of the shipped years has a name', () => {
  for (const { off } of data.years) expect(off.every((entry) => typeof entry === 'object' && 'days' in entry)).toBe(true);
  expect(calendar.findHolidayName('2025-10-06')).toEqual({ zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' });
});

test.each([
  ['2026-02-12', 5, '2026-02-26'],
  ['2026-02-13', 20, '2026-03-19'],
  ['2026-04-29', 3, '2026-05-07'],
  ['2026-09-18', 10, '2026-10-09'],
  ['2026-01-02', 1, '2026-01-04'],
  ['2026-12-24', 5, '2026-12-31'],
])('accepted on %s, %i working days are over on %s', (accepted, days, due) => {
  expect(calendar.addWorkingDays(accepted, days)).toBe(due);
  expect(calendar.workingDaysBetween(accepted, due)).toBe(days);
});

describe('a wrong file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'calendars-'));
    mkdirSync(join(directory, 'overlays'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test.each([
    ['year: 2025\nstatus: official\noff: []\nwork: []', 'named after its `year`'],
    ['year: 2026\nstatus: guessed\noff: []\nwork: []', '`status`'],
    ['year: 2026\nstatus: official\nwork: []', '`off`'],
    ['year: 2026\nstatus: official\noff: []\nwork: 2026-01-04', '`work`'],
    ['year: 2026\nstatus: official\noff: []\nwork: []\nholiday: 1', 'unknown field holiday'],
    ['- 2026', 'fields and values'],
    ['year: 2026\nstatus: official\noff: [{ days: 2026-01-01, zh: 元旦 }]\nwork: []', '{ days, zh, en }'],
  ])('%j is refused naming the file and %s', (content, message) => {
    writeFileSync(join(directory, '2026.yaml'), content);
    expect(() => loadCalendars(directory)).toThrow(message);
    expect(() => loadCalendars(directory)).toThrow('2026.yaml');
  });

  test.each([
    ['region: "650000"\nopens: 10\noff: []', '`opens`'],
    ['region: "650000"\noff: []\nwork: 2026-03-22', '`work`'],
    ['region: 650000\noff: []', 'named after its `region`'],
  ])('the overlay %j is refused naming the file and %s', (content, message) => {
    writeFileSync(join(directory, '2026.yaml'), 'year: 2026\nstatus: official\noff: []\nwork: []');
    writeFileSync(join(directory, 'overlays', '650000.yaml'), content);
    expect(() => loadCalendars(directory)).toThrow(message);
    expect(() => loadCalendars(directory)).toThrow('650000.yaml');
  });

  test('other days, another version', () => {
    const write = (work: string): string => {
      writeFileSync(join(directory, '2026.yaml'), `year: 2026\nstatus: official\noff: []\nwork: [${work}]`);
      return loadCalendars(directory).version;
    };
    expect(write('2026-01-04')).not.toBe(write('2026-01-10'));
    expect(write('2026-01-04')).toBe(write('2026-01-04'));
  });
});
