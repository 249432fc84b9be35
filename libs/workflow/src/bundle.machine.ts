import { and, assign, createMachine, or, raise, stateIn, type AnyEventObject, type AnyStateMachine } from 'xstate';

/** The items of a bundle and what each must wait for. */
export interface BundleShape {
  items: { code: string; dependsOn: string[] }[];
}

export type ItemOutcome = 'granted' | 'refused' | 'withdrawn' | 'aborted';

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

/** `abortedBy` names, for each aborted item, the predecessor that failed. */
interface BundleFacts {
  abortedBy: Record<string, string>;
}

const effect = (value: BundleEffect) => ({ type: value.type, params: value as unknown as Record<string, unknown> });

/**
 * Compiles a bundle into its machine: a region per item, joined when every region has ended. An item waits until all that it
 * depends on are granted; when one of those fails, it is aborted (终止, 前置未通过), and so is what depends on it. Refusing one
 * item does not touch the others.
 */
export function createBundleMachine(shape: BundleShape): AnyStateMachine {
  return createMachine({
    id: 'bundle',
    initial: 'draft',
    context: (): BundleFacts => ({ abortedBy: {} }),
    states: {
      draft: { on: { submit: 'handling', discard: 'discarded' } },
      discarded: { type: 'final' },
      handling: {
        type: 'parallel',
        onDone: 'completed',
        states: Object.fromEntries(shape.items.map((item) => [item.code, region(item)])),
      },
      completed: { entry: effect({ type: 'completed' }), on: { deliver: 'delivered' } },
      delivered: { type: 'final' },
    },
  });
}

function region(item: BundleShape['items'][number]) {
  const waits = item.dependsOn.length > 0;
  return {
    initial: waits ? 'waiting' : 'active',
    states: {
      ...(waits ? { waiting: { on: { itemEnded: [failing(item), releasing(item), ownEnd(item)] } } } : {}),
      active: { on: { itemEnded: [granted(item), ownEnd(item)] } },
      granted: { type: 'final' as const },
      failed: { type: 'final' as const },
    },
  };
}

type Item = BundleShape['items'][number];
type Args = { event: AnyEventObject };

const isEndOf = (code: string, event: AnyEventObject) => (event as ItemEnded).item === code;
const succeeded = (event: AnyEventObject) => (event as ItemEnded).outcome === 'granted';

const granted = (item: Item) => ({ target: 'granted', guard: ({ event }: Args) => isEndOf(item.code, event) && succeeded(event) });

/** The item ended by itself in another way: refused, withdrawn (also while waiting) or aborted. */
const ownEnd = (item: Item) => ({ target: 'failed', guard: ({ event }: Args) => isEndOf(item.code, event) && !succeeded(event) });

/** A predecessor failed: end, tell the item's own case, and tell those that depend on this one. */
const failing = (item: Item) => ({
  target: 'failed',
  guard: ({ event }: Args) => item.dependsOn.includes((event as ItemEnded).item) && !succeeded(event),
  actions: [
    assign({
      abortedBy: ({ context, event }: Args & { context: BundleFacts }) => ({
        ...context.abortedBy,
        [item.code]: (event as ItemEnded).item,
      }),
    }),
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
    ...item.dependsOn.map((code) => or([({ event }: Args) => isEndOf(code, event), stateIn({ handling: { [code]: 'granted' } })])),
  ]),
  actions: effect({ type: 'releaseItem', item: item.code }),
});
