import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { generateKeySet, Keyring } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { MINIO_PROGRAM, NO_MINIO, S3Server } from '../../../test/support/s3-server';
import { describeObjectStore } from './object-store.contract';
import { S3ObjectStore } from './s3-object-store';
import { ObjectSeals } from './sealing/object-seals';
import { SealedObjectStore } from './sealing/sealed-object-store';

const SUPPORT = join(__dirname, '../../../test/support');
const MIB = 1024 * 1024;
const OPTIONS = { contentType: 'application/pdf', maxBytes: 200 * MIB };
const UNAVAILABLE = { kind: 'unavailable', code: 'OBJECT_STORE.UNAVAILABLE' };

const small = () => Readable.from([Buffer.from('x')]);
/** A source that gives `size` MiB of noise without holding them. */
const noise = (size: number) => Readable.from((function* () {
  for (let at = 0; at < size; at += 1) yield randomBytes(MIB);
})());
const uploadsOf = async (server: S3Server): Promise<unknown[]> => server.client.listIncompleteUploads(server.settings.bucket, '', true).toArray();
const storeOf = (server: S3Server) => new S3ObjectStore(server.settings);

/** Stands between adapter and server, and does to what it passes on as it is told. */
async function between(server: S3Server, pass: (chunk: Buffer, on: (chunk: Buffer) => void, cut: () => void) => void, silenceMs?: number): Promise<{ door: Server; store: S3ObjectStore }> {
  const { port } = new URL(server.settings.endpoint);
  const door = createServer((client) => {
    const behind = connect(Number(port), '127.0.0.1');
    const cut = () => {
      client.destroy();
      behind.destroy();
    };
    client.on('data', (chunk) => pass(chunk, (on) => void behind.write(on), cut)).on('error', cut).on('close', cut);
    behind.on('data', (chunk) => client.write(chunk)).on('error', cut).on('close', cut);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const endpoint = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return { door, store: new S3ObjectStore({ ...server.settings, endpoint }, silenceMs) };
}

(MINIO_PROGRAM ? describe : describe.skip)(`a real S3 server, MinIO (${MINIO_PROGRAM ? 'tested' : NO_MINIO})`, () => {
  let server: S3Server;
  let testDatabase: TestDatabase;
  let database: Database;
  const keyring = new Keyring(generateKeySet());
  beforeAll(async () => {
    [server, testDatabase] = await Promise.all([S3Server.start(), createTestDatabase()]);
    database = new Database({ url: testDatabase.appUrl, poolSize: 2 });
  }, 60_000);
  afterAll(async () => {
    await database?.close();
    await Promise.all([server?.stop(), testDatabase?.drop()]);
  });

  describeObjectStore('MinIO', () => storeOf(server));
  describeObjectStore('encrypted objects in MinIO', () => new SealedObjectStore(storeOf(server), new ObjectSeals(database, keyring)));

  test('more than 16 MiB go in parts, less in one piece', async () => {
    const etag = async (key: string) => (await server.client.statObject(server.settings.bucket, key)).etag;
    await storeOf(server).put('size/parts', noise(17), OPTIONS);
    await storeOf(server).put('size/piece', noise(16), OPTIONS);
    expect([await etag('size/parts'), await etag('size/piece')]).toEqual([expect.stringMatching(/-2$/), expect.not.stringContaining('-')]);
    expect(await uploadsOf(server)).toEqual([]);
  });

  test('a large object passes through little memory', async () => {
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watched = Readable.from((async function* () {
      for await (const chunk of noise(160)) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield chunk;
      }
    })());
    const ticks = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 5);
    await storeOf(server).put('size/large', watched, OPTIONS);
    clearInterval(ticks);
    expect(most).toBeLessThan(100 * MIB);
    await storeOf(server).remove('size/large');
  });

  test('wrong keys and a missing bucket are named at the start, and are no answer later', async () => {
    const wrong = new S3ObjectStore({ ...server.settings, secretKey: 'another secret' });
    await expect(wrong.assertUsable()).rejects.toMatchObject({ code: 'OBJECT_STORE.UNUSABLE', message: expect.stringMatching(/refuses the bucket .*credentials/) });
    const unknown = new S3ObjectStore({ ...server.settings, accessKey: 'nobody' });
    const elsewhere = new S3ObjectStore({ ...server.settings, bucket: 'nowhere' });
    await expect(elsewhere.assertUsable()).rejects.toThrow(/S3_BUCKET nowhere does not exist/);
    for (const store of [wrong, unknown, elsewhere]) {
      await expect(store.put('a', small(), OPTIONS)).rejects.toMatchObject(UNAVAILABLE);
      await expect(store.get('a')).rejects.toMatchObject(UNAVAILABLE);
      await expect(store.remove('a')).rejects.toMatchObject(UNAVAILABLE);
      await expect(Readable.from(store.walk('a')).toArray()).rejects.toMatchObject(UNAVAILABLE);
    }
  });

  test('a slow server is waited for, one that says nothing is not', async () => {
    const slow = await between(server, (chunk, on) => void setTimeout(() => on(chunk), 20));
    await slow.store.put('slow', noise(1), OPTIONS);
    expect(await slow.store.head('slow')).toEqual({ size: MIB });
    slow.door.close();
    const silent = await between(server, () => undefined, 300);
    await expect(silent.store.put('silent', small(), OPTIONS)).rejects.toMatchObject({ ...UNAVAILABLE, message: expect.stringContaining('ETIMEDOUT') });
    await expect(silent.store.get('slow')).rejects.toMatchObject(UNAVAILABLE);
    silent.door.close();
  });

  test('a line that breaks in the middle leaves neither object nor parts', async () => {
    let passed = 0;
    const broken = await between(server, (chunk, on, cut) => {
      const before = passed;
      passed += chunk.length;
      // Once, in the second part: what tells the server to throw the first one away comes through.
      if (before < 20 * MIB && passed >= 20 * MIB) cut();
      else on(chunk);
    });
    await expect(broken.store.put('line/broken', noise(40), OPTIONS)).rejects.toMatchObject(UNAVAILABLE);
    expect(passed).toBeGreaterThan(20 * MIB);
    expect(await storeOf(server).head('line/broken')).toBeUndefined();
    expect(await uploadsOf(server)).toEqual([]);
    broken.door.close();
  });

  test('a process that is killed in mid-upload leaves no object; its parts are thrown away later', async () => {
    const drafts = () => readdirSync(tmpdir()).filter((name) => /^onething-[0-9a-f]{8}-[0-9a-f-]+$/.test(name));
    const draftsBefore = drafts();
    let passed = 0;
    const killed = Promise.withResolvers<void>();
    const line = await between(server, (chunk, on) => {
      passed += chunk.length;
      if (passed < 20 * MIB) on(chunk);
      else killed.resolve();
    });
    const endpoint = `http://127.0.0.1:${(line.door.address() as AddressInfo).port}`;
    const uploader = spawn(process.execPath, ['--require', join(SUPPORT, 'run-typescript.cjs'), join(SUPPORT, 's3-uploader.ts'),
      JSON.stringify({ ...server.settings, endpoint }), 'killed/upload'], { stdio: ['ignore', 'ignore', 'inherit'] });
    await killed.promise;
    uploader.kill('SIGKILL');
    await once(uploader, 'exit');
    line.door.close();
    expect(await storeOf(server).head('killed/upload')).toBeUndefined();
    expect(drafts()).toEqual(draftsBefore);
    expect(await uploadsOf(server)).toHaveLength(1);
    expect(await storeOf(server).clearUnfinished('killed', Date.UTC(2020, 0))).toBe(0);
    expect(await storeOf(server).clearUnfinished('other', Date.UTC(2100, 0))).toBe(0);
    expect(await storeOf(server).clearUnfinished('killed', Date.UTC(2100, 0))).toBe(1);
    expect(await uploadsOf(server)).toEqual([]);
  });

  test('a server that is killed in mid-upload: refused, and all is well when it is back', async () => {
    await storeOf(server).put('server/kept', small(), OPTIONS);
    let dying: Promise<void> | undefined;
    let passed = 0;
    const line = await between(server, (chunk, on) => {
      passed += chunk.length;
      if (passed > 20 * MIB) dying ??= server.kill();
      on(chunk);
    });
    await expect(line.store.put('server/killed', noise(40), OPTIONS)).rejects.toMatchObject(UNAVAILABLE);
    await dying;
    await expect(storeOf(server).get('server/kept')).rejects.toMatchObject(UNAVAILABLE);
    await server.startAgain();
    expect(await storeOf(server).head('server/killed')).toBeUndefined();
    expect((await buffer(await storeOf(server).get('server/kept'))).toString()).toBe('x');
    await storeOf(server).put('server/killed', noise(20), OPTIONS);
    expect(await storeOf(server).head('server/killed')).toEqual({ size: 20 * MIB });
    await storeOf(server).clearUnfinished('server', Date.UTC(2100, 0));
    line.door.close();
  });

  const folder = MINIO_PROGRAM && process.getuid?.() === 0 ? mkdtempSync(join(tmpdir(), 'onething-full-')) : undefined;
  const mounted = folder !== undefined && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]).status === 0;
  afterAll(() => {
    if (mounted) spawnSync('umount', [folder]);
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
  (mounted ? test : test.skip)('a full disk: refused without a trace, what was there stays, and it goes on when there is room (needs root, who mounts a small disk)', async () => {
    const full = await S3Server.start(folder);
    try {
      const store = storeOf(full);
      await store.put('full/first', noise(20), OPTIONS);
      await expect(store.put('full/parts', noise(60), OPTIONS)).rejects.toMatchObject(UNAVAILABLE);
      expect(await store.head('full/parts')).toBeUndefined();
      expect(await uploadsOf(full)).toEqual([]);
      expect((await buffer(await store.get('full/first'))).length).toBe(20 * MIB);
      // MinIO remembers for a while how full a disk was; one that starts looks.
      await full.kill();
      spawnSync('mount', ['-o', 'remount,size=200m', folder!]);
      await full.startAgain();
      await store.put('full/parts', noise(60), OPTIONS);
      expect(await store.head('full/parts')).toEqual({ size: 60 * MIB });
    } finally {
      await full.stop();
    }
  });
});
