import { loadRatingRules } from '../rating-config.file';
import type { Channel } from './grade';
import { comparableWords, type RatingTraces, suspicionsOf } from './suspicion';
import { maskWords, screen } from './word-screen';

const { suspicion: rules, screenedWords } = loadRatingRules();
const traces = (changes: Partial<RatingTraces> = {}): RatingTraces => ({ channel: 'portal', ofUnit: 1, accountsAtDevice: 1, staffThere: 0, withSameWords: 1, ...changes });

test('each reason is named with its count, and an ordinary rating has none', () => {
  expect(suspicionsOf(traces(), rules)).toEqual([]);
  expect(suspicionsOf(traces({ ofUnit: 10, accountsAtDevice: 3, staffThere: 1, withSameWords: 3 }), rules)).toEqual([
    { reason: 'burst', count: 10 }, { reason: 'sharedDevice', count: 3 }, { reason: 'staffDevice', count: 1 }, { reason: 'sameWords', count: 3 },
  ]);
  expect(suspicionsOf(traces({ ofUnit: 9, accountsAtDevice: 2, withSameWords: 2 }), rules)).toEqual([]);
});

test.each<Channel>(['tablet', 'terminal', 'hotline'])('a %s is shared by its nature', (channel) => {
  expect(suspicionsOf(traces({ channel, accountsAtDevice: 50, staffThere: 2 }), rules)).toEqual([]);
});

test('words are compared without width, case, blanks and marks, and short ones not at all', () => {
  expect(comparableWords('办得 很快，服务好！', rules)).toBe(comparableWords('办得很快服务好', rules));
  expect(comparableWords('ＡＢＣdef', rules)).toBe('abcdef');
  expect(comparableWords('很好！！！', rules)).toBeUndefined();
  expect(comparableWords(undefined, rules)).toBeUndefined();
});

test.each([
  ['办得很快', [], '办得很快'], ['身份证11010519491231002X被弄错', ['personNumber'], '身份证1101************2X被弄错'],
  ['打13800138000找我', ['mobile'], '打138****8000找我'], ['写信到me@example.com', ['email'], '写信到m***@example.com'],
  ['编号20260302123456', ['longNumber'], '编号**************'], ['这个垃圾窗口', ['rudeOrGrave'], '这个垃圾窗口'],
  ['全角１３８００１３８０００', ['mobile'], '全角138****8000'],
])('%s is screened', (words, found, shown) => {
  expect(screen(words, screenedWords)).toEqual(found);
  expect(maskWords(words)).toBe(shown);
});
