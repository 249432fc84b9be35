import { civilDate } from '@onething/kernel';
import type { GivenRating } from '@onething/ratings';
import type { FigureSink } from '../domain/figure';

/**
 * Adds what ratings count: one for the whole matter (一事一评), and one for each of its items with the grade that holds for it. A matter counts
 * once: neither ratings of intake and acceptance, nor the second one after a rectification.
 */
export function countRatings(ratings: readonly GivenRating[], into: FigureSink): void {
  for (const rating of ratings.filter(({ stage, sequence }) => stage === 'completion' && sequence === 1)) {
    const { caseId, oneThing, channel } = rating;
    const common = { oneThing, channel, day: civilDate(rating.givenAt) };
    into.add(
      { ...common, figure: 'ratings.whole', detail: String(rating.grade), division: rating.division, department: '', item: '', handledBy: '' },
      1, { caseId, itemId: null },
    );
    for (const { itemId, item, department, division, grade } of rating.items) {
      into.add({ ...common, figure: 'ratings.item', detail: String(grade), division, department, item, handledBy: 'local' }, 1, { caseId, itemId });
    }
  }
}
