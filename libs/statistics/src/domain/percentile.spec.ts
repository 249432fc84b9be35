import fc from 'fast-check';
import { percentile } from './percentile';

it('is the value at that place of the sorted list', () => {
  fc.assert(fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 60 }), fc.constantFrom(0.5, 0.9, 1), (values, share) => {
    const sorted = [...values].sort((left, right) => left - right);
    const counts = [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({ value, count: all.length }));
    expect(percentile(counts, share)).toBe(sorted[Math.ceil(share * values.length) - 1]);
  }));
});

it('is none of nothing', () => {
  expect(percentile([], 0.5)).toBeNull();
});
