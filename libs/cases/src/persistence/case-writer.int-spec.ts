import { newId, parseReceiptNumber } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { findBrokenLink } from '../domain/event-chain';
import type { ItemState } from '../domain/item-decision';
import { EventFeed } from '../feed/event-feed';
import { CaseWriter } from './case-writer';
import { CLERK, freshKey, itemWrite, newDraft, stateAfter, submission } from './fixtures/case-writes';

let testDatabase: TestDatabase;
let database: Database;
let writer: CaseWriter;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 4 });
  writer = new CaseWriter(database);
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const ask = <Row>(text: string, ...values: unknown[]) => database.query<Row>({ name: `test.${text.slice(0, 50)}`, text }, values);

/** A submitted case with so many items. */
async function submitted(count: number): Promise<ItemState[]> {
  const draft = newDraft();
  const { write, items } = submission(draft, count);
  expect([await writer.write(draft), await writer.write(write)]).toEqual(['written', 'written']);
  return items;
}

const versions = async (items: ItemState[]) => {
  const rows = await ask<{ item_id: string; version: number }>('SELECT item_id, version FROM item_case');
  return items.map(({ itemId }) => rows.find((row) => row.item_id === itemId)?.version);
};

const serials = async () => (await ask<{ number: string }>(`SELECT number FROM official_number WHERE kind = 'receipt'`))
  .map(({ number }) => parseReceiptNumber(number).serial).sort((one, other) => one - other);

describe('writes of one statement', () => {
  it('are written each for itself: of several, only the one decided on an older version conflicts', async () => {
    const items = await submitted(3);
    const writes = items.map((item, index) => itemWrite(index === 1 ? { ...item, version: 7 } : item));
    expect(await writer.commit(writes)).toEqual(['written', 'conflict', 'written']);
    expect(await versions(items)).toEqual([2, 1, 2]);
    const keys = await ask<{ key: string }>('SELECT key FROM idempotency_key WHERE actor_id = $1', CLERK);
    expect(keys.map(({ key }) => key).sort()).toEqual([writes[0]!.idempotency!.key, writes[2]!.idempotency!.key].sort());
  });

  it('keep every chain of events whole', async () => {
    const items = await submitted(3);
    const received = items.map((item) => itemWrite(item));
    await writer.commit(received);
    await writer.commit(received.map((write) => itemWrite(stateAfter(write), { type: 'accept' })));
    const events = await new EventFeed(database).ofCase(items[0]!.caseId);
    for (const itemId of [null, ...items.map((item) => item.itemId)]) {
      const ofChain = events.filter((event) => event.itemId === itemId).sort((one, other) => one.seq - other.seq);
      expect([ofChain.length, findBrokenLink(ofChain)]).toEqual([itemId ? 3 : 2, undefined]);
    }
  });

  // The first is under way when the others come, which therefore share a statement.
  it('fail alone when their idempotency key was used meanwhile', async () => {
    const [first, ...items] = await submitted(7);
    await writer.write(itemWrite(first!, { type: 'receive' }, freshKey('used-before')));
    const writes = items.map((item, index) => itemWrite(item, { type: 'receive' }, freshKey(index === 3 ? 'used-before' : undefined)));
    const outcomes = await Promise.all(writes.map((write) => writer.write(write)));
    expect(outcomes).toEqual(['written', 'written', 'written', 'conflict', 'written', 'written']);
    expect(await versions(items)).toEqual([2, 2, 2, 1, 2, 2]);
  });

  it('fail alone when the database refuses them', async () => {
    const items = await submitted(6);
    const writes = items.map((item) => itemWrite(item));
    writes[4]!.decision.next.decision = 'perhaps' as never;
    const outcomes = await Promise.allSettled(writes.map((write) => writer.write(write)));
    expect(outcomes.map(({ status }) => status)).toEqual([...Array<string>(4).fill('fulfilled'), 'rejected', 'fulfilled']);
    expect(await versions(items)).toEqual([2, 2, 2, 2, 1, 2]);
  });

  it('for one chain go one after the other, and the later is decided anew', async () => {
    const [item] = await submitted(1);
    expect(await Promise.all([itemWrite(item!), itemWrite(item!)].map((write) => writer.write(write)))).toEqual(['written', 'conflict']);
    expect(await versions([item!])).toEqual([2]);
  });
});

test('a case that is begun twice with one key begins once, and nobody beside it is held up', async () => {
  const drafts = [newDraft(), newDraft(), newDraft()];
  const again = newDraft(undefined, drafts[1]!.idempotency);
  expect(await writer.write(drafts[1]!)).toBe('written');
  const statements = jest.spyOn(database, 'query');
  expect(await writer.commit([drafts[0]!, again, drafts[2]!])).toEqual(['written', 'conflict', 'written']);
  expect(statements).toHaveBeenCalledTimes(1);
  const ids = (await ask<{ id: string }>('SELECT id FROM bundle_case')).map(({ id }) => id);
  expect(ids.sort()).toEqual(drafts.map(({ state }) => state.caseId).sort());
  expect(await ask('SELECT FROM case_event WHERE case_id = $1', again.state.caseId)).toEqual([]);
});

test('serials have no gaps, whatever conflicts or is rolled back', async () => {
  const items = await submitted(9);
  const writes = items.map((item, index) => itemWrite(index % 4 === 1 ? { ...item, version: 5 } : item));
  expect((await writer.commit(writes.slice(0, 4))).filter((outcome) => outcome === 'written')).toHaveLength(3);
  writes[6]!.decision.next.decision = 'perhaps' as never;
  await expect(writer.commit(writes.slice(4, 7))).rejects.toThrow(/check constraint/);
  expect(await serials()).toEqual([1, 2, 3]);
  await writer.commit([writes[4]!, writes[7]!, writes[8]!]);
  expect(await serials()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await ask('SELECT last FROM number_serial WHERE scope LIKE \'receipt %\'')).toEqual([{ last: 6 }]);
});

test('a pending command is performed by one write only', async () => {
  const items = await submitted(2);
  const pending = newId(items[0]!.version);
  await ask(`INSERT INTO pending_command (id, case_id, type, payload, cause, created_at) VALUES ($1, $2, 'release', '{}', 'test', now())`, pending, items[0]!.caseId);
  const performing = items.map((item) => ({ ...itemWrite(item), performs: pending }));
  expect([await writer.write(performing[0]!), await writer.write(performing[1]!)]).toEqual(['written', 'conflict']);
  expect(await ask('SELECT FROM pending_command WHERE id = $1', pending)).toEqual([]);
});

test('a write comes through although it and another transaction waited for each other', async () => {
  const items = await submitted(6);
  await writer.write(itemWrite(items[0]!));
  // Whichever of the two looks for deadlocks later is ended; on a busy machine that may be the other one. Then once more.
  const ended = async (item: ItemState, left: ItemState[]): Promise<ItemState> =>
    (await isEndedByDeadlock(item)) ? item : ended(left[0]!, left.slice(1));
  const item = await ended(items[1]!, items.slice(2));
  expect(await versions([item])).toEqual([2]);
  const numbers = await serials();
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
});

/** Lets a write and another transaction wait for each other. @returns true when PostgreSQL ended the write, which then came through */
async function isEndedByDeadlock(item: ItemState): Promise<boolean> {
  const hold = (text: string) => ({ name: `test.${text.slice(0, 50)}`, text });
  const blocked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  let outcome: Promise<unknown> | undefined;
  const other = database.transaction(async (tx) => {
    await tx.query(hold('UPDATE number_serial SET last = last'), []);
    outcome = writer.write(itemWrite(item));
    while ((await ask(blocked)).length === 0);
    // Now the write holds the item and waits for the serial; this waits for the item.
    await tx.query(hold('UPDATE item_case SET updated_at = updated_at WHERE item_id = $1'), [item.itemId]);
    return true;
  });
  const came = await other.catch((error: { code?: string }) => {
    if (error.code !== '40P01') throw error;
    return false;
  });
  expect(await outcome).toBe('written');
  return came;
}

describe('the event table', () => {
  it.each(['UPDATE case_event SET hash = hash', 'DELETE FROM case_event', 'TRUNCATE case_event'])('refuses the application: %s', async (statement) => {
    await writer.write(newDraft());
    await expect(ask(statement)).rejects.toMatchObject({ code: '42501' });
    expect(await ask('SELECT FROM case_event')).toHaveLength(1);
  });

  it('has one chain for the bundle: its numbers are unique although they have no item', async () => {
    const draft = newDraft();
    await writer.write(draft);
    const columns = `case_id, item_id, seq, type, schema_version, actor_kind, actor_id, cause, occurred_at, recorded_at, payload, prev_hash, hash`;
    await expect(ask(`INSERT INTO case_event (${columns}) SELECT ${columns} FROM case_event`)).rejects.toMatchObject({ code: '23505' });
  });

  it('takes cases of any date', async () => {
    expect(await writer.write(newDraft(Date.parse('2035-06-01T02:00:00Z')))).toBe('written');
    expect(await ask('SELECT b.tableoid::regclass::text AS case, e.tableoid::regclass::text AS event FROM bundle_case b, case_event e'))
      .toEqual([{ case: 'bundle_case_default', event: 'case_event_default' }]);
  });
});
