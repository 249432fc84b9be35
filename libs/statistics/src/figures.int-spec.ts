import type { CaseEvent, ChainedEvent, EventPayloads, EventType } from '@onething/cases';
import { newId } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { GRADES, RatingFeed } from '@onething/ratings';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { EventCounter } from './event-counter';
import { FigureRecount } from './figure-recount';
import { FigureRepository } from './persistence/figure.repository';
import { RatingCounter } from './rating-counter';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const DAY = 86_400_000;

let testDatabase: TestDatabase;
let database: Database;
let repository: FigureRepository;
let counter: EventCounter;
let ratingCounter: RatingCounter;
let handled: ChainedEvent[];
let recount: FigureRecount;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 8 });
  repository = new FigureRepository(database);
  counter = new EventCounter(repository);
  const feed = new RatingFeed();
  ratingCounter = new RatingCounter(database, feed, repository);
  handled = [];
  const history = {
    replay: (_tx: unknown, _follower: string, visit: (events: ChainedEvent[]) => void) => Promise.resolve(handled.forEach((event) => visit([event]))),
    between: () => Promise.reject(new Error('is not asked for')),
  };
  recount = new FigureRecount(database, repository, counter, history, feed);
});

afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

function event<T extends EventType>(type: T, payload: EventPayloads[T], day = 0): ChainedEvent {
  const scope = { oneThing: 'newborn', oneThingVersion: 1, division: '650102', item: 'birth', department: 'health' };
  const head: Omit<CaseEvent, 'type' | 'payload'> = {
    caseId: newId(NOW), itemId: newId(NOW), seq: 1, schemaVersion: 1, actorKind: 'staff', actorId: 'a', onBehalfOf: null, cause: 'k',
    occurredAt: NOW + day * DAY, recordedAt: NOW + day * DAY,
  };
  return { ...head, type, payload: { ...payload, scope }, prevHash: '', hash: '' };
}

const anyEvent = fc.oneof(
  fc.nat(4).map((day) => event('submitted', { items: [], answersDigest: '' }, day)),
  fc.nat(4).map((day) => event('received', { acceptBy: '2026-03-09' }, day)),
  fc.tuple(fc.boolean(), fc.nat(4)).map(([onTime, day]) => event('itemClosed', { outcome: 'granted', onTime }, day)),
  fc.constantFrom('card', 'booklet').map((licenceType) => event('resultIssued', { licenceId: 'l', licenceType, faceDigest: '' })),
  fc.constant(event('draftCreated', {})),
);

/** Handles a batch as the feed does: in a transaction that may fail and is then tried again. */
async function follow(events: ChainedEvent[], failsFirst: boolean): Promise<void> {
  if (failsFirst) {
    const broken = database.transaction(async (tx) => {
      await counter.handle(tx, events);
      throw new Error('the worker was killed');
    });
    await expect(broken).rejects.toThrow('killed');
  }
  await database.transaction((tx) => counter.handle(tx, events));
  handled.push(...events);
}

const RATE = {
  name: 'test.rate',
  text: `WITH act AS (SELECT $1::uuid AS id, $2::uuid AS case_id, $3::uuid AS account_id, $4::int AS grade)
    INSERT INTO onething.rating (id, act_id, case_id, item_id, account_id, sequence, grade, is_own, one_thing, division, item, department, channel, stage, given_at, idempotency_key, request_digest)
    SELECT id, id, case_id, NULL, account_id, 1, grade, true, 'newborn', '650102', NULL, NULL, 'portal', 'completion', $6::timestamptz, id::text, '' FROM act
    UNION ALL SELECT $5::uuid, id, case_id, $5::uuid, account_id, 1, grade, false, 'newborn', '650102', 'birth', 'health', 'portal', 'completion', $6::timestamptz, NULL, NULL FROM act`,
};

/** A rating of a matter with one item, as the ratings keep it. */
async function rate(grade: 1 | 2 | 3 | 4 | 5): Promise<void> {
  await database.query(RATE, [newId(NOW), newId(NOW), newId(NOW), grade, newId(NOW), new Date(NOW)]);
}

it('keeps what a recount from nothing finds, after batches that were handled side by side and some twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.array(anyEvent, { minLength: 1, maxLength: 8 }), fc.boolean()), { maxLength: 10 }), async (batches) => {
      await Promise.all([
        ...batches.map(([events, failsFirst]) => follow(events, failsFirst)),
        ...batches.map((_, index) => rate(GRADES[index % 5]!).then(() => ratingCounter.catchUp(2))),
      ]);
      while ((await ratingCounter.catchUp(3)) > 0);
      expect((await recount.compare()).differences).toEqual([]);
    }),
    { numRuns: 8 },
  );
  expect((await repository.sums()).length).toBeGreaterThan(0);
});

it('finds a cell that does not follow from the events', async () => {
  await follow([event('received', { acceptBy: '2026-03-09' })], false);
  await database.query({ name: 'test.spoil', text: `UPDATE onething.figure_day SET count = 7 WHERE figure = 'items.received'` }, []);
  expect((await recount.compare()).differences).toEqual([
    { cell: expect.objectContaining({ figure: 'items.received', item: 'birth', day: '2026-11-24' }), kept: 7, recounted: 1 },
  ]);
});

it('counts everything anew, and has the same figures as before', async () => {
  const spared = { materials: 4, steps: 6, visits: 2, days: 3, licences: 1 };
  await follow([event('submitted', { items: [], answersDigest: '', spared }), event('itemClosed', { outcome: 'granted', onTime: true, days: 2 })], false);
  await rate(5);
  await ratingCounter.catchUp();
  const before = await repository.sums();
  await database.query({ name: 'test.spoil-all', text: 'UPDATE onething.figure_day SET count = count + 1' }, []);
  expect(await repository.sums()).not.toEqual(before);
  await recount.rebuild();
  expect(await repository.sums()).toEqual(before);
  expect(before.map(({ figure }) => figure)).toContain('spared.visits');
});

it('counts a rating once for the whole and once for each item, and says how far it has come', async () => {
  await follow([event('completed', { succeeded: 1, failed: 0, again: false }, 0)], false);
  await rate(2);
  expect([await ratingCounter.catchUp(), await ratingCounter.catchUp()]).toEqual([1, 0]);
  expect(await repository.sums()).toEqual([
    { figure: 'cases.completed', detail: '', count: 1 }, { figure: 'ratings.item', detail: '2', count: 1 }, { figure: 'ratings.whole', detail: '2', count: 1 },
  ]);
  expect(await repository.findCountedUpTo()).toBe(NOW);
});
