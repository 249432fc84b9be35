import { newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import type { ChainedEvent } from '../domain/event';
import { EventFeed } from './event-feed';
import type { Follower } from './follower';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const INSERT = {
  name: 'test.insert-event',
  text: `INSERT INTO case_event (case_id, seq, type, schema_version, actor_kind, actor_id, cause, occurred_at, recorded_at, payload, prev_hash, hash, xid)
    VALUES ($1, $2, 'draftCreated', 1, 'resident', 'somebody', 'test', now(), now(), '{}', '', '', coalesce($3::xid8, pg_current_xact_id()))`,
};

let testDatabase: TestDatabase;
let database: Database;
let feed: EventFeed;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 4 });
  feed = new EventFeed(database);
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const insert = (tx: Transaction, caseId: string, seq: number, xid?: number) => tx.query(INSERT, [caseId, seq, xid ?? null]);

/** A follower that remembers the number of each event in the order of their coming. */
function follower(): Follower & { seen: number[] } {
  const seen: number[] = [];
  return { name: 'test', seen, handle: async (_, events: ChainedEvent[]) => void seen.push(...events.map((event) => event.seq)) };
}

async function followAll(one: Follower): Promise<void> {
  while (await feed.follow(one) > 0);
}

describe('the feed', () => {
  it('gives every event once and in order where transaction ids gain a digit, over several batches', async () => {
    const caseId = newId(NOW);
    const xids = Array.from({ length: 250 }, (_, index) => (index < 120 ? 9 : index < 240 ? 10 : 100));
    await database.transaction(async (tx) => {
      for (const [index, xid] of xids.entries()) await insert(tx, caseId, index + 1, xid);
    });
    const one = follower();
    await followAll(one);
    expect(one.seen).toEqual(xids.map((_, index) => index + 1));
    const replayed: number[] = [];
    await database.transaction((tx) => feed.replay(tx, 'test', (events) => replayed.push(...events.map((event) => event.seq))));
    expect(replayed).toEqual(one.seen);
  });

  it('waits for a transaction that commits late, and then gives its event', async () => {
    const caseId = newId(NOW);
    const one = follower();
    await database.transaction(async (late) => {
      await insert(late, caseId, 1);
      await insert(database, caseId, 2);
      await followAll(one);
      expect(one.seen).toEqual([]);
    });
    // Transactions of other tests on the same server may still be open: they hold the feed up too.
    while (one.seen.length < 2) await feed.follow(one);
    expect(one.seen).toEqual([1, 2]);
  });

  it('moves on only with what its follower has done, and lets one worker at a time', async () => {
    const caseId = newId(NOW);
    await insert(database, caseId, 1, 9);
    const failing: Follower = { name: 'test', handle: () => Promise.reject(new Error('not now')) };
    await expect(feed.follow(failing)).rejects.toThrow('not now');
    const one = follower();
    const done = await Promise.all([feed.follow(one), feed.follow(one), feed.follow(one)]);
    await followAll(one);
    expect([one.seen, Math.max(...done)]).toEqual([[1], 1]);
  });
});
