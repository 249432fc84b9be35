import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HEAD_STORE, LogVerification, SecurityLog, TransparencyLog } from '@onething/audit';
import { addKey } from '@onething/crypto';
import { Database } from '@onething/persistence';
import type { ObjectStore } from '@onething/object-store';
import { createApi } from '../../apps/api/src/create-api';

import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const MINUTE = 60_000;

let platform: TestPlatform;
let log: TransparencyLog;
let database: Database;

beforeEach(async () => {
  platform = await startTestPlatform({ worker: 'byHand' });
  log = platform.app.get(TransparencyLog, { strict: false });
  database = platform.app.get(Database, { strict: false });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await platform.stop();
});

const record = (times = 1) => Promise.all(Array.from({ length: times }, () => platform.app.get(SecurityLog, { strict: false }).record({ act: 'login.failed', outcome: 'refused' })));
const query = <Row>(text: string) => database.query<Row>({ name: text.slice(0, 60), text }, []);
const counts = async () => (await query<object>(`SELECT (SELECT count(*)::int FROM audit_head) AS heads, (SELECT count(*)::int FROM audit_leaf) AS leaves,
  (SELECT count(*)::int FROM audit_node) AS nodes, (SELECT count(*)::int FROM audit_publication) AS files`))[0];
const findings = async () => (await platform.app.get(LogVerification, { strict: false }).verify()).findings;
const headsFolder = () => join((platform.settings.objectStore as { folder: string }).folder, 'audit/heads');
const store = () => platform.app.get<ObjectStore>(HEAD_STORE, { strict: false });

/** Other tests on the server may keep a transaction open. */
async function runUntil(leaves: number, logs: TransparencyLog[] = [log]): Promise<void> {
  for (let round = 0; round < 2_000; round += 1) {
    await Promise.all(logs.map((one) => one.run()));
    if ((await counts() as { leaves: number }).leaves >= leaves) return;
    platform.clock.advanceBy(MINUTE);
  }
  throw new Error('The log does not come to the end');
}

test('at most once a minute a head is made, and none when there is nothing new', async () => {
  await record(3);
  await runUntil(3);
  expect(await counts()).toEqual({ heads: 1, leaves: 3, nodes: 1, files: 1 });
  await record();
  platform.clock.advanceBy(MINUTE - 1);
  expect(await log.run()).toBe(0);
  platform.clock.advanceBy(1);
  await runUntil(4);
  expect(await counts()).toEqual({ heads: 2, leaves: 4, nodes: 3, files: 2 });
  platform.clock.advanceBy(MINUTE);
  expect(await log.run()).toBe(0);
  expect(await counts()).toMatchObject({ heads: 2 });
  expect(await findings()).toEqual([]);
});

test('killed between commit and file: the next one writes the very same head', async () => {
  await record(2);
  jest.spyOn(store(), 'put').mockRejectedValue(new Error('killed'));
  await expect(runUntil(2)).rejects.toThrow('killed');
  expect(await counts()).toMatchObject({ heads: 1, files: 0 });
  expect((await platform.app.get(LogVerification, { strict: false }).verify())).toMatchObject({ findings: [], pendingHeads: 1 });
  jest.restoreAllMocks();
  await log.run();
  expect(await counts()).toMatchObject({ heads: 1, leaves: 2, files: 1 });
  expect(await findings()).toEqual([]);
});

test('killed between file and its note: the file is found as it should be and stays', async () => {
  await record(2);
  const original = store().put.bind(store());
  const put = jest.spyOn(store(), 'put').mockImplementation(async (key, ...rest) => {
    const stored = await original(key, ...rest);
    if (key.startsWith('audit/heads/')) throw new Error('killed');
    return stored;
  });
  await expect(runUntil(2)).rejects.toThrow('killed');
  const [name] = await readdir(headsFolder());
  const before = await readFile(join(headsFolder(), name!), 'utf8');
  put.mockClear();
  await log.run();
  expect(put).not.toHaveBeenCalled();
  expect(await readFile(join(headsFolder(), name!), 'utf8')).toBe(before);
  expect(await counts()).toMatchObject({ heads: 1, files: 1 });
  expect(await findings()).toEqual([]);
});

test('a file that says something else is not written over, and stops the publication loudly', async () => {
  await record();
  await runUntil(1);
  await writeFile(join(headsFolder(), '000000000002.jsonl'), 'of another history\n');
  await record();
  platform.clock.advanceBy(MINUTE);
  await expect(runUntil(2)).rejects.toMatchObject({ code: 'AUDIT.HEAD_CONFLICT' });
  expect(await readFile(join(headsFolder(), '000000000002.jsonl'), 'utf8')).toBe('of another history\n');
  expect((await findings()).map(({ kind, head }) => [kind, head])).toEqual([['headFileAltered', 2]]);
  await rm(join(headsFolder(), '000000000002.jsonl'));
  await log.run();
  expect(await findings()).toEqual([]);
});

test('two workers at once: every act becomes one leaf, every head one file', async () => {
  const second = await createApi({ settings: platform.settings, clock: platform.clock, databaseUrl: platform.databases.appUrl, worker: 'byHand', log: { write: () => undefined } });
  try {
    const logs = [log, second.get(TransparencyLog, { strict: false })];
    for (let round = 1; round <= 5; round += 1) {
      await record(20);
      platform.clock.advanceBy(MINUTE);
      await runUntil(20 * round, logs);
    }
    expect(await query(`SELECT count(DISTINCT act_id)::int AS acts, count(*)::int AS leaves, max(index)::int AS last FROM audit_leaf`)).toEqual([{ acts: 100, leaves: 100, last: 99 }]);
    expect(await findings()).toEqual([]);
  } finally {
    await second.close();
  }
});

test('an act whose transaction commits late is not skipped', async () => {
  const late = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow = database.transaction(async (tx) => {
    await platform.app.get(SecurityLog, { strict: false }).record({ act: 'key.added', outcome: 'done' }, tx);
    begun.resolve();
    await late.promise;
  });
  await begun.promise;
  await record();
  await log.run();
  expect(await counts()).toMatchObject({ leaves: 0 });
  late.resolve();
  await slow;
  platform.clock.advanceBy(MINUTE);
  await runUntil(2);
  expect(await findings()).toEqual([]);
});

test('more than one head takes: the rest follows at once', async () => {
  await query(`INSERT INTO security_act (id, recorded_at, act, outcome) SELECT gen_random_uuid(), date_trunc('second', now()), 'login.failed', 'refused' FROM generate_series(1, 20500)`);
  await runUntil(20_500);
  expect(await counts()).toMatchObject({ heads: 2, files: 2 });
  expect(await findings()).toEqual([]);
});

test('after a rotation of the signing key old heads verify, and the old key vouches for the new one', async () => {
  await record();
  await runUntil(1);
  const settings = { ...platform.settings, keys: addKey(platform.settings.keys, 'signing') };
  const renewed = await createApi({ settings, clock: platform.clock, databaseUrl: platform.databases.appUrl, worker: 'byHand', log: { write: () => undefined } });
  try {
    await record();
    platform.clock.advanceBy(MINUTE);
    await runUntil(2, [renewed.get(TransparencyLog, { strict: false })]);
    expect(await query('SELECT key FROM audit_head ORDER BY number')).toEqual([{ key: 's1' }, { key: 's2' }]);
    expect((await renewed.get(LogVerification, { strict: false }).verify()).findings).toEqual([]);
    const key = JSON.parse(await readFile(join(headsFolder(), '../keys/s2.json'), 'utf8')) as object;
    expect(key).toEqual({ key: 's2', publicKey: expect.stringContaining('BEGIN PUBLIC KEY'), endorsedBy: 's1', endorsement: expect.any(String) });
  } finally {
    await renewed.close();
  }
});
