import { createBundleMachine } from '@onething/workflow';
import { type BundleCommand, type BundleDecision, type BundleState, decideBundle, NEW_BUNDLE } from './bundle-decision';
import { CHAIN_START } from './event-chain';
import { contextAt, DAY, MONDAY } from './fixtures/item-case';

const SHAPE = ['sign', 'food'].map((code) => ({ code, dependsOn: [], itemId: `id-${code}`, department: 'd' }));
const result = (code: string) => ({ licenceId: `l-${code}`, licenceType: code, faceDigest: 'd' });
const ended = (item: string): BundleCommand => ({ type: 'itemEnded', itemId: `id-${item}`, item, outcome: 'granted', result: result(item) });
const withdrawn = (item: string): BundleCommand => ({ type: 'grantWithdrawn', itemId: `id-${item}`, item });
const deliver = (...items: string[]): BundleCommand => ({ type: 'deliver', how: 'collected', ...(items.length > 0 ? { items } : {}) });

function run(...commands: BundleCommand[]): { state: BundleState; last: BundleDecision } {
  let state: BundleState = {
    caseId: 'c', scope: { oneThing: 'o', oneThingVersion: 1, division: '650102' }, region: '650000', machine: NEW_BUNDLE, shape: null, clock: {}, ends: {},
    deliveries: {}, version: 1, lastSeq: 1, lastHash: CHAIN_START,
  };
  let last: BundleDecision | undefined;
  const all: BundleCommand[] = [{ type: 'submit', shape: SHAPE, answersDigest: 'd', promisedOn: '2026-03-10' }, ...commands];
  for (const command of all) {
    last = decideBundle(createBundleMachine, state, command, contextAt(MONDAY + DAY));
    state = { ...state, ...last.next, version: state.version + 1, lastSeq: state.lastSeq + last.events.length };
  }
  return { state, last: last! };
}

describe('a grant that is withdrawn', () => {
  test('takes its result from what is to be handed over', () => {
    const { last, state } = run(ended('sign'), ended('food'), withdrawn('food'));
    expect(last.events).toMatchObject([{ type: 'grantWithdrawalApplied', payload: { item: 'food' } }]);
    expect([state.ends['food']!.result, state.clock.deliverBy]).toEqual([undefined, expect.any(String)]);
    expect(() => decideBundle(createBundleMachine, state, deliver('food'), contextAt(MONDAY))).toThrow('CASES.NOT_DELIVERABLE');
    expect(decideBundle(createBundleMachine, state, deliver(), contextAt(MONDAY)).next.state).toBe('delivered');
  });

  test('ends the wait when nothing else is missing: delivered with what was handed over, or with nothing to hand over', () => {
    const parted = run(ended('sign'), ended('food'), deliver('sign'), withdrawn('food'));
    expect([parted.last.next.state, parted.last.timers.cancel]).toEqual(['delivered', ['delivery']]);
    const nothing = run(ended('sign'), ended('food'), withdrawn('food'), withdrawn('sign'));
    expect([nothing.last.next.state, nothing.last.next.clock, nothing.last.timers.cancel]).toEqual(['completed', {}, ['delivery']]);
  });

  test('is applied once, and to nothing that gave no result', () => {
    const { last } = run(ended('sign'), withdrawn('sign'), withdrawn('sign'));
    expect(last.events).toEqual([]);
    expect(run(withdrawn('food')).last.events).toEqual([]);
  });
});
