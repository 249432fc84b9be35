import { addDays, startOfDay } from '@onething/kernel';
import fc from 'fast-check';
import { keptUntil, parseRetentionRules } from './retention-rule';

test.each<[string, object, string]>([
  ['2036-03-02', { years: 10 }, '2026-03-02'], ['2026-03-31', { months: 1 }, '2026-02-28'], ['2028-02-29', { years: 1 }, '2027-02-28'],
  ['2026-01-15', { months: 3 }, '2025-10-15'], ['2026-03-01', { days: 30 }, '2026-01-30'], ['2026-03-31', { months: 1, days: 1 }, '2026-02-27'],
])('on %s, what is kept for %j ended before %s', (today, period, before) => {
  expect(keptUntil(today, period)).toBe(startOfDay(before));
});

test('what was kept long enough today was not yesterday, or was then too: the border never goes back', () => fc.assert(fc.property(
  fc.integer({ min: 0, max: 20_000 }), fc.record({ years: fc.nat(30), months: fc.nat(30), days: fc.nat(400) }), (offset, period) => {
    const today = addDays('1990-01-01', offset);
    expect(keptUntil(addDays(today, 1), period)).toBeGreaterThanOrEqual(keptUntil(today, period));
  },
)));

const RULE = { class: 'case', period: { years: 10 }, erases: { zh: '一', en: 'a' } };
test.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /needs a list/], ['an unknown class', { rules: [{ ...RULE, class: 'cases' }] }, /no class "cases"/],
  ['two rules for a class', { rules: [RULE, RULE] }, /two rules/], ['no period', { rules: [{ ...RULE, period: {} }] }, /period/],
  ['a period of nothing', { rules: [{ ...RULE, period: { days: 0 } }] }, /period/], ['a negative period', { rules: [{ ...RULE, period: { years: -1 } }] }, /period/],
  ['weeks', { rules: [{ ...RULE, period: { weeks: 3 } }] }, /period/], ['no words', { rules: [{ ...RULE, erases: undefined }] }, /erases/],
])('refuses %s', (_, content, problem) => expect(() => parseRetentionRules(content, ['case', 'notice'])).toThrow(problem));
