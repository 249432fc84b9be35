import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileObjectStore } from './file-object-store';
import { checkStore, type StoreFinding } from './store-check';
import type { StoredObjects } from './stored-objects';

let folder: string;
let store: FileObjectStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onething-check-'));
  store = new FileObjectStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const LATER = Date.UTC(2100, 0);
const EARLIER = Date.UTC(2020, 0);
const put = async (...keys: string[]) => {
  for (const key of keys) await store.put(key, Readable.from([Buffer.from('x')]), { contentType: 'text/plain', maxBytes: 10 });
};
/** Rows, and those that are gone once it was looked twice. */
const table = (rows: string[], own: string | undefined, gone: string[] = []): StoredObjects => ({
  table: 'rows',
  folder: own,
  find: async (_reader, after, limit) => rows.filter((key) => after === undefined || key > after).sort().slice(0, limit).map((key) => ({ key, contentType: 'text/plain', sha256: '' })),
  refersTo: async (_reader, key) => rows.includes(key) && !gone.includes(key),
});
const check = async (objects: StoredObjects[], { before = LATER, removeOrphans = false } = {}) => {
  const found: StoreFinding[] = [];
  const findings = await checkStore({ store, reader: { query: () => Promise.reject(new Error('not asked')) }, objects, before, removeOrphans, onFinding: (one) => found.push(one) });
  return { found: found.map(({ kind, key }) => `${kind} ${key}`).sort(), findings };
};

test('names rows without object and objects without row, and removes nothing unless told to', async () => {
  await put('a/1', 'a/deep/2', 'a/3', 'b/4', 'c/5');
  const tables = [table(['a/1', 'a/lost'], 'a'), table(['b/4'], 'b')];
  const { found, findings } = await check(tables);
  expect(found).toEqual(['missing a/lost', 'orphan a/3', 'orphan a/deep/2']);
  expect(findings).toEqual({ references: 3, objects: 4, missing: 1, orphans: 2, removed: 0, unfinished: 0 });
  expect(await store.head('a/3')).toBeDefined();
});

test('removes orphans, and nothing else', async () => {
  await put('a/1', 'a/3', 'c/5');
  expect((await check([table(['a/1'], 'a'), table([], undefined)], { removeOrphans: true })).findings).toMatchObject({ orphans: 1, removed: 1 });
  expect([await store.head('a/1'), await store.head('a/3'), await store.head('c/5')]).toEqual([{ size: 1 }, undefined, { size: 1 }]);
});

test.each([['no rows', []], ['rows of other objects', ['a/1', 'a/lost', 'a/gone']]])('removes nothing where the database, with %s, is that of another store', async (_name, rows) => {
  await put('a/1', 'a/3');
  await expect(check([table(rows, 'a')], { removeOrphans: true })).rejects.toMatchObject({ code: 'OBJECT_STORE.OTHER_DATABASE' });
  expect(await store.head('a/3')).toBeDefined();
});

test('leaves what may still get its row', async () => {
  await put('a/1', 'a/3');
  expect((await check([table(['a/1'], 'a')], { before: EARLIER, removeOrphans: true })).findings).toMatchObject({ objects: 2, orphans: 0, removed: 0 });
});

test('an object whose row of another table of the same folder refers to it is no orphan', async () => {
  await put('a/1', 'a/2');
  expect((await check([table(['a/1'], 'a'), table(['a/2'], 'a')])).found).toEqual([]);
});

test('what its owner removes meanwhile is not missing', async () => {
  expect((await check([table(['a/1'], 'a', ['a/1'])])).found).toEqual([]);
});

test('goes through more rows than one page', async () => {
  const rows = Array.from({ length: 205 }, (_, at) => `a/${String(at).padStart(3, '0')}`);
  await put(...rows);
  await store.remove('a/204');
  expect((await check([table(rows, 'a')])).found).toEqual(['missing a/204']);
});
