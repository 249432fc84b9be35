import { civilDate } from '@onething/kernel';
import type { GivenRating } from '@onething/ratings';
import type { FigureSet } from '../domain/figure';

/** Adds what ratings count: one for the whole matter (一事一评), and one for each of its items with the grade that holds for it. */
export function countRatings(ratings: readonly GivenRating[], into: FigureSet): void {
  for (const rating of ratings) {
    const { oneThing } = rating;
    const day = civilDate(rating.givenAt);
    into.add({ figure: 'ratings.whole', detail: String(rating.grade), division: rating.division, department: '', oneThing, item: '', day });
    for (const { item, department, division, grade } of rating.items) {
      into.add({ figure: 'ratings.item', detail: String(grade), division, department, oneThing, item, day });
    }
  }
}
