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

/** Items of the test are promised within a day: yellow at once by the shipped thresholds, and at the very end by these. */
const LATE: LightThresholds = { yellow: { remainingDays: 0, usedShare: 1 }, orange: { remainingDays: 0 } };
const QUEUED = { name: 'test.queued', text: 'SELECT item_id AS id, version, lights_version AS lights, yellow_at AS yellow FROM queue_item ORDER BY item_id' };
interface QueuedRow {
  id: string;
  version: number;
  lights: string;
  yellow: Date;
}
const WAITING = { name: 'test.waiting', text: `SELECT item_id FROM pending_command WHERE timer LIKE 'lights %'` };
const WARNINGS = { name: 'test.warnings', text: `SELECT item_id AS id FROM case_event WHERE type = 'deadlineNear' ORDER BY item_id` };

let platform: TestPlatform;
let world: DatedWorld;
let clerk: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  const catalogue = await smallCatalogue();
  catalogue.items.set('small-first', { ...catalogue.items.get('small-first')!, promisedLimit: { value: 1, unit: 'workingDays' } });
  await platform.app.get(CataloguePublisher).publishAll(catalogue);
  world = worldOf(platform);
  clerk = await clientOf(world, 'humanresources.clerk');
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

const rowsOf = <Row>(statement: { name: string; text: string }): Promise<Row[]> => platform.app.get(Database).query<Row>(statement, []);
const warned = async (): Promise<string[]> => (await rowsOf<{ id: string }>(WARNINGS)).map(({ id }) => id);

test('changed thresholds reach every open item once, with its light and its warning, and nothing that people look at', async () => {
  const items = [await acceptedItem(), await acceptedItem(), await acceptedItem()].sort();
  const before = await rowsOf<QueuedRow>(QUEUED);
  expect(before.map(({ id, yellow }) => [id, yellow.getTime() <= platform.clock.now()])).toEqual(items.map((id) => [id, true]));

  await withLights(LATE, async (app) => {
    const [watch, pending] = [app.get(LightsWatch, { strict: false }), app.get(PendingCommands, { strict: false })];
    // Two workers look at once, and again before anything was done.
    await Promise.all([watch.enqueue(), watch.enqueue()]);
    await watch.enqueue();
    expect(await rowsOf(WAITING)).toHaveLength(items.length);
    await Promise.all([pending.performBatch(), pending.performBatch()]);
    const after = await rowsOf<QueuedRow>(QUEUED);
    expect(after.map(({ id, version, lights }) => ({ id, version, lights })))
      .toEqual(before.map(({ id, version }) => ({ id, version, lights: thresholdsVersion(LATE) })));
    await watch.enqueue();
    expect(await rowsOf(WAITING)).toEqual([]);
    expect(await app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);

    // What was yellow is green now; its handlers are warned when it turns yellow again, once.
    await settle(app);
    expect([Math.min(...after.map(({ yellow }) => yellow.getTime())) > platform.clock.now(), await warned()]).toEqual([true, []]);
    platform.clock.advanceTo(Math.max(...after.map(({ yellow }) => yellow.getTime())));
    await settle(app);
    await settle(app);
    expect(await warned()).toEqual(items);
  });
}, 60_000);

test('a warning that was set under other thresholds is not given before it is computed anew', async () => {
  const id = await acceptedItem();
  await withLights(LATE, async (app) => {
    // It is due by the thresholds of the first process. This one, which has others, is the first to look.
    await app.get(PendingCommands, { strict: false }).performBatch();
    expect(await warned()).not.toContain(id);
    expect((await app.get(CaseAudit, { strict: false }).findContradictions()).filter((words) => words.startsWith(id))).toEqual([]);
    platform.clock.advanceTo((await rowsOf<QueuedRow>(QUEUED)).find((row) => row.id === id)!.yellow.getTime());
    await settle(app);
    expect(await warned()).toContain(id);
  });
}, 60_000);
