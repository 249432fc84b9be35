import { addDays, type CivilDate } from '@onething/kernel';
import fc from 'fast-check';
import {
  contains, covers, isInForce, LONGEST_TERM_DAYS, MANDATE_ACTS, MANDATE_STATES, type MandateAct, type MandateState, type MandateStep, type MandateTerms,
  settleTerms, stateAfter,
} from './mandate';

const TODAY = '2026-03-02';
const day: fc.Arbitrary<CivilDate> = fc.integer({ min: -100, max: 100 }).map((days) => addDays(TODAY, days));
const oneThing = fc.constantFrom('newborn', 'restaurant', 'retirement');
const terms: fc.Arbitrary<MandateTerms> = fc.record({
  acts: fc.subarray([...MANDATE_ACTS], { minLength: 1 }),
  oneThings: fc.oneof(fc.constant('all' as const), fc.uniqueArray(oneThing, { minLength: 1 })),
  validFrom: day, validUntil: day,
});
const act = fc.constantFrom(...MANDATE_ACTS);
const allows = (mandate: MandateTerms, on: CivilDate, what: MandateAct, thing: string) =>
  isInForce({ ...mandate, state: 'accepted' }, on) && covers(mandate, what, thing);

test('a mandate holds on its first and its last day, and on no day outside', () => {
  fc.assert(fc.property(terms, day, ({ validFrom, validUntil }, on) => {
    const inside = validFrom <= on && on <= validUntil;
    expect(isInForce({ validFrom, validUntil, state: 'accepted' }, on)).toBe(inside);
  }));
  expect(isInForce({ validFrom: TODAY, validUntil: TODAY, state: 'accepted' }, TODAY)).toBe(true);
});

test('it holds only while it is accepted', () => {
  const term = { validFrom: TODAY, validUntil: TODAY };
  expect(MANDATE_STATES.filter((state) => isInForce({ ...term, state }, TODAY))).toEqual(['accepted']);
});

test('it covers the acts and the one-things that it names, and no others', () => {
  fc.assert(fc.property(terms, act, oneThing, (mandate, what, thing) => {
    const named = mandate.oneThings === 'all' || mandate.oneThings.includes(thing);
    expect(covers(mandate, what, thing)).toBe(named && mandate.acts.includes(what));
  }));
  expect(covers({ acts: ['apply'], oneThings: [] }, 'apply', 'newborn')).toBe(false);
});

test('what contains another mandate allows, on each day, all that the other one allows', () => {
  let contained = 0;
  fc.assert(fc.property(terms, terms, day, act, oneThing, (outer, inner, on, what, thing) => {
    if (!contains(outer, inner)) return;
    contained += 1;
    if (allows(inner, on, what, thing)) expect(allows(outer, on, what, thing)).toBe(true);
  }), { numRuns: 3_000 });
  expect(contained).toBeGreaterThan(10);
});

test('a mandate contains itself; all one-things are more than any list of them', () => {
  fc.assert(fc.property(terms, (mandate) => expect(contains(mandate, mandate)).toBe(true)));
  const some = { acts: ['read'] as const, oneThings: ['newborn'], validFrom: TODAY, validUntil: TODAY };
  expect(contains({ ...some, oneThings: 'all' }, some)).toBe(true);
  expect(contains(some, { ...some, oneThings: 'all' })).toBe(false);
});

test('settled terms always let the agent look, begin today at the earliest, and settle no further', () => {
  fc.assert(fc.property(terms, (given) => {
    fc.pre(given.validUntil >= TODAY && given.validFrom <= given.validUntil);
    const settled = settleTerms(given, TODAY);
    expect(settled.acts).toContain('read');
    expect(settled.acts.filter((one) => !given.acts.includes(one) && one !== 'read')).toEqual([]);
    expect(settled.validFrom >= TODAY && settled.validFrom <= settled.validUntil).toBe(true);
    expect(settleTerms(settled, TODAY)).toEqual(settled);
  }));
});

test.each([
  ['validUntil', { validFrom: '2026-02-01', validUntil: '2026-03-01' }],
  ['validFrom', { validFrom: '2026-04-02', validUntil: '2026-04-01' }],
  ['validUntil', { validFrom: TODAY, validUntil: addDays(TODAY, LONGEST_TERM_DAYS + 1) }],
])('a wrong period is refused, naming %s', (field, period) => {
  const wrong = expect.objectContaining({ kind: 'invalid', code: 'IDENTITY.MANDATE_PERIOD', extra: { fields: [expect.objectContaining({ field })] } });
  expect(() => settleTerms({ acts: ['read'], oneThings: 'all', ...period }, TODAY)).toThrow(wrong);
});

/** What each state becomes by each step; nothing else is possible. */
const EXPECTED: Record<MandateState, Partial<Record<MandateStep, MandateState>>> = {
  offered: { accept: 'accepted', decline: 'declined', revoke: 'revoked' },
  accepted: { accept: 'accepted', revoke: 'revoked', giveUp: 'givenUp' },
  declined: { decline: 'declined' },
  revoked: { revoke: 'revoked' },
  givenUp: { giveUp: 'givenUp' },
};

test.each(MANDATE_STATES.flatMap((state) => (['accept', 'decline', 'revoke', 'giveUp'] as const).map((step) => [state, step] as const)))('%s, %s', (state, step) => {
  const mandate = { state, validUntil: TODAY, version: 1 };
  const expected = EXPECTED[state][step];
  if (expected) expect(stateAfter(mandate, step, TODAY)).toBe(expected);
  else expect(() => stateAfter(mandate, step, TODAY)).toThrow(expect.objectContaining({ kind: 'refused', code: 'IDENTITY.MANDATE_STEP_NOT_POSSIBLE' }));
});

test('an offer whose last day is over is not accepted any more, but can be declined and revoked', () => {
  const over = { state: 'offered', validUntil: '2026-03-01', version: 1 } as const;
  expect(() => stateAfter(over, 'accept', TODAY)).toThrow(expect.objectContaining({ code: 'IDENTITY.MANDATE_EXPIRED' }));
  expect(stateAfter(over, 'decline', TODAY)).toBe('declined');
  expect(stateAfter(over, 'revoke', TODAY)).toBe('revoked');
});
