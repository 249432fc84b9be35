import fc from 'fast-check';
import { findNearest } from './nearest';

test.each([
  ['healht', 'health'],
  ['helth', 'health'],
  ['Health', 'health'],
  ['healths', 'health'],
  ['police', undefined],
  ['x', undefined],
])('%s means %s', (word, meant) => {
  expect(findNearest(word, ['education', 'health', 'market'])).toBe(meant);
});

test('the nearest of several is taken', () => {
  expect(findNearest('childName', ['childNames', 'childName2x', 'childNam'])).toBe('childNames');
});

test('what exists is always its own nearest', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.toLowerCase()),
        { minLength: 1 },
      ),
      (words) => {
        expect(words.every((word) => findNearest(word, words) === word)).toBe(true);
      },
    ),
  );
});
