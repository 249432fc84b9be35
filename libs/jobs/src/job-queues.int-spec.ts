import { newId } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { JobQueues, type RetryPolicy } from './job-queues';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const POLICY: RetryPolicy = { retries: 1, firstPauseSeconds: 0, longestPauseSeconds: 0, expireSeconds: 60 };
const QUEUE = 'test.errands';

let testDatabase: TestDatabase;
let database: Database;
let jobs: JobQueues;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 6 });
  jobs = newQueues();
});

afterEach(async () => {
  await jobs.onApplicationShutdown();
  await database.close();
  await testDatabase.drop();
});

function newQueues(policy = POLICY): JobQueues {
  const queues = new JobQueues(database);
  queues.define(QUEUE, policy);
  return queues;
}

const newJob = (what: string) => ({ id: newId(NOW), data: { what } });
const enqueue = (...what: string[]) => database.transaction((tx) => jobs.enqueue(tx, QUEUE, what.map(newJob)));
const claim = () => jobs.claim<{ what: string }>(QUEUE, 10);
const fail = async () => {
  const [job] = await claim();
  await database.transaction((tx) => jobs.fail(tx, QUEUE, job!, 'no'));
};

test('a job comes with the transaction that adds it, and its id is taken once', async () => {
  const job = newJob('a');
  await expect(database.transaction(async (tx) => {
    await jobs.enqueue(tx, QUEUE, [job]);
    throw new Error('undone');
  })).rejects.toThrow('undone');
  expect(await claim()).toEqual([]);
  await database.transaction((tx) => jobs.enqueue(tx, QUEUE, [job]));
  await database.transaction((tx) => jobs.enqueue(tx, QUEUE, [job, newJob('b')]));
  const claimed = await claim();
  expect(claimed.map(({ data }) => data.what).sort()).toEqual(['a', 'b']);
  await database.transaction(async (tx) => { for (const one of claimed) await jobs.complete(tx, QUEUE, one); });
  await database.transaction((tx) => jobs.enqueue(tx, QUEUE, [job]));
  expect(await claim()).toEqual([]);
});

test('two workers never do the same job', async () => {
  await enqueue(...Array.from({ length: 30 }, (_, index) => String(index)));
  const other = newQueues();
  const taken = await Promise.all([jobs, other, jobs, other].map((queues) => queues.claim<{ what: string }>(QUEUE, 10)));
  const all = taken.flat().map(({ id }) => id);
  expect(new Set(all).size).toBe(all.length);
  await other.onApplicationShutdown();
});

test('a job is tried again as often as its policy says, then it is given up once', async () => {
  await enqueue('a');
  await fail();
  expect(await jobs.claimGivenUp(QUEUE, 10)).toEqual([]);
  await fail();
  expect(await claim()).toEqual([]);
  const [given, ...more] = await jobs.claimGivenUp<{ what: string }>(QUEUE, 10);
  expect([given!.data.what, more.length]).toEqual(['a', 0]);
  await database.transaction((tx) => jobs.settleGivenUp(tx, QUEUE, given!));
  expect(await jobs.claimGivenUp(QUEUE, 10)).toEqual([]);
});

test('a job whose worker was killed comes back when it has expired', async () => {
  await enqueue('a');
  const [first] = await claim();
  await jobs.upkeep();
  expect(await claim()).toEqual([]);
  await asOwner(`UPDATE onething_job.job SET started_on = started_on - interval '2 minutes'`, 'UPDATE onething_job.queue SET monitor_claim_on = NULL, monitor_on = NULL');
  await jobs.upkeep();
  const [second] = await claim();
  expect(second).toEqual({ ...first, retryCount: 1 });
  // The first worker was only slow: it settles nothing any more.
  await database.transaction((tx) => jobs.fail(tx, QUEUE, first!, 'late'));
  await database.transaction((tx) => jobs.complete(tx, QUEUE, second!));
  expect(await jobs.claimGivenUp(QUEUE, 10)).toEqual([]);
});

test('pauses are kept', async () => {
  const patient = newQueues({ ...POLICY, firstPauseSeconds: 600, longestPauseSeconds: 600 });
  await database.transaction((tx) => patient.enqueue(tx, QUEUE, [newJob('a')]));
  const [job] = await patient.claim(QUEUE, 1);
  await database.transaction((tx) => patient.fail(tx, QUEUE, job!, 'no'));
  expect(await patient.claim(QUEUE, 1)).toEqual([]);
  await patient.onApplicationShutdown();
});

test('the application owns nothing of the job tables', async () => {
  const statement = { name: 'test.own', text: `SELECT count(*) AS count FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname = 'onething_job' AND pg_has_role(current_user, relowner, 'MEMBER')` };
  expect(await database.query(statement, [])).toEqual([{ count: 0 }]);
});

async function asOwner(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: testDatabase.ownerUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
