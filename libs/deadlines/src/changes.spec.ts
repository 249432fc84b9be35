import { join } from 'node:path';
import { WorkCalendar } from '@onething/kernel';
import { loadCalendars } from '../../../config/calendars';
import { extend, reopen, restart, resume, startClock, stop, suspend } from './changes';
import type { ClockFacts, Extension } from './clock-facts';
import { startPromiseClock } from './clocks';

const calendar = new WorkCalendar(loadCalendars(join(__dirname, '../../../config/calendars')));
const running = startClock({ kind: 'promise', limit: { value: 5, unit: 'workingDays' } }, { on: '2026-03-02' });
const hearing = { kind: 'hearing', reason: 'art. 45', from: '2026-03-04' } as const;
const longer: Extension = { days: 3, approvedBy: 'head', reason: '案情复杂', on: '2026-03-05' };
const code = (name: string): Error => expect.objectContaining({ code: `DEADLINES.${name}` });

test('facts are plain data: what was stored and read again is the same, and no change touches the facts before it', () => {
  const frozen = Object.freeze(running);
  const facts = stop(extend(suspend(frozen, hearing), longer, calendar), { on: '2026-03-09', reason: 'decided' });
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  expect(running.suspensions).toEqual([]);
});

test('one kind of suspension ends while another lasts', () => {
  const both = suspend(suspend(running, hearing), { ...hearing, kind: 'testing' });
  const one = resume(both, '2026-03-06', 'hearing');
  expect(one.suspensions.map(({ to }) => to)).toEqual(['2026-03-06', undefined]);
  expect(() => resume(one, '2026-03-09', 'hearing')).toThrow(code('NOT_SUSPENDED'));
  expect(resume(both, '2026-03-09').suspensions.every(({ to }) => to === '2026-03-09')).toBe(true);
});

test('what was given up stays for the explanation, with its open suspension ended', () => {
  const anew = restart(extend(suspend(running, hearing), longer, calendar), { on: '2026-03-12' }, 'correction');
  expect(anew).toMatchObject({ start: { on: '2026-03-12' }, suspensions: [] });
  expect(anew).not.toHaveProperty('extension');
  expect(anew.earlier).toEqual([
    { start: { on: '2026-03-02' }, suspensions: [{ ...hearing, to: '2026-03-12' }], extension: longer, until: '2026-03-12', because: 'correction' },
  ]);
  const again = restart(stop(anew, { on: '2026-03-13', reason: 'returned' }), { on: '2026-03-16' }, 'resubmission');
  expect(again.earlier).toHaveLength(2);
  expect(again).not.toHaveProperty('stop');
});

test.each<[string, () => ClockFacts]>([
  ['LIMIT_INVALID', () => startClock({ kind: 'step', limit: { value: 1.5, unit: 'days' } }, { on: '2026-03-02' })],
  ['LIMIT_INVALID', () => startPromiseClock({ on: '2026-03-02' }, { value: 1, unit: 'days' }, { value: -1, unit: 'days' })],
  ['DAY_INVALID', () => startClock({ kind: 'step', limit: { value: 1, unit: 'days' } }, { on: '2026-02-30' })],
  ['DAY_INVALID', () => suspend(running, { ...hearing, from: 'tomorrow' })],
  ['REASON_MISSING', () => suspend(running, { ...hearing, reason: ' ' })],
  ['ENDS_BEFORE_IT_BEGINS', () => suspend(running, { ...hearing, plannedTo: '2026-03-03' })],
  ['ENDS_BEFORE_IT_BEGINS', () => resume(suspend(running, hearing), '2026-03-03')],
  ['NOT_SUSPENDED', () => resume(running, '2026-03-05')],
  ['ALREADY_EXTENDED', () => extend(extend(running, longer, calendar), longer, calendar)],
  ['EXTENSION_INVALID', () => extend(running, { ...longer, days: 0 }, calendar)],
  ['EXTENSION_INVALID', () => extend(running, { ...longer, days: 11 }, calendar, 10)],
  ['APPROVER_MISSING', () => extend(running, { ...longer, approvedBy: '' }, calendar)],
  ['REASON_MISSING', () => extend(running, { ...longer, reason: '' }, calendar)],
  ['EXTENDED_TOO_LATE', () => extend(running, { ...longer, on: '2026-03-10' }, calendar)],
  ['EXTENDED_TOO_LATE', () => extend(suspend(running, { ...hearing, from: '2026-03-10' }), { ...longer, on: '2026-03-11' }, calendar)],
  ['NOT_STOPPED', () => reopen(running, '2026-03-05', 'why')],
  ['ENDS_BEFORE_IT_BEGINS', () => reopen(stop(running, { on: '2026-03-05', reason: 'ended' }), '2026-03-04', 'why')],
  ['STOPPED', () => suspend(stop(running, { on: '2026-03-05', reason: 'ended' }), hearing)],
  ['STOPPED', () => resume(stop(running, { on: '2026-03-05', reason: 'ended' }), '2026-03-06')],
  ['STOPPED', () => extend(stop(running, { on: '2026-03-05', reason: 'ended' }), longer, calendar)],
  ['STOPPED', () => stop(stop(running, { on: '2026-03-05', reason: 'ended' }), { on: '2026-03-06', reason: 'done' })],
])('%s', (name, change) => {
  expect(change).toThrow(code(name));
});

test('an extension is in time on the last day, and as long as the law allows', () => {
  expect(extend(running, { ...longer, days: 10, on: '2026-03-09' }, calendar, 10).extension?.days).toBe(10);
});
