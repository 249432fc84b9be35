import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { assertRestorable, backUp, checkBackup, createBackupAt, type Manifest, openBackupAt, readKeys, restore } from '@onething/backup';
import { generateKeySet } from '@onething/crypto';
import { newId } from '@onething/kernel';
import { type ObjectStore, objectStoreOf } from '@onething/object-store';
import { roleOf } from '@onething/persistence';
import { BACKUP_SCOPE } from '../../apps/cli/src/backup-scope';
import { createTestDatabase, type TestDatabase, testServer } from '../support/database';
import { createEmptyDatabase, run } from './fresh-databases';

// A busy machine takes its time to make a database, migrate another one and fill it.
jest.setTimeout(120_000);

const KEYS = generateKeySet();
const REGION = '650000';
const NOW = Date.parse('2026-03-02T02:00:00Z');
const PASSPHRASE = 'correct horse battery';
const FILE_KEY = 'cases/one/letter';
const LETTER = Buffer.from('一封信\n');

let source: TestDatabase;
let target: TestDatabase;
let place: string;
let store: ObjectStore;
let otherStore: ObjectStore;

beforeEach(async () => {
  source = await createTestDatabase();
  target = await createEmptyDatabase(await testServer());
  place = await mkdtemp(join(tmpdir(), 'onething-backup-'));
  store = objectStoreOf({ objectStore: { kind: 'file', folder: join(place, 'store') } });
  otherStore = objectStoreOf({ objectStore: { kind: 'file', folder: join(place, 'other-store') } });
});
afterEach(async () => {
  await source.drop();
  await target.drop();
  await rm(place, { recursive: true, force: true });
});

const at = (name: string) => join(place, name);
const backUpTo = async (name: string, more: { passphrase?: string } = {}) => backUp({
  ownerUrl: source.ownerUrl, store, writer: await createBackupAt(at(name), NOW), scope: BACKUP_SCOPE, keys: KEYS, region: REGION, now: NOW, ...more,
});

async function restoreFrom(name: string): Promise<Manifest> {
  const reader = await openBackupAt(at(name));
  const manifest = await checkBackup(reader);
  assertRestorable(manifest, BACKUP_SCOPE, { region: REGION, keys: KEYS });
  await restore({ reader, manifest, ownerUrl: target.ownerUrl, appRole: roleOf(target.appUrl), store: otherStore, scope: BACKUP_SCOPE });
  return manifest;
}

const SCHEMAS = `SELECT FROM pg_namespace WHERE nspname IN ('onething', 'onething_job')`;

async function addFile(): Promise<void> {
  const { sha256, sm3, size } = await store.put(FILE_KEY, Readable.from([LETTER]), { contentType: 'text/plain', maxBytes: 1_000 });
  await run(source.ownerUrl, `INSERT INTO case_file (id, case_id, material, name, content_type, size, sha256, sm3, object_key, created_at)
    VALUES ($1, $1, 'letter', '{}', 'text/plain', $2, $3, $4, $5, now())`, [randomUUID(), size, sha256, sm3, FILE_KEY]);
}

interface Place {
  xid: number;
  position: number;
}

/** Events of those places, of a case each, in that order; `seq` tells them apart. */
async function addEvents(places: Place[], instant = NOW): Promise<void> {
  for (const [index, { xid, position }] of places.entries()) {
    await run(source.ownerUrl, `INSERT INTO case_event (case_id, seq, type, schema_version, actor_kind, actor_id, cause, occurred_at, recorded_at, payload, prev_hash, hash, xid, position)
      VALUES ($1, $2, 'draftCreated', 1, 'resident', 'somebody', 'test', now(), now(), '{}', '', '', $3::text::xid8, $4)`, [newId(instant), index + 1, xid, position]);
  }
}

/** Facts of ratings of those places, of which the figures have counted the first three. */
async function addRatings(places: Place[]): Promise<void> {
  for (const [index, { xid, position }] of places.entries()) {
    await run(source.ownerUrl, `INSERT INTO rating_event (id, type, case_id, occurred_at, payload, position, xid)
      OVERRIDING SYSTEM VALUE VALUES ($1, 'ratingGiven', $1, now(), jsonb_build_object('number', $2::int), $3, $4::text::xid8)`, [randomUUID(), index + 1, position, xid]);
  }
  await run(source.ownerUrl, `UPDATE figure_progress SET xid = $1, position = $2 WHERE source = 'ratings'`, [String(places[2]!.xid), places[2]!.position]);
}

const COUNTED = `SELECT (r.payload->'number')::int AS sequence, (r.xid, r.position) <= (p.xid::xid8, p.position) AS counted FROM rating_event r, figure_progress p
  WHERE p.source = 'ratings' ORDER BY r.xid, r.position`;
const THREE_COUNTED = [1, 2, 3, 4, 5, 6].map((sequence) => ({ sequence, counted: sequence <= 3 }));
const EVENTS = 'SELECT seq FROM case_event ORDER BY case_event.xid, position';
const READ_BY = `SELECT name, (SELECT count(*)::int FROM case_event e WHERE (e.xid, e.position) <= (f.xid, f.position)) AS read FROM follower_position f ORDER BY name`;

describe.each(['backup', 'backup.tar'])('to %s', (name) => {
  test('everything comes back: rows, files, keys, sequences', async () => {
    await addFile();
    await run(source.ownerUrl, `INSERT INTO onething_job.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds, deletion_seconds, partition, table_name)
      VALUES ('errands', 'standard', 1, 0, false, 60, 60, 60, false, 'job_common')`);
    await run(source.ownerUrl, `INSERT INTO onething_job.job (id, name, data) VALUES ($1, 'errands', '{"what": "a\\tb\\\\c 一"}')`, [randomUUID()]);
    await run(source.ownerUrl, `SELECT setval('case_event_position', 4711)`);
    const written = await backUpTo(name, { passphrase: PASSPHRASE });
    expect(await restoreFrom(name)).toEqual(written);
    expect(await run(target.appUrl, `SELECT nextval('case_event_position') AS next`)).toEqual([{ next: '4712' }]);
    for (const table of ['onething_job.job', 'onething_job.queue', 'case_file']) {
      const sql = `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY 1`;
      expect([table, await run(target.ownerUrl, sql)]).toEqual([table, await run(source.ownerUrl, sql)]);
    }
    expect(Buffer.concat(await (await otherStore.get(FILE_KEY)).toArray() as Buffer[])).toEqual(LETTER);
    const reader = await openBackupAt(at(name));
    expect(await readKeys(reader, written, PASSPHRASE)).toEqual(KEYS);
    await expect(readKeys(reader, written, `${PASSPHRASE}!`)).rejects.toMatchObject({ code: 'BACKUP.WRONG_PASSPHRASE' });
  });

  test('no key is in it unless it was asked for, nor readable then', async () => {
    const { keys } = await backUpTo(name);
    expect(keys.sealed).toBeUndefined();
    await rm(at(name), { recursive: true });
    await backUpTo(name, { passphrase: PASSPHRASE });
    const files = name.endsWith('.tar') ? [name] : ['manifest.json', 'keys.json'].map((file) => join(name, file));
    const texts = (await Promise.all(files.map((file) => readFile(at(file), 'utf8')))).join('');
    for (const key of [KEYS.encryption.keys['e1']!, KEYS.blindIndex.keys['b1']!]) expect(texts).not.toContain(key);
  });

  test('a place that is taken is left alone', async () => {
    await backUpTo(name);
    const before = await openBackupAt(at(name)).then((reader) => reader.readManifest());
    await expect(backUpTo(name)).rejects.toMatchObject({ code: 'BACKUP.PLACE_NOT_EMPTY' });
    expect(await openBackupAt(at(name)).then((reader) => reader.readManifest())).toBe(before);
  });
});

test('a tar is one that tar reads, too', async () => {
  await addFile();
  await backUpTo('backup.tar');
  await mkdir(at('unpacked'));
  execFileSync('tar', ['xf', at('backup.tar'), '-C', at('unpacked')]);
  await restoreFrom('unpacked');
  expect(await run(target.ownerUrl, 'SELECT object_key FROM case_file')).toEqual([{ object_key: FILE_KEY }]);
});

describe('transaction ids', () => {
  // Positions do not grow with the transaction ids, and a text would come in another order: 9, 10, 1000.
  const PLACES = [{ xid: 9, position: 5 }, { xid: 9, position: 7 }, { xid: 10, position: 1 }, { xid: 10, position: 8 }, { xid: 1_000, position: 2 }, { xid: 9e15, position: 3 }];

  test('events keep their order, readers their place, and what is new comes last', async () => {
    await addEvents(PLACES);
    const followers = [['none', 0, 0], ['first', 9, 5], ['between', 9, 100], ['third', 10, 1], ['fifth', 1_000, 2], ['all', 9e15, 3]] as const;
    for (const [name, xid, position] of followers) await run(source.ownerUrl, 'INSERT INTO follower_position VALUES ($1, $2::text::xid8, $3)', [name, xid, position]);
    const before = { events: await run(source.ownerUrl, EVENTS), read: await run(source.ownerUrl, READ_BY) };
    expect(before.read).toHaveLength(6);
    await backUpTo('backup');
    await restoreFrom('backup');
    expect({ events: await run(target.ownerUrl, EVENTS), read: await run(target.ownerUrl, READ_BY) }).toEqual(before);
    expect(await run(target.ownerUrl, 'SELECT seq FROM case_event e WHERE e.xid >= pg_snapshot_xmin(pg_current_snapshot())')).toEqual([]);
    await run(target.appUrl, `INSERT INTO case_event (case_id, seq, type, schema_version, actor_kind, actor_id, cause, occurred_at, recorded_at, payload, prev_hash, hash)
      VALUES ($1, 7, 'draftCreated', 1, 'resident', 'somebody', 'test', now(), now(), '{}', '', '')`, [newId(NOW)]);
    expect((await run<{ seq: number }>(target.ownerUrl, EVENTS)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('ratings keep their order, and the figures their place', async () => {
    await addRatings(PLACES);
    await backUpTo('backup');
    await restoreFrom('backup');
    expect(await run(target.ownerUrl, COUNTED)).toEqual(THREE_COUNTED);
    expect(await run(target.ownerUrl, `SELECT xid, position::int FROM figure_progress WHERE source = 'events'`)).toEqual([{ xid: '0', position: 0 }]);
  });

  test('after pg_restore the statements of docs/operations.md do the same', async () => {
    await addEvents(PLACES);
    await addRatings(PLACES);
    const followers = [['none', 0, 0], ['between', 9, 100], ['fifth', 1_000, 2]] as const;
    for (const [name, xid, position] of followers) await run(source.ownerUrl, 'INSERT INTO follower_position VALUES ($1, $2::text::xid8, $3)', [name, xid, position]);
    const before = { events: await run(source.ownerUrl, EVENTS), read: await run(source.ownerUrl, READ_BY) };
    const [, statements] = /```sql\n(BEGIN;.*?)```/s.exec(await readFile(join(__dirname, '../../docs/operations.md'), 'utf8'))!;
    await run(source.ownerUrl, statements!);
    expect({ events: await run(source.ownerUrl, EVENTS), read: await run(source.ownerUrl, READ_BY) }).toEqual(before);
    expect(await run(source.ownerUrl, COUNTED)).toEqual(THREE_COUNTED);
    const late = 'SELECT FROM case_event e WHERE e.xid >= pg_snapshot_xmin(pg_current_snapshot()) UNION ALL SELECT FROM rating_event r WHERE r.xid >= pg_snapshot_xmin(pg_current_snapshot())';
    expect(await run(source.ownerUrl, late)).toEqual([]);
    expect(await run(source.ownerUrl, `SELECT is_identity, identity_generation FROM information_schema.columns WHERE table_name = 'rating_event' AND column_name = 'position'`))
      .toEqual([{ is_identity: 'YES', identity_generation: 'ALWAYS' }]);
  });

  test('a table that keeps some and was declared by nobody stops the backup', async () => {
    await run(source.ownerUrl, 'CREATE TABLE stray (read_up_to xid8)');
    await expect(backUpTo('backup')).rejects.toMatchObject({ code: 'BACKUP.UNDECLARED_TRANSACTION_IDS' });
  });
});

test('rows lie in the partition of their month, also of months that no migration makes', async () => {
  const months = ['2019-12-31T23:59:59.999Z', '2020-01-01T00:00:00Z', '2026-03-05T00:00:00Z', '2031-07-01T00:00:00Z'];
  for (const month of months) await addEvents([{ xid: 9, position: Date.parse(month) }], Date.parse(month));
  await backUpTo('backup');
  await restoreFrom('backup');
  expect(await run(target.ownerUrl, `SELECT tableoid::regclass::text AS place FROM case_event ORDER BY case_id`)).toEqual([
    { place: 'case_event_2019_12' }, { place: 'case_event_2020_01' }, { place: 'case_event_2026_03' }, { place: 'case_event_2031_07' },
  ]);
});

describe('what is not whole is refused before anything is written:', () => {
  const flip = async (file: string) => {
    const bytes = await readFile(at(file));
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    await writeFile(at(file), bytes);
  };
  const size = async (file: string) => (await readFile(at(file))).length;

  const BREAKS: [string, string, () => Promise<void>][] = [
    ['a flipped bit in a table', 'BACKUP.DAMAGED', () => flip('backup/tables/onething.case_event')],
    ['a table that is missing', 'BACKUP.DAMAGED', () => rm(at('backup/tables/onething.person'))],
    ['a flipped bit in a file', 'BACKUP.DAMAGED', () => flip('backup/files/000000/000000000')],
    ['a file that is missing', 'BACKUP.DAMAGED', () => rm(at('backup/files/000000/000000000'))],
    ['a flipped bit in the index of files', 'BACKUP.DAMAGED', () => flip('backup/files.jsonl')],
    ['a truncated manifest', 'BACKUP.DAMAGED', async () => truncate(at('backup/manifest.json'), await size('backup/manifest.json') - 20)],
    ['a digit changed in the manifest', 'BACKUP.DAMAGED', async () => {
      const text = await readFile(at('backup/manifest.json'), 'utf8');
      await writeFile(at('backup/manifest.json'), text.replace('"rows": 3', '"rows": 4'));
    }],
    ['no manifest', 'BACKUP.UNFINISHED', () => rm(at('backup/manifest.json'))],
  ];

  test.each(BREAKS)('%s', async (_, code, damage) => {
    await addFile();
    await addEvents([{ xid: 9, position: 1 }, { xid: 9, position: 2 }, { xid: 10, position: 3 }]);
    await backUpTo('backup');
    await checkBackup(await openBackupAt(at('backup')));
    await damage();
    await expect(restoreFrom('backup')).rejects.toMatchObject({ code });
    expect(await run(target.ownerUrl, SCHEMAS)).toEqual([]);
    expect(await otherStore.head(FILE_KEY)).toBeUndefined();
  });

  test.each([['a tar cut in its manifest', 2_000], ['a tar cut in a table', 30_000]])('%s', async (_, bytes) => {
    await backUpTo('backup.tar');
    await truncate(at('backup.tar'), await size('backup.tar') - bytes);
    await expect(restoreFrom('backup.tar')).rejects.toMatchObject({ code: 'BACKUP.UNFINISHED' });
  });

  test('a flipped bit in a tar', async () => {
    await addEvents([{ xid: 9, position: 1 }]);
    await backUpTo('backup.tar');
    await flip('backup.tar');
    await expect(restoreFrom('backup.tar')).rejects.toMatchObject({ code: 'BACKUP.DAMAGED' });
  });
});

describe('the store', () => {
  test('every table that refers to objects is declared, except those of keys and of objects that are being removed', async () => {
    const tables = await run<{ name: string }>(source.ownerUrl, `SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'onething' AND column_name = 'object_key' AND table_name NOT IN ('object_seal', 'file_removal') AND table_name !~ '_(default|\\d{4}_\\d\\d)$' ORDER BY 1`);
    expect(BACKUP_SCOPE.objects.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name));
  });

  test('a file that is lost, or not what it was, is named and does not stop the backup', async () => {
    await addFile();
    await store.put(FILE_KEY, Readable.from(['another letter']), { contentType: 'text/plain', maxBytes: 1_000, replace: true });
    expect((await backUpTo('altered')).files).toMatchObject({ count: 1, damaged: 1, lost: 0 });
    await store.remove(FILE_KEY);
    expect((await backUpTo('backup')).files).toMatchObject({ count: 0, lost: 1, removed: 0 });
    expect(JSON.parse(await readFile(at('backup/files.jsonl'), 'utf8'))).toMatchObject({ key: FILE_KEY, missing: 'lost' });
    await restoreFrom('backup');
  });

  test('a file that its owner removes meanwhile is no fault', async () => {
    await addFile();
    const getting: ObjectStore = Object.assign(Object.create(store) as ObjectStore, {
      async get(key: string) {
        await run(source.appUrl, 'DELETE FROM case_file');
        await store.remove(key);
        return store.get(key);
      },
    });
    const { files } = await backUp({ ownerUrl: source.ownerUrl, store: getting, writer: await createBackupAt(at('backup'), NOW), scope: BACKUP_SCOPE, keys: KEYS, region: REGION, now: NOW });
    expect(files).toMatchObject({ count: 0, lost: 0, removed: 1 });
  });

  test('one that does not answer ends the backup, and leaves none behind', async () => {
    await addFile();
    const broken: ObjectStore = Object.assign(Object.create(store) as ObjectStore, { get: () => Promise.reject(new Error('no answer')) });
    for (const name of ['backup', 'backup.tar']) {
      const writer = await createBackupAt(at(name), NOW);
      await expect(backUp({ ownerUrl: source.ownerUrl, store: broken, writer, scope: BACKUP_SCOPE, keys: KEYS, region: REGION, now: NOW })).rejects.toThrow('no answer');
      await expect(openBackupAt(at(name)).then((reader) => checkBackup(reader))).rejects.toMatchObject({ code: 'BACKUP.UNFINISHED' });
      expect((await backUpTo(name)).files.count).toBe(1);
    }
  });
});

describe('a restore', () => {
  test('goes into an empty database only', async () => {
    await backUpTo('backup');
    await restoreFrom('backup');
    await expect(restoreFrom('backup')).rejects.toMatchObject({ code: 'BACKUP.INSTALLATION_NOT_EMPTY' });
  });

  test('that fails on its way leaves nothing, and can be repeated', async () => {
    await addFile();
    await addEvents([{ xid: 9, position: 1 }]);
    await backUpTo('backup');
    const reader = await openBackupAt(at('backup'));
    const manifest = await checkBackup(reader);
    const request = { ownerUrl: target.ownerUrl, appRole: roleOf(target.appUrl), store: otherStore, scope: BACKUP_SCOPE, manifest };
    const altered = { ...reader, path: '', readManifest: () => reader.readManifest(), close: () => reader.close(), open: (part: string) => (part === 'tables/onething.rating' ? Promise.resolve(Readable.from([Buffer.from('no row\n')])) : reader.open(part)) };
    await expect(restore({ ...request, reader: altered })).rejects.toThrow();
    expect(await run(target.ownerUrl, SCHEMAS)).toEqual([]);
    await restore({ ...request, reader });
    expect(await run(target.ownerUrl, EVENTS)).toHaveLength(1);
  });

  test('asks for the right region, keys and version first', async () => {
    const manifest = await backUpTo('backup');
    const here = { region: REGION, keys: KEYS };
    const refusal = (found: Manifest, where = here) => () => assertRestorable(found, BACKUP_SCOPE, where);
    expect(refusal(manifest)).not.toThrow();
    expect(refusal(manifest, { ...here, region: '110000' })).toThrow('BACKUP.OTHER_REGION');
    expect(refusal(manifest, { ...here, keys: generateKeySet() })).toThrow('BACKUP.OTHER_KEYS');
    expect(refusal({ ...manifest, migrations: [...manifest.migrations, 'FromTheFuture1'] })).toThrow('BACKUP.NEWER_VERSION');
  });

  test('of an older version is brought up to this one', async () => {
    await addEvents([{ xid: 9, position: 1 }]);
    await backUpTo('backup');
    class AddMark4000000000000 {
      name = 'AddMark4000000000000';
      up = (runner: { query(text: string): Promise<unknown> }) => runner.query(`CREATE TABLE onething.mark AS SELECT count(*) AS events FROM onething.case_event`) as Promise<void>;
      down = async () => undefined;
    }
    const reader = await openBackupAt(at('backup'));
    const scope = { ...BACKUP_SCOPE, migrations: [...BACKUP_SCOPE.migrations, AddMark4000000000000] };
    await restore({ reader, manifest: await checkBackup(reader), ownerUrl: target.ownerUrl, appRole: roleOf(target.appUrl), store: otherStore, scope });
    expect(await run(target.ownerUrl, 'SELECT events::int FROM mark')).toEqual([{ events: 1 }]);
  });
});
