import { LruCache } from './lru-cache';

test('a value that is held is not loaded again, and the least recently used one is forgotten first', async () => {
  const cache = new LruCache<string>(2);
  const loaded: string[] = [];
  const get = (key: string): Promise<string> =>
    cache.getOrLoad(key, async () => {
      loaded.push(key);
      return key.toUpperCase();
    });
  expect([await get('a'), await get('b'), await get('a'), await get('c'), await get('a'), await get('b')]).toEqual([
    'A',
    'B',
    'A',
    'C',
    'A',
    'B',
  ]);
  expect(loaded).toEqual(['a', 'b', 'c', 'b']);
});

test('two callers at once share one load, and a failure is not kept', async () => {
  const cache = new LruCache<number>(2);
  let loads = 0;
  const fail = async (): Promise<number> => {
    loads += 1;
    throw new Error('no database');
  };
  const both = await Promise.allSettled([cache.getOrLoad('a', fail), cache.getOrLoad('a', fail)]);
  expect(both.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
  expect(loads).toBe(1);
  expect(await cache.getOrLoad('a', async () => 7)).toBe(7);
});
