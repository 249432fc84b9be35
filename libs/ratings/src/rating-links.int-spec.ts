import type { SecurityAct, SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, DomainError, newId, VirtualClock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { LINK_LIFETIME_MS } from './domain/rating-link';
import type { RateableCase, RatingAct } from './domain/rating-act';
import { type LinkWish, RatingLinks } from './rating-links';
import type { RateableCases } from './rateable-cases.port';
import type { RatingService } from './rating-service';
import { casesOf, ratingService } from './fixtures/rating-world.fixture';
import { InvitationLinks } from './invitation-links';
import { loadRatingRules } from './rating-config.file';

const NOW = Date.parse('2026-11-24T04:00:00Z');
const CLERK: Actor = { accountId: newId(NOW), personId: newId(NOW), kind: 'staff', level: 2, roles: ['windowClerk'], posts: [] };

let testDatabase: TestDatabase;
let database: Database;
let clock: VirtualClock;
let keyring: Keyring;
let links: RatingLinks;
let ratings: RatingService;
let recorded: SecurityAct[];
const cases = new Map<string, RateableCase>();
const atCounter = new Set<string>();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.appUrl, poolSize: 4 });
});
beforeEach(() => {
  [clock, keyring, recorded] = [new VirtualClock(NOW), Keyring.generate(), []];
  const port: RateableCases = {
    ...casesOf(cases), requireAtCounter: (_, caseId) => (atCounter.has(caseId) ? Promise.resolve() : Promise.reject(new DomainError('notFound', 'CASES.NOT_FOUND', ''))),
  };
  ratings = ratingService(database, keyring, clock, port);
  const log = { record: (act: SecurityAct) => Promise.resolve(void recorded.push(act)) } as unknown as SecurityLog;
  links = new RatingLinks(port, ratings, keyring, log, clock, loadRatingRules());
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const WISH: LinkWish = { stage: 'completion', channel: 'windowQr' };
const act = (grade: RatingAct['grade'] = 1): RatingAct => ({ grade, tags: [], items: [] });

async function issued(completed = true): Promise<{ caseId: string; token: string; rated: RateableCase }> {
  const caseId = newId(NOW);
  const rated = { applicantAccountId: newId(NOW), completed, oneThing: 'newborn', division: '650102', items: [{ itemId: newId(NOW), item: 'birth', department: 'health', division: '650102' }] };
  cases.set(caseId, rated);
  atCounter.add(caseId);
  return { caseId, rated, token: (await links.issue(CLERK, caseId, WISH)).token };
}

test('a link rates its case once, as the applicant, and says how it was reached', async () => {
  const { token, caseId, rated } = await issued();
  expect(await links.lookUp(token)).toEqual({ oneThing: 'newborn', division: '650102', stage: 'completion', state: 'open' });
  const given = await links.rate(token, act(2), 'key-1');
  expect(given).toMatchObject({ caseId, accountId: rated.applicantAccountId, grade: 2, channel: 'windowQr', stage: 'completion' });
  expect(await links.rate(token, act(2), 'key-1')).toEqual(given);
  expect((await links.lookUp(token)).state).toBe('rated');
});

test('a link that was used is refused, and so is another one of the same case, or one after a rating by log-in', async () => {
  const first = await issued();
  await links.rate(first.token, act(), 'key-1');
  await expect(links.rate(first.token, act(5), 'key-2')).rejects.toMatchObject({ kind: 'conflict', code: 'RATINGS.ALREADY_RATED' });
  clock.advanceBy(1000);
  const again = (await links.issue(CLERK, first.caseId, WISH)).token;
  expect(again).not.toBe(first.token);
  await expect(links.rate(again, act(5), 'key-3')).rejects.toMatchObject({ code: 'RATINGS.ALREADY_RATED' });
  const other = await issued();
  await ratings.rate({ ...CLERK, kind: 'resident', accountId: other.rated.applicantAccountId }, other.caseId, act(), 'key-4');
  await expect(links.rate(other.token, act(5), 'key-5')).rejects.toMatchObject({ code: 'RATINGS.ALREADY_RATED' });
});

test('used many times at the same moment, it counts once', async () => {
  const { token } = await issued();
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map((index) => links.rate(token, act(), `key-${index}`)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('each character counts, and so do the case and the end that it names', async () => {
  const [one, two] = [await issued(), await issued()];
  const parts = one.token.split('.');
  const changed = [
    ...[...one.token].map((character, index) => one.token.slice(0, index) + (character === '0' ? '1' : '0') + one.token.slice(index + 1)),
    [two.token.split('.')[0], ...parts.slice(1)].join('.'),
    [...parts.slice(0, 5), (Number.parseInt(parts[5]!, 36) + 1).toString(36), ...parts.slice(6)].join('.'),
    [parts[0], 'intake', ...parts.slice(2)].join('.'), [...parts.slice(0, 2), 's', ...parts.slice(3)].join('.'),
    ...[3, 4].map((place) => [...parts.slice(0, place), newId(NOW).replaceAll('-', ''), ...parts.slice(place + 1)].join('.')),
    one.token.toUpperCase(), `${one.token}0`, '',
  ];
  for (const token of changed) {
    await expect(links.lookUp(token)).rejects.toMatchObject({ kind: 'notFound', code: 'RATINGS.LINK_INVALID' });
    await expect(links.rate(token, act(), 'key')).rejects.toMatchObject({ code: 'RATINGS.LINK_INVALID' });
  }
  expect((await links.lookUp(one.token)).state).toBe('open');
});

test('digests that were made for something else, or by another platform, are no signatures', async () => {
  const { token, caseId } = await issued();
  const [id, stage, letter, visit, window, end] = token.split('.');
  const forged = (ring: Keyring, value: unknown) => [id, stage, letter, visit, window, end, ring.keyedDigest(value)].join('.');
  for (const value of [{ caseId, stage, expiresAt: Number.parseInt(end!, 36) }, { caseId, act: act() }, null]) {
    await expect(links.lookUp(forged(keyring, value))).rejects.toMatchObject({ code: 'RATINGS.LINK_INVALID' });
  }
  const signed = { purpose: 'ratings.link', caseId, stage, channel: 'windowQr', visitId: null, windowId: null, expiresAt: Number.parseInt(end!, 36) };
  expect(forged(keyring, signed)).toBe(token);
  await expect(links.lookUp(forged(Keyring.generate(), signed))).rejects.toMatchObject({ code: 'RATINGS.LINK_INVALID' });
});

test('it waits for the end of the matter, and ends after half a year', async () => {
  const { token, rated } = await issued(false);
  expect((await links.lookUp(token)).state).toBe('notReached');
  await expect(links.rate(token, act(), 'key')).rejects.toMatchObject({ kind: 'refused', code: 'RATINGS.NOT_COMPLETED' });
  rated.completed = true;
  clock.advanceBy(LINK_LIFETIME_MS - 1);
  expect((await links.lookUp(token)).state).toBe('open');
  clock.advanceBy(1);
  await expect(links.rate(token, act(), 'key')).rejects.toMatchObject({ code: 'RATINGS.LINK_EXPIRED' });
});

test('before the completion each visit has a link of its own, and counts once (一次一评)', async () => {
  const { caseId, rated } = await issued(false);
  rated.reached = ['intake'];
  const wish: LinkWish = { stage: 'intake', channel: 'tablet' };
  const [first, second] = [await links.issue(CLERK, caseId, wish), await links.issue(CLERK, caseId, wish)];
  expect(await links.rate(first.token, act(2), 'visit-1')).toMatchObject({ stage: 'intake', channel: 'tablet', sequence: 1 });
  await expect(links.rate(first.token, act(1), 'visit-2')).rejects.toMatchObject({ code: 'RATINGS.ALREADY_RATED' });
  expect(await links.rate(second.token, act(3), 'visit-3')).toMatchObject({ grade: 3, stage: 'intake' });
  const early = (await links.issue(CLERK, caseId, { stage: 'acceptance', channel: 'windowQr' })).token;
  expect((await links.lookUp(early)).state).toBe('notReached');
  await expect(links.rate(early, act(), 'visit-4')).rejects.toMatchObject({ code: 'RATINGS.STAGE_NOT_REACHED' });
});

test('the link of an SMS is its own, and counts with the others', async () => {
  const { caseId, token } = await issued();
  const invitations = new InvitationLinks(keyring);
  const sms = invitations.tokenOf(caseId, NOW + LINK_LIFETIME_MS);
  expect(invitations.tokenOf(caseId, NOW + LINK_LIFETIME_MS)).toBe(sms);
  expect(await links.rate(sms, act(2), 'sms-1')).toMatchObject({ channel: 'smsLink', stage: 'completion' });
  await expect(links.rate(token, act(), 'sms-2')).rejects.toMatchObject({ code: 'RATINGS.ALREADY_RATED' });
});

test('only for whom stands at the counter, and it is recorded who was told it', async () => {
  await expect(links.issue(CLERK, newId(NOW), WISH)).rejects.toMatchObject({ code: 'CASES.NOT_FOUND' });
  const { caseId } = await issued();
  expect(recorded).toEqual([expect.objectContaining({ act: 'rating.invited', object: { kind: 'case', id: caseId }, actor: expect.objectContaining({ accountId: CLERK.accountId }) })]);
});
