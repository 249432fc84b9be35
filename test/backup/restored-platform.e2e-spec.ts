import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogVerification } from '@onething/audit';
import { assertRestorable, backUp, checkBackup, createBackupAt, type Manifest, openBackupAt, restore } from '@onething/backup';
import { SETTINGS, type Settings } from '@onething/config';
import { objectStoreOf } from '@onething/object-store';
import { type EmbeddedPostgres, roleOf } from '@onething/persistence';
import { FigureRecount } from '@onething/statistics';
import supertest from 'supertest';
import { BACKUP_SCOPE } from '../../apps/cli/src/backup-scope';
import type { DatedWorld } from '../acceptance/application';
import { handle } from '../acceptance/handling';
import { beginNewborn, endNewborn } from '../acceptance/newborn';
import { NEWBORN_ANSWERS, onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { changeOnesMind, retireNormally } from '../acceptance/retirement';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { TOLD_AND_ISSUED } from '../chaos/told-and-issued';
import { brokenThings } from '../races/integrity';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';
import { burnTransactionIds, createEmptyDatabase, nextTransactionId, run, startFreshCluster } from './fresh-databases';
import { dutiesOf, newFilesFor, slowWorldOf, startRestored } from './restored-platform';

/** Beyond what a fresh cluster has used when it is migrated and loaded. */
const FAR_AHEAD = 20_000;

const READ_BY = `SELECT name, (SELECT count(*)::int FROM case_event e WHERE (e.xid, e.position) <= (f.xid, f.position)) AS read
  FROM follower_position f WHERE name = ANY($1) ORDER BY name`;
const BEHIND = 'SELECT DISTINCT name FROM follower_position f JOIN case_event e ON (e.xid, e.position) > (f.xid, f.position)';
const UNCOUNTED = `SELECT count(*)::int AS ratings FROM rating_event r, figure_progress p
  WHERE p.source = 'ratings' AND r.type = 'ratingGiven' AND (r.xid, r.position) > (p.xid::xid8, p.position)`;
const LICENCES = 'SELECT source_case_id AS "caseId", count(*)::int AS licences FROM licence WHERE source_case_id IS NOT NULL GROUP BY 1 ORDER BY 1';
const WAITING = 'SELECT type FROM pending_command WHERE due_at IS NULL ORDER BY type';
const FILES = `SELECT case_id AS "caseId", id, material, sha256 FROM case_file WHERE material = 'name-confirmation' ORDER BY id LIMIT 5`;
/** Followers that were stopped in the middle of the newborn's case. */
const SLOW = ['documents', 'licences', 'notices', 'statistics'];

/** Where each SMS of the source, and of each platform restored from it, goes. */
const smsFile = join(tmpdir(), `onething-restored-sms-${process.pid}.jsonl`);
const DELIVERED = `SELECT id FROM notice_delivery WHERE channel = 'sms' AND state = 'sent'`;
const UNDELIVERED = `SELECT state FROM notice_delivery WHERE state <> 'sent'`;

let source: TestPlatform;
let cluster: EmbeddedPostgres;
let place: string;
let manifest: Manifest;
let newborn: string;
let writtenMeanwhile: number;
let sentBySource: string[];

beforeAll(async () => {
  [source, cluster, place] = await Promise.all([
    startTestPlatform({ worker: 'byHand', firstStart: true, settings: { smsFile } }), startFreshCluster(), mkdtemp(join(tmpdir(), 'onething-backup-')),
  ]);
  await burnTransactionIds(source.databases.ownerUrl, FAR_AHEAD);
  await live();
  sentBySource = await sentMessages();
  [manifest, writtenMeanwhile] = await backUpWhileWriting();
}, 180_000);
afterAll(async () => {
  await source?.stop();
  await cluster?.stop();
  await rm(smsFile, { force: true });
  await rm(place, { recursive: true, force: true });
});

/** Two cases to their ends, one rating counted and one not; a third one in its middle, of which not everybody has heard. */
async function live(): Promise<void> {
  const world = worldOf(source);
  const mother = await clientOf(world, 'mother');
  mother.expect(await mother.put('/api/me/notice-preferences', { language: 'zh', email: false, sms: true }), 200);
  await rateAs(world, await retireNormally(world));
  await settle(source.app);
  const second = await changeOnesMind(world);
  const slow = slowWorldOf(source, dutiesOf(source, 'pending commands', 'parties'));
  newborn = await beginNewborn(slow);
  await rateAs(world, second);
  await handle(slow, await clientOf(slow, 'mother'), newborn, 'vaccination-certificate', { face: { certificateNumber: 'YM65010200001' } });
}

async function rateAs(world: DatedWorld, caseId: string): Promise<void> {
  const person = await clientOf(world, 'retiree');
  person.expect(await person.post(`/api/cases/${caseId}/ratings`, { grade: 2 }), 201);
}

/** Drafts are begun and files handed in, and one follower goes on, as long as the backup runs. */
async function backUpWhileWriting(): Promise<[Manifest, number]> {
  const mother = await clientOf(worldOf(source), 'mother');
  const [parties] = dutiesOf(source, 'parties');
  let [running, written] = [true, 0];
  const writing = (async () => {
    for (; running || written === 0; written += 1) {
      const draft = mother.expect(await mother.post<Outcome>('/api/cases', { oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS }), 201);
      mother.expect(await mother.upload(`/api/cases/${draft.caseId}/materials/name-confirmation/files`, '取名确认书.pdf', 'application/pdf', onePagePdf()), 201);
      await parties!.run();
    }
  })();
  const settings = source.app.get<Settings>(SETTINGS, { strict: false });
  const made = await backUp({
    ownerUrl: source.databases.ownerUrl, store: objectStoreOf(settings), writer: await createBackupAt(join(place, 'backup.tar'), source.clock.now()),
    scope: BACKUP_SCOPE, keys: settings.keys, region: settings.region, now: source.clock.now(),
  }).finally(() => (running = false));
  await writing;
  return [made, written];
}

describe.each([
  ['lower', async () => undefined],
  ['higher', () => burnTransactionIds(cluster.ownerUrl, 2 * Number(manifest.nextTransactionId))],
])('restored into a cluster with %s transaction ids', (which, prepare: () => Promise<void>) => {
  test('the platform goes on where it was', async () => {
    await prepare();
    const database = await createEmptyDatabase(cluster);
    const files = await newFilesFor(source);
    const before = await nextTransactionId(cluster.ownerUrl);
    expect(before < Number(manifest.nextTransactionId) ? 'lower' : 'higher').toBe(which);
    const reader = await openBackupAt(join(place, 'backup.tar'));
    const checked = await checkBackup(reader);
    assertRestorable(checked, BACKUP_SCOPE, files.settings);
    await restore({ reader, manifest: checked, ownerUrl: database.ownerUrl, appRole: roleOf(database.appUrl), store: files.store, scope: BACKUP_SCOPE });

    await expectSamePlaces(database.ownerUrl);
    const restored = await startRestored(source, files, database.appUrl);
    const verification = restored.app.get(LogVerification, { strict: false });
    try {
      const signed = await verification.verify();
      expect(signed).toMatchObject({ findings: [], heads: expect.any(Number) });
      expect(signed.heads).toBeGreaterThan(0);
      await expectFiles(restored.world, database.ownerUrl);
      const sentBefore = (await sentMessages()).length;
      await endNewborn(restored.world, newborn);
      await settle(restored.app);
      expect(await brokenThings(restored.app)).toEqual([]);
      restored.clock.advanceBy(60_000);
      await settle(restored.app);
      const later = await verification.verify();
      expect(later).toMatchObject({ findings: [], pendingHeads: 0 });
      expect(later.heads).toBeGreaterThan(signed.heads);
      expect((await restored.app.get(FigureRecount, { strict: false }).compare()).differences).toEqual([]);
      expect(await run(database.ownerUrl, BEHIND)).toEqual([]);
      expect(await run(database.ownerUrl, UNCOUNTED)).toEqual([{ ratings: 0 }]);
      // Each SMS went out once: by the source before its backup, or since; nothing that the source had sent is sent again.
      expect(await run(database.ownerUrl, UNDELIVERED)).toEqual([]);
      const since = (await sentMessages()).slice(sentBefore);
      expect([since.length > 5, sentBySource.length > 5]).toEqual([true, true]);
      expect([...sentBySource, ...since].sort()).toEqual((await run<{ id: string }>(database.ownerUrl, DELIVERED)).map(({ id }) => id).sort());
      expect((await Promise.all(TOLD_AND_ISSUED.map(({ text }) => run<{ what: string }>(database.ownerUrl, text)))).flat()).toEqual([]);
      const licences = await run<{ caseId: string; licences: number }>(database.ownerUrl, LICENCES);
      expect(licences).toEqual([...await run<{ caseId: string }>(source.databases.ownerUrl, LICENCES), { caseId: newborn, licences: 5 }].sort((one, other) => (one.caseId < other.caseId ? -1 : 1)));
    } finally {
      await restored.stop();
      await files.remove();
      await database.drop();
    }
  }, 120_000);
});

test('the backup was taken while others wrote, and some were behind', async () => {
  expect(writtenMeanwhile).toBeGreaterThan(3);
  expect(manifest.files).toMatchObject({ lost: 0, damaged: 0 });
  expect(await run(source.databases.ownerUrl, WAITING)).not.toEqual([]);
  expect((await run<{ name: string }>(source.databases.ownerUrl, BEHIND)).map(({ name }) => name)).toEqual(expect.arrayContaining(SLOW));
  expect(await run(source.databases.ownerUrl, UNCOUNTED)).toEqual([{ ratings: 1 }]);
  await settle(source.app);
  expect(await brokenThings(source.app)).toEqual([]);
});

/** Ids of all SMS that have gone out. */
async function sentMessages(): Promise<string[]> {
  const lines = await readFile(smsFile, 'utf8').catch(() => '');
  return lines.split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { id: string }).id);
}

async function expectSamePlaces(ownerUrl: string): Promise<void> {
  const { ownerUrl: sourceUrl } = source.databases;
  expect(await run(ownerUrl, READ_BY, [SLOW])).toEqual(await run(sourceUrl, READ_BY, [SLOW]));
  expect(await run(ownerUrl, WAITING)).toEqual(await run(sourceUrl, WAITING));
  expect(await run(ownerUrl, UNCOUNTED)).toEqual([{ ratings: 1 }]);
  const counts = await Promise.all(manifest.tables.map(async ({ schema, table }) => {
    const [row] = await run<{ rows: number }>(ownerUrl, `SELECT count(*)::int AS rows FROM ${schema}.${table}`);
    return { schema, table, rows: row!.rows };
  }));
  expect(counts).toEqual(manifest.tables.map(({ schema, table, rows }) => ({ schema, table, rows })));
}

async function expectFiles(world: DatedWorld, ownerUrl: string): Promise<void> {
  const { login, password } = world.accounts.find((account) => account.login === 'mother')!;
  const { body } = await supertest(world.url).post('/api/auth/login').send({ login, password }).expect(200);
  const files = await run<{ caseId: string; id: string; material: string; sha256: string }>(ownerUrl, FILES);
  expect(files.length).toBeGreaterThan(0);
  for (const { caseId, id, material, sha256 } of files) {
    const answer = await supertest(world.url).get(`/api/cases/${caseId}/materials/${material}/files/${id}`)
      .set('Authorization', `Bearer ${body.accessToken}`).responseType('blob').expect(200);
    expect(createHash('sha256').update(answer.body as Buffer).digest('hex')).toBe(sha256);
  }
}
