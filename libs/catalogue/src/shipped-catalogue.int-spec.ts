import { join } from 'node:path';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { VirtualClock } from '@onething/kernel';
import { Database, migrate, roleOf } from '@onething/persistence';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { CataloguePublisher } from './catalogue-publisher';
import { CatalogueService } from './catalogue.service';
import { loadCatalogue } from './loading/load-catalogue';
import { CATALOGUE_MIGRATIONS } from './persistence/migrations';
import { PublishedCatalogueRepository } from './persistence/published-catalogue.repository';

const SHIPPED = join(__dirname, '../../../config/catalogue');

let testDatabase: TestDatabase;
let database: Database;
let service: CatalogueService;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await migrate({ ownerUrl: testDatabase.ownerUrl, appRole: roleOf(testDatabase.appUrl), migrations: CATALOGUE_MIGRATIONS });
  database = new Database({ url: testDatabase.appUrl, poolSize: 2 });
  const repository = new PublishedCatalogueRepository(database);
  const { catalogue } = await loadCatalogue([SHIPPED]);
  const clock = new VirtualClock(0);
  await new CataloguePublisher(repository, new SecurityLog(database, Keyring.generate(), clock), clock).publishAll(catalogue);
  service = new CatalogueService(repository);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

test.each([
  ['开餐馆', '开办餐饮店'],
  ['开饭店', '开办餐饮店'],
  ['我想开一家餐馆', '开办餐饮店'],
  ['restaurant', '开办餐饮店'],
  ['resturant', '开办餐饮店'],
  ['生孩子', '新生儿出生'],
  ['上户口', '新生儿出生'],
  ['newborn baby', '新生儿出生'],
  ['出生证怎么办', '新生儿出生'],
  ['退休', '退休'],
  ['领养老金', '退休'],
  ['retire', '退休'],
  ['孩子上学', '教育入学'],
  ['上小学', '教育入学'],
  ['school', '教育入学'],
  ['注销公司', '企业注销'],
  ['关公司', '企业注销'],
  ['close a company', '企业注销'],
])('「%s」 finds %s first', async (query, name) => {
  const { entries } = await service.search({ query, page: 1, pageSize: 5 });
  expect(entries[0]?.name.zh).toContain(name);
});

test('open ones cost no more than their items and spare most papers; outlines show no savings', async () => {
  const { total, entries } = await service.search({ page: 1, pageSize: 100 });
  expect(total).toBe(13);
  const open = entries.filter((entry) => entry.status === 'open');
  expect(open).toHaveLength(5);
  for (const { savings } of open) {
    expect(Math.min(...Object.values(savings!).map((figures) => figures.saved))).toBeGreaterThanOrEqual(0);
    expect(savings!.materials.rate).toBeGreaterThan(0.5);
  }
  expect(entries.filter((entry) => entry.status === 'outline' && 'savings' in entry)).toEqual([]);
});

test('each complete cross-province item is a one-thing of its own, with its provenance, and in no list', async () => {
  const { catalogue } = await service.getEdition();
  const complete = [...catalogue.crossProvinceItems.values()].filter(({ serviceItem }) => serviceItem !== undefined);
  expect(complete).toHaveLength(7);
  for (const { code, serviceItem, provenance } of complete) {
    const { oneThing, catalogue: own } = await service.getPublished(`cross-province.${code}`);
    expect(oneThing).toMatchObject({ unlisted: true, provenance, items: [{ item: serviceItem }] });
    expect([...own.items.keys()]).toEqual([serviceItem]);
  }
  expect((await service.search({ query: complete[0]!.name.zh, page: 1, pageSize: 5 })).entries.map(({ code }) => code).filter((code) => code.startsWith('cross-province.'))).toEqual([]);
});

test('every department that takes part has an office for the capital', async () => {
  const { catalogue } = await service.getEdition();
  for (const department of new Set([...catalogue.items.values()].map((item) => item.department))) {
    expect(await service.findAuthority(department, '650102')).toMatchObject({ department });
  }
});
