import type { Database } from './database';
import { GroupedRead, questions } from './grouped-read';

interface Asked { i: number; word: string }

/** Each statement waits until the test lets it end. */
function readerOverSlowDatabase() {
  const statements: { asked: Asked[]; end: (error?: Error) => void }[] = [];
  const query = (_: unknown, [json]: string[]) => new Promise((resolve, reject) => {
    const asked = JSON.parse(json!) as Asked[];
    const rows = asked.filter(({ word }) => word !== 'unknown').map(({ i, word }) => ({ i, length: word.length })).reverse();
    statements.push({ asked, end: (error) => (error ? reject(error) : resolve(rows)) });
  });
  const reader = new GroupedRead<{ word: string }, { length: number }>({ query } as unknown as Database, { name: 'test.length', text: '' });
  return { statements, lengthOf: async (word: string) => (await reader.ask({ word })).map(({ length }) => length), reader, query };
}

test('asks together what is asked while a statement is under way, and gives each its own answer', async () => {
  const { statements, lengthOf } = readerOverSlowDatabase();
  const answers = ['a', 'bb', 'unknown', 'dddd'].map(lengthOf);
  expect(statements.map(({ asked }) => asked.map(({ word }) => word))).toEqual([['a']]);
  statements[0]!.end();
  await answers[0];
  expect(statements[1]!.asked.map(({ word }) => word)).toEqual(['bb', 'unknown', 'dddd']);
  statements[1]!.end();
  expect(await Promise.all(answers)).toEqual([[1], [2], [], [4]]);
});

test('a failed statement fails those who asked by it, and nobody after them', async () => {
  const { statements, lengthOf } = readerOverSlowDatabase();
  const first = lengthOf('a');
  const second = lengthOf('bb');
  statements[0]!.end(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  statements[1]!.end();
  expect(await second).toEqual([2]);
});

test('puts at most 64 questions into one statement', async () => {
  const { statements, lengthOf } = readerOverSlowDatabase();
  const answers = Array.from({ length: 100 }, () => lengthOf('a'));
  for (let at = 0; at < 3; at += 1) {
    statements[at]!.end();
    await new Promise(setImmediate);
  }
  await Promise.all(answers);
  expect(statements.map(({ asked }) => asked.length)).toEqual([1, 64, 35]);
  expect(questions('word text')).toContain('LIMIT 64');
});

test('asks at once, and alone, inside a transaction', async () => {
  const { statements, lengthOf, reader, query } = readerOverSlowDatabase();
  const slow = lengthOf('a');
  const inside = reader.ask({ word: 'bb' }, { query: query as never });
  expect(statements).toHaveLength(2);
  statements[1]!.end();
  expect(await inside).toEqual([{ i: 0, length: 2 }]);
  statements[0]!.end();
  await slow;
});
