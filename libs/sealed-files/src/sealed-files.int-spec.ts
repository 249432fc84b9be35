import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { Keyring, sm3 } from '@onething/crypto';
import { DomainError, newId, VirtualClock } from '@onething/kernel';
import { type ObjectStore, objectStoreOf } from '@onething/object-store';
import { Database, type Transaction } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { type SealedFile, SealedFileRepository } from './persistence/sealed-file.repository';
import type { SealedFileMaker } from './sealed-file-maker';
import { SealedFiles } from './sealed-files';

const NOW = Date.parse('2026-03-02T02:00:00Z');

let testDatabase: TestDatabase;
let database: Database;
let folder: string;
let store: ObjectStore;
let made: string[];
const clock = new VirtualClock(NOW);

beforeAll(async () => {
  Logger.overrideLogger(false);
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 8 });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onething-sealed-'));
  store = objectStoreOf({ objectStore: { kind: 'file', folder } });
  made = [];
});
afterEach(async () => {
  await read('DELETE FROM onething.sealed_file_job');
  rmSync(folder, { recursive: true });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** In place of seals: every attempt has other bytes, as signatures are never the same. */
function makerOf(fail?: (attempt: number) => Error | undefined): SealedFileMaker {
  const make = async ({ id }: { id: string }) => {
    made.push(id);
    const failure = fail?.(made.length);
    if (failure) throw failure;
    const bytes = Buffer.from(`file ${id} ${made.length}`);
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), sm3: sm3(bytes), sealId: newId(NOW), sealVersion: 1, sealUseId: newId(NOW), sealedAt: new Date(NOW) };
  };
  return { make } as unknown as SealedFileMaker;
}

/** Dies between the store and the register, as a worker that is killed does. */
class DyingRepository extends SealedFileRepository {
  deaths = 1;

  override async register(tx: Transaction, file: SealedFile): Promise<void> {
    if (this.deaths > 0) {
      this.deaths -= 1;
      throw new Error('killed');
    }
    await super.register(tx, file);
  }
}

function filesOf({ maker = makerOf(), repository = new SealedFileRepository(database), objects = store } = {}): SealedFiles {
  const files = new SealedFiles(database, repository, maker, objects, Keyring.generate(), clock);
  files.define('test', async () => Promise.reject(new Error('not used')));
  return files;
}
const read = <Row>(text: string, values: unknown[] = []) => database.query<Row>({ name: text.slice(0, 60), text }, values);
const order = async (files: SealedFiles, id = newId(NOW)): Promise<string> => {
  await database.transaction((tx) => files.order(tx, { id, kind: 'test', authorityUscc: '11650000900000014C', purpose: 'licence', authorisedBy: 'test' }));
  return id;
};
const objectsOf = async (id: string): Promise<string[]> => {
  const keys: string[] = [];
  for await (const key of store.list(`sealed/test/${id}`)) keys.push(key);
  return keys;
};

test('ordered once, made once, read as it was made', async () => {
  const files = filesOf();
  const id = await order(files);
  await order(files, id);
  expect(await files.statesOf([id, newId(NOW)])).toEqual(new Map([[id, { state: 'making' }]]));
  await expect(files.open(id)).rejects.toMatchObject({ code: 'SEALED_FILES.BEING_MADE' });
  await expect(files.open(newId(NOW))).rejects.toMatchObject({ code: 'SEALED_FILES.NONE' });
  expect(await files.workBatch()).toBe(1);
  await order(files, id);
  expect(await files.workBatch()).toBe(0);
  const { file, content } = await files.open(id);
  expect((await buffer(content)).toString()).toBe(`file ${id} 1`);
  expect(await files.findByDigest(file.sha256)).toEqual(file);
});

test('an order that is rolled back is none', async () => {
  const files = filesOf();
  const id = newId(NOW);
  await expect(database.transaction(async (tx) => {
    await files.order(tx, { id, kind: 'test', authorityUscc: 'x', purpose: 'licence', authorisedBy: 'test' });
    throw new Error('no');
  })).rejects.toThrow('no');
  expect(await files.workBatch()).toBe(0);
});

test('a worker that dies between store and register loses nothing and doubles nothing', async () => {
  const files = filesOf({ repository: new DyingRepository(database) });
  const id = await order(files);
  expect(await files.workBatch()).toBe(0);
  expect(await objectsOf(id)).toHaveLength(1);
  expect(await files.statesOf([id])).toEqual(new Map([[id, { state: 'making', failure: 'SEALED_FILES.FAILED' }]]));
  expect(await files.workBatch()).toBe(0);
  clock.advanceBy(10_000);
  expect(await files.workBatch()).toBe(1);
  expect(made).toEqual([id, id]);
  const { file, content } = await files.open(id);
  expect((await buffer(content)).toString()).toBe(`file ${id} 2`);
  expect(await objectsOf(id)).toEqual([file.objectKey]);
});

test('a killed connection leaves the order to another worker', async () => {
  const files = filesOf();
  const id = await order(files);
  await database.transaction(async (tx) => {
    await new SealedFileRepository(database).claim(tx, new Date(clock.now()));
    throw new Error('killed');
  }).catch(() => undefined);
  expect(await files.workBatch()).toBe(1);
  expect((await files.statesOf([id])).get(id)).toMatchObject({ state: 'made' });
});

test('pauses double, up to an hour, and nothing is given up', async () => {
  const files = filesOf({ maker: makerOf((attempt) => (attempt <= 12 ? new DomainError('refused', 'SEALED_FILES.NO_SEAL', 'No seal.') : undefined)) });
  const id = await order(files);
  const pauses: number[] = [];
  for (let done = 0; done === 0;) {
    done = await files.workBatch();
    const [job] = await read<{ due_at: Date }>('SELECT due_at FROM onething.sealed_file_job WHERE id = $1', [id]);
    if (!job) break;
    pauses.push((job.due_at.getTime() - clock.now()) / 1000);
    clock.advanceTo(job.due_at.getTime());
  }
  expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]);
  expect((await files.statesOf([id])).get(id)).toMatchObject({ state: 'made' });
});

test('several workers make each file once, and one that fails holds up no other', async () => {
  const files = filesOf({ maker: makerOf() });
  const bad = filesOf({ maker: makerOf(() => new Error('broken')) });
  const ids = await Promise.all(Array.from({ length: 12 }, () => order(files)));
  await bad.workBatch();
  clock.advanceBy(10_000);
  made = [];
  const counts = await Promise.all([files.workBatch(), files.workBatch(), files.workBatch()]);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(12);
  expect([...made].sort()).toEqual([...ids].sort());
});

test('erased: the row at once, the object by the worker, also of what was still to be made', async () => {
  const files = filesOf();
  const [id, waiting] = [await order(files), newId(NOW)];
  await files.workBatch();
  await order(files, waiting);
  await database.transaction((tx) => files.erase(tx, [id, waiting]));
  expect(await files.statesOf([id, waiting])).toEqual(new Map());
  expect(await files.workBatch()).toBe(2);
  expect(await objectsOf(id)).toEqual([]);
  expect(made).toEqual([id]);
});

test('a store that is down keeps the order', async () => {
  const down = { list: () => { throw new DomainError('unavailable', 'OBJECT_STORE.UNAVAILABLE', 'Down.'); } } as unknown as ObjectStore;
  const id = await order(filesOf());
  expect(await filesOf({ objects: down }).workBatch()).toBe(0);
  expect(await filesOf().statesOf([id])).toEqual(new Map([[id, { state: 'making', failure: 'OBJECT_STORE.UNAVAILABLE' }]]));
});

test.each([`UPDATE onething.sealed_file SET sha256 = sha256`, 'TRUNCATE onething.sealed_file'])('the application may not: %s', async (text) => {
  await expect(read(text)).rejects.toThrow('permission denied');
});
