import { and, createMachine, not, or, raise, stateIn, type AnyEventObject, type AnyStateMachine } from 'xstate';
import type { ItemOutcome } from './item-facts';

/** The items of a bundle and what each must wait for. */
export interface BundleShape {
  items: { code: string; dependsOn: string[] }[];
}

/** What the bundle's machine wants done, as data. */
export type BundleEffect =
  | { type: 'releaseItem'; item: string }
  | { type: 'abortItem'; item: string; failed: string }
  | { type: 'completed' };

export interface ItemEnded extends AnyEventObject {
  type: 'itemEnded';
  item: string;
  outcome: ItemOutcome;
}

/** The region that says how far the bundle is as a whole; the `$` keeps it apart from the codes of items. */
export const STAGE = '$stage';

type Item = BundleShape['items'][number];
type Args = { event: AnyEventObject };

const effect = (value: BundleEffect) => ({ type: value.type, params: value as unknown as Record<string, unknown> });

/**
 * Compiles a bundle into its machine: a region per item, and a region `$stage` that joins them: it is completed when every
 * item has ended. An item waits until all that it depends on are granted; when one of those fails, it is aborted (终止,
 * 前置未通过), and so is what depends on it. Refusing one item does not touch the others. Reopening one takes the bundle back, also
 * from delivery.
 */
export function createBundleMachine(shape: BundleShape): AnyStateMachine {
  return createMachine({
    id: 'bundle',
    initial: 'draft',
    states: {
      draft: { on: { submit: 'open', discard: 'discarded', expire: 'discarded' } },
      discarded: { type: 'final' },
      open: {
        type: 'parallel',
        states: { ...Object.fromEntries(shape.items.map((item) => [item.code, region(item)])), [STAGE]: stage(shape) },
      },
    },
  });
}

const inRegion = (code: string, state: string) => stateIn({ open: { [code]: state } });

function stage(shape: BundleShape) {
  const allEnded = and(shape.items.map((item) => or(['granted', 'failed', 'aborted'].map((state) => inRegion(item.code, state)))));
  return {
    initial: 'handling',
    states: {
      handling: { always: { target: 'completed', guard: allEnded } },
      completed: {
        tags: ['ended'],
        entry: effect({ type: 'completed' }),
        always: { target: 'handling', guard: not(allEnded) },
        on: { deliver: 'delivered' },
      },
      delivered: { tags: ['ended'], always: { target: 'handling', guard: not(allEnded) } },
    },
  };
}

function region(item: Item) {
  const waits = item.dependsOn.length > 0;
  return {
    initial: waits ? 'waiting' : 'active',
    states: {
      ...(waits ? { waiting: { on: { itemEnded: [failing(item), releasing(item), ownEnd(item)] } } } : {}),
      active: { on: { itemEnded: [granted(item), ownEnd(item)] } },
      granted: {},
      failed: { on: { itemReopened: { target: 'active', guard: ({ event }: Args) => isAbout(item.code, event) } } },
      aborted: waits ? { on: { itemEnded: releasing(item) } } : {},
    },
  };
}

const isAbout = (code: string, event: AnyEventObject) => (event as ItemEnded).item === code;
const succeeded = (event: AnyEventObject) => (event as ItemEnded).outcome === 'granted';

const granted = (item: Item) => ({ target: 'granted', guard: ({ event }: Args) => isAbout(item.code, event) && succeeded(event) });

/** The item ended by itself in another way: refused, withdrawn (also while waiting), expired … */
const ownEnd = (item: Item) => ({ target: 'failed', guard: ({ event }: Args) => isAbout(item.code, event) && !succeeded(event) });

/** A predecessor failed: end, tell the item's own case, and tell those that depend on this one. */
const failing = (item: Item) => ({
  target: 'aborted',
  guard: ({ event }: Args) => item.dependsOn.includes((event as ItemEnded).item) && !succeeded(event),
  actions: [
    {
      type: 'abortItem',
      params: ({ event }: Args) => ({ type: 'abortItem', item: item.code, failed: (event as ItemEnded).item }),
    },
    raise({ type: 'itemEnded', item: item.code, outcome: 'aborted' } satisfies ItemEnded as AnyEventObject),
  ],
});

/** The last predecessor was granted: each is either the one that ends now or stands in `granted` already. */
const releasing = (item: Item) => ({
  target: 'active',
  guard: and([
    ({ event }: Args) => item.dependsOn.includes((event as ItemEnded).item) && succeeded(event),
    ...item.dependsOn.map((code) => or([({ event }: Args) => isAbout(code, event), inRegion(code, 'granted')])),
  ]),
  actions: effect({ type: 'releaseItem', item: item.code }),
});
