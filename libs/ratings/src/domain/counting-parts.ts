import type { RatedItem } from './rating';

/** What of a rating counts in figures: the whole, and items. */
export interface CountingParts {
  whole: boolean;
  items: RatedItem[];
}

/** What is excluded: `all` of a rating, what was rated as a `whole`, or an item (by code) that was graded apart. */
export type ExclusionScope = 'all' | 'whole' | { item: string };

/** @returns what counted until now of the rating and ceases to; each part ceases once */
export function ceasingParts(items: readonly RatedItem[], earlier: readonly CountingParts[], scope: ExclusionScope): CountingParts {
  const gone = new Set(earlier.flatMap((exclusion) => exclusion.items.map(({ itemId }) => itemId)));
  const isMeant = ({ item, isOwn }: RatedItem) => scope === 'all' || (scope === 'whole' ? !isOwn : scope.item === item);
  return {
    whole: typeof scope === 'string' && !earlier.some(({ whole }) => whole),
    items: items.filter((item) => isMeant(item) && !gone.has(item.itemId)),
  };
}
