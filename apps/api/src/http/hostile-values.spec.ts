import fc from 'fast-check';
import { findHostileValue } from './hostile-values';

test.each([
  [{ a: { b: ['x', 'y\0'] } }, 'a.b.1', 'INPUT.NUL_CHARACTER'],
  [{ a: '\ud800' }, 'a', 'INPUT.HALF_CHARACTER'],
  [{ a: { 'k\0': 1 } }, 'a', 'INPUT.NUL_CHARACTER'],
  [{ 'k\0': 1 }, 'body', 'INPUT.NUL_CHARACTER'],
  [JSON.parse('{"a":{"__proto__":1}}') as unknown, 'a.__proto__', 'INPUT.FORBIDDEN_KEY'],
  [{ constructor: { prototype: 1 } }, 'constructor', 'INPUT.FORBIDDEN_KEY'],
  ['a\0', 'body', 'INPUT.NUL_CHARACTER'],
])('%j: %s is %s', (value, field, code) => {
  expect(findHostileValue(value, 'body')).toMatchObject({ field, code });
});

test.each([['good', { name: '买买提·吐尔逊', rare: '𠮷', list: [1, null, true, { deep: [[]] }] }], ['empty', undefined]])('what is %s passes', (_, value) => {
  expect(findHostileValue(value, 'body')).toBeUndefined();
});

test('nesting of any depth ends in an answer', () => {
  const nested = JSON.parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`) as unknown;
  expect(findHostileValue(nested, 'body')).toMatchObject({ code: 'INPUT.TOO_DEEP', field: expect.stringMatching(/^a/) });
});

test('a NUL is found wherever it stands', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), fc.string(), (value, text) => {
    expect(findHostileValue({ clean: 1, value: [value, { last: `${text}\0` }] }, 'body')).toBeDefined();
  }));
});
