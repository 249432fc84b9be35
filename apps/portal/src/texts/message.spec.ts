import { compileMessage } from './message';

const fill = (text: string, values: Record<string, unknown> = {}): string => compileMessage(text)({ named: (key) => values[key] });

describe('a text with named places', () => {
  test.each([
    ['提交', {}, '提交'],
    ['{count} 件，共 {all} 件', { count: 3, all: 4 }, '3 件，共 4 件'],
    ['{name}{name}', { name: 'a' }, 'aa'],
    ['hello {name}', {}, 'hello '],
    ['me@example.org | 1 { 2 }', {}, 'me@example.org | 1 { 2 }'],
    ['{name}', { name: '{all} <b>' }, '{all} <b>'],
  ])('%s', (text, values, filled) => {
    expect(fill(text, values)).toBe(filled);
  });
});
