import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { addKey, generateKeySet, Keyring, rotateKeys } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { FileObjectStore } from '../file-object-store';
import { describeObjectStore } from '../object-store.contract';
import { ObjectSeals, sealColumns, sealedDigests } from './object-seals';
import { SealedObjectStore } from './sealed-object-store';

const keys = generateKeySet();
const CONTENT = Buffer.concat([Buffer.from('%PDF-1.7 the name 张三'), randomBytes(300_000)]);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const OPTIONS = { contentType: 'application/pdf', maxBytes: 1_000_000 };

let testDatabase: TestDatabase;
let database: Database;
let folder: string;
let plain: FileObjectStore;
let store: SealedObjectStore;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 2 });
  folder = mkdtempSync(join(tmpdir(), 'onething-sealed-'));
  plain = new FileObjectStore(folder);
  store = new SealedObjectStore(plain, new ObjectSeals(database, new Keyring(keys)));
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  rmSync(folder, { recursive: true });
});

const sealsOf = (key: string) => database.query<{ id: string; key_id: string }>({ name: 't', text: `SELECT id, data_key->>'keyId' AS key_id FROM object_seal WHERE object_key = $1` }, [key]);
const put = (key: string, replace = false) => store.put(key, Readable.from([CONTENT]), { ...OPTIONS, replace });
const get = async (key: string, of = store) => buffer(await of.get(key));

describeObjectStore('encrypted files in a folder', () => store);

test('what lies on the disk says nothing, and its digest is known to the backup', async () => {
  await put('a/secret');
  const lying = readFileSync(join(folder, 'a/secret'));
  expect(lying.includes('张三')).toBe(false);
  expect(lying.includes(CONTENT.subarray(1000, 1032))).toBe(false);
  expect(await sealedDigests({ query: (statement, values) => database.query(statement, values) }, 'a/secret')).toEqual([sha256(lying)]);
});

test('every object has a key of its own, also the same content under the same name', async () => {
  await put('a/once');
  const [first, [seal]] = [readFileSync(join(folder, 'a/once')), await sealsOf('a/once')];
  await put('a/once', true);
  expect(readFileSync(join(folder, 'a/once')).equals(first)).toBe(false);
  expect(await sealsOf('a/once')).toEqual([expect.objectContaining({ id: expect.not.stringMatching(seal!.id) })]);
});

test('an upload that breaks off leaves no key behind, and the older object its own', async () => {
  const broken = () => Readable.from((async function* () {
    yield CONTENT;
    throw new Error('the line broke');
  })());
  await expect(store.put('a/broken', broken(), OPTIONS)).rejects.toThrow('the line broke');
  expect(await sealsOf('a/broken')).toEqual([]);
  await put('a/kept');
  await expect(store.put('a/kept', broken(), OPTIONS)).rejects.toThrow('the line broke');
  expect((await get('a/kept')).equals(CONTENT)).toBe(true);
});

test('a file that was shortened in the store never arrives whole', async () => {
  await put('a/short');
  truncateSync(join(folder, 'a/short'), 200_000);
  await expect(get('a/short')).rejects.toThrow('OBJECT_STORE.DAMAGED');
  truncateSync(join(folder, 'a/short'), 50);
  await expect(store.get('a/short')).rejects.toThrow('OBJECT_STORE.DAMAGED');
});

test('whose key is destroyed can be read by nobody, although the bytes are still there', async () => {
  await put('a/erased');
  const [bytes, remove] = [readFileSync(join(folder, 'a/erased')), jest.spyOn(plain, 'remove').mockRejectedValue(new Error('killed'))];
  await expect(store.remove('a/erased')).rejects.toThrow('killed');
  expect(readFileSync(join(folder, 'a/erased')).equals(bytes)).toBe(true);
  await expect(store.get('a/erased')).rejects.toThrow('OBJECT_STORE.ERASED');
  remove.mockRestore();
  await store.remove('a/erased');
  await expect(store.get('a/erased')).rejects.toThrow('OBJECT_STORE.NO_SUCH_OBJECT');
});

test('a plain object from before is read as it lies, then encrypted, once', async () => {
  await plain.put('b/old', Readable.from([CONTENT]), OPTIONS);
  const known = { contentType: 'application/pdf', sha256: sha256(CONTENT) };
  expect((await get('b/old')).equals(CONTENT)).toBe(true);
  expect(await store.head('b/old')).toEqual({ size: CONTENT.length });
  expect(await store.sealPlain('b/old', known)).toBe('sealed');
  expect(readFileSync(join(folder, 'b/old')).includes('张三')).toBe(false);
  expect((await get('b/old')).equals(CONTENT)).toBe(true);
  expect(await store.head('b/old')).toEqual({ size: CONTENT.length });
  expect(await store.sealPlain('b/old', known)).toBe('already');
  expect(await store.sealPlain('b/nowhere', known)).toBe('missing');
});

test('encrypting goes on after a kill at either side of the store, and leaves a damaged file as it is', async () => {
  const known = { contentType: 'application/pdf', sha256: sha256(CONTENT) };
  await plain.put('b/killed', Readable.from([CONTENT]), OPTIONS);
  const seals = new ObjectSeals(database, new Keyring(keys));
  await seals.make('b/killed');
  expect((await get('b/killed')).equals(CONTENT)).toBe(true);
  expect(await store.sealPlain('b/killed', known)).toBe('sealed');
  await database.query({ name: 't2', text: `UPDATE object_seal SET sealed_sha256 = NULL WHERE object_key = 'b/killed'` }, []);
  expect(await store.sealPlain('b/killed', known)).toBe('sealed');
  expect(await sealsOf('b/killed')).toHaveLength(1);
  expect((await get('b/killed')).equals(CONTENT)).toBe(true);

  await plain.put('b/damaged', Readable.from([Buffer.from('something else')]), OPTIONS);
  expect(await store.sealPlain('b/damaged', known)).toBe('damaged');
  expect(readFileSync(join(folder, 'b/damaged'), 'utf8')).toBe('something else');
  expect(await sealsOf('b/damaged')).toEqual([]);
});

test('a rotation wraps the keys anew and leaves the objects where they lie', async () => {
  await put('c/rotated');
  const lying = readFileSync(join(folder, 'c/rotated'));
  const renewed = addKey(keys, 'encryption');
  await rotateKeys(new Keyring(renewed), sealColumns(database));
  expect(await sealsOf('c/rotated')).toEqual([expect.objectContaining({ key_id: 'e2' })]);
  expect(readFileSync(join(folder, 'c/rotated')).equals(lying)).toBe(true);
  const { e2 } = renewed.encryption.keys;
  const withoutOld = new Keyring({ ...keys, encryption: { current: 'e2', keys: { e2: e2! } } });
  expect((await get('c/rotated', new SealedObjectStore(plain, new ObjectSeals(database, withoutOld)))).equals(CONTENT)).toBe(true);
});
