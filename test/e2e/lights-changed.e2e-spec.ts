import { CaseAudit, LightsWatch, PendingCommands } from '@onething/cases';
import { CataloguePublisher } from '@onething/catalogue';
import { type LightThresholds, thresholdsVersion } from '@onething/deadlines';
import { Database } from '@onething/persistence';
import { createApi } from '../../apps/api/src/create-api';
import { apply, type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { smallCatalogue } from '../states/small-catalogue';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** Every item of the test is yellow from its first minute on. */
const EARLY: LightThresholds = { yellow: { remainingDays: 400, usedShare: 0.8 }, orange: { remainingDays: 0.5 } };
const QUEUED = { name: 'test.queued', text: 'SELECT item_id AS id, version, lights_version AS lights FROM queue_item ORDER BY item_id' };
const WAITING = { name: 'test.waiting', text: `SELECT item_id FROM pending_command WHERE timer LIKE 'lights %'` };
const WARNINGS = { name: 'test.warnings', text: `SELECT item_id AS id FROM case_event WHERE type = 'deadlineNear' ORDER BY item_id` };

let platform: TestPlatform;
let world: DatedWorld;
let clerk: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  await platform.app.get(CataloguePublisher).publishAll(await smallCatalogue());
  world = worldOf(platform);
  clerk = await clientOf(world, 'publicsecurity.clerk');
}, 60_000);
afterAll(() => platform?.stop());

/** The same database, by another process that has read another `config/lights.yaml`. */
async function withLights(lights: LightThresholds, work: (app: Awaited<ReturnType<typeof createApi>>) => Promise<void>): Promise<void> {
  const { settings, clock, databases } = platform;
  const app = await createApi({ settings, clock, databaseUrl: databases.appUrl, worker: 'byHand', lights, log: { write: () => undefined } });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

async function acceptedItem(): Promise<string> {
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const { id, version } = await itemOf(await clientOf(world, 'mother'), caseId, 'small-first');
  const path = `/api/cases/${caseId}/items/${id}`;
  const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version }), 200);
  clerk.expect(await clerk.post(`${path}/accept`, { version: received.version }), 200);
  return id;
}

test('changed thresholds reach every open item once, with its light and its warning, and nothing that people look at', async () => {
  const items = [await acceptedItem(), await acceptedItem(), await acceptedItem()].sort();
  await settle(platform.app);
  const before = await platform.app.get(Database).query<{ id: string; version: number }>(QUEUED, []);
  expect(before.map(({ id }) => id)).toEqual(items);
  expect(await platform.app.get(Database).query(WARNINGS, [])).toEqual([]);

  await withLights(EARLY, async (app) => {
    const [watch, pending, database] = [app.get(LightsWatch, { strict: false }), app.get(PendingCommands, { strict: false }), app.get(Database, { strict: false })];
    // Two workers look at once, and again before anything was done.
    await Promise.all([watch.enqueue(), watch.enqueue()]);
    await watch.enqueue();
    expect((await database.query(WAITING, [])).length).toBe(items.length);
    await Promise.all([pending.performBatch(), pending.performBatch()]);
    expect(await database.query(QUEUED, [])).toEqual(before.map(({ id, version }) => ({ id, version, lights: thresholdsVersion(EARLY) })));
    await watch.enqueue();
    expect(await database.query(WAITING, [])).toEqual([]);
    expect(await app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);

    // What was green is yellow now, so its handlers are warned now: once.
    await settle(app);
    await settle(app);
    expect(await database.query(WARNINGS, [])).toEqual(items.map((id) => ({ id })));
  });
  const { entries } = clerk.expect(await clerk.get<{ entries: { light: string }[] }>('/api/queues?state=handling'), 200);
  expect(entries.map(({ light }) => light)).toEqual(['yellow', 'yellow', 'yellow']);
}, 60_000);

test('a warning that was set under other thresholds is not given before it is computed anew', async () => {
  const id = await acceptedItem();
  const warned = () => platform.app.get(Database).query<{ id: string }>(WARNINGS, []).then((rows) => rows.some((row) => row.id === id));
  await withLights(EARLY, async (app) => {
    await app.get(LightsWatch, { strict: false }).enqueue();
    await app.get(PendingCommands, { strict: false }).performBatch();
  });
  // Due at once under the thresholds of that process; the first one has its own and sets it anew.
  await platform.app.get(PendingCommands).performBatch();
  expect(await warned()).toBe(false);
  expect((await platform.app.get(CaseAudit).findContradictions()).filter((words) => words.startsWith(id))).toEqual([]);
  platform.clock.advanceBy(5 * 86_400_000);
  await settle(platform.app);
  expect(await warned()).toBe(true);
}, 60_000);
