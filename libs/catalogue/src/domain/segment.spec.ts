import { segment, segmentQuery } from './segment';

test('Chinese is cut into words, Latin letters into lower-case words, full-width forms are narrowed', () => {
  expect(segment('开餐馆，Open a RESTAURANT！')).toEqual(['开', '餐馆', 'open', 'a', 'restaurant']);
  expect(segment('ＡＢＣ')).toEqual(['abc']);
});

test('words that tell nothing are left out of a query', () => {
  expect(segmentQuery('我想开餐馆')).toEqual(['开', '餐馆']);
  expect(segmentQuery('how to open a restaurant')).toEqual(['open', 'restaurant']);
});

test('a query of nothing but such words keeps them', () => {
  expect(segmentQuery('怎么办')).not.toEqual([]);
});

test('punctuation alone holds no word', () => {
  expect(segmentQuery('？！')).toEqual([]);
});
