import { CataloguePublisher } from '@onething/catalogue';
import { Database } from '@onething/persistence';
import { apply, type DatedWorld, itemOf } from '../acceptance/application';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { COMMANDS, type SentCommand, VARIANTS } from '../states/commands';
import { smallCatalogue } from '../states/small-catalogue';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Entry {
  type: string;
  detail: Record<string, unknown>;
  note: unknown;
}

const OPINION = '审查意见：申请人前后说法不一，建议从严。';
const REASONS = '不符合规定的条件。';
let platform: TestPlatform;
let world: DatedWorld;
let caseId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  await platform.app.get(CataloguePublisher).publishAll(await smallCatalogue());
  world = worldOf(platform);
  caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  const examined: SentCommand = { ...COMMANDS.completeStep, body: { outcome: 'pass', opinion: OPINION } };
  const refused: SentCommand = { ...COMMANDS.decide, body: { step: 'decide', outcome: 'refuse', reasons: REASONS } };
  for (const command of [COMMANDS.receive, COMMANDS.accept, examined, VARIANTS['vote'], VARIANTS['secondVote'], refused]) await send(command);
}, 60_000);
afterAll(() => platform?.stop());

async function send({ by, path, body }: SentCommand): Promise<void> {
  const [client, mother] = [await clientOf(world, by), await clientOf(world, 'mother')];
  const { id, version } = await itemOf(mother, caseId, 'small-first');
  client.expect(await client.post<Outcome>(`/api/cases/${caseId}/items/${id}/${path}`, { version, ...body }), 200);
}

async function timelineOf(login: string): Promise<Entry[]> {
  const client = await clientOf(world, login);
  return client.expect(await client.get<Entry[]>(`/api/cases/${caseId}/timeline`), 200);
}
const find = (entries: Entry[], type: string) => entries.find((entry) => entry.type === type)!;

test('the applicant sees what happened and the reasons of the decision, no opinion and no vote', async () => {
  const entries = await timelineOf('mother');
  expect(find(entries, 'decided').note).toBe(REASONS);
  expect([find(entries, 'stepCompleted').note, find(entries, 'reviewGiven').note]).toEqual([null, null]);
  expect(find(entries, 'reviewGiven').detail).toEqual({ step: 'panel' });
  expect(JSON.stringify(entries)).not.toContain(OPINION);
});

test.each(['humanresources.clerk', 'humanresources.head', 'supervisor'])('%s sees opinions and votes too', async (login) => {
  const entries = await timelineOf(login);
  expect([find(entries, 'stepCompleted').note, find(entries, 'decided').note]).toEqual([OPINION, REASONS]);
  expect(find(entries, 'reviewGiven').detail).toEqual({ step: 'panel', outcome: 'agree' });
});

test('the reason for asking a second time is for the authority, the points are for the applicant', async () => {
  const first = caseId;
  caseId = await apply(world, { login: 'mother', oneThing: 'small', answers: {}, form: { 'applicant.employer': '乌鲁木齐市第一中学' } });
  try {
    for (const command of [COMMANDS.receive, COMMANDS.askCorrection, COMMANDS.answerCorrection, COMMANDS.askCorrectionAgain]) await send(command);
    const { points, reason } = COMMANDS.askCorrectionAgain.body;
    const asked = async (login: string) => (await timelineOf(login)).filter(({ type }) => type === 'correctionAsked').map(({ note }) => note);
    expect([await asked('mother'), await asked('humanresources.clerk')]).toEqual([[points, points], [points, { points, reason }]]);
    const mother = await clientOf(world, 'mother');
    for (const path of ['timeline', 'corrections', 'progress']) {
      const seen = mother.expect(await mother.get(`/api/cases/${caseId}/${path}`), 200);
      expect([path, JSON.stringify(seen).includes(reason)]).toEqual([path, false]);
    }
  } finally {
    caseId = first;
  }
});

test('an office that handles nothing of it sees nothing, and a supervisor no draft', async () => {
  const clerk = await clientOf(world, 'health.clerk');
  expect((await clerk.get(`/api/cases/${caseId}/timeline`)).status).toBe(404);
  const [mother, supervisor] = [await clientOf(world, 'mother'), await clientOf(world, 'supervisor')];
  const draft = mother.expect(await mother.post<Outcome>('/api/cases', { oneThing: 'small', division: '650102', answers: {} }), 201);
  expect((await supervisor.get(`/api/cases/${draft.caseId}/timeline`)).status).toBe(404);
});

test('whoever searches by applicant stands in the security log, without what was searched for', async () => {
  const clerk = await clientOf(world, 'humanresources.clerk');
  for (const body of [{ name: '王丽' }, { number: '11010519491231002X' }]) {
    clerk.expect(await clerk.post('/api/queues/applicant-search', body), 200);
    platform.clock.advanceBy(1);
  }
  const text = `SELECT outcome, address, request_id AS "requestId", actor_roles AS roles, detail, row_to_json(a)::text AS whole FROM security_act a WHERE act = 'applicant.searched' ORDER BY id`;
  const acts = await platform.app.get(Database, { strict: false }).query<{ roles: string[]; detail: object; address: string; requestId: string; whole: string }>({ name: 'test.searches', text }, []);
  expect(acts.map(({ roles, detail }) => [roles, detail])).toEqual([
    [['clerk'], { by: 'name', persons: 1, page: 'first' }], [['clerk'], { by: 'number', persons: 0, page: 'first' }],
  ]);
  for (const { address, requestId } of acts) expect([address, requestId]).toEqual([expect.stringMatching(/127\.0\.0\.1|::1/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  expect(new Set(acts.map(({ requestId }) => requestId)).size).toBe(2);
  for (const { whole } of acts) expect(whole).not.toMatch(/王丽|11010519491231002X/);
});
