import fc from 'fast-check';
import type { CaseEvent } from './event';
import { chain, CHAIN_START, findBrokenLink } from './event-chain';

const event = (seq: number, reason: string): CaseEvent<'itemWithdrawn'> => ({
  caseId: 'c', itemId: 'i', seq, type: 'itemWithdrawn', schemaVersion: 1, actorKind: 'staff', actorId: 'a', onBehalfOf: null, cause: 'k',
  occurredAt: 1, recordedAt: 2, payload: { reason, scope: { oneThing: 'o', oneThingVersion: 1, division: '650102' } },
});
const events = fc.array(fc.string(), { minLength: 1, maxLength: 8 }).map((reasons) => reasons.map((reason, index) => event(index + 1, reason)));

test('a chain is whole, also when it is continued later', () => {
  fc.assert(fc.property(events, fc.nat(7), (list, cut) => {
    const first = chain(CHAIN_START, list.slice(0, cut));
    const whole = [...first, ...chain(first.at(-1)?.hash ?? CHAIN_START, list.slice(cut))];
    expect(findBrokenLink(whole)).toBeUndefined();
    expect(whole).toEqual(chain(CHAIN_START, list));
  }));
});

test('an altered, removed or exchanged event is found', () => {
  fc.assert(fc.property(events, fc.nat(), (list, pick) => {
    const linked = chain(CHAIN_START, [...list, event(list.length + 1, 'last')]);
    const at = pick % list.length;
    const altered = linked.map((one, index) => (index === at ? { ...one, actorId: 'b' } : one));
    expect(findBrokenLink(altered)?.seq).toBe(at + 1);
    expect(findBrokenLink(linked.filter((_, index) => index !== at))).toBeDefined();
    const exchanged = [...linked];
    [exchanged[at], exchanged[at + 1]] = [exchanged[at + 1]!, exchanged[at]!];
    expect(findBrokenLink(exchanged)).toBeDefined();
  }));
});
