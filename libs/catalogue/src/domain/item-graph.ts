import { DomainError } from '@onething/kernel';
import type { Dependency } from './plan';

/** For each item, sorted and without doubles, the items that must be granted before it starts. */
export type Predecessors = Map<string, string[]>;

export function predecessorsOf(items: string[], dependencies: Dependency[]): Predecessors {
  return new Map(items.map((item) => {
    const before = new Set(dependencies.filter((dependency) => dependency.item === item).map((dependency) => dependency.on));
    return [item, [...before].sort()];
  }));
}

function findCycle(predecessors: Predecessors): string[] {
  const stack: string[] = [];
  const done = new Set<string>();
  const visit = (item: string): string[] | undefined => {
    if (stack.includes(item)) return stack.slice(stack.indexOf(item));
    if (done.has(item)) return undefined;
    stack.push(item);
    for (const before of predecessors.get(item) ?? []) {
      const cycle = visit(before);
      if (cycle) return cycle;
    }
    stack.pop();
    done.add(item);
    return undefined;
  };
  for (const item of predecessors.keys()) {
    const cycle = visit(item);
    if (cycle) return cycle;
  }
  return [];
}

/**
 * Items in an order in which each stands after what it depends on; of those that could come next, the first by code.
 * @throws DomainError `CATALOGUE.DEPENDENCY_CYCLE` when items wait for each other.
 */
export function orderItems(predecessors: Predecessors): string[] {
  const ordered: string[] = [];
  const waiting = new Set([...predecessors.keys()].sort());
  while (waiting.size > 0) {
    const next = [...waiting].find((item) => predecessors.get(item)!.every((before) => !waiting.has(before)));
    if (next === undefined) {
      const cycle = findCycle(predecessors);
      throw new DomainError('refused', 'CATALOGUE.DEPENDENCY_CYCLE',
        `These items wait for each other: ${[...cycle, cycle[0]].join(' → ')}. Remove one of the dependencies, or the replacement`
        + ' of a material by a licence that makes one.');
    }
    waiting.delete(next);
    ordered.push(next);
  }
  return ordered;
}

export interface Chain {
  total: number;
  /** From the first item to the last. */
  items: string[];
}

/**
 * The heaviest chain of items that wait for each other. Of equally heavy chains the longer one, then the one whose end comes
 * first in the order.
 * @param ordered as `orderItems` gives them
 */
export function heaviestChain(ordered: string[], predecessors: Predecessors, weightOf: (item: string) => number): Chain {
  const none: Chain = { total: 0, items: [] };
  const heavier = (best: Chain, other: Chain): Chain =>
    other.total > best.total || (other.total === best.total && other.items.length > best.items.length) ? other : best;
  const endingAt = new Map<string, Chain>();
  for (const item of ordered) {
    const before = predecessors.get(item)!.map((code) => endingAt.get(code)!).reduce(heavier, none);
    endingAt.set(item, { total: before.total + weightOf(item), items: [...before.items, item] });
  }
  return [...endingAt.values()].reduce(heavier, none);
}
