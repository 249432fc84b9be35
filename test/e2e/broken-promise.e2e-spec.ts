import { CataloguePublisher } from '@onething/catalogue';
import { apply, caseOf, type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { personOf } from '../acceptance/mandates';
import { worldOf } from '../acceptance/platform-world';
import type { Licence, Outcome, Problem, Text } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { brokenThings } from '../races/integrity';
import { COMMANDS, type SentCommand, VARIANTS } from '../states/commands';
import { smallCatalogue } from '../states/small-catalogue';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const FINDING = '现场核查：消防通道被占用，与承诺不符。';
const REASON = '违反告知承诺，依法撤销。';
const BROKEN: SentCommand = { ...COMMANDS.checkPromise, body: { kept: false, finding: FINDING } };
const WITHDRAWN: SentCommand = { ...COMMANDS.withdrawGrant, body: { reason: REASON } };
interface OpenPromise {
  caseId: string;
  dueOn: string;
  broken: boolean;
}

let platform: TestPlatform;
let world: DatedWorld;
let mother: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  await platform.app.get(CataloguePublisher).publishAll(await smallCatalogue());
  world = worldOf(platform);
  mother = await clientOf(world, 'mother');
}, 60_000);
afterAll(() => platform?.stop());

async function send(caseId: string, { by, path, body }: SentCommand) {
  const client = await clientOf(world, by);
  const { id, version } = await itemOf(mother, caseId, 'small-first');
  const answer = await client.post<Outcome & Problem>(`/api/cases/${caseId}/items/${id}/${path}`, { version, ...body });
  await settle(platform.app);
  return answer;
}

/** Accepted on a promise, and brought through these commands. */
async function onPromise(...then: SentCommand[]): Promise<string> {
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const way = [COMMANDS.receive, VARIANTS['acceptOnPromise'], COMMANDS.completeStep, VARIANTS['vote'], VARIANTS['secondVote'], COMMANDS.decide, ...then];
  for (const command of way) expect((await send(caseId, command)).status).toBe(200);
  return caseId;
}

const read = async <T>(path: string): Promise<T> => mother.expect(await mother.get<T>(`/api${path}`), 200);
const licenceOf = async (id: string) => (await read<{ entries: (Licence & { state: string })[] }>('/licences?limit=50')).entries.find((licence) => licence.id === id);
const toldOf = async (caseId: string) => (await read<{ entries: { caseId: string; kind: string; body: Text }[] }>('/inbox?limit=100')).entries.filter((entry) => entry.caseId === caseId);

test('a promise found broken after the grant: its head withdraws the licence, the applicant is told with reasons and remedies', async () => {
  const caseId = await onPromise(COMMANDS.issueResult);
  const { result } = await itemOf(mother, caseId, 'small-first');
  expect(await licenceOf(result!.licenceId)).toMatchObject({ state: 'VALID' });
  // Whoever checks proposes it by the finding; the grant stands until the head decides.
  expect((await send(caseId, WITHDRAWN)).body.code).toBe('CASES.COMMAND_NOT_POSSIBLE');
  expect((await send(caseId, BROKEN)).status).toBe(200);
  expect(await licenceOf(result!.licenceId)).toMatchObject({ state: 'VALID' });
  const heads = await clientOf(world, 'humanresources.head');
  expect(heads.expect(await heads.get<{ entries: { caseId: string; kind: string }[] }>('/api/inbox?limit=100'), 200).entries)
    .toContainEqual(expect.objectContaining({ caseId, kind: 'promiseFoundBroken' }));
  for (const by of ['humanresources.clerk', 'humanresources.reviewer']) expect([by, (await send(caseId, { ...WITHDRAWN, by })).status]).toEqual([by, 403]);
  expect((await send(caseId, WITHDRAWN)).status).toBe(200);
  expect(await licenceOf(result!.licenceId)).toMatchObject({ state: 'WITHDRAWN' });
  expect((await itemOf(mother, caseId, 'small-first')).clock).toMatchObject({ grantWithdrawnOn: world.today() });

  const progress = await read<{ items: { item: string; standing: Text; happened: { text: Text }[] }[] }>(`/cases/${caseId}/progress`);
  const first = progress.items.find(({ item }) => item === 'small-first')!;
  expect(first.standing.zh).toBe('准予决定已被撤销');
  expect(first.happened.at(-1)!.text.zh).toMatch(/撤销了准予决定.*理由和救济途径见撤销决定书/);
  expect((await toldOf(caseId)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['promiseBroken', 'grantWithdrawn']));

  const documents = await read<{ id: string; kind: string }[]>(`/cases/${caseId}/documents`);
  const decision = documents.find(({ kind }) => kind === 'grantWithdrawalDecision')!;
  const { text } = await platform.request.get(`/api/cases/${caseId}/documents/${decision.id}`).set('authorization', `Bearer ${await platform.login('mother')}`).expect(200);
  for (const words of ['撤销', REASON, '第六十九条', '六十日内', '六个月内']) expect(text).toContain(words);

  // Said twice it happens once, and the licence is not handed over any more.
  for (const again of [BROKEN, WITHDRAWN]) expect((await send(caseId, again)).body.code).toBe('CASES.COMMAND_NOT_POSSIBLE');
  const window = await clientOf(world, 'humanresources.clerk');
  const { version } = await caseOf(mother, caseId);
  const delivery = await window.post<Problem>(`/api/cases/${caseId}/deliver`, { version, how: 'collected', collectorNumber: personOf('mother').number, items: ['small-first'] });
  expect([delivery.status, delivery.body.code]).toEqual([409, 'CASES.NOT_DELIVERABLE']);
}, 60_000);

test('found between the grant and its result: no licence is made, and with the withdrawal the item ends, and so does what waits for it', async () => {
  const caseId = await onPromise(BROKEN);
  expect((await send(caseId, COMMANDS.issueResult)).body.code).toBe('CASES.PROMISE_BROKEN');
  expect((await send(caseId, WITHDRAWN)).status).toBe(200);
  expect((await itemOf(mother, caseId, 'small-first')).state).toBe('ended');
  expect((await itemOf(mother, caseId, 'small-second')).state).toBe('aborted');
  expect((await toldOf(caseId)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['grantWithdrawn', 'itemAborted']));
  expect((await send(caseId, COMMANDS.issueResult)).status).toBe(409);
}, 60_000);

test('found before the decision: a grant is refused and offered to nobody until what was wrong is in order', async () => {
  const caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const way = [COMMANDS.receive, VARIANTS['acceptOnPromise'], BROKEN, COMMANDS.completeStep, VARIANTS['vote'], VARIANTS['secondVote']];
  for (const command of way) expect((await send(caseId, command)).status).toBe(200);
  const head = await clientOf(world, 'humanresources.head');
  const offered = async (): Promise<(string | undefined)[]> => {
    const { id } = await itemOf(mother, caseId, 'small-first');
    return head.expect(await head.get<{ command: string; outcome?: string }[]>(`/api/cases/${caseId}/items/${id}/commands`), 200)
      .filter(({ command }) => command === 'decide').map(({ outcome }) => outcome);
  };
  const refused = await send(caseId, COMMANDS.decide);
  expect([refused.status, refused.body.code, await offered()]).toEqual([409, 'CASES.PROMISE_BROKEN', ['refuse']]);
  expect((await toldOf(caseId)).map(({ kind }) => kind)).toContain('promiseBroken');
  // Put right, and checked again.
  expect((await send(caseId, COMMANDS.checkPromise)).status).toBe(200);
  expect(await offered()).toEqual(['grant', 'refuse']);
  expect((await send(caseId, COMMANDS.decide)).status).toBe(200);
}, 60_000);

test('one that was kept changes nothing', async () => {
  const caseId = await onPromise(COMMANDS.issueResult, COMMANDS.checkPromise);
  const { result } = await itemOf(mother, caseId, 'small-first');
  expect(await licenceOf(result!.licenceId)).toMatchObject({ state: 'VALID' });
  expect((await toldOf(caseId)).map(({ kind }) => kind)).not.toContain('grantWithdrawn');
}, 60_000);

test('promises to be checked stand in a list of their office; the desks are told before the day and after it; a broken one has a day to be put right', async () => {
  const caseId = await onPromise(COMMANDS.issueResult);
  const [clerk, elsewhere] = [await clientOf(world, 'humanresources.clerk'), await clientOf(world, 'health.clerk')];
  const listed = async (client: Client, query = '') => client.expect(await client.get<{ promises: OpenPromise[] }>(`/api/queues/promises${query}`), 200).promises
    .filter((one) => one.caseId === caseId);
  const clockOf = async () => (await itemOf(mother, caseId, 'small-first')).clock as { checkPromiseBy?: string; rectifyBy?: string };
  const deskTold = async (kind: string) => clerk.expect(await clerk.get<{ entries: { caseId: string; kind: string; body: Text }[] }>('/api/inbox?limit=100'), 200).entries
    .filter((entry) => entry.caseId === caseId && entry.kind === kind).map(({ body }) => body.zh);
  expect(await clockOf()).toMatchObject({ checkPromiseBy: '2026-12-01' });
  expect(await listed(clerk)).toEqual([expect.objectContaining({ state: 'granted', dueOn: '2026-12-01', broken: false, itemName: expect.objectContaining({ zh: expect.any(String) }) })]);
  expect([await listed(clerk, '?dueTo=2026-11-30'), (await listed(clerk, '?dueTo=2026-12-01')).length, await listed(elsewhere)]).toEqual([[], 1, []]);
  expect((await mother.get('/api/queues/promises')).status).toBe(403);
  expect((await clerk.get<Problem>('/api/queues/promises?dueTo=tomorrow')).status).toBe(400);

  world.goTo('2026-11-24', '10:00');
  await settle(platform.app);
  expect((await deskTold('deadlineNear')).filter((text) => text.includes('承诺核查期限'))).toHaveLength(1);
  world.goTo('2026-12-02', '10:00');
  await settle(platform.app);
  expect((await deskTold('deadlinePassed')).filter((text) => text.includes('承诺核查期限'))).toHaveLength(1);

  expect((await send(caseId, { ...BROKEN, body: { ...BROKEN.body, rectifyBy: '2026-11-01' } })).body).toMatchObject({ code: 'CASES.DAY_OUT_OF_RANGE', errors: [{ field: 'rectifyBy' }] });
  expect((await send(caseId, { ...BROKEN, body: { ...BROKEN.body, rectifyBy: '2026-12-10' } })).status).toBe(200);
  expect(await clockOf()).toMatchObject({ rectifyBy: '2026-12-10' });
  expect(await listed(clerk)).toMatchObject([{ dueOn: '2026-12-10', broken: true }]);
  expect((await toldOf(caseId)).filter(({ kind }) => kind === 'promiseBroken').map(({ body }) => body.zh)).toEqual([expect.stringContaining('2026年12月10日')]);
  world.goTo('2026-12-11', '10:00');
  await settle(platform.app);
  expect((await deskTold('deadlinePassed')).filter((text) => text.includes('承诺整改期限'))).toHaveLength(1);
  expect((await send(caseId, COMMANDS.checkPromise)).status).toBe(200);
  expect(await listed(clerk)).toEqual([]);
}, 60_000);

test('every chain is whole, and nothing is left waiting', async () => {
  expect(await brokenThings(platform.app)).toEqual([]);
}, 60_000);
