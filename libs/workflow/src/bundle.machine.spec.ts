import fc from 'fast-check';
import type { AnyEventObject } from 'xstate';
import { type BundleEffect, type BundleShape, createBundleMachine } from './bundle.machine';
import type { ItemOutcome } from './item-facts';
import { initialState, step, type StoredState } from './step';

const newborn: BundleShape = {
  items: [
    { code: 'birth', dependsOn: [] },
    { code: 'household', dependsOn: ['birth'] },
    { code: 'card', dependsOn: ['household'] },
    { code: 'insurance', dependsOn: ['household'] },
    { code: 'both', dependsOn: ['card', 'insurance'] },
  ],
};

function play(shape: BundleShape, ends: [string, ItemOutcome | 'reopened'][]) {
  const machine = createBundleMachine(shape);
  let state: StoredState = step<Record<string, unknown>, BundleEffect>(machine, initialState(machine), { type: 'submit' })!.next;
  const effects: BundleEffect[] = [];
  for (const [item, outcome] of ends) {
    const taken = step<Record<string, unknown>, BundleEffect>(machine, state, outcome === 'reopened' ? { type: 'itemReopened', item } : { type: 'itemEnded', item, outcome });
    if (!taken) continue;
    state = taken.next;
    effects.push(...taken.effects);
  }
  return { state, effects };
}

test('a granted item releases what waited for it, in parallel', () => {
  const { effects } = play(newborn, [['birth', 'granted'], ['household', 'granted']]);
  expect(effects).toEqual([
    { type: 'releaseItem', item: 'household' },
    { type: 'releaseItem', item: 'card' },
    { type: 'releaseItem', item: 'insurance' },
  ]);
});

test('an item with two predecessors is released by the second of them, whichever it is', () => {
  const before: [string, ItemOutcome][] = [['birth', 'granted'], ['household', 'granted']];
  for (const [first, second] of [['card', 'insurance'], ['insurance', 'card']] as const) {
    expect(play(newborn, [...before, [first, 'granted']]).effects).not.toContainEqual({ type: 'releaseItem', item: 'both' });
    expect(play(newborn, [...before, [first, 'granted'], [second, 'granted']]).effects).toContainEqual({ type: 'releaseItem', item: 'both' });
  }
});

test('a refused predecessor aborts all that depends on it, and the bundle completes', () => {
  const { state, effects } = play(newborn, [['birth', 'granted'], ['household', 'refused']]);
  expect(effects).toEqual([
    { type: 'releaseItem', item: 'household' },
    { type: 'abortItem', item: 'card', failed: 'household' },
    { type: 'abortItem', item: 'insurance', failed: 'household' },
    { type: 'abortItem', item: 'both', failed: 'card' },
    { type: 'completed' },
  ]);
  expect(state.value).toMatchObject({ open: { $stage: 'completed' } });
});

test('a refused item leaves independent items alone', () => {
  const { state } = play({ items: [{ code: 'a', dependsOn: [] }, { code: 'b', dependsOn: [] }] }, [['a', 'refused']]);
  expect(state.value).toEqual({ open: { a: 'failed', b: 'active', $stage: 'handling' } });
});

test('the same end told twice changes nothing', () => {
  const once = play(newborn, [['birth', 'granted']]);
  expect(play(newborn, [['birth', 'granted'], ['birth', 'granted']])).toEqual(once);
});

test('any bundle completes, in whatever order and however its items end, and each released item is released once', () => {
  const shape = fc.integer({ min: 1, max: 6 }).chain((count) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => fc.subarray(Array.from({ length: index }, (_unused, on) => `i${on}`)))).map(
      (dependsOn) => ({ items: dependsOn.map((on, index) => ({ code: `i${index}`, dependsOn: on })) }),
    ),
  );
  const outcome = fc.constantFrom<ItemOutcome>('granted', 'refused', 'withdrawn');
  fc.assert(
    fc.property(shape, fc.array(outcome, { minLength: 6, maxLength: 6 }), fc.infiniteStream(fc.nat()), (bundle, outcomes, picks) => {
      const open = new Set(bundle.items.filter((item) => item.dependsOn.length === 0).map((item) => item.code));
      const ends: [string, ItemOutcome][] = [];
      const released: string[] = [];
      while (open.size > 0) {
        const codes = [...open].sort();
        const code = codes[picks.next().value! % codes.length]!;
        open.delete(code);
        ends.push([code, outcomes[Number(code.slice(1))]!]);
        const told = play(bundle, ends).effects.filter((effect) => effect.type === 'releaseItem').map((effect) => effect.item);
        for (const item of told.slice(released.length)) open.add(item);
        released.push(...told.slice(released.length));
      }
      expect(new Set(released).size).toBe(released.length);
      expect(play(bundle, ends).state.value).toMatchObject({ open: { $stage: 'completed' } });
    }),
  );
});

test('reopening an item takes the bundle back, and a grant after all releases what was aborted', () => {
  const refusal: [string, ItemOutcome | 'reopened'][] = [['birth', 'granted'], ['household', 'refused'], ['household', 'reopened']];
  expect(play(newborn, refusal).state.value).toMatchObject({ open: { household: 'active', card: 'aborted', $stage: 'handling' } });
  const { state, effects } = play(newborn, [...refusal, ['household', 'granted']]);
  expect(effects.slice(-2)).toEqual([{ type: 'releaseItem', item: 'card' }, { type: 'releaseItem', item: 'insurance' }]);
  expect(state.value).toMatchObject({ open: { card: 'active', both: 'aborted', $stage: 'handling' } });
  const whole = play(newborn, [...refusal, ['household', 'granted'], ['card', 'granted'], ['insurance', 'granted'], ['both', 'granted']]);
  expect(whole.state.value).toMatchObject({ open: { $stage: 'completed' } });
});

test('reopening an item after the delivery takes the bundle back, and it can be completed and delivered again', () => {
  const machine = createBundleMachine({ items: [{ code: 'a', dependsOn: [] }, { code: 'b', dependsOn: [] }] });
  const stageAfter = (...events: AnyEventObject[]) => events.reduce<StoredState>((state, event) => step<Record<string, unknown>, BundleEffect>(machine, state, event)!.next, initialState(machine)).value;
  const delivered = [
    { type: 'submit' }, { type: 'itemEnded', item: 'a', outcome: 'granted' }, { type: 'itemEnded', item: 'b', outcome: 'refused' }, { type: 'deliver' },
  ];
  const reopened = [...delivered, { type: 'itemReopened', item: 'b' }];
  expect(stageAfter(...reopened)).toEqual({ open: { a: 'granted', b: 'active', $stage: 'handling' } });
  const again = [...reopened, { type: 'itemEnded', item: 'b', outcome: 'granted' }];
  expect(stageAfter(...again)).toMatchObject({ open: { $stage: 'completed' } });
  expect(stageAfter(...again, { type: 'deliver' })).toMatchObject({ open: { $stage: 'delivered' } });
});
