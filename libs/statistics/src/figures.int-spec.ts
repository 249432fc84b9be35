import type { CaseEvent, ChainedEvent, EventPayloads, EventType } from '@onething/cases';
import { WindowVisitFeed } from '@onething/identity';
import { newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { type Grade, GRADES, RatingEventFeed, type RatingEventPayloads, type RatingEventType } from '@onething/ratings';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { EventCounter } from './event-counter';
import { FigureRecount } from './figure-recount';
import { FigureRepository } from './persistence/figure.repository';
import { RatingCounter } from './rating-counter';
import { VisitCounter } from './visit-counter';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const DAY = 86_400_000;

let testDatabase: TestDatabase;
let database: Database;
let repository: FigureRepository;
let counter: EventCounter;
let ratingCounter: RatingCounter;
let visitCounter: VisitCounter;
let handled: ChainedEvent[];
let recount: FigureRecount;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 8 });
  repository = new FigureRepository(database);
  counter = new EventCounter(repository);
  const feed = new RatingEventFeed();
  ratingCounter = new RatingCounter(database, feed, repository);
  visitCounter = new VisitCounter(database, new WindowVisitFeed(), repository);
  handled = [];
  const history = {
    replay: async (_tx: unknown, _follower: string, visit: (events: ChainedEvent[]) => unknown) => {
      for (const event of handled) await visit([event]);
    },
    between: () => Promise.reject(new Error('is not asked for')),
  };
  recount = new FigureRecount(database, repository, counter, history, feed, new WindowVisitFeed());
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

/** Counts some ratings; a worker that is killed while it does leaves nothing behind. */
async function countRatings(isKilled: boolean): Promise<void> {
  if (isKilled) {
    const within = { transaction: (work: (tx: Transaction) => Promise<number>) => database.transaction(async (tx) => {
      await work(tx);
      throw new Error('the worker was killed');
    }) } as unknown as Database;
    await expect(new RatingCounter(within, new RatingEventFeed(), repository).catchUp(2)).rejects.toThrow('killed');
  }
  await ratingCounter.catchUp(2);
}

const PUT_FACT = {
  name: 'test.put-fact',
  text: `INSERT INTO onething.rating_event (id, type, case_id, rating_id, occurred_at, payload)
    SELECT $1, $2, $1, $1, $3, $4::jsonb || '{"oneThing": "newborn", "division": "650102"}'`,
};

/** A fact of ratings, as their events keep it. */
async function put<T extends RatingEventType>(type: T, payload: RatingEventPayloads[T]): Promise<void> {
  await database.query(PUT_FACT, [newId(NOW), type, new Date(NOW), JSON.stringify(payload)]);
}

const rated = (grade: Grade) => {
  const items = [{ itemId: newId(NOW), item: 'birth', department: 'health', division: '650102', grade, isOwn: false }];
  return { grade, sequence: 1, stage: 'completion', channel: 'portal', handledBy: 'local', window: null, items } as const;
};

/** A matter with one item is rated. */
const rate = (grade: Grade): Promise<void> => put('ratingGiven', { ...rated(grade), items: [...rated(grade).items], tags: [], isAnonymous: false, intakeDivision: '650102', hasWords: false });

const exclude = (grade: Grade): Promise<void> => (
  put('ratingExcluded', { ...rated(grade), items: [...rated(grade).items], because: 'review', whole: true, givenOn: '2026-11-24' }));

const WINDOW = newId(NOW);

/** Somebody comes to a counter. */
async function visit(window: string | null): Promise<void> {
  const text = `INSERT INTO onething.window_visit (id, division_code, department_code, window_id, begun_at) VALUES ($1, '650102', 'health', $2, $3)`;
  await database.query({ name: 'test.visit', text }, [newId(NOW), window, new Date(NOW)]);
}

/** What follows upon a bad one, to some point. */
async function handleBad(steps: number): Promise<void> {
  const ofUnit = { item: null, grade: 5, department: 'health', division: '650102', wasOverdue: false } as const;
  const life = [
    () => put('badRatingDispatched', { ...ofUnit, callBackDueOn: '2026-12-01', dueOn: '2026-12-15', isAnonymous: false, again: false, from: null }),
    () => put('calledBack', { ...ofUnit, outcome: 'reached', first: true }),
    () => put('badRatingJudged', { ...ofUnit, finding: 'true' }),
    () => put('badRatingRectified', { ...ofUnit, onTime: true, dueOn: '2026-12-15' }),
  ];
  for (const step of life.slice(0, steps)) await step();
}

it('keeps what a recount from nothing finds, after batches that were handled side by side and some twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.array(anyEvent, { minLength: 1, maxLength: 8 }), fc.boolean()), { maxLength: 10 }), async (batches) => {
      await Promise.all([
        ...batches.map(([events, failsFirst]) => follow(events, failsFirst)),
        ...batches.map((_, index) => rate(GRADES[index % 5]!).then(() => countRatings(index % 3 === 0))),
        ...batches.map((_, index) => visit(index % 2 === 0 ? WINDOW : null).then(() => visitCounter.catchUp(2))),
        ...batches.map((_, index) => (index % 4 === 0 ? exclude(GRADES[index % 5]!) : handleBad(index % 5)).then(() => ratingCounter.catchUp(2))),
      ]);
      while ((await ratingCounter.catchUp(3)) > 0 || (await visitCounter.catchUp(3)) > 0);
      expect((await recount.compare()).differences).toEqual([]);
    }),
    { numRuns: 8 },
  );
  expect((await repository.sums()).length).toBeGreaterThan(0);
});

it('knows what was applied for most since a day', async () => {
  const submitted = (oneThing: string, day: number) => {
    const made = event('submitted', { items: [], answersDigest: '' }, day);
    return { ...made, payload: { ...made.payload, scope: { ...made.payload.scope, oneThing } } } as ChainedEvent;
  };
  await follow([submitted('newborn', 0), submitted('newborn', 0), submitted('newborn', 0), submitted('restaurant', 2), submitted('retirement', 2), submitted('retirement', 3)], false);
  expect(await repository.mostSubmitted('2026-11-24', 10)).toEqual(['newborn', 'retirement', 'restaurant']);
  expect(await repository.mostSubmitted('2026-11-25', 10)).toEqual(['retirement', 'restaurant']);
  expect(await repository.mostSubmitted('2026-11-24', 1)).toEqual(['newborn']);
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
  await exclude(5);
  await handleBad(4);
  await ratingCounter.catchUp();
  const before = await repository.sums();
  await database.query({ name: 'test.spoil-all', text: 'UPDATE onething.figure_day SET count = count + 1' }, []);
  expect(await repository.sums()).not.toEqual(before);
  await recount.rebuild();
  expect(await repository.sums()).toEqual(before);
  expect(before.map(({ figure }) => figure)).toEqual(expect.arrayContaining(['spared.visits', 'ratings.wholeExcluded', 'badRatings.due', 'badRatings.rectifiedOnTime']));
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
