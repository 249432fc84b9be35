import { join } from 'node:path';
import { CaseAudit } from '@onething/cases';
import { CataloguePublisher } from '@onething/catalogue';
import { dayInWords } from '@onething/kernel';
import { createApi } from '../../apps/api/src/create-api';
import { loadCalendars } from '../../config/calendars';
import { apply, caseOf, type DatedWorld, itemOf } from '../acceptance/application';
import { worldOf } from '../acceptance/platform-world';
import { clientOf } from '../acceptance/world';
import type { Client } from '../acceptance/client';
import type { Problem } from '../acceptance/views';
import { COMMANDS, type SentCommand, VARIANTS } from '../states/commands';
import { smallCatalogue } from '../states/small-catalogue';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Explained {
  due: { on: string; provisional: boolean; suspended: boolean; calendarVersion: string };
  used: number;
  remaining: number;
  light?: string;
  steps: { from: string; to: string; text: { zh: string; en: string } }[];
}
type Clocks = Partial<Record<'acceptance' | 'promise' | 'step', Explained>>;

let platform: TestPlatform;
let world: DatedWorld;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true, now: Date.parse('2026-12-30T02:00:00Z') });
  await platform.app.get(CataloguePublisher).publishAll(await smallCatalogue());
  world = worldOf(platform);
}, 60_000);
afterAll(() => platform?.stop());

type Years = ReturnType<typeof loadCalendars>['years'];
type Api = Awaited<ReturnType<typeof createApi>>;

/** The same database under a calendar in which the notice for 2027 is out: 4 and 5 January are off as well. */
const withTheNotice = (work: (app: Api) => Promise<void>) => withCalendar('with-notice', (years) => years.map((year) => (
  year.year === 2027 ? { ...year, status: 'official' as const, off: [...year.off, { days: ['2027-01-04', '2027-01-05'] as [string, string], zh: '元旦', en: 'New Year' }] } : year)), work);

async function withCalendar(version: string, change: (years: Years) => Years, work: (app: Api) => Promise<void>): Promise<void> {
  const known = loadCalendars(join(__dirname, '../../config/calendars'));
  const app = await createApi({
    settings: platform.settings, clock: platform.clock, databaseUrl: platform.databases.appUrl, worker: 'byHand', calendar: { ...known, version, years: change(known.years) },
    log: { write: () => undefined },
  });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/** What the applicant was told of that kind. */
async function toldOf(applicant: Client, caseId: string, kind: string): Promise<string[]> {
  const { entries } = applicant.expect(await applicant.get<{ entries: { kind: string; caseId: string; body: { zh: string } }[] }>('/api/inbox?limit=100'), 200);
  return entries.filter((entry) => entry.kind === kind && entry.caseId === caseId).map(({ body }) => body.zh);
}

test('a date through a year whose notice is not out is provisional, and is computed anew, with an event, when the notice is loaded', async () => {
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const [clerk, mother] = [await clientOf(world, 'humanresources.clerk'), await clientOf(world, 'mother')];
  const { id, version } = await itemOf(mother, caseId, 'small-first');
  const path = `/api/cases/${caseId}/items/${id}`;
  const received = clerk.expect(await clerk.post<{ version: number }>(`${path}/receive`, { version }), 200);
  clerk.expect(await clerk.post(`${path}/accept`, { version: received.version }), 200);
  const before = (await itemOf(mother, caseId, 'small-first')).clock as { dueOn: string; provisional?: boolean };
  expect(before.provisional).toBe(true);
  const promised = (await caseOf(mother, caseId)).promisedOn!;
  // Where the office looks, too.
  const queued = async () => clerk.expect(await clerk.get<{ entries: { itemId: string; dueOn: string; provisional: boolean }[] }>('/api/queues/items?limit=100'), 200)
    .entries.find(({ itemId }) => itemId === id)!;
  const whole = async () => mother.expect(await mother.get<{ provisional: boolean }>(`/api/cases/${caseId}`), 200).provisional;
  expect([await queued(), await whole()]).toEqual([expect.objectContaining({ dueOn: before.dueOn, provisional: true }), true]);

  await withTheNotice(async (app) => {
    await settle(app);
    await settle(app);
    // The timers with the dates, the warnings too: of whatever the other calendar touches, each is due when the rules say.
    expect(await app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);
  });
  const after = (await itemOf(mother, caseId, 'small-first')).clock as { dueOn: string; provisional?: boolean; calendarVersion: string };
  expect(after).toMatchObject({ calendarVersion: 'with-notice' });
  expect(after.provisional).toBeUndefined();
  expect([await queued(), await whole()]).toEqual([expect.objectContaining({ dueOn: after.dueOn, provisional: false }), false]);
  expect(after.dueOn > before.dueOn).toBe(true);
  const timeline = mother.expect(await mother.get<{ type: string; detail: object }[]>(`/api/cases/${caseId}/timeline`), 200);
  expect(timeline.filter((entry) => entry.type === 'deadlinesRecomputed').map((entry) => entry.detail))
    .toContainEqual(expect.objectContaining({ before: before.dueOn, dueOn: after.dueOn, calendarVersion: 'with-notice' }));
  // So does the day that is promised for the whole, and she is told.
  const moved = (await caseOf(mother, caseId)).promisedOn!;
  expect(moved > promised).toBe(true);
  expect(timeline.filter((entry) => entry.type === 'promiseRecomputed').map((entry) => entry.detail))
    .toEqual([{ before: promised, dueOn: moved, calendarVersion: 'with-notice' }]);
  expect(await toldOf(mother, caseId, 'promiseMoved')).toEqual([expect.stringContaining(dayInWords(moved).zh)]);
}, 60_000);

test('the day until which corrections are awaited as well: the request, its timer and the applicant go by the new one', async () => {
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const [clerk, mother] = [await clientOf(world, 'humanresources.clerk'), await clientOf(world, 'mother')];
  const { id, version } = await itemOf(mother, caseId, 'small-first');
  const path = `/api/cases/${caseId}/items/${id}`;
  const received = clerk.expect(await clerk.post<{ version: number }>(`${path}/receive`, { version }), 200);
  clerk.expect(await clerk.post(`${path}/corrections`, { version: received.version, points: [{ field: 'form.applicant.employer', reason: '请核对。' }] }), 200);
  const clockOf = async () => (await itemOf(mother, caseId, 'small-first')).clock as { correctBy: string; provisional?: boolean; provisionalDays?: string[] };
  const before = await clockOf();
  expect(before).toMatchObject({ provisional: true, provisionalDays: ['correctBy'] });
  await withTheNotice(async (app) => {
    await settle(app);
    await settle(app);
    expect(await app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);
  });
  const { correctBy, provisional } = await clockOf();
  expect([correctBy > before.correctBy, provisional]).toEqual([true, undefined]);
  const timeline = mother.expect(await mother.get<{ type: string; itemId: string; detail: object }[]>(`/api/cases/${caseId}/timeline`), 200);
  expect(timeline.filter((entry) => entry.type === 'deadlinesRecomputed' && entry.itemId === id).map((entry) => entry.detail))
    .toEqual([{ before: null, dueOn: null, calendarVersion: 'with-notice', moved: [{ of: 'correctBy', before: before.correctBy, on: correctBy }] }]);
  expect(mother.expect(await mother.get<{ until: string }[]>(`/api/cases/${caseId}/corrections`), 200)).toMatchObject([{ until: correctBy }]);
  expect(await toldOf(mother, caseId, 'correctionMoved')).toEqual([expect.stringContaining(dayInWords(correctBy).zh)]);
}, 60_000);

test('how each deadline came about is told step by step, in both languages, to the party and the office alone', async () => {
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const [clerk, mother] = [await clientOf(world, 'humanresources.clerk'), await clientOf(world, 'mother')];
  const { id, version, clock } = await itemOf(mother, caseId, 'small-first');
  const path = `/api/cases/${caseId}/items/${id}`;
  const { acceptance, promise: none } = mother.expect(await mother.get<Clocks>(`${path}/clock`), 200);
  expect([acceptance!.due, none]).toEqual([{ on: clock.acceptBy, provisional: true, suspended: false, calendarVersion: expect.any(String) }, undefined]);
  expect([acceptance!.remaining, acceptance!.used, acceptance!.light]).toEqual([5, 0, 'green']);
  // 30 December is day 0; New Year's Day and the weekend after it are named, and not counted.
  const said = acceptance!.steps.map(({ text }) => text);
  expect([said.map(({ zh }) => zh).join(), said.map(({ en }) => en).join()]).toEqual([expect.stringContaining('元旦'), expect.stringContaining('New Year')]);
  const days = acceptance!.steps.flatMap(({ from, to }) => [from, to]);
  expect([days, acceptance!.steps.at(-1)!.to]).toEqual([[...days].sort(), clock.acceptBy]);
  const received = clerk.expect(await clerk.post<{ version: number }>(`${path}/receive`, { version }), 200);
  clerk.expect(await clerk.post(`${path}/accept`, { version: received.version }), 200);
  const accepted = clerk.expect(await clerk.get<Clocks>(`${path}/clock`), 200);
  const { dueOn } = (await itemOf(mother, caseId, 'small-first')).clock;
  expect([accepted.promise!.due.on, accepted.promise!.due.provisional, accepted.acceptance!.light]).toEqual([dueOn, true, undefined]);
  expect((await (await clientOf(world, 'father')).get(`${path}/clock`)).status).toBe(404);
}, 60_000);

test('where nobody knows the year of a final deadline, nothing is promised: the command is refused as a whole, and works once the year is there', async () => {
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const mother = await clientOf(world, 'mother');
  const before = await itemOf(mother, caseId, 'small-first');
  const path = `/api/cases/${caseId}/items/${before.id}`;
  await withCalendar('without-2027', (years) => years.filter(({ year }) => year !== 2027), async (app) => {
    await app.listen(0, '127.0.0.1');
    const elsewhere = worldOf({ ...platform, app, url: (await app.getUrl()).replace('[::1]', '127.0.0.1') });
    const clerk = await clientOf(elsewhere, 'humanresources.clerk');
    for (const command of ['receive', 'not-accept']) {
      const answer = await clerk.post<Problem>(`${path}/${command}`, { version: before.version, ...(command === 'receive' ? {} : { reason: '不属于本机关。' }) });
      expect([command, answer.status, answer.body.code]).toEqual([command, 503, 'CALENDAR.YEAR_MISSING']);
    }
  });
  expect(await itemOf(mother, caseId, 'small-first')).toEqual(before);
  const clerk = await clientOf(world, 'humanresources.clerk');
  clerk.expect(await clerk.post(`${path}/receive`, { version: before.version }), 200);
}, 60_000);

test('the day by which a result is handed over as well', async () => {
  const mother = await clientOf(world, 'mother');
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const send = async (item: string, { by, path, body }: SentCommand) => {
    const client = await clientOf(world, by);
    const { id, version } = await itemOf(mother, caseId, item);
    client.expect(await client.post(`/api/cases/${caseId}/items/${id}/${path}`, { version, ...body }), 200);
    await settle(platform.app);
  };
  const { receive, accept, completeStep, decide, issueResult, withdraw } = COMMANDS;
  for (const command of [receive, accept, completeStep, VARIANTS['vote'], VARIANTS['secondVote'], decide, issueResult]) await send('small-first', command);
  await send('small-second', withdraw);
  const lead = await clientOf(world, 'humanresources.clerk');
  const delivery = async () => lead.expect(await lead.get<{ entries: { caseId: string; deliverBy: string; provisional: boolean }[] }>('/api/queues/deliveries'), 200)
    .entries.find((entry) => entry.caseId === caseId)!;
  const todo = async () => mother.expect(await mother.get<{ todo: { kind: string; until: string; provisional?: boolean }[] }>(`/api/cases/${caseId}/progress`), 200).todo;
  const { deliverBy: before, provisional } = await delivery();
  expect([provisional, await todo()]).toEqual([true, [expect.objectContaining({ kind: 'collectResults', until: before, provisional: true })]]);
  await withTheNotice(async (app) => {
    await settle(app);
    await settle(app);
    expect(await app.get(CaseAudit, { strict: false }).findContradictions()).toEqual([]);
  });
  const { deliverBy: after, provisional: still } = await delivery();
  expect([after > before, still]).toEqual([true, false]);
  expect(await todo()).toEqual([expect.not.objectContaining({ provisional: true })]);
  const timeline = mother.expect(await mother.get<{ type: string; detail: object }[]>(`/api/cases/${caseId}/timeline`), 200);
  expect(timeline.filter((entry) => entry.type === 'deliveryRecomputed').map((entry) => entry.detail))
    .toEqual([{ days: [{ item: 'small-first', before, dueOn: after }], calendarVersion: 'with-notice' }]);
  expect(await toldOf(mother, caseId, 'deliveryMoved')).toEqual([expect.stringContaining(dayInWords(after).zh)]);
}, 60_000);
