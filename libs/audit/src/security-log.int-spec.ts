import { Keyring } from '@onething/crypto';
import { newId, VirtualClock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import type { SecurityAct } from './domain/security-act';
import { digestedReason, reasonPlace } from './persistence/act-reason';
import { SecurityLog } from './security-log';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const keyring = Keyring.generate();
const WHOLE: SecurityAct = {
  act: 'catalogue.published', outcome: 'done', actor: { accountId: newId(NOW), personId: newId(NOW), roles: ['administrator'] },
  subjectPersonId: newId(NOW), object: { kind: 'oneThing', id: 'newborn' }, address: '2001:db8::1', requestId: 'r-1', reason: '张三要求', detail: { version: 2 },
};

let testDatabase: TestDatabase;
let database: Database;
let log: SecurityLog;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 2 });
  log = new SecurityLog(database, keyring, new VirtualClock(NOW));
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const read = <Row>(text: string) => database.query<Row>({ name: text.slice(0, 60), text }, []);

test('an act is kept as it was handed in, its reason encrypted and bound to it', async () => {
  await log.record(WHOLE);
  const [row] = await read<Record<string, unknown>>('SELECT a.*, r.reason FROM security_act a JOIN security_act_reason r ON r.act_id = a.id');
  expect(row).toMatchObject({
    act: 'catalogue.published', outcome: 'done', actor_account_id: WHOLE.actor!.accountId, actor_person_id: WHOLE.actor!.personId, actor_roles: ['administrator'],
    subject_person_id: WHOLE.subjectPersonId, object_kind: 'oneThing', object_id: 'newborn', address: '2001:db8::1', request_id: 'r-1', detail: { version: 2 },
    recorded_at: new Date(NOW),
  });
  const { id, reason, reason_digest: digest } = row as { id: string; reason: Parameters<Keyring['decrypt']>[1]; reason_digest: string };
  expect(JSON.stringify(row)).not.toContain('张三');
  expect(keyring.decrypt(reasonPlace(id), reason)).toBe('张三要求');
  expect(keyring.matchesDigest(digestedReason(id, '张三要求'), digest)).toBe(true);
});

test('an act of nobody, about nothing in particular', async () => {
  await log.record({ act: 'login.failed', outcome: 'refused' });
  expect(await read(`SELECT outcome, actor_account_id, reason_digest FROM security_act WHERE act = 'login.failed'`))
    .toEqual([{ outcome: 'refused', actor_account_id: null, reason_digest: null }]);
});

test('an act goes with the transaction of what it is about', async () => {
  await expect(database.transaction(async (tx) => {
    await log.record({ act: 'key.added', outcome: 'done', reason: 'none' }, tx);
    throw new Error('it did not happen');
  })).rejects.toThrow('it did not happen');
  expect(await read(`SELECT id FROM security_act WHERE act = 'key.added'`)).toEqual([]);
});

test.each([
  'UPDATE security_act SET outcome = outcome', 'DELETE FROM security_act', 'TRUNCATE security_act', 'DELETE FROM security_act_2026_03',
  'DELETE FROM security_act_reason', 'TRUNCATE security_act_reason', 'UPDATE security_act_reason SET act_id = act_id',
])('the application may not: %s', async (text) => {
  await expect(read(text)).rejects.toThrow('permission denied');
});
