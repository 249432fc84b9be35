import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { VirtualClock } from '@onething/kernel';
import { Database, migrate, roleOf } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { CataloguePublisher } from './catalogue-publisher';
import { CatalogueService } from './catalogue.service';
import { buildItem, buildOneThing } from './domain/fixtures/catalogue-builder';
import { workedExample } from './domain/fixtures/worked-example';
import type { Catalogue, OneThing } from './domain/model';
import { CATALOGUE_MIGRATIONS } from './persistence/migrations';
import { PublishedCatalogueRepository } from './persistence/published-catalogue.repository';

const NOON = Date.UTC(2026, 0, 5, 4);

let testDatabase: TestDatabase;
let database: Database;
let publisher: CataloguePublisher;
let service: CatalogueService;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await migrate({ ownerUrl: testDatabase.ownerUrl, appRole: roleOf(testDatabase.appUrl), migrations: CATALOGUE_MIGRATIONS });
});

beforeEach(async () => {
  database = new Database({ url: testDatabase.appUrl, poolSize: 4 });
  const repository = new PublishedCatalogueRepository(database);
  const clock = new VirtualClock(NOON);
  publisher = new CataloguePublisher(repository, new SecurityLog(database, Keyring.generate(), clock), clock);
  service = new CatalogueService(repository);
});

afterEach(() => database.close());
afterAll(() => testDatabase.drop());

const newborn: OneThing = buildOneThing('newbornBirth', [], {
  status: 'outline',
  name: { zh: '新生儿出生', en: 'Birth of a child' },
  audience: 'person',
  lifeStage: 'birth',
  keywords: ['生孩子', 'newborn', 'baby'],
});

function catalogueWith(oneThings: OneThing[], more: Partial<Catalogue> = {}): Catalogue {
  return {
    ...workedExample,
    ...more,
    oneThings: new Map([...workedExample.oneThings.values(), ...oneThings].map((one) => [one.code, one])),
  };
}

const all = { page: 1, pageSize: 20 };
const found = async (query: string): Promise<string[]> =>
  (await service.search({ query, ...all })).entries.map((entry) => entry.code);

test('versions are published once, counted up when content changes, and stay as they were', async () => {
  const first = await publisher.publishAll(catalogueWith([newborn]));
  expect(first.published).toEqual([
    { code: 'openRestaurant', version: 1 },
    { code: 'newbornBirth', version: 1 },
  ]);
  expect(await publisher.publishAll(catalogueWith([newborn]))).toEqual({ edition: first.edition, published: [] });
  const acts = { name: 'test.acts', text: 'SELECT act, object_kind AS kind, object_id AS id FROM security_act' };
  expect(await database.query(acts, [])).toEqual([{ act: 'catalogue.published', kind: 'catalogueEdition', id: String(first.edition) }]);

  const items = new Map(workedExample.items).set(
    'signboard',
    buildItem('signboard', { promisedLimit: { value: 2, unit: 'workingDays' } }),
  );
  const second = await publisher.publishAll(catalogueWith([newborn], { items }));
  expect(second).toEqual({ edition: first.edition + 1, published: [{ code: 'openRestaurant', version: 2 }] });

  const [kept, current] = [await service.getPublished('openRestaurant', 1), await service.getPublished('openRestaurant')];
  expect(current.version).toBe(2);
  expect(kept.publishedAt).toEqual(new Date(NOON));
  expect(kept.catalogue.items.get('signboard')!.promisedLimit.value).toBe(5);
  expect((await service.compileFor('openRestaurant', 1, {})).savings.days).toMatchObject({ before: 18, after: 10 });
  expect((await service.compileFor('openRestaurant', undefined, {})).savings.days).toMatchObject({ before: 15, after: 10 });
});

test('several processes that publish at once make one version', async () => {
  const late = catalogueWith([newborn, { ...newborn, code: 'retirement' }]);
  const reports = await Promise.all([1, 2, 3].map(() => publisher.publishAll(late)));
  expect(reports.flatMap((report) => report.published.filter((one) => one.code === 'retirement'))).toEqual([
    { code: 'retirement', version: 1 },
  ]);
  expect(new Set(reports.map((report) => report.edition)).size).toBe(1);
});

test('what the catalogue no longer holds is no longer listed, but a case that keeps its version still finds it', async () => {
  await publisher.publishAll(catalogueWith([{ ...newborn, code: 'retirement' }]));
  await publisher.publishAll(catalogueWith([newborn]));
  expect((await service.search(all)).entries.map((entry) => entry.code)).not.toContain('retirement');
  await expect(service.getPublished('retirement')).rejects.toThrow('CATALOGUE.ONE_THING_NOT_FOUND');
  expect((await service.getPublished('retirement', 1)).oneThing.code).toBe('retirement');
});

test('a catalogue that cannot be compiled publishes nothing at all', async () => {
  const before = await service.getEdition();
  await expect(
    publisher.publishAll(catalogueWith([{ ...newborn, code: 'aaa' }, buildOneThing('broken', ['nowhere'])])),
  ).rejects.toThrow('CATALOGUE.UNKNOWN_REFERENCE');
  expect((await service.getEdition()).edition).toBe(before.edition);
  await expect(service.getPublished('aaa', 1)).rejects.toThrow('CATALOGUE.ONE_THING_NOT_FOUND');
});

test.each(['published_one_thing', 'published_catalogue'])(
  'the application can neither change nor delete rows of %s',
  async (table) => {
    for (const statement of [`UPDATE ${table} SET digest = digest`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
      await expect(database.query({ name: `test.${statement}`, text: statement }, [])).rejects.toThrow('permission denied');
    }
  },
);

describe('search', () => {
  beforeEach(() => publisher.publishAll(catalogueWith([newborn])));

  test.each([
    ['开餐馆', 'openRestaurant'],
    ['我想开餐馆', 'openRestaurant'],
    ['餐饮店', 'openRestaurant'],
    ['restaurant', 'openRestaurant'],
    ['Opening a RESTAURANT', 'openRestaurant'],
    ['resturant', 'openRestaurant'],
    ['招牌', 'openRestaurant'],
    ['生孩子', 'newbornBirth'],
    ['新生儿', 'newbornBirth'],
    ['baby', 'newbornBirth'],
    ['newbron', 'newbornBirth'],
    ['新生儿初生', 'newbornBirth'],
  ])('「%s」 finds %s first', async (query, code) => {
    expect((await found(query))[0]).toBe(code);
  });

  test.each(['量子计算机', 'spaceship', "'; DROP TABLE x; --", "a\\'b & | ! :*"])(
    '「%s」 finds nothing and breaks nothing',
    async (query) => {
      expect(await found(query)).toEqual([]);
    },
  );

  test('filters and pages, open ones first, with the figures that were frozen at publication', async () => {
    const page = await service.search({ page: 1, pageSize: 1 });
    expect(page.total).toBe(2);
    expect(page.entries).toEqual([
      expect.objectContaining({
        code: 'openRestaurant',
        status: 'open',
        departments: ['market', 'fire', 'urban'],
        savings: expect.objectContaining({ materials: { before: 16, after: 7, saved: 9, rate: 0.5625 } }),
      }),
    ]);
    const [outline] = (await service.search({ page: 2, pageSize: 1 })).entries;
    expect(outline).toMatchObject({ code: 'newbornBirth', status: 'outline', name: newborn.name });
    expect(outline).not.toHaveProperty('savings');
    expect((await service.search({ ...all, audience: 'person' })).entries.map((entry) => entry.code)).toEqual(['newbornBirth']);
    expect((await service.search({ ...all, lifeStage: 'startBusiness' })).total).toBe(1);
    expect((await service.search({ ...all, status: 'outline' })).total).toBe(1);
    expect(await service.search({ page: 9, pageSize: 20 })).toEqual({ total: 2, entries: [] });
  });
});

test('licence types and items are those of the present edition', async () => {
  expect((await service.getLicenceType('businessLicence')).name.zh).toBe('营业执照');
  expect((await service.getItem('signboard')).name).toEqual({ zh: '户外招牌设置', en: 'Outdoor signboard' });
  await expect(service.getLicenceType('nothing')).rejects.toThrow('CATALOGUE.UNKNOWN_REFERENCE');
  await expect(service.getAuthority('market', '650100')).rejects.toThrow('CATALOGUE.AUTHORITY_NOT_FOUND');
});
