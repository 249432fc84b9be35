import { Keyring } from '@onething/crypto';
import { type Actor, newId, VirtualClock } from '@onething/kernel';
import type { ObjectStore } from '@onething/object-store';
import { Database, type Transaction } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import type { RateableCase, RatingAct } from './domain/rating-act';
import type { RatingEventPayloads } from './domain/rating-event';
import { casesOf, ratingService } from './fixtures/rating-world.fixture';
import { FEED_START, RatingEventFeed, type RatingPosition } from './rating-event-feed';
import { BadRatingFileRepository } from './persistence/bad-rating-file.repository';
import { RatingReviewRepository } from './persistence/rating-review.repository';
import { loadRatingRules } from './rating-config.file';
import { RatingRetention } from './rating-retention';
import type { RatingService } from './rating-service';
import { TraceUpkeep } from './trace-upkeep';

/** Of words no object goes. */
const NO_STORE = {} as ObjectStore;
const NOW = Date.parse('2026-11-24T04:00:00Z');

let testDatabase: TestDatabase;
let database: Database;
let service: RatingService;
const cases = new Map<string, RateableCase>();
const feed = new RatingEventFeed();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 8 });
});

beforeEach(() => {
  const keyring = Keyring.generate();
  service = ratingService(database, keyring, new VirtualClock(NOW), casesOf(cases));
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const newActor = (): Actor => ({ accountId: newId(NOW), personId: newId(NOW), kind: 'resident', level: 2, roles: ['resident'], posts: [] });
const act = (changes: Partial<RatingAct> = {}): RatingAct => ({ grade: 1, tags: ['whollyOnline'], items: [], ...changes });

function completedCase(changes: Partial<RateableCase> = {}): { actor: Actor; caseId: string; rated: RateableCase } {
  const actor = newActor();
  const items = ['birth', 'household'].map((item) => ({ itemId: newId(NOW), item, department: `of-${item}`, division: '650102' }));
  const rated = { applicantAccountId: actor.accountId, completed: true, oneThing: 'newborn', division: '650102', items, ...changes };
  const caseId = newId(NOW);
  cases.set(caseId, rated);
  return { actor, caseId, rated };
}

async function readFeed(after: RatingPosition = FEED_START, limit = 100) {
  return database.transaction((tx) => feed.read(tx, after, limit));
}

async function feedEnd(): Promise<RatingPosition> {
  return (await readFeed(FEED_START, 10_000)).next;
}

describe('rating', () => {
  it('keeps the whole, the items that differ, and the words unreadable', async () => {
    const { actor, caseId, rated } = completedCase();
    const words = '王医生很耐心';
    const given = await service.rate(actor, caseId, act({ words, items: [{ itemId: rated.items[1]!.itemId, grade: 3 }] }), 'key-1');
    expect(given).toMatchObject({ grade: 1, words, sequence: 1, channel: 'portal', stage: 'completion' });
    expect(given.items.map(({ item, grade, isOwn }) => [item, grade, isOwn])).toEqual([['birth', 1, false], ['household', 3, true]]);
    expect((await service.listOwn(actor, caseId)).ratings).toEqual([given]);
    const rows = await database.query<{ text: string }>(
      { name: 'test.rating', text: 'SELECT r::text AS text FROM onething.rating r WHERE act_id = $1' }, [given.id]);
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row.text).join()).not.toContain(words);
  });

  it('comes from the applicant alone; to anybody else the case does not exist', async () => {
    const { caseId } = completedCase();
    await expect(service.rate(newActor(), caseId, act(), 'key')).rejects.toMatchObject({ kind: 'notFound', code: 'RATINGS.CASE_NOT_FOUND' });
    await expect(service.listOwn(newActor(), caseId)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(service.rate(newActor(), newId(NOW), act(), 'key')).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('waits for completion', async () => {
    const { actor, caseId } = completedCase({ completed: false });
    await expect(service.rate(actor, caseId, act(), 'key')).rejects.toMatchObject({ kind: 'refused', code: 'RATINGS.NOT_COMPLETED' });
    expect((await service.listOwn(actor, caseId)).ratings).toEqual([]);
  });

  it('is given once: another request is a conflict, the same one is answered again', async () => {
    const { actor, caseId } = completedCase();
    const given = await service.rate(actor, caseId, act(), 'key-1');
    expect(await service.rate(actor, caseId, act(), 'key-1')).toEqual(given);
    await expect(service.rate(actor, caseId, act({ grade: 2 }), 'key-2')).rejects.toMatchObject({ kind: 'conflict', code: 'RATINGS.ALREADY_RATED' });
    await expect(service.rate(actor, caseId, act({ grade: 2 }), 'key-1')).rejects.toMatchObject({ kind: 'keyReused', code: 'RATINGS.KEY_REUSED' });
  });

  it('does not take a key that another matter has used', async () => {
    const { actor, caseId } = completedCase();
    const other = completedCase({ applicantAccountId: actor.accountId });
    await service.rate(actor, caseId, act(), 'key-1');
    await expect(service.rate(actor, other.caseId, act(), 'key-1')).rejects.toMatchObject({ kind: 'keyReused' });
    await expect(service.rate(newActor(), other.caseId, act(), 'key-1')).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('has one effect when it is sent many times at the same moment', async () => {
    const { actor, caseId } = completedCase();
    const results = await Promise.all(Array.from({ length: 6 }, () => service.rate(actor, caseId, act(), 'key-1')));
    expect(new Set(results.map((rating) => rating.id)).size).toBe(1);
    const other = completedCase();
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((index) => service.rate(other.actor, other.caseId, act(), `key-${index}`)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect((await service.listOwn(other.actor, other.caseId)).ratings).toHaveLength(1);
  });

  it('takes only tags of its side and items of its case', async () => {
    const { actor, caseId } = completedCase();
    await expect(service.rate(actor, caseId, act({ tags: ['late'] }), 'key')).rejects.toMatchObject({ code: 'RATINGS.UNKNOWN_TAG' });
    await expect(service.rate(actor, caseId, act({ items: [{ itemId: newId(NOW), grade: 1 }] }), 'key')).rejects.toMatchObject({ code: 'RATINGS.UNKNOWN_ITEM' });
  });

  it('loses its words by a rule, and keeps what the figures count', async () => {
    const { actor, caseId, rated } = completedCase();
    const given = await service.rate(actor, caseId, act({ words: '谢谢', items: [{ itemId: rated.items[1]!.itemId, grade: 3 }] }), 'key-1');
    const retention = new RatingRetention(database, new BadRatingFileRepository(database, Keyring.generate()), NO_STORE).classes().find((one) => one.class === 'ratingWords')!;
    const dueAt = async (time: number) => (await retention.findDue(new Date(time), undefined, 1_000)).find(({ id }) => id === given.id);
    expect(await dueAt(NOW)).toBeUndefined();
    expect(await dueAt(NOW + 1)).toMatchObject({ accountId: actor.accountId, caseId, endedAt: new Date(NOW) });
    await retention.erase([given.id]);
    expect((await service.listOwn(actor, caseId)).ratings).toEqual([{ ...given, words: undefined }]);
    expect(await dueAt(NOW + 1)).toBeUndefined();
  });

  it('is traced for as long as a rule of suspicion looks back, and no longer', async () => {
    const { actor, caseId } = completedCase();
    const { id } = await service.rate(actor, caseId, act({ words: '谢谢你们的帮助' }), 'key-1', { address: '203.0.113.7', userAgent: 'a browser' });
    const tracesAfter = async (days: number) => {
      const clock = new VirtualClock(NOW + days * 86_400_000);
      await new TraceUpkeep(new RatingReviewRepository(database, Keyring.generate()), loadRatingRules(), clock).forget();
      return database.query({ name: 'test.traces', text: 'SELECT 1 AS one FROM onething.rating_trace WHERE rating_id = $1' }, [id]);
    };
    expect(await tracesAfter(30)).toHaveLength(1);
    expect(await tracesAfter(31)).toHaveLength(0);
  });

  it.each([
    ['another grade', 'UPDATE onething.rating SET grade = 1'], ['another rater', 'UPDATE onething.rating SET account_id = id'],
    ['no trace', 'DELETE FROM onething.rating'],
  ])('cannot be given %s by the application', async (name, text) => {
    await expect(database.query({ name: `test.${name}`, text }, [])).rejects.toThrow('permission denied');
  });
});

describe('feed', () => {
  it('gives each fact once, page by page, without the person and the words', async () => {
    const start = await feedEnd();
    for (let count = 0; count < 5; count += 1) {
      const { actor, caseId } = completedCase();
      await service.rate(actor, caseId, act({ words: '张三丰很好' }), 'key');
    }
    const first = await readFeed(start, 3);
    const rest = await readFeed(first.next, 3);
    expect([first.events.length, rest.events.length, (await readFeed(rest.next)).events.length]).toEqual([3, 2, 0]);
    expect(JSON.stringify([first, rest])).not.toContain('张三丰');
    expect(first.events[0]!.payload).not.toHaveProperty('accountId');
  });

  it('does not skip a rating whose transaction began earlier and commits later', async () => {
    const start = await feedEnd();
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => { commit = resolve; });
    let written = (): void => undefined;
    const isWritten = new Promise<void>((resolve) => { written = resolve; });
    const slow = completedCase();
    const slowTransaction = database.transaction(async (tx) => {
      const keyring = Keyring.generate();
      const within = { query: tx.query.bind(tx), transaction: <T>(work: (inner: Transaction) => Promise<T>) => work(tx) } as unknown as Database;
      const slowService = ratingService(within, keyring, new VirtualClock(NOW), casesOf(cases));
      await slowService.rate(slow.actor, slow.caseId, act({ grade: 4, tags: [] }), 'key');
      written();
      await held;
    });
    await isWritten;
    const quick = completedCase();
    await service.rate(quick.actor, quick.caseId, act({ grade: 2 }), 'key');
    const before = await readFeed(start);
    commit();
    await slowTransaction;
    const after = await readFeed(before.next);
    const given = [...before.events, ...after.events].filter(({ type }) => type === 'ratingGiven');
    expect(given.map(({ payload }) => (payload as RatingEventPayloads['ratingGiven']).grade).sort()).toEqual([2, 4]);
  });
});
