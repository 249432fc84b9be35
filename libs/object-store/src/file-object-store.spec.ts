import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileObjectStore } from './file-object-store';
import { describeObjectStore } from './object-store.contract';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onething-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describeObjectStore('a folder', () => new FileObjectStore(folder));

const OPTIONS = { contentType: 'text/plain', maxBytes: 100 };
const filesBelow = (place: string) => readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);

test('a refused or broken upload leaves no file anywhere', async () => {
  const own = join(folder, 'own');
  const store = new FileObjectStore(own);
  await expect(store.put('large', Readable.from([Buffer.alloc(101)]), OPTIONS)).rejects.toThrow();
  await expect(store.put('broken', new Readable({ read() { this.destroy(new Error('gone')); } }), OPTIONS)).rejects.toThrow('gone');
  expect(filesBelow(own)).toEqual([]);
});

test('files are closed to other users, and what a killed process was receiving is thrown away', async () => {
  const own = join(folder, 'mode');
  mkdirSync(join(own, '.arriving'), { recursive: true });
  writeFileSync(join(own, '.arriving', 'half'), 'half');
  await new FileObjectStore(own).put('a', Readable.from([Buffer.from('x')]), OPTIONS);
  expect(statSync(join(own, 'a')).mode & 0o077).toBe(0);
  expect(filesBelow(own)).toEqual(['a']);
});

test('two stores of a process share a folder without throwing away what the other one receives', async () => {
  const own = join(folder, 'shared');
  const release = Promise.withResolvers<void>();
  const slow = new FileObjectStore(own).put('slow', Readable.from((async function* () {
    yield Buffer.from('x');
    await release.promise;
    yield Buffer.from('y');
  })()), OPTIONS);
  while (!existsSync(join(own, '.arriving')) || filesBelow(own).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await new FileObjectStore(own).put('quick', Readable.from([Buffer.from('z')]), OPTIONS);
  release.resolve();
  expect(await slow).toMatchObject({ size: 2 });
});
