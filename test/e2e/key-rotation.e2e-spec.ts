import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SETTINGS, type Settings } from '@onething/config';
import { addKey, EncryptedColumns } from '@onething/crypto';
import { Client } from 'pg';
import supertest from 'supertest';
import { createApi } from '../../apps/api/src/create-api';
import { rotateStoredValues } from '../../apps/cli/src/key-rotation';
import { playNewborn } from '../acceptance/newborn';
import { brokenThings } from '../races/integrity';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** Columns of JSON without envelopes: states, clocks, receipts, texts of the platform, digests. */
const PLAIN = `bad_rating.clock bundle_case.clock bundle_case.deliveries bundle_case.ends bundle_case.machine bundle_case.shape case_event.payload
  cross_case.clock cross_case.standing cross_case.trouble document.authority_name exchange_delivery.hub_receipt exchange_directory.directory
  exchange_forgotten.head exchange_forgotten.hub_receipt exchange_incoming.head exchange_incoming.hub_receipt exchange_outgoing.answer exchange_outgoing.core exchange_outgoing.head exchange_outgoing.hub_receipt
  idempotency_key.outcome item_case.clock item_case.machine notice.data pending_command.payload published_catalogue.content published_catalogue.one_things
  published_one_thing.content published_one_thing.listing rating_event.payload rating_review.suspicions security_act.detail service_window.name
  service_window.place`.split(/\s+/);

let first: TestPlatform;
let renewed: Settings;
/** Started with the new key file, over the same database. */
let second: NestFastifyApplication;

beforeAll(async () => {
  first = await startTestPlatform({ worker: 'byHand', firstStart: true });
  await playNewborn({
    url: first.url, accounts: first.accounts, now: () => first.clock.now(), say: () => undefined,
    goTo: (day, time) => first.clock.advanceTo(Date.parse(`${day}T${time}:00+08:00`)),
    async until(what, look) {
      await settle(first.app);
      return await look() ?? Promise.reject(new Error(what));
    },
  });
  const settings = first.app.get<Settings>(SETTINGS);
  renewed = { ...settings, keys: addKey(addKey(settings.keys, 'encryption'), 'blindIndex') };
  second = await createApi({ settings: renewed, clock: first.clock, databaseUrl: first.databases.appUrl, worker: 'byHand', log: { write: () => undefined } });
  await second.listen(0, '127.0.0.1');
}, 120_000);
afterAll(async () => {
  await second?.close();
  await first?.stop();
});

test('a rotation that is killed is started again and ends, beside a platform at work; no value is left behind', async () => {
  expect(Object.keys(await valuesUnderOldKeys()).length).toBeGreaterThan(5);
  const killed = rotateStoredValues(renewed, first.databases.appUrl, { batchSize: 2, onProgress: ({ replaced }) => { if (replaced > 3) throw new Error('killed'); } });
  await expect(killed).rejects.toThrow('killed');
  expect(Object.keys(await valuesUnderOldKeys()).length).toBeGreaterThan(4);

  const [totals] = await Promise.all([rotateStoredValues(renewed, first.databases.appUrl, { batchSize: 5 }), readsAsBefore()]);
  expect(totals['case_answers.answers']).toBeGreaterThan(0);
  expect(await valuesUnderOldKeys()).toEqual({});
  expect(Object.values(await rotateStoredValues(renewed, first.databases.appUrl)).every((replaced) => replaced === 0)).toBe(true);
}, 60_000);

test('afterwards everything reads as before, and the chains of events hold', async () => {
  await readsAsBefore();
  expect(await brokenThings(second)).toEqual([]);
});

test('every column of JSON is registered for the rotation or known to hold no envelope', async () => {
  const registered = first.app.get(EncryptedColumns).all().map(({ table, field }) => `${table}.${field}`);
  const columns = await jsonColumns();
  // What is new here and holds envelopes is registered by its library; what holds none is added to the list above.
  expect(columns.filter((column) => !registered.includes(column))).toEqual(PLAIN);
  // Keys of seals are files.
  expect(registered.filter((column) => !columns.includes(column))).toEqual(['seal_key.privateKey']);
});

async function jsonColumns(): Promise<string[]> {
  const client = new Client({ connectionString: first.databases.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'onething'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid IN ('json'::regtype, 'jsonb'::regtype) ORDER BY 1`);
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Name and number of a person, licences found by holder, answers of a case. */
async function readsAsBefore(): Promise<void> {
  const request = supertest(await second.getUrl());
  const { body: { accessToken } } = await request.post('/api/auth/login').send({ login: 'mother', password: 'onething-demo' }).expect(200);
  const get = async (path: string) => (await request.get(path).set('authorization', `Bearer ${accessToken}`).expect(200)).body;
  expect((await get('/api/me')).person.name).toBe('王丽');
  expect((await get('/api/licences')).entries).not.toHaveLength(0);
  const [{ id }] = (await get('/api/cases')).entries as [{ id: string }];
  expect((await get(`/api/cases/${id}/form`)).form).toMatchObject({ 'child.name': '李小满' });
  expect(await get(`/api/cases/${id}/timeline`)).not.toHaveLength(0);
}

/** Every envelope of the whole database that another key than the new one has made, and every old blind index, by column. */
async function valuesUnderOldKeys(): Promise<Record<string, number>> {
  const client = new Client({ connectionString: first.databases.ownerUrl });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ name: string; stale: string }>(`
      SELECT c.table_name || '.' || c.column_name AS name, format('SELECT count(*)::int AS count FROM onething.%I WHERE %s', c.table_name,
        CASE data_type WHEN 'jsonb' THEN format('%1$I ? ''ct'' AND %1$I->>''keyId'' <> ''e2''', c.column_name)
          ELSE format('%I LIKE ''b1.%%''', c.column_name) END) AS stale
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'onething' AND table_type = 'BASE TABLE' AND (data_type = 'jsonb' OR c.column_name LIKE '%\\_index')`);
    const found: Record<string, number> = {};
    for (const { name, stale } of columns) {
      const { count } = (await client.query<{ count: number }>(stale)).rows[0]!;
      if (count > 0) found[name] = count;
    }
    return found;
  } finally {
    await client.end();
  }
}
