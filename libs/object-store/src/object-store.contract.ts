import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { DomainError } from '@onething/kernel';
import type { ListedObject, ObjectStore } from './object-store.port';

const OPTIONS = { contentType: 'application/octet-stream', maxBytes: 3_000_000 };
const codeOf = (work: Promise<unknown>) => work.then(() => 'no failure', (error: unknown) => (error instanceof DomainError ? error.code : String(error)));

/** What every adapter must do, the same tests for each. Keys are new in each run, so that a real bucket can be used. */
export function describeObjectStore(name: string, storeOf: () => ObjectStore): void {
  const run = randomBytes(6).toString('hex');
  const key = (rest: string) => `contract-${run}/${rest}`;
  const store = () => storeOf();

  describe(`${name} as object store`, () => {
    test('gives back what was put, byte by byte, with size and digests', async () => {
      const content = randomBytes(2_500_000);
      const digest = (algorithm: string) => createHash(algorithm).update(content).digest('hex');
      const stored = await store().put(key('a/b-1.pdf'), Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]), OPTIONS);
      expect(stored).toEqual({ size: content.length, sha256: digest('sha256'), sm3: digest('sm3') });
      expect(await store().head(key('a/b-1.pdf'))).toEqual({ size: content.length });
      expect((await buffer(await store().get(key('a/b-1.pdf')))).equals(content)).toBe(true);
      await store().remove(key('a/b-1.pdf'));
    });

    test('computes SM3 as GB/T 32905 has it', async () => {
      const { sm3 } = await store().put(key('abc'), Readable.from([Buffer.from('abc')]), OPTIONS);
      expect(sm3).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
      await store().remove(key('abc'));
    });

    test('takes a file of exactly the limit, and an empty one', async () => {
      expect(await store().put(key('limit'), Readable.from([Buffer.alloc(10)]), { ...OPTIONS, maxBytes: 10 })).toMatchObject({ size: 10 });
      expect(await store().put(key('empty'), Readable.from([]), OPTIONS)).toMatchObject({ size: 0 });
      expect(await store().head(key('empty'))).toEqual({ size: 0 });
      await Promise.all([store().remove(key('limit')), store().remove(key('empty'))]);
    });

    test('refuses one byte more and leaves nothing behind', async () => {
      const source = Readable.from([Buffer.alloc(10), Buffer.alloc(1)]);
      expect(await codeOf(store().put(key('large'), source, { ...OPTIONS, maxBytes: 10 }))).toBe('OBJECT_STORE.TOO_LARGE');
      expect(await store().head(key('large'))).toBeUndefined();
      expect(source.destroyed).toBe(true);
    });

    test('a stream that breaks off leaves the object as it was', async () => {
      await store().put(key('kept'), Readable.from([Buffer.from('old')]), OPTIONS);
      const broken = Readable.from((async function* () {
        yield Buffer.from('new');
        throw new Error('the line broke');
      })());
      await expect(store().put(key('kept'), broken, { ...OPTIONS, replace: true })).rejects.toThrow('the line broke');
      expect((await buffer(await store().get(key('kept')))).toString()).toBe('old');
      await store().remove(key('kept'));
    });

    test('never overwrites what is there, unless it is told to', async () => {
      const put = (text: string, replace?: boolean) => store().put(key('again'), Readable.from([Buffer.from(text)]), { ...OPTIONS, replace });
      const text = async () => (await buffer(await store().get(key('again')))).toString();
      await put('first');
      expect(await codeOf(put('second'))).toBe('OBJECT_STORE.EXISTS');
      expect(await text()).toBe('first');
      await put('third', true);
      expect(await text()).toBe('third');
      await store().remove(key('again'));
    });

    test('a large object comes back as it was', async () => {
      // More than one part of 16 MiB, and a part that is not full.
      const content = randomBytes(17 * 1024 * 1024 + 1);
      const slices = Array.from({ length: 18 }, (_, at) => content.subarray(at * 1024 * 1024, (at + 1) * 1024 * 1024));
      const { sha256, size } = await store().put(key('parts'), Readable.from(slices), { ...OPTIONS, maxBytes: content.length });
      expect([sha256, size]).toEqual([createHash('sha256').update(content).digest('hex'), content.length]);
      expect((await buffer(await store().get(key('parts'), { sha256 }))).equals(content)).toBe(true);
      await store().remove(key('parts'));
    });

    test('content other than expected never arrives whole', async () => {
      const content = randomBytes(200_000);
      const { sha256 } = await store().put(key('expected'), Readable.from([content]), OPTIONS);
      expect((await buffer(await store().get(key('expected'), { sha256 }))).equals(content)).toBe(true);
      const read = async () => buffer(await store().get(key('expected'), { sha256: '0'.repeat(64) }));
      expect(await codeOf(read())).toBe('OBJECT_STORE.DAMAGED');
      await store().remove(key('expected'));
    });

    test('what is not there is told as such, and can be removed', async () => {
      expect(await codeOf(store().get(key('nowhere')))).toBe('OBJECT_STORE.NO_SUCH_OBJECT');
      expect(await store().head(key('nowhere'))).toBeUndefined();
      expect(await codeOf(store().remove(key('nowhere')))).toBe('no failure');
    });

    test('lists what lies in a folder, in order, and nothing below it or beside it', async () => {
      const names = ['list/b.1', 'list/a', 'list/deeper/c', 'listing'].map(key);
      for (const name of names) await store().put(name, Readable.from([Buffer.from('x')]), OPTIONS);
      expect(await Readable.from(store().list(key('list'))).toArray()).toEqual([key('list/a'), key('list/b.1')]);
      expect(await Readable.from(store().list(key('nowhere'))).toArray()).toEqual([]);
      for (const name of names) await store().remove(name);
    });

    test('walks through a folder and all below it, with the time of each object', async () => {
      const names = ['walk/b', 'walk/deeper/still/c', 'walking'].map(key);
      for (const name of names) await store().put(name, Readable.from([Buffer.from('x')]), OPTIONS);
      const found = await Readable.from(store().walk(key('walk'))).toArray() as ListedObject[];
      expect(found.map((one) => one.key).sort()).toEqual([key('walk/b'), key('walk/deeper/still/c')]);
      for (const { storedAt } of found) expect(storedAt).toBeGreaterThan(Date.UTC(2026, 0));
      expect(await Readable.from(store().walk(key('nowhere'))).toArray()).toEqual([]);
      for (const name of names) await store().remove(name);
    });

    test.each(['', '/etc/passwd', '../outside', 'a/../../outside', 'a//b', 'a/./b', '.arriving/x', 'a/', 'a\0b', 'a\\b', 'a b', '证照', 'x'.repeat(501)])(
      'refuses the key %j', async (bad) => {
        expect(await codeOf(store().put(bad, Readable.from([Buffer.from('x')]), OPTIONS))).toBe('OBJECT_STORE.BAD_KEY');
        expect(await codeOf(store().get(bad))).toBe('OBJECT_STORE.BAD_KEY');
        expect(await codeOf(store().head(bad))).toBe('OBJECT_STORE.BAD_KEY');
        expect(await codeOf(store().remove(bad))).toBe('OBJECT_STORE.BAD_KEY');
      },
    );
  });
}
