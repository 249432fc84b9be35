import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { CatalogueModule } from '@onething/catalogue';
import type { ChainedEvent } from '@onething/cases';
import type { Settings } from '@onething/config';
import { generateKeySet } from '@onething/crypto';
import { DEMO_RESIDENTS, IdentityModule } from '@onething/identity';
import { newId, VirtualClock } from '@onething/kernel';
import { LicencesModule } from '@onething/licences';
import { Database, PersistenceModule } from '@onething/persistence';
import { type RateableCase, RateableCases, StaffPlaces } from '@onething/ratings';
import { EventCounter, RatingCounter, StatisticsModule } from '@onething/statistics';
import supertest from 'supertest';
import { readJsonBodies } from '../../apps/api/src/http/json-body';
import { ProblemDetailsFilter } from '../../apps/api/src/http/problem-details.filter';
import { StrictValidationPipe } from '../../apps/api/src/http/strict-validation.pipe';
import { PlatformModule } from '../../apps/api/src/platform.module';
import { prepareFirstStart } from '../../apps/api/src/start/first-start';
import { AbsentLibraries } from '../support/absent-libraries';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { TEST_NOW } from '../support/test-platform';

/** Cases of any kind without their library: what ratings ask of them stands here. */
const cases = new Map<string, RateableCase>();

@Global()
@Module({})
class Cases {
  static register(): DynamicModule {
    const port = { provide: RateableCases, useValue: { findRateable: (id: string) => Promise.resolve(cases.get(id)) } };
    const places = { provide: StaffPlaces, useValue: { countAt: () => Promise.resolve(0) } };
    return { module: Cases, providers: [port, places], exports: [port, places] };
  }
}

let testDatabase: TestDatabase;
let app: NestFastifyApplication;
let request: ReturnType<typeof supertest>;
let mother: string;
let father: string;
let login: (name: string) => Promise<string>;
const clock = new VirtualClock(TEST_NOW);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const settings = {
    mode: 'embedded', publicUrl: 'http://127.0.0.1', region: '650000', jwtSecret: 'a secret of the tests, long enough to be one', keys: generateKeySet(), poolSize: 4,
    objectStore: { kind: 'file', folder: join(tmpdir(), `onething-test-${randomUUID()}`) },
  } as Settings;
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.register({ settings, clock }), PersistenceModule.register({ url: testDatabase.appUrl, poolSize: 4 }),
      AbsentLibraries, IdentityModule, CatalogueModule, LicencesModule, Cases.register(), StatisticsModule,
    ],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { bodyParser: false, logger: false });
  readJsonBodies(app, 65_536);
  app.setGlobalPrefix('api').useGlobalPipes(new StrictValidationPipe()).useGlobalFilters(new ProblemDetailsFilter());
  await app.listen(0, '127.0.0.1');
  const accounts = await prepareFirstStart(app, settings);
  request = supertest(await app.getUrl());
  login = async (name: string) => {
    const { password } = accounts.find((account) => account.login === name)!;
    return (await request.post('/api/auth/login').send({ login: name, password }).expect(200)).body.accessToken as string;
  };
  [mother, father] = [await login('mother'), await login('father')];
}, 120_000);

afterAll(async () => {
  await app?.close();
  await testDatabase?.drop();
});

const motherId = DEMO_RESIDENTS.find(({ login }) => login === 'mother')!.id;

function newCase(completed = true): { caseId: string; rated: RateableCase } {
  const caseId = newId(TEST_NOW);
  const items = ['birth-certificate', 'household-registration'].map((item) => ({ itemId: newId(TEST_NOW), item, department: 'health', division: '650102' }));
  const rated = { applicantAccountId: motherId, completed, oneThing: 'newborn', division: '650102', items };
  cases.set(caseId, rated);
  return { caseId, rated };
}

const rate = (caseId: string, body: object, key = newId(TEST_NOW), token = mother) =>
  request.post(`/api/cases/${caseId}/ratings`).set('authorization', `Bearer ${token}`).set('idempotency-key', key).send(body);

async function figure(code: string) {
  const { body } = await request.get('/api/statistics/overview').expect(200);
  return body.figures.find((entry: { code: string }) => entry.code === code) as { code: string; value: number | null; unit: string; parts?: object };
}

describe('POST /api/cases/:id/ratings', () => {
  test('takes one rating of a completed matter, and repeats its answer to the same request', async () => {
    const { caseId, rated } = newCase();
    const body = { grade: 2, tags: ['whollyOnline'], words: '很方便', items: [{ itemId: rated.items[0]!.itemId, grade: 4 }] };
    const first = await rate(caseId, body, 'rating-key-1').expect(201);
    expect(first.body).toMatchObject({ caseId, grade: 2, gradeName: { zh: '满意' }, words: '很方便', sequence: 1, givenAt: '2026-03-02T02:00:00.000Z' });
    expect(first.body.items.map((item: { grade: number }) => item.grade)).toEqual([4, 2]);
    expect((await rate(caseId, body, 'rating-key-1').expect(201)).body).toEqual(first.body);
    expect((await rate(caseId, { ...body, grade: 1 }, 'rating-key-1').expect(422)).body.code).toBe('RATINGS.KEY_REUSED');
    expect((await rate(caseId, { grade: 1 }).expect(409)).body.code).toBe('RATINGS.ALREADY_RATED');
    const list = await request.get(`/api/cases/${caseId}/ratings`).set('authorization', `Bearer ${mother}`).expect(200);
    expect(list.body.entries).toEqual([first.body]);
  });

  test('refuses before completion, and shows others no case', async () => {
    expect((await rate(newCase(false).caseId, { grade: 1 }).expect(409)).body.code).toBe('RATINGS.NOT_COMPLETED');
    const { caseId } = newCase();
    await rate(caseId, { grade: 1 }, 'rating-key-2', father).expect(404);
    await request.get(`/api/cases/${caseId}/ratings`).set('authorization', `Bearer ${father}`).expect(404);
    await request.post(`/api/cases/${caseId}/ratings`).send({ grade: 1 }).expect(401);
  });

  test.each([
    ['grade', {}], ['grade', { grade: 0 }], ['grade', { grade: '1' }], ['grade', { grade: 1.5 }], ['tags', { grade: 1, tags: 'x' }],
    ['tags', { grade: 1, tags: ['oneForm', 'oneForm'] }], ['words', { grade: 1, words: '' }], ['words', { grade: 1, words: '长'.repeat(501) }],
    ['items', { grade: 1, items: {} }], ['items.0.itemId', { grade: 1, items: [{ itemId: 'x', grade: 1 }] }],
    ['items.0.grade', { grade: 1, items: [{ itemId: newId(TEST_NOW), grade: 6 }] }], ['rater', { grade: 1, rater: 'me' }],
  ])('names a wrong %s', async (field, body) => {
    const response = await rate(newCase().caseId, body).expect(400);
    expect(response.body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  test.each([['tags.0', { grade: 1, tags: ['late'] }], ['items.0.itemId', { grade: 1, items: [{ itemId: newId(TEST_NOW), grade: 1 }] }]])(
    'names %s when it is not of this matter', async (field, body) => {
      const response = await rate(newCase().caseId, body).expect(422);
      expect(response.body.errors).toMatchObject([{ field }]);
    });

  test('needs an idempotency key', async () => {
    const response = await request.post(`/api/cases/${newCase().caseId}/ratings`).set('authorization', `Bearer ${mother}`).send({ grade: 1 }).expect(422);
    expect(response.body.errors).toMatchObject([{ field: 'Idempotency-Key', code: 'REQUEST.IDEMPOTENCY_KEY_MISSING' }]);
  });
});

test('GET /api/rating-tags offers each grade its own reasons to anyone', async () => {
  const { body } = await request.get('/api/rating-tags').expect(200);
  expect(body.provenance).toBe('recalled');
  expect(body.grades.map((grade: { grade: number }) => grade.grade)).toEqual([1, 2, 3, 4, 5]);
  expect(body.grades[4].tags[2]).toEqual({ code: 'late', name: { zh: '未在承诺时间内办结', en: 'Not finished within the promised time' } });
});

describe('GET /api/statistics/overview', () => {
  const event = (type: string, payload: object = {}): ChainedEvent => ({
    caseId: newId(TEST_NOW), itemId: null, seq: 1, schemaVersion: 1, actorKind: 'resident', actorId: 'a', onBehalfOf: null, cause: 'k', type,
    occurredAt: clock.now(), recordedAt: clock.now(), prevHash: '', hash: '',
    payload: { ...payload, scope: { oneThing: 'newborn', oneThingVersion: 1, division: '650102', item: 'birth-certificate', department: 'health' } },
  } as ChainedEvent);
  const count = async (...events: ChainedEvent[]) => app.get(Database).transaction((tx) => app.get(EventCounter, { strict: false }).handle(tx, events));

  const overview = async () => {
    while ((await app.get(RatingCounter, { strict: false }).catchUp()) > 0);
    return (await request.get('/api/statistics/overview').expect(200)).body as { figures: { code: string; value: number | null; parts?: object; definition: object }[] } & Record<string, unknown>;
  };
  const valuesOf = ({ figures }: Awaited<ReturnType<typeof overview>>) => Object.fromEntries(figures.map(({ code, value }) => [code, value]));
  const nextDay = async () => {
    clock.advanceBy(86_400_000);
    mother = await login('mother');
  };
  const give = (grade: number, tag: string) => rate(newCase().caseId, { grade, tags: [tag] }).expect(201);

  test('tells anyone what was counted, each figure with its definition', async () => {
    await count(
      event('submitted', { spared: { materials: 4, steps: 3, visits: 2, days: 1, licences: 6 } }), event('submitted'), event('completed'), event('completed'), event('itemSubmitted'),
      event('received'), event('itemClosed', { outcome: 'granted', onTime: true }), event('itemClosed', { outcome: 'refused', onTime: false }),
      event('resultIssued', { licenceType: 'birth-certificate' }),
    );
    const body = await overview();
    expect(body).toMatchObject({ region: '650000', asOf: '2026-03-02T02:00:00.000Z', countedUpTo: '2026-03-02T02:00:00.000Z', dividedUpTo: '2026-03-01' });
    expect(valuesOf(body)).toEqual({
      'persons.registered': 0, 'oneThings.published': 5, 'cases.submitted': 2, 'cases.completed': 2, 'cases.delivered': 0,
      'items.reached': 1, 'items.onTimeRate': null, 'licences.issued': 1, 'licences.registered': expect.any(Number), 'licences.inForce': expect.any(Number), 'licences.reused': 6,
      'seals.registered': expect.any(Number),
      'spared.materials': 4, 'spared.steps': 3, 'spared.visits': 2, 'ratings.active': 1, 'ratings.activeRate': null, 'ratings.satisfactionRate': null,
      'ratings.verySatisfiedRate': null, 'ratings.badRate': null, 'ratings.meanScore': null, 'ratings.excluded': 0, 'badRatings.calledBackRate': null, 'badRatings.rectifiedRate': null,
    });
    for (const { definition } of body.figures) {
      expect(definition).toMatchObject({ name: { zh: expect.any(String) }, formula: { en: expect.stringMatching(/\S/) }, source: { zh: expect.any(String) } });
    }
  });

  test('divides figures of days that are over alone, and withholds parts of few', async () => {
    await count(...Array.from({ length: 7 }, () => event('resultIssued', { licenceType: 'vaccination-certificate' })));
    await overview();
    expect((await figure('licences.issued')).parts).toEqual({});
    await nextDay();
    expect((await figure('licences.issued')).parts).toEqual({ 'birth-certificate': null, 'vaccination-certificate': 5 });
    expect((await figure('items.reached')).parts).toEqual({ submitted: null, received: null, accepted: null, granted: null, refused: null, withdrawn: null, aborted: null });
    const residents = DEMO_RESIDENTS.length;
    expect(await figure('persons.registered')).toMatchObject({ value: residents, parts: { 2: residents - (residents % 5) || null } });
    expect(await figure('licences.registered')).toMatchObject({ value: expect.any(Number), parts: { VALID: expect.any(Number) } });
    expect((await figure('ratings.active')).parts).toEqual({ 1: null, 2: null, 3: null, 4: null, 5: null });
  });

  test('tells of grades and rates in steps of five', async () => {
    for (let more = 0; more < 6; more += 1) await give(1, 'oneForm');
    for (let more = 0; more < 4; more += 1) await give(5, 'late');
    await overview();
    await nextDay();
    expect(await figure('ratings.active')).toMatchObject({ value: 11, parts: { 1: 5, 2: null, 3: null, 4: null, 5: null } });
    expect(await figure('ratings.satisfactionRate')).toMatchObject({ unit: 'share', value: null });
    await give(5, 'late');
    await overview();
    await nextDay();
    expect(valuesOf(await overview())).toMatchObject({ 'ratings.active': 12, 'ratings.satisfactionRate': 0.5, 'ratings.verySatisfiedRate': 0.5, 'ratings.badRate': 0.5, 'ratings.meanScore': 6 });
  });

  test('who reads before and after each single rating and decision sees that there was one, and not which', async () => {
    const told = async () => (await overview()).figures.map(({ code, value, parts }) => ({ code, parts, value: ['ratings.active', 'items.reached'].includes(code) ? null : value }));
    const before = await told();
    for (const [grade, tag] of [[1, 'oneForm'], [5, 'late'], [5, 'late'], [1, 'oneForm'], [5, 'late'], [5, 'late'], [5, 'late']] as const) {
      await give(grade, tag);
      await count(event('itemSubmitted'), event('itemClosed', { outcome: 'refused', onTime: false }));
      expect(await told()).toEqual(before);
    }
    await nextDay();
    expect(await told()).not.toEqual(before);
    expect((await figure('ratings.active')).parts).toMatchObject({ 1: 5, 5: 10 });
  });
});
