import type { GivenRating } from '@onething/ratings';
import { FigureSet } from '../domain/figure';
import { countRatings } from './count-ratings';

const RATING: GivenRating = {
  caseId: 'c', grade: 2, channel: 'portal', stage: 'completion', sequence: 1, givenAt: Date.parse('2026-03-02T02:00:00Z'), oneThing: 'newborn', division: '650102',
  items: [{ itemId: 'i', item: 'birth', department: 'health', division: '650102', grade: 4 }],
};

function counted(...ratings: GivenRating[]): [string, string, number][] {
  const set = new FigureSet();
  countRatings(ratings, set);
  return set.entries().map(({ cell, count }) => [cell.figure, cell.detail, count]);
}

it('counts the whole and each item with its own grade', () => {
  expect(counted(RATING)).toEqual([['ratings.item', '4', 1], ['ratings.whole', '2', 1]]);
});

it('counts a matter once: neither what was rated on the way nor the second rating', () => {
  expect(counted({ ...RATING, stage: 'intake' }, RATING, { ...RATING, sequence: 2 })).toEqual(counted(RATING));
});
