import { addDays, type CivilDate } from '@onething/kernel';
import fc from 'fast-check';
import type { ClockFacts, Limit, Suspension, SuspensionKind } from './clock-facts';

const KINDS: SuspensionKind[] = ['hearing', 'inspection', 'testing', 'expertReview', 'publicNotice', 'correction'];

/** Days of 2025 to the middle of 2026: limits that begin there end in years with a calendar. */
export const someDay: fc.Arbitrary<CivilDate> = fc.integer({ min: 0, max: 540 }).map((days) => addDays('2025-01-01', days));

function suspensionsAround(start: CivilDate): fc.Arbitrary<Suspension[]> {
  const one = fc.record({
    kind: fc.constantFrom(...KINDS),
    reason: fc.constant('art. 45'),
    offset: fc.integer({ min: -5, max: 70 }),
    length: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 })),
    open: fc.boolean(),
  }).map(({ kind, reason, offset, length, open }): Suspension => {
    const from = addDays(start, offset);
    const end = addDays(from, length);
    return { kind, reason, from, ...(open ? { plannedTo: end } : { to: end }) };
  });
  return fc.array(one, { maxLength: 4 });
}

const someLimit: fc.Arbitrary<Limit> = fc.record({
  value: fc.integer({ min: 0, max: 30 }), unit: fc.constantFrom('workingDays', 'workingDays', 'days'),
});

/** Clocks of both units with overlapping, open, late and early suspensions, and extensions. */
export const someFacts: fc.Arbitrary<ClockFacts> = someDay.chain((day) => fc.record({
  kind: fc.constant('promise' as const),
  limit: someLimit,
  endsOnWorkingDay: fc.boolean(),
  start: fc.constant({ on: day }),
  suspensions: suspensionsAround(day),
  extension: fc.option(
    fc.integer({ min: 1, max: 10 }).map((days) => ({ days, approvedBy: 'head', reason: 'art. 42', on: day })), { nil: undefined },
  ),
}));
