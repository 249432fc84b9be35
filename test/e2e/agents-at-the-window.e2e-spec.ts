import { apply, caseOf, type DatedWorld } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { madeUpNumber } from '../acceptance/form-filling';
import { handle } from '../acceptance/handling';
import { giveMandate, personOf } from '../acceptance/mandates';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const CARD = 'applicant-id-card';
const BIRTH = 'birth-certificate';
let platform: TestPlatform;
let world: DatedWorld;
let mother: Client;
let agent: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  [mother, agent] = [await clientOf(world, 'mother'), await clientOf(world, 'agent')];
}, 60_000);
afterAll(() => platform?.stop());

const give = (acts: string[]) => giveMandate(world, 'mother', 'agent', { acts, oneThings: ['newborn'], validUntil: '2026-12-31' });

test('a licence that the principal attaches stays hidden from an agent whose mandate does not say that licences may be used', async () => {
  await give(['apply']);
  const begun = { oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS, onBehalfOf: personOf('mother').id };
  const { caseId } = agent.expect(await agent.post<Outcome>('/api/cases', begun), 201);
  const path = `/api/cases/${caseId}`;
  mother.expect(await mother.put(`${path}/materials/${CARD}/licence`), 200);
  const seenBy = async (client: Client) => {
    const { materials } = client.expect(await client.get<{ materials: { material: string; source?: string; licence?: object }[] }>(`${path}/materials`), 200);
    const { source, licence } = materials.find(({ material }) => material === CARD)!;
    const opened = await client.get<Problem & { face?: object }>(`${path}/materials/${CARD}/licence`);
    const { prefilled } = client.expect(await client.get<{ prefilled: Record<string, unknown> }>(`${path}/form`), 200);
    return { source, licence, opened: opened.status, code: opened.body.code, known: Object.keys(prefilled) };
  };
  const [own, agents] = [await seenBy(mother), await seenBy(agent)];
  expect(own).toMatchObject({ source: 'licence', licence: { licenceType: expect.any(String) }, opened: 200 });
  expect(agents).toMatchObject({ source: 'licence', opened: 403, code: 'CASES.LICENCES_NOT_IN_MANDATE' });
  expect(agents.licence).toBeUndefined();
  expect([agents.known.length > 0, own.known.length > agents.known.length]).toEqual([true, true]);
  await give(['apply', 'useLicences']);
  expect(await seenBy(agent)).toEqual(own);
});

test('results are collected by the applicant, or by an agent whose mandate says so; what is posted can be followed', async () => {
  const caseId = await apply(world, { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM });
  await handle(world, mother, caseId, BIRTH, { face: { certificateNumber: 'Z650100901' } });
  await settle(platform.app);
  const lead = await clientOf(world, 'health.clerk');
  const { version } = await caseOf(mother, caseId);
  const deliver = (body: object) => lead.post<Outcome & Problem>(`/api/cases/${caseId}/deliver`, { version, how: 'collected', ...body });
  const by = (login: string) => ({ collectorNumber: personOf(login).number });
  for (const [body, code, field] of [
    [{}, 'CASES.COLLECTOR_MISSING', 'collectorNumber'], [by('father'), 'CASES.MAY_NOT_COLLECT', 'collectorNumber'], [by('agent'), 'CASES.MAY_NOT_COLLECT', 'collectorNumber'],
    [{ collectorNumber: madeUpNumber('19850101', 1) }, 'CASES.MAY_NOT_COLLECT', 'collectorNumber'], [{ how: 'posted' }, 'CASES.TRACKING_MISSING', 'tracking'],
  ] as const) {
    const refused = await deliver(body);
    expect([refused.status, refused.body.code, refused.body.errors?.map((problem) => problem.field)]).toEqual([422, code, [field]]);
    expect(JSON.stringify(refused.body)).not.toContain(personOf('agent').number);
  }
  await give(['collect']);
  expect((await deliver({ ...by('agent'), how: 'electronic' })).body.code).toBe('CASES.NOT_COLLECTED');
  const codes = async () => lead.expect(await lead.get<{ items: { item: string; stateCode: string | null; specialProcedure: string | null }[] }>(`/api/cases/${caseId}`), 200)
    .items.map(({ item, stateCode, specialProcedure }) => [item, stateCode, specialProcedure]);
  expect(await codes()).toContainEqual([BIRTH, '90', null]);
  lead.expect(await deliver(by('agent')), 200);
  expect(await codes()).toContainEqual([BIRTH, '92', null]);
  const timeline = mother.expect(await mother.get<{ type: string; detail: object }[]>(`/api/cases/${caseId}/timeline`), 200);
  expect(timeline.find(({ type }) => type === 'delivered')!.detail).toMatchObject({ how: 'collected', items: [BIRTH], byAgent: true });
  const { happened } = mother.expect(await mother.get<{ happened: { text: { zh: string } }[] }>(`/api/cases/${caseId}/progress`), 200);
  expect(happened.map(({ text }) => text.zh)).toContainEqual(expect.stringContaining('结果已由代理人领取'));
});
