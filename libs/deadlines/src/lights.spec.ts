import { join } from 'node:path';
import { addDays, type CivilDate, startOfDay, WorkCalendar } from '@onething/kernel';
import fc from 'fast-check';
import { loadCalendars } from '../../../config/calendars';
import { resume, startClock, stop, suspend } from './changes';
import type { ClockFacts } from './clock-facts';
import { someFacts } from './clock-facts.arbitrary';
import { dueDate } from './due-date';
import { checkThresholds, findLightTimes, light, USUAL_THRESHOLDS } from './lights';
import { isPaused, progress, remaining, used } from './progress';

const calendar = new WorkCalendar(loadCalendars(join(__dirname, '../../../config/calendars')));
const at = (text: string): number => Date.parse(`${text}+08:00`);
const promise = (on: CivilDate, value: number): ClockFacts => startClock({ kind: 'promise', limit: { value, unit: 'workingDays' } }, { on });
const lightAt = (facts: ClockFacts, time: string): string => light(facts, calendar, at(time));

describe('the rest of a limit', () => {
  const running = promise('2026-03-02', 5);

  test.each([
    ['2026-03-02T17:00', 0, 5],
    ['2026-03-03T08:00', 0, 5],
    ['2026-03-03T13:30', 0.5, 4.5],
    ['2026-03-03T18:00', 1, 4],
    ['2026-03-07T12:00', 4, 1],
    ['2026-03-09T13:30', 4.5, 0.5],
    ['2026-03-09T23:59', 5, 0],
    ['2026-03-10T08:00', 5, 0],
    ['2026-03-10T13:30', 5, -0.5],
    ['2026-03-16T18:00', 5, -5],
  ])('at %s: %d used, %d left', (time, spent, rest) => {
    expect([used(running, calendar, at(time)), remaining(running, calendar, at(time))]).toEqual([spent, rest]);
  });

  test('stands still during a suspension, after the day of its beginning', () => {
    const lasting = suspend(running, { kind: 'testing', reason: 'art. 45', from: '2026-03-04' });
    expect(['2026-03-04T18:00', '2026-03-06T13:30', '2026-03-20T13:30'].map((time) => remaining(lasting, calendar, at(time)))).toEqual([3, 3, 3]);
    expect(remaining(resume(lasting, '2026-03-20'), calendar, at('2026-03-23T13:30'))).toBe(2.5);
  });

  test('of an instant item is its day', () => {
    expect(progress(promise('2026-03-02', 0), calendar, at('2026-03-02T13:30')))
      .toEqual({ total: 1, used: 0.5, remaining: 0.5, overdue: false, paused: false });
  });

  test('is what it was when the clock stopped', () => {
    const stopped = stop(running, { on: '2026-03-05', reason: 'decided' });
    expect(progress(stopped, calendar, at('2026-09-01T10:00'))).toEqual({ total: 5, used: 3, remaining: 2, overdue: false, paused: false });
  });

  test('is zero, and the limit over, on the days off that follow the last day', () => {
    expect(progress(promise('2026-03-02', 4), calendar, at('2026-03-07T12:00'))).toMatchObject({ remaining: 0, overdue: true });
  });
});

describe('lights', () => {
  test.each([
    ['2026-03-02T10:00', 'green'],
    ['2026-03-25T17:59', 'green'],
    ['2026-03-25T18:00', 'yellow'],
    ['2026-03-30T13:29', 'yellow'],
    ['2026-03-30T13:30', 'orange'],
    ['2026-03-30T23:59', 'orange'],
    ['2026-03-31T00:00', 'red'],
  ])('20 working days from 2026-03-02, at %s: %s', (time, expected) => {
    const thresholds = { ...USUAL_THRESHOLDS, yellow: { remainingDays: 2, usedShare: 0.85 } };
    expect(light(promise('2026-03-02', 20), calendar, at(time), thresholds)).toBe(expected);
  });

  test('yellow comes by the share that is used when that is earlier', () => {
    expect(lightAt(promise('2026-03-02', 20), '2026-03-24T17:59')).toBe('green');
    expect(lightAt(promise('2026-03-02', 20), '2026-03-24T18:00')).toBe('yellow');
  });

  test('a share that binary fractions cannot write comes to the minute', () => {
    const thresholds = { ...USUAL_THRESHOLDS, yellow: { remainingDays: 2, usedShare: 0.55 } };
    expect(light(promise('2026-03-02', 10), calendar, at('2026-03-10T13:29'), thresholds)).toBe('green');
    expect(light(promise('2026-03-02', 10), calendar, at('2026-03-10T13:30'), thresholds)).toBe('yellow');
  });

  test('a suspended clock shows that it is, from the day of the beginning up to the day before the end', () => {
    const facts = resume(suspend(promise('2026-03-02', 4), { kind: 'testing', reason: 'art. 45', from: '2026-03-04' }), '2026-03-06');
    expect(['03', '04', '05', '06'].map((day) => lightAt(facts, `2026-03-${day}T10:00`))).toEqual(['green', 'paused', 'paused', 'yellow']);
  });

  test('the day on which a suspension from the last day ends is the last chance', () => {
    const facts = resume(suspend(promise('2026-03-02', 5), { kind: 'testing', reason: 'art. 45', from: '2026-03-09' }), '2026-03-15');
    expect(['2026-03-14T10:00', '2026-03-16T10:00', '2026-03-17T00:00'].map((time) => lightAt(facts, time))).toEqual(['paused', 'orange', 'red']);
  });

  test('who suspends too late stays red', () => {
    expect(lightAt(suspend(promise('2026-03-02', 5), { kind: 'testing', reason: 'art. 45', from: '2026-03-10' }), '2026-03-11T10:00')).toBe('red');
  });

  test('a stopped clock is green or red for good', () => {
    expect(lightAt(stop(promise('2026-03-02', 5), { on: '2026-03-09', reason: 'decided' }), '2026-05-06T10:00')).toBe('green');
    expect(lightAt(stop(promise('2026-03-02', 5), { on: '2026-03-10', reason: 'decided' }), '2026-05-06T10:00')).toBe('red');
  });

  test('late is late, also in a year without a calendar', () => {
    expect(lightAt(promise('2026-03-02', 5), '2035-01-01T10:00')).toBe('red');
  });

  test.each([
    { yellow: { remainingDays: 0.2, usedShare: 0.8 }, orange: { remainingDays: 0.5 } },
    { yellow: { remainingDays: 2, usedShare: 80 }, orange: { remainingDays: 0.5 } },
    { yellow: { remainingDays: 2, usedShare: 0 }, orange: { remainingDays: 0.5 } },
    { yellow: { remainingDays: 2, usedShare: 0.8 }, orange: { remainingDays: -1 } },
    { yellow: { remainingDays: NaN, usedShare: 0.8 }, orange: { remainingDays: 0.5 } },
  ])('thresholds that make no sense are refused: %j', (thresholds) => {
    expect(() => checkThresholds(thresholds)).toThrow(expect.objectContaining({ code: 'DEADLINES.THRESHOLDS_INVALID' }));
  });
});

describe('the instants at which lights change', () => {
  test('are known while the clock runs', () => {
    expect(findLightTimes(promise('2026-03-02', 5), calendar, at('2026-03-02T10:00')))
      .toEqual({ yellow: at('2026-03-05T18:00'), orange: at('2026-03-09T13:30'), red: at('2026-03-10T00:00') });
    const { yellow } = findLightTimes(promise('2026-03-02', 1), calendar, at('2026-03-02T10:00'))!;
    expect(yellow).toBe(at('2026-03-02T00:00'));
  });

  test('are none while a suspension lasts and after the stop', () => {
    const lasting = suspend(promise('2026-03-02', 5), { kind: 'testing', reason: 'art. 45', from: '2026-03-04' });
    expect(findLightTimes(lasting, calendar, at('2026-03-05T10:00'))).toBeUndefined();
    expect(findLightTimes(stop(lasting, { on: '2026-03-05', reason: 'ended' }), calendar, at('2026-03-05T10:00'))).toBeUndefined();
  });

  test('agree with the light, the minute before and at the instant', () => {
    const rank = { green: 0, yellow: 1, orange: 2, red: 3, paused: -1 };
    const shares = fc.constantFrom(0.5, 0.7, 0.8, 0.85, 1);
    fc.assert(fc.property(someFacts, shares, fc.constantFrom(0.25, 0.5, 1), (facts, usedShare, lastDays) => {
      const thresholds = { yellow: { remainingDays: 2, usedShare }, orange: { remainingDays: lastDays } };
      const closed = { ...facts, suspensions: facts.suspensions.map((one) => ({ ...one, to: one.to ?? one.plannedTo! })) };
      const looking = startOfDay(addDays(dueDate(closed, calendar).on, 200));
      const times = findLightTimes(closed, calendar, looking, thresholds)!;
      for (const name of ['yellow', 'orange', 'red'] as const) {
        const time = times[name];
        if (!isPaused(closed, time)) expect(rank[light(closed, calendar, time, thresholds)]).toBeGreaterThanOrEqual(rank[name]);
        if (!isPaused(closed, time - 60_000) && time > startOfDay((closed.start as { on: CivilDate }).on)) {
          expect(rank[light(closed, calendar, time - 60_000, thresholds)]).toBeLessThan(rank[name]);
        }
      }
    }));
  });
});
