import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AccessLog, SecurityLog, type StoredChain } from '@onething/audit';
import { OfficialNumbers, PeerItems, ReceivedCases } from '@onething/cases';
import { CatalogueService } from '@onething/catalogue';
import { SETTINGS } from '@onething/config';
import { Keyring } from '@onething/crypto';
import { LIGHT_THRESHOLDS, USUAL_THRESHOLDS } from '@onething/deadlines';
import { CaseExchange, ExchangeFiles, ExchangeModule, ExchangeNode, FileSender, GivenNodeKeys, PeerDirectory, Receiver, Sender } from '@onething/exchange';
import { AccountRegister, PersonDirectory } from '@onething/identity';
import { type Actor, CLOCK, newId, type Role, VirtualClock, WORK_CALENDAR, WorkCalendar } from '@onething/kernel';
import { ObjectStore, objectStoreOf } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { type RateableCase, RatingService } from '@onething/ratings';
import { DataSource } from 'typeorm';
import { DAY_MS, ExchangeWorld, START } from '../../../test/exchange/exchange-world';
import { createTestDatabase } from '../../../test/support/database';
import { type CrossAction, CrossActs } from './cross-acts';
import type { CrossCase } from './cross-case';
import { CrossCaseFiles } from './cross-case-files';
import { CrossCaseExchange } from './cross-case-exchange';
import { CrossCaseReader } from './cross-case-reader';
import { CrossCaseMatters } from './cross-case-matters';
import { CrossCaseRetention } from './cross-case-retention';
import { CrossIntake, type NewCrossCase } from './cross-intake';
import { CrossItems } from './cross-items';
import { CrossPersons } from './cross-persons';
import { CrossRatings } from './cross-ratings';
import { JointItems } from './joint-items';
import { CHAIN_START } from './domain/act-chain';
import type { ActInput } from './domain/act-input';
import { CrossCaseFileRepository } from './persistence/cross-case-file.repository';
import { CrossCaseChains } from './persistence/cross-case-chains';
import { CrossCaseRepository } from './persistence/cross-case.repository';
import { ChainCrossCases1795600000015 } from './persistence/migrations/1795600000015-chain-cross-cases';
import { CrossCaseFiles1795700000006 } from './persistence/migrations/1795700000006-cross-case-files';

const CODE = '002009907000';
const NAME = { zh: '居民身份证换领', en: 'Renewal of the identity card' };
const CHECKS = [{ code: 'in-person', text: { zh: '本人到场', en: 'In person' } }, { code: 'photo', text: { zh: '照片清晰', en: 'The photo is clear' } }];
const SERVICE = {
  code: 'renewal', department: 'publicSecurity', level: '4', baseCode: '330009907000', promisedLimit: { value: 20, unit: 'workingDays' }, statutoryLimit: { value: 60, unit: 'workingDays' },
  materials: [{ material: 'old-id-card', originals: 1, copies: 0 }],
  form: [{ element: 'applicant.name', required: true }, { element: 'applicant.householdDivision', required: true }],
};
const ITEM = {
  code: 'id-card-renewal', number: 20, name: NAME, nationalCode: CODE, department: 'publicSecurity', mode: 'collected', serviceItem: 'renewal', formChecks: ['in-person', 'photo'],
  decidedBy: { rule: 'householdRegistration', element: 'applicant.householdDivision' },
};
const LISTED = { ...ITEM, code: 'listed', number: 21, nationalCode: '002009908000', serviceItem: undefined };
const CALENDAR = new WorkCalendar({ version: 'test', closes: '18:00', years: [{ year: 2026, status: 'official', off: [], work: [] }] });
const NUMBER = '11010519491231002X';
const PERSON = newId(START);
const CLERK = '110105194912310038';
const CLERK_PERSON = newId(START);
const REGISTERED = new Map([[NUMBER, PERSON], [CLERK, CLERK_PERSON]]);

/** What either place has counted. */
const given: { region: string; caseId: string; division: string; handledBy?: string; items: number; grade: number }[] = [];

interface Place {
  clock: VirtualClock;
  database: Database;
  intake: CrossIntake;
  acts: CrossActs;
  reader: CrossCaseReader;
  ratings: CrossRatings;
  items: CrossItems;
  matters: CrossCaseMatters;
  retention: CrossCaseRetention;
  chains: CrossCaseChains;
  sender: Sender;
  receiver: Receiver;
  side: CrossCaseExchange;
  files: CrossCaseFiles;
  fileSender: FileSender;
  exchangeFiles: ExchangeFiles;
}

let world: ExchangeWorld;
let here: Place;
let there: Place;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  world = await ExchangeWorld.start({ regions: [] });
  for (const region of ['650000', '330000']) world.nation.issue(region);
  const { members } = world.nation.directory(START);
  const items = [ITEM, LISTED].map(({ nationalCode }) => ({ item: nationalCode, mode: 'collected' as const, formChecks: CHECKS }));
  world.directory = world.nation.directory(START, { members: members.map((member) => ({ ...member, items })) });
  [here, there] = [await startPlace('650000'), await startPlace('330000')];
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
  await world.stop();
});

async function startPlace(region: string): Promise<Place> {
  const databases = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'onething-cross-province-'));
  const [database, clock, keyring] = [new Database({ url: databases.appUrl, poolSize: 4 }), new VirtualClock(START), Keyring.generate()];
  const node = new ExchangeNode(region, { hubUrl: world.hubUrl, keys: new GivenNodeKeys([...world.nation.keys.get(region)!]), roots: world.nation.roots });
  const catalogue = {
    getEdition: async () => ({ catalogue: { crossProvinceItems: new Map([ITEM, LISTED].map((item) => [item.code, item])), items: new Map([['renewal', SERVICE]]), departments: new Map([['publicSecurity', { digits: '09' }]]), formChecks: new Map(CHECKS.map((check) => [check.code, check])) } }),
    // What the two places do by acts alone: with item cases of the item's own process see test/e2e/cross-province.e2e-spec.ts.
    isPublished: async () => false,
    getAuthority: async (department: string, division: string) => ({ uscc: '11330100MB1234567X', department, division: `${division.slice(0, 4)}00`, name: { zh: '公安局', en: 'Public Security' } }),
  };
  const app: INestApplicationContext = await Test.createTestingModule({
    providers: [
      { provide: Database, useValue: database }, { provide: CLOCK, useValue: clock }, { provide: Keyring, useValue: keyring }, { provide: ExchangeNode, useValue: node },
      { provide: SecurityLog, useValue: new SecurityLog(database, keyring, clock) }, { provide: CaseExchange, useExisting: CrossCaseExchange },
      { provide: ObjectStore, useValue: objectStoreOf({ objectStore: { kind: 'file', folder } }) }, { provide: CatalogueService, useValue: catalogue }, { provide: SETTINGS, useValue: { uploadLimitBytes: 4_000_000 } }, { provide: WORK_CALENDAR, useValue: CALENDAR }, { provide: LIGHT_THRESHOLDS, useValue: USUAL_THRESHOLDS },
      { provide: PersonDirectory, useValue: { findByNumber: async (number: string) => (REGISTERED.has(number) ? { id: REGISTERED.get(number)! } : undefined) } },
      { provide: ReceivedCases, useValue: {} }, { provide: PeerItems, useValue: {} }, { provide: AccountRegister, useValue: { findProvenAccount: async () => undefined } },
      { provide: RatingService, useValue: { giveWithin: async (_: unknown, { caseId, rated: { division, handledBy, items } }: { caseId: string; rated: RateableCase }, { grade }: { grade: number }) => given.push({ region, caseId, division, handledBy, items: items.length, grade }) > 0 } },
      ...ExchangeModule.parts, CrossActs, CrossCaseChains, CrossCaseExchange, CrossCaseFileRepository, CrossCaseFiles, CrossCaseMatters, CrossCaseReader, CrossCaseRepository, CrossCaseRetention,
      CrossIntake, CrossItems, CrossPersons, CrossRatings, JointItems, OfficialNumbers, AccessLog,
    ],
  }).compile();
  ends.push(() => rm(folder, { recursive: true }), () => databases.drop(), () => database.close(), () => app.close());
  await app.get(PeerDirectory).refresh();
  return {
    clock, database, intake: app.get(CrossIntake), acts: app.get(CrossActs), reader: app.get(CrossCaseReader), ratings: app.get(CrossRatings),
    items: app.get(CrossItems), matters: app.get(CrossCaseMatters), retention: app.get(CrossCaseRetention), chains: app.get(CrossCaseChains), sender: app.get(Sender), receiver: app.get(Receiver),
    side: app.get(CrossCaseExchange), files: app.get(CrossCaseFiles), fileSender: app.get(FileSender), exchangeFiles: app.get(ExchangeFiles),
  };
}

async function settle(): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    let moved = 0;
    for (const { sender, receiver, fileSender, exchangeFiles } of [here, there]) {
      moved += await sender.run() + await receiver.pullAll() + await receiver.apply() + await fileSender.run() + await exchangeFiles.fetch();
    }
    if (moved === 0) return;
  }
  throw new Error('The exchange does not come to rest');
}

function passDays(days: number): void {
  for (const clock of [here.clock, there.clock, world.hubClock]) clock.advanceBy(days * DAY_MS);
}

const staff = (role: Exclude<Role, 'resident'>, divisionCode: string): Actor => ({
  accountId: newId(START), personId: newId(START), kind: 'staff', level: 2, roles: [role], posts: [{ role, departmentCode: 'publicSecurity', divisionCode }],
});
const window = staff('windowClerk', '650102');
const clerk = staff('clerk', '330100');
const head = staff('head', '330100');

const application = (change: Partial<NewCrossCase> = {}): NewCrossCase => ({
  item: ITEM.code, department: 'publicSecurity', division: '650102', applicant: { kind: 'natural', name: '示例一', number: NUMBER },
  answers: { 'applicant.name': '示例一', 'applicant.householdDivision': '330102' }, identityCheck: { method: 'document', confirmed: true },
  formChecks: [{ code: 'in-person', passed: true }, { code: 'photo', passed: true }], ...change,
});

let keys = 0;
const act = (place: Place, actor: Actor, action: CrossAction, id: string, version: number, input: ActInput, key = `act ${keys += 1}`) =>
  place.acts.perform(actor, action, id, { version, key, input });

const contents = [{ material: 'old-id-card', copies: 0, original: true, scans: [] }];

async function forwarded(key: string): Promise<{ taken: CrossCase; queued: CrossCase }> {
  const taken = await here.intake.takeIn(window, application(), key);
  await settle();
  return { taken, queued: (await there.reader.listQueue(clerk, 'deciding', undefined)).find(({ conversation }) => conversation === taken.conversation)! };
}

test('a case goes there with its papers, is corrected, accepted and decided, and both places see one timeline', async () => {
  const { taken, queued } = await forwarded('whole');
  expect(queued).toMatchObject({ side: 'deciding', region: '650000', division: '330100', standing: { state: 'forwarded' } });
  let sent = await act(here, window, 'crossProvince.takeIn', taken.id, 1, { type: 'papersPosted', carrier: 'EMS', trackingNumber: 'E1', recipient: '公安局', contents });
  await settle();
  passDays(3);
  let version = queued.version + 1;
  const handle = async (input: ActInput, by = clerk) =>
    act(there, by, by === head ? 'crossProvince.decide' : 'crossProvince.handle', queued.id, version, input).then((next) => { version = next.version; return next; });
  await handle({ type: 'papersReceived', trackingNumber: 'E1', result: 'complete' });
  await handle({ type: 'correctionAsked', reason: '照片不清', points: [{ target: 'applicant.name', note: '写全名' }] });
  await settle();
  const relayed = await here.reader.get(window, taken.id);
  expect(relayed.found.standing.state).toBe('correcting');
  expect(relayed.acts.at(-1)!.detail).toMatchObject({ reason: '照片不清' });
  sent = await act(here, window, 'crossProvince.takeIn', taken.id, relayed.found.version, { type: 'corrected', answers: { 'applicant.name': '示例一二' } });
  await settle();
  version += 1;
  const accepted = await handle({ type: 'accepted' });
  expect(accepted).toMatchObject({ caseNumber: expect.stringMatching(/^11330100MB1234567X433000990700026030500001[0-9A-Z]$/), dueOn: '2026-04-02', clock: { start: { on: '2026-03-05' } } });
  expect(there.reader.lightOf(accepted)).toBe('green');
  expect(there.reader.lightOf({ ...accepted, clock: { ...accepted.clock!, start: { on: '2026-01-05' } } })).toBe('red');
  await handle({ type: 'decided', outcome: 'granted' }, head);
  await handle({ type: 'resultDelivered', manner: 'post', carrier: 'EMS', trackingNumber: 'E2' });
  await settle();
  const view = await here.reader.get(window, taken.id);
  expect(taken.number).toMatch(/^650102009202603020000\d[0-9A-Z]$/);
  expect(view).toMatchObject({ transportDays: 3, found: { caseNumber: accepted.caseNumber, dueOn: '2026-04-02', standing: { state: 'delivered', outcome: 'granted' } } });
  expect(view.timeline.map(({ type, by }) => [type, by])).toEqual((await there.reader.get(clerk, queued.id)).timeline.map(({ type, by }) => [type, by]));
  expect(sent.id).toBe(taken.id);
});

test.each<[string, Partial<NewCrossCase>, string]>([
  ['a place in this province', { answers: { 'applicant.name': '示例一', 'applicant.householdDivision': '650102' } }, 'CROSS_PROVINCE.DECIDED_HERE'],
  ['a province that takes no part', { answers: { 'applicant.name': '示例一', 'applicant.householdDivision': '440100' } }, 'EXCHANGE.PLACE_UNKNOWN'],
  ['a place that is no code', { answers: { 'applicant.name': '示例一', 'applicant.householdDivision': '杭州' } }, 'EXCHANGE.PLACE_UNKNOWN'],
  ['a form that is not filled in', { answers: { 'applicant.householdDivision': '330102' } }, 'CROSS_PROVINCE.ANSWERS_INVALID'],
  ['a field that nobody asks for', { answers: { ...application().answers, 'case.other': 'x' } }, 'CROSS_PROVINCE.ANSWERS_INVALID'],
  ['a point that was not looked at', { formChecks: [{ code: 'photo', passed: true }] }, 'CROSS_PROVINCE.FORM_CHECKS_OPEN'],
  ['a point that is not met', { formChecks: [{ code: 'photo', passed: false }, { code: 'in-person', passed: true }] }, 'CROSS_PROVINCE.FORM_CHECK_FAILED'],
  ['a person who was not confirmed', { identityCheck: { method: 'document', confirmed: false } }, 'CROSS_PROVINCE.IDENTITY_NOT_CONFIRMED'],
  ['an item that is listed only', { item: 'listed' }, 'CROSS_PROVINCE.ITEM_LISTED_ONLY'],
  ['an item that does not exist', { item: 'nothing' }, 'CROSS_PROVINCE.NO_SUCH_ITEM'],
  ['an office of somebody else', { division: '650103' }, 'IDENTITY.FORBIDDEN'],
])('%s is not taken in, and nothing is sent', async (_, change, code) => {
  const count = { name: 'test.count', text: 'SELECT (SELECT count(*) FROM cross_case)::int + (SELECT count(*) FROM exchange_outgoing)::int AS rows' };
  const before = await here.database.query(count, []);
  await expect(here.intake.takeIn(window, application(change), `refused ${code}`)).rejects.toMatchObject({ code });
  expect(await here.database.query(count, [])).toEqual(before);
});

test('the same request is answered again, another one under its key is refused', async () => {
  const first = await here.intake.takeIn(window, application(), 'again');
  expect((await here.intake.takeIn(window, application(), 'again')).id).toBe(first.id);
  await expect(here.intake.takeIn(window, application({ answers: { ...application().answers, 'applicant.name': '示例二' } }), 'again')).rejects.toMatchObject({ code: 'CROSS_PROVINCE.KEY_REUSED' });
});

test('who withdraws ends the case there, and hears of it', async () => {
  const { taken } = await forwarded('withdrawn');
  await act(here, window, 'crossProvince.takeIn', taken.id, 1, { type: 'withdrawn' });
  await settle();
  expect((await here.reader.get(window, taken.id)).found.standing).toMatchObject({ state: 'decided', outcome: 'withdrawn', withdrawalAsked: false });
});

test('what comes too late there is refused, and the window is told', async () => {
  const { taken, queued } = await forwarded('late');
  await act(there, head, 'crossProvince.decide', queued.id, queued.version, { type: 'notAccepted', reason: '不属于本机关职权' });
  await act(here, window, 'crossProvince.takeIn', taken.id, 1, { type: 'withdrawn' });
  await settle();
  expect((await here.reader.get(window, taken.id)).found).toMatchObject({
    standing: { state: 'notAccepted' }, trouble: { type: 'withdrawn', outcome: 'refused', code: 'CROSS_PROVINCE.ENDED' },
  });
});

test('messages of a conversation are held by its case and its applicant', async () => {
  const { taken, queued } = await forwarded('held');
  expect([...await here.retention.mattersOf([taken.conversation, newId(START)])]).toEqual([[taken.conversation, { caseId: taken.id, personId: PERSON }]]);
  expect((await there.retention.mattersOf([taken.conversation])).get(taken.conversation)).toMatchObject({ caseId: queued.id });
});

test('a message of another region changes no case of a conversation that is not with that region', async () => {
  const { taken, queued } = await forwarded('peers');
  const stranger = (place: Place, of: CrossCase, type: 'withdrawn' | 'accepted') => place.database.transaction((tx) => place.side.apply(tx, {
    id: newId(START), conversation: of.conversation, from: '510000', sequence: 2, type, sentAt: START, hubReceivedAt: START, wasAnswered: false,
    body: type === 'withdrawn' ? { by: 'applicant', at: '2026-03-02T02:00:00.000Z', reason: '' } : { office: { code: '330100', name: '示例' }, number: '1', on: '2026-03-02' },
  }));
  for (const [place, of, type] of [[there, queued, 'withdrawn'], [here, taken, 'accepted']] as const) {
    await expect(stranger(place, of, type)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.UNKNOWN_CONVERSATION' });
  }
  expect((await there.reader.get(clerk, queued.id)).found).toMatchObject({ version: queued.version, standing: { state: 'forwarded' } });
  expect((await here.reader.get(window, taken.id)).found).toMatchObject({ region: '330000', standing: { state: 'forwarded' } });
  // The region that the case is handled with is heard.
  await there.database.transaction((tx) => there.side.apply(tx, {
    id: newId(START), conversation: queued.conversation, from: '650000', sequence: 2, type: 'withdrawn', sentAt: START, hubReceivedAt: START, wasAnswered: false,
    body: { by: 'applicant', at: '2026-03-02T02:00:00.000Z', reason: '' },
  }));
  expect((await there.reader.get(clerk, queued.id)).found.standing.state).toBe('decided');
});

test('each place does its own, under the version it has read, and somebody else\'s case does not exist', async () => {
  const { taken, queued } = await forwarded('rules');
  await expect(act(here, window, 'crossProvince.takeIn', taken.id, 7, { type: 'withdrawn' })).rejects.toMatchObject({ code: 'CROSS_PROVINCE.CASE_CHANGED' });
  await expect(act(there, clerk, 'crossProvince.handle', queued.id, queued.version, { type: 'accepted' })).rejects.toMatchObject({ code: 'CROSS_PROVINCE.PAPERS_AWAITED' });
  await expect(act(there, clerk, 'crossProvince.handle', queued.id, queued.version, { type: 'correctionAsked' })).rejects.toMatchObject({ code: 'CROSS_PROVINCE.INPUT_MISSING' });
  await expect(act(there, staff('clerk', '330200'), 'crossProvince.handle', queued.id, queued.version, { type: 'accepted' })).rejects.toMatchObject({ code: 'IDENTITY.FORBIDDEN' });
  await expect(here.reader.get(staff('clerk', '650103'), taken.id)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.CASE_NOT_FOUND' });
  const applicant: Actor = { accountId: newId(START), personId: PERSON, kind: 'resident', level: 2, roles: ['resident'], posts: [] };
  expect((await here.reader.get(applicant, taken.id)).timeline.at(0)).toMatchObject({ by: 'intake', next: 'deciding' });
  expect((await here.reader.listOwn(applicant)).map(({ id }) => id)).toContain(taken.id);
});

test('names, numbers and answers lie encrypted', async () => {
  const text = 'SELECT string_agg(c::text, \' \') || (SELECT string_agg(a::text, \' \') FROM cross_case_act a) AS "all" FROM cross_case c';
  const [row] = await here.database.query<{ all: string }>({ name: 'test.all', text }, []);
  expect(row!.all).toContain(CODE);
  expect(row!.all).not.toMatch(/示例|11010519491231002X|照片不清/);
});


test('nobody takes in or handles a case in which he or she takes part', async () => {
  const own = application({ applicant: { kind: 'natural', name: '示例二', number: CLERK } });
  const clerkHimself = (one: Actor): Actor => ({ ...one, personId: CLERK_PERSON });
  await expect(here.intake.takeIn(clerkHimself(window), own, 'own')).rejects.toMatchObject({ code: 'IDENTITY.OWN_MATTER' });
  const taken = await here.intake.takeIn(window, own, 'own');
  await settle();
  const queued = (await there.reader.listQueue(clerk, 'deciding', undefined)).find(({ conversation }) => conversation === taken.conversation)!;
  expect((await there.reader.listQueue(clerkHimself(clerk), 'deciding', undefined)).map(({ id }) => id)).not.toContain(queued.id);
  await expect(there.reader.get(clerkHimself(clerk), queued.id)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.CASE_NOT_FOUND' });
  await expect(act(there, clerkHimself(head), 'crossProvince.decide', queued.id, 1, { type: 'notAccepted', reason: '不予受理' })).rejects.toMatchObject({ code: 'IDENTITY.OWN_MATTER' });
  expect(await act(there, head, 'crossProvince.decide', queued.id, 1, { type: 'notAccepted', reason: '不予受理' })).toMatchObject({ standing: { state: 'notAccepted' } });
});

test('who looked is recorded for those whose data it shows, once', async () => {
  const { queued } = await forwarded('opened');
  await there.reader.get(clerk, queued.id);
  await there.reader.get(clerk, queued.id);
  const text = 'SELECT act, subject_person_id AS person, object_kind AS kind, detail FROM security_act WHERE object_id = $1';
  expect(await there.database.query({ name: 'test.opened', text }, [queued.id])).toEqual([
    { act: 'case.opened', person: PERSON, kind: 'crossCase', detail: { department: 'publicSecurity', division: '330100' } },
  ]);
});

test('the same act under its key is answered again, another one under it is refused', async () => {
  const { taken, queued } = await forwarded('key');
  const refusal = { type: 'notAccepted', reason: '不属于本机关职权' } as const;
  const first = await act(there, head, 'crossProvince.decide', queued.id, 1, refusal, 'once');
  expect(await act(there, head, 'crossProvince.decide', queued.id, 1, refusal, 'once')).toEqual(first);
  await expect(act(there, head, 'crossProvince.decide', queued.id, 1, { ...refusal, reason: '其他' }, 'once')).rejects.toMatchObject({ code: 'CROSS_PROVINCE.KEY_REUSED' });
  await settle();
  expect((await here.reader.get(window, taken.id)).acts.filter(({ type }) => type === 'notAccepted')).toHaveLength(1);
});

test('an open case holds the account, is among the own data, and its words are erased when their time is over; the chain stays whole', async () => {
  const { taken, queued } = await forwarded('kept');
  const applicant: Actor = { accountId: newId(START), personId: PERSON, kind: 'resident', level: 2, roles: ['resident'], posts: [] };
  const isOpen = async () => (await here.matters.openMatters(applicant)).some(({ caseId }) => caseId === taken.id);
  const ownData = async () => {
    for await (const entry of here.matters.entries(applicant)) if ((entry as { id: string }).id === taken.id) return entry;
    return undefined;
  };
  expect(await isOpen()).toBe(true);
  expect(await here.matters.openMatters({ ...applicant, kind: 'staff' })).toEqual([]);
  await act(there, head, 'crossProvince.decide', queued.id, 1, { type: 'notAccepted', reason: '不属于本机关职权' });
  await settle();
  expect(await isOpen()).toBe(false);
  expect(await ownData()).toMatchObject({ answers: { 'applicant.name': '示例一' }, history: [{ type: 'caseForwarded' }, { type: 'notAccepted', said: { reason: '不属于本机关职权' } }] });
  const later = new Date(here.clock.now() + DAY_MS);
  expect((await here.retention.findDue(new Date(START), undefined, 100)).map(({ id }) => id)).not.toContain(taken.id);
  expect((await here.retention.findDue(later, undefined, 100)).map(({ id }) => id)).toContain(taken.id);
  await here.retention.erase([taken.id], 'crossCase');
  await here.retention.erase([taken.id], 'crossCase');
  expect((await here.retention.findDue(later, undefined, 100)).map(({ id }) => id)).not.toContain(taken.id);
  const left = await here.reader.get(window, taken.id);
  expect(left.found.content).toBeUndefined();
  expect(left.acts.map(({ type, detail }) => [type, detail])).toEqual([['caseForwarded', undefined], ['notAccepted', undefined], ['dataErased', { rule: 'crossCase' }]]);
  expect(await ownData()).toMatchObject({ erased: true });
  expect(await brokenLinks(here, taken.id)).toEqual([]);
});

/** Numbers of the acts whose hashes do not fit. */
async function brokenLinks({ chains }: Pick<Place, 'chains'>, id: string): Promise<number[]> {
  const [{ links, stateEnd }] = await chains.chainsOf([id]) as [StoredChain];
  expect(stateEnd).toEqual({ seq: links.length, hash: links.at(-1)!.hash });
  return links.filter(({ prevHash, hash, computedHash }, index) => hash !== computedHash || prevHash !== (links[index - 1]?.hash ?? CHAIN_START)).map(({ seq }) => seq);
}

test('both places keep a chain of their acts, which the log follows and in which a change shows', async () => {
  const { taken, queued } = await forwarded('chain');
  await act(there, head, 'crossProvince.decide', queued.id, 1, { type: 'notAccepted', reason: '不属于本机关职权' });
  await settle();
  const { ends } = await here.database.transaction((tx) => here.chains.grownSince(tx, { xid: '0', position: 0 }, 10_000));
  expect(ends.filter(({ caseId }) => caseId === taken.id)).toEqual([{ caseId: taken.id, itemId: null, seq: 2, end: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  for (const [place, id] of [[here, taken.id], [there, queued.id]] as const) expect(await brokenLinks(place, id)).toEqual([]);
  const borrow = { name: 'test.borrow', text: 'UPDATE cross_case_act a SET detail = b.detail FROM cross_case_act b WHERE a.case_id = $1 AND a.seq = 2 AND b.case_id = $1 AND b.seq = 1' };
  await here.database.query(borrow, [taken.id]);
  expect(await brokenLinks(here, taken.id)).toEqual([2]);
});

test('a number that was given before the database was restored is not given again', async () => {
  const first = await here.intake.takeIn(window, application(), 'before the restore');
  const [start, serial] = [first.number.slice(0, 17), Number(first.number.slice(17, 22))];
  const given = `${start}${String(serial + 7).padStart(5, '0')}A`;
  const { intake: { office } } = first.content!;
  await here.database.transaction((tx) => here.side.restoreSent(tx, {
    id: newId(START), conversation: newId(START), to: '330000', sequence: 1, type: 'caseForwarded', sentAt: START, hubReceivedAt: START,
    body: { ...application(), item: CODE, mode: 'collected', caseNumber: given, materials: [], intake: { office, receivedAt: '2026-03-02T02:00:00.000Z', formChecks: [] } },
  }));
  expect(Number((await here.intake.takeIn(window, application(), 'after the restore')).number.slice(17, 22))).toBe(serial + 8);
});

test('cases that are older than the chains are chained as they stand', async () => {
  const databases = await createTestDatabase();
  const source = await new DataSource({ type: 'postgres', url: databases.ownerUrl }).initialize();
  const runner = source.createQueryRunner();
  const [files, chain] = [new CrossCaseFiles1795700000006(), new ChainCrossCases1795600000015()];
  await files.down(runner);
  await chain.down(runner);
  const [id, ...acts] = [newId(START), newId(START), newId(START + 1)];
  await runner.query(`INSERT INTO onething.cross_case (id, conversation, side, region, item, department, division, number, standing, content, created_at)
    VALUES ($1, $1, 'deciding', '330000', 'item', 'health', '650100', 'N1', '{}', '{}', now())`, [id]);
  for (const one of acts) await runner.query(`INSERT INTO onething.cross_case_act (id, case_id, type, at, detail) VALUES ($1, $2, 'accepted', now(), '{}')`, [one, id]);
  await chain.up(runner);
  await files.up(runner);
  const database = new Database({ url: databases.appUrl, poolSize: 1 });
  expect(await brokenLinks({ chains: new CrossCaseChains(database, Keyring.generate()) }, id)).toEqual([]);
  await runner.query(`UPDATE onething.cross_case_act SET type = 'decided' WHERE id = $1`, [acts[1]]);
  expect(await brokenLinks({ chains: new CrossCaseChains(database, Keyring.generate()) }, id)).toEqual([2]);
  await database.close();
  await source.destroy();
  await databases.drop();
});

test('a region offers what is complete there, with its list of form checks', async () => {
  expect(await here.items.listOffered()).toEqual([{ item: CODE, mode: 'collected', formChecks: CHECKS }]);
});

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_500_000, 'x'), Buffer.from('\n%%EOF')]);
const handIn = (place: Place, actor: Actor, name: string, content: Buffer, key: string) =>
  place.files.add(actor, { department: 'publicSecurity', division: actor.posts[0]!.divisionCode, key, name, content: Readable.from([content]) });
const opened = async (place: Place, actor: Actor, id: string, sha256: string) => buffer((await place.reader.openFile(actor, id, sha256)).content);
const applicant: Actor = { accountId: newId(START), personId: PERSON, kind: 'resident', level: 2, roles: ['resident'], posts: [] };

/** A case that was taken in with one scan, and granted there with one result. */
async function withFiles(key: string) {
  const scan = await handIn(here, window, '旧证.png', PNG, `scan ${key}`);
  const taken = await here.intake.takeIn(window, application({ materials: [{ material: 'old-id-card', files: [scan.id] }] }), key);
  await act(here, window, 'crossProvince.takeIn', taken.id, 1, {
    type: 'papersPosted', carrier: 'EMS', trackingNumber: `E-${key}`, recipient: '公安局', contents: [{ material: 'old-id-card', copies: 0, original: true, scans: [scan.sha256] }],
  });
  await settle();
  const queued = (await there.reader.listQueue(clerk, 'deciding', undefined)).find(({ conversation }) => conversation === taken.conversation)!;
  await act(there, clerk, 'crossProvince.handle', queued.id, queued.version, { type: 'papersReceived', trackingNumber: `E-${key}`, result: 'complete' });
  await act(there, clerk, 'crossProvince.handle', queued.id, queued.version + 1, { type: 'accepted' });
  const result = await handIn(there, head, '决定书.pdf', PDF, `result ${key}`);
  await act(there, head, 'crossProvince.decide', queued.id, queued.version + 2, { type: 'decided', outcome: 'granted', files: [result.id] });
  await settle();
  return { scan, result, taken, queued };
}

test('scans go there with the case, results come back, and both offices and the applicant open them', async () => {
  const { scan, result, taken, queued } = await withFiles('travel');
  for (const [place, actor, id] of [[here, window, taken.id], [there, clerk, queued.id], [here, applicant, taken.id]] as const) {
    const { files } = await place.reader.get(actor, id);
    expect(files).toEqual([
      { sha256: scan.sha256, size: PNG.length, contentType: 'image/png', name: '旧证.png', by: 'intake', step: 'caseForwarded', material: 'old-id-card', isHere: true },
      { sha256: result.sha256, size: PDF.length, contentType: 'application/pdf', name: '决定书.pdf', by: 'deciding', step: 'decided', isHere: true },
    ]);
    expect(await opened(place, actor, id, scan.sha256)).toEqual(PNG);
    expect(await opened(place, actor, id, result.sha256)).toEqual(PDF);
  }
  const text = 'SELECT act, subject_person_id AS person, detail FROM security_act WHERE object_kind = \'crossCaseFile\' AND object_id = $1';
  expect(await there.database.query({ name: 'test.file-opened', text }, [scan.sha256])).toEqual([
    { act: 'file.opened', person: PERSON, detail: { department: 'publicSecurity', division: '330100', case: queued.id } },
  ]);
  const [row] = await there.database.query<{ all: string }>({ name: 'test.file-names', text: 'SELECT string_agg(f::text, \' \') AS "all" FROM cross_case_file f' }, []);
  expect(row!.all).not.toContain('决定书');
});

test('a file opens for nobody but those who may read its case', async () => {
  const { scan, taken, queued } = await withFiles('closed');
  const other = await withFiles('other');
  await expect(there.reader.openFile(staff('clerk', '330200'), queued.id, scan.sha256)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.CASE_NOT_FOUND' });
  await expect(there.reader.openFile({ ...clerk, personId: PERSON }, queued.id, scan.sha256)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.CASE_NOT_FOUND' });
  await expect(here.reader.openFile({ ...applicant, personId: newId(START) }, taken.id, scan.sha256)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.CASE_NOT_FOUND' });
  const { taken: bare } = await forwarded('bare');
  await expect(here.reader.openFile(window, bare.id, other.scan.sha256)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.NO_SUCH_FILE' });
});

test('a step names files that its own clerk has handed in for this office, each once, and nothing else', async () => {
  const scan = await handIn(here, window, '旧证.png', PNG, 'mine');
  expect((await handIn(here, window, '旧证.png', PNG, 'mine')).id).toBe(scan.id);
  await expect(handIn(here, window, '旧证.png', PDF, 'mine')).rejects.toMatchObject({ code: expect.stringMatching(/KEY_REUSED|KIND/) });
  await expect(handIn(here, { ...applicant, posts: [{ role: 'clerk', departmentCode: 'publicSecurity', divisionCode: '650102' }] }, 'a.png', PNG, 'x')).rejects.toMatchObject({ code: 'IDENTITY.FORBIDDEN' });
  const named = (files: string[], material = 'old-id-card') => application({ materials: [{ material, files }] });
  const colleague: Actor = { ...window, accountId: newId(START) };
  await expect(here.intake.takeIn(colleague, named([scan.id]), 'theirs')).rejects.toMatchObject({ code: 'CROSS_PROVINCE.NO_SUCH_FILE' });
  await expect(here.intake.takeIn(window, named([scan.id], 'photo'), 'paper')).rejects.toMatchObject({ code: 'CROSS_PROVINCE.MATERIAL_UNKNOWN' });
  const taken = await here.intake.takeIn(window, named([scan.id]), 'first');
  expect((await here.intake.takeIn(window, named([scan.id]), 'first')).id).toBe(taken.id);
  await expect(here.intake.takeIn(window, named([scan.id]), 'second')).rejects.toMatchObject({ code: 'CROSS_PROVINCE.NO_SUCH_FILE' });
  await expect(here.files.remove(window, scan.id)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.NO_SUCH_FILE' });
  await expect(act(here, window, 'crossProvince.takeIn', taken.id, 1, { type: 'withdrawn', files: [scan.id] })).rejects.toMatchObject({ code: 'CROSS_PROVINCE.NO_SUCH_FILE' });
  const posted: ActInput = { type: 'papersPosted', carrier: 'EMS', trackingNumber: 'E9', recipient: '公安局', contents: [{ ...contents[0]!, scans: ['0'.repeat(64)] }] };
  await expect(act(here, window, 'crossProvince.takeIn', taken.id, 1, posted)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.SCAN_UNKNOWN' });
  const loose = await handIn(here, window, '照片.png', PNG, 'loose');
  await expect(act(here, window, 'crossProvince.takeIn', taken.id, 1, { type: 'withdrawn', files: [loose.id] })).rejects.toMatchObject({ code: 'CROSS_PROVINCE.FILES_UNUSED' });
  await here.files.remove(window, loose.id);
});

test('the same request twice at once is one case with its scan', async () => {
  const scan = await handIn(here, window, '旧证.png', PNG, 'twice');
  const request = application({ materials: [{ material: 'old-id-card', files: [scan.id] }] });
  const [one, other] = await Promise.all([here.intake.takeIn(window, request, 'twice'), here.intake.takeIn(window, request, 'twice')]);
  expect(one.id).toBe(other.id);
});

test('files are erased with their case, and those that nobody has named after some days', async () => {
  const { scan, taken } = await withFiles('erased');
  const loose = await handIn(here, window, '照片.png', PNG, 'never named');
  await here.retention.erase([taken.id], 'crossCase');
  await expect(here.reader.openFile(window, taken.id, scan.sha256)).rejects.toMatchObject({ code: 'CROSS_PROVINCE.NO_SUCH_FILE' });
  expect(await here.side.openFile(taken.conversation, scan)).toBeUndefined();
  expect(await here.retention.findUnnamedFiles(new Date(here.clock.now()), undefined, 10)).not.toContainEqual(expect.objectContaining({ id: loose.id }));
  const due = await here.retention.findUnnamedFiles(new Date(here.clock.now() + 1), undefined, 10);
  expect(due).toContainEqual(expect.objectContaining({ id: loose.id }));
  expect(due).not.toContainEqual(expect.objectContaining({ id: scan.id }));
  await here.retention.eraseUnnamedFiles([loose.id, scan.id]);
  expect(await here.retention.findUnnamedFiles(new Date(here.clock.now() + 1), undefined, 10)).not.toContainEqual(expect.objectContaining({ id: loose.id }));
});

test('the applicant rates both places apart, once it is over; each place counts both, under the division that did it', async () => {
  const { taken, queued } = await forwarded('rated');
  const applicant: Actor = { accountId: newId(START), personId: PERSON, kind: 'resident', level: 2, roles: ['resident'], posts: [] };
  await expect(here.ratings.rate(applicant, taken.id, { about: 'deciding', grade: 2 }, 'rate')).rejects.toMatchObject({ code: 'CROSS_PROVINCE.NOT_OVER' });
  await act(there, head, 'crossProvince.decide', queued.id, 1, { type: 'notAccepted', reason: '不属于本机关职权' });
  await settle();
  given.length = 0;
  await expect(here.ratings.rate({ ...applicant, personId: CLERK_PERSON }, taken.id, { about: 'deciding', grade: 2 }, 'rate')).rejects.toMatchObject({ code: 'CROSS_PROVINCE.CASE_NOT_FOUND' });
  for (const [about, grade] of [['intake', 1], ['deciding', 4], ['intake', 1]] as const) await here.ratings.rate(applicant, taken.id, { about, grade }, `rate ${about}`);
  await settle();
  expect(given.filter(({ region }) => region === '650000')).toEqual([
    { region: '650000', caseId: taken.id, division: '650102', handledBy: 'local', items: 0, grade: 1 },
    { region: '650000', caseId: taken.conversation, division: '330102', handledBy: 'peer', items: 1, grade: 4 },
  ]);
  expect(given.filter(({ region }) => region === '330000')).toEqual([
    { region: '330000', caseId: taken.conversation, division: '650102', handledBy: 'peer', items: 0, grade: 1 },
    { region: '330000', caseId: queued.id, division: '330100', handledBy: 'local', items: 1, grade: 4 },
  ]);
  expect((await there.reader.get(clerk, queued.id)).timeline.slice(-2).map(({ type, by }) => [type, by])).toEqual([['ratingShared', 'intake'], ['ratingShared', 'intake']]);
});
