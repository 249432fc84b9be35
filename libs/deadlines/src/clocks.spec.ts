import { join } from 'node:path';
import { WorkCalendar } from '@onething/kernel';
import { loadCalendars } from '../../../config/calendars';
import { restart, stop } from './changes';
import {
  findAcceptanceBySilence, startAcceptanceClock, startDeliveryClock, startPreliminaryReviewClock, startPromiseClock, startStepClock,
} from './clocks';
import { dueDate } from './due-date';
import { STATUTORY_LIMITS } from './statutory-limits';

const calendar = new WorkCalendar(loadCalendars(join(__dirname, '../../../config/calendars')));
const at = (text: string): number => Date.parse(`${text}+08:00`);

test('the limits of 行政许可法 run from their day 0', () => {
  const on = '2026-03-02';
  const ends = [startAcceptanceClock({ on }), startDeliveryClock(on), startPreliminaryReviewClock({ on })].map((facts) => dueDate(facts, calendar).on);
  expect(ends).toEqual(['2026-03-09', '2026-03-16', '2026-03-30']);
  expect(STATUTORY_LIMITS.jointDecision).toEqual({ limit: { value: 45, unit: 'workingDays' }, extension: 15, source: '行政许可法 art. 42(2)' });
});

test('a step has a limit of its own', () => {
  expect(dueDate(startStepClock({ on: '2026-03-02' }, { value: 2, unit: 'workingDays' }), calendar).on).toBe('2026-03-04');
});

describe('acceptance by silence', () => {
  const received = startAcceptanceClock({ at: at('2026-03-01T20:00') });

  test('comes with the end of the fifth working day, and counts from the day of receipt', () => {
    expect(findAcceptanceBySilence(received, calendar, at('2026-03-10T00:00') - 1)).toBeUndefined();
    const silent = findAcceptanceBySilence(received, calendar, at('2026-03-12T09:00'))!;
    expect(silent).toEqual({ acceptedOn: '2026-03-02', since: at('2026-03-10T00:00') });
    expect(dueDate(startPromiseClock({ on: silent.acceptedOn }, { value: 10, unit: 'workingDays' }), calendar).on).toBe('2026-03-16');
  });

  test('does not come when the authority spoke in time; telling too late does not undo it', () => {
    const now = at('2026-04-01T09:00');
    expect(findAcceptanceBySilence(stop(received, { on: '2026-03-09', reason: 'returned' }), calendar, now)).toBeUndefined();
    expect(findAcceptanceBySilence(stop(received, { on: '2026-03-10', reason: 'returned' }), calendar, now)).toMatchObject({ acceptedOn: '2026-03-02' });
  });

  test('begins anew with the corrected application', () => {
    const corrected = restart(stop(received, { on: '2026-03-04', reason: 'returned' }), { on: '2026-03-12' }, 'correction');
    expect(findAcceptanceBySilence(corrected, calendar, at('2026-03-19T23:59'))).toBeUndefined();
    expect(findAcceptanceBySilence(corrected, calendar, at('2026-03-20T00:00'))?.acceptedOn).toBe('2026-03-12');
  });
});
