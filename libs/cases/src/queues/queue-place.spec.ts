import { light, USUAL_THRESHOLDS } from '@onething/deadlines';
import { addDays, type CivilDate, startOfDay, WorkCalendar } from '@onething/kernel';
import fc from 'fast-check';
import { PROCESS } from '../domain/fixtures/item-case';
import { goOn, type ItemClock, pause, startAcceptance, startPromise, startStep, stopPromise } from '../domain/item-clock';
import { lightOf, queuePlaceOf } from './queue-place';

const calendar = new WorkCalendar({
  version: 'test', closes: '18:00', years: [{ year: 2026, status: 'official', off: [['2026-04-04', '2026-04-06']], work: ['2026-04-11'] }],
});
const at = (text: string): number => Date.parse(`${text}+08:00`);
const MONDAY = at('2026-03-02T10:00');
const place = (state: string, step: string | null, clock: ItemClock, now = MONDAY) =>
  queuePlaceOf(PROCESS, { state, step }, clock, { calendar, thresholds: USUAL_THRESHOLDS, now });
const lightAt = (state: string, step: string | null, clock: ItemClock, time: string) => lightOf(place(state, step, clock), at(time));
const promised = (days: number, on: CivilDate = '2026-03-02') => startPromise({}, on, { promised: { value: days, unit: 'workingDays' } });

describe('whom an item waits for', () => {
  test.each([
    ['submitted', null, 'clerk'], ['received', null, 'clerk'], ['correcting', null, 'clerk'], ['handling', 'examine', 'reviewer'],
    ['handling', 'decide', 'head'], ['handling', 'make', 'clerk'], ['handling', '$procedure', undefined], ['handling', '$correction', undefined],
  ])('%s %s: %s', (state, step, role) => expect(place(state, step, {}).waitsFor).toBe(role));
});

test('a proposed extension waits for a head until the decision', () => {
  const proposed = { ...promised(5), proposedExtension: 3 };
  const places = [place('handling', 'examine', promised(5)), place('handling', '$correction', proposed), place('handling', 'make', { ...proposed, decidedOn: '2026-03-04' })];
  expect(places.map(({ extensionProposed }) => extensionProposed)).toEqual([undefined, true, undefined]);
});

describe('which deadline runs', () => {
  const received = startAcceptance({}, MONDAY);

  test('before acceptance that of the acceptance', () => {
    expect(place('received', null, received)).toMatchObject({ paused: false, dueOn: '2026-03-09' });
    expect(['2026-03-02T11:00', '2026-03-05T18:00', '2026-03-09T14:00', '2026-03-10T00:00'].map((time) => lightAt('received', null, received, time)))
      .toEqual(['green', 'yellow', 'orange', 'red']);
  });

  test('while the applicant has it, none', () => {
    expect(place('correcting', null, received)).toEqual({ waitsFor: 'clerk', paused: true });
    expect(lightAt('correcting', null, received, '2026-05-01T10:00')).toBe('paused');
  });

  test('after acceptance the promise, after the decision the step', () => {
    expect(place('handling', 'examine', promised(5)).dueOn).toBe('2026-03-09');
    const decided = { ...stopPromise(promised(5), '2026-03-04', 'decided'), decidedOn: '2026-03-04' };
    const making = startStep(decided, '2026-03-04', { kind: 'resultMaking', limit: { value: 2, unit: 'workingDays' } });
    expect(place('handling', 'make', making)).toMatchObject({ paused: false, dueOn: '2026-03-06' });
  });

  test('a day through a year whose notice is not out may still move', () => {
    const expected = new WorkCalendar({ version: 'expected', closes: '18:00', years: [{ year: 2026, status: 'official', off: [], work: [] }, { year: 2027, status: 'provisional', off: [], work: [] }] });
    const under = (days: number) => queuePlaceOf(PROCESS, { state: 'handling', step: 'examine' }, promised(days, '2026-12-28'), { calendar: expected, thresholds: USUAL_THRESHOLDS, now: at('2026-12-28T10:00') });
    expect([under(2), under(5)].map(({ dueOn, provisional }) => [dueOn, provisional])).toEqual([['2026-12-30', undefined], ['2027-01-04', true]]);
  });

  test('no promise: nothing runs, and nothing is paused', () => {
    expect(place('handling', 'examine', {})).toEqual({ waitsFor: 'reviewer', paused: false });
    expect(lightAt('handling', 'examine', {}, '2026-12-31T10:00')).toBe('green');
  });

  test('in a procedure none, unless it was late before', () => {
    const inTime = pause(promised(5), 'procedure', '2026-03-09');
    const late = pause(promised(5), 'procedure', '2026-03-10');
    expect(['2026-03-09T12:00', '2026-06-01T12:00'].map((time) => lightAt('handling', '$procedure', inTime, time))).toEqual(['paused', 'paused']);
    expect(lightAt('handling', '$procedure', late, '2026-06-01T12:00')).toBe('red');
  });

  test('on the day on which a procedure ends, its lights are known already', () => {
    const ended = goOn(pause(promised(5), 'procedure', '2026-03-04'), '2026-03-05');
    expect(place('handling', 'examine', ended, at('2026-03-05T10:00')))
      .toEqual({ waitsFor: 'reviewer', paused: false, dueOn: '2026-03-10', yellowAt: at('2026-03-06T18:00'), orangeAt: at('2026-03-10T13:30') });
  });
});

test('an instant item is yellow from the first minute of its day, orange at noon', () => {
  expect(['2026-03-02T09:00', '2026-03-02T13:30', '2026-03-03T00:00'].map((time) => lightAt('handling', 'examine', promised(0), time)))
    .toEqual(['yellow', 'orange', 'red']);
});

const someHistory = fc.record({
  limit: fc.integer({ min: 0, max: 25 }),
  pause: fc.option(fc.record({ after: fc.integer({ min: 0, max: 12 }), days: fc.integer({ min: 0, max: 15 }) }), { nil: undefined }),
  day: fc.integer({ min: 0, max: 60 }), minute: fc.integer({ min: 0, max: 1439 }),
});

test('what was written with the last change gives the light that libs/deadlines computes at any time later', () => {
  fc.assert(fc.property(someHistory, ({ limit, pause: paused, day, minute }) => {
    let clock = promised(limit);
    let written = '2026-03-02';
    if (paused) {
      const from = addDays('2026-03-02', paused.after);
      written = addDays(from, paused.days);
      clock = goOn(pause(clock, 'procedure', from), written);
    }
    const now = startOfDay(addDays(written, day)) + minute * 60_000;
    expect(lightOf(place('handling', 'examine', clock, at(`${written}T17:00`)), now)).toBe(light(clock.promise!, calendar, now));
  }), { numRuns: 500 });
});
