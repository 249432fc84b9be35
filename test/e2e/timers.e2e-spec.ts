import { apply, caseOf, type DatedWorld, itemOf } from '../acceptance/application';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let world: DatedWorld;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
}, 60_000);
afterAll(() => platform?.stop());

/** The applicant alone, so that nobody else's consent is needed. */
const submit = (): Promise<string> => apply(world, {
  login: 'mother', oneThing: 'newborn', answers: { ...NEWBORN_ANSWERS, otherParentKnown: false, married: null, householdFollows: null },
  form: Object.fromEntries(Object.entries(NEWBORN_FORM).filter(([element]) => !element.startsWith('otherParent.'))),
});

const eventsOf = async (caseId: string): Promise<string[]> => {
  const mother = await clientOf(world, 'mother');
  return mother.expect(await mother.get<{ type: string }[]>(`/api/cases/${caseId}/timeline`), 200).map((entry) => entry.type);
};

test('a clerk who looked before the platform noted that a deadline is near is not told that somebody else was first', async () => {
  const caseId = await submit();
  const [clerk, mother] = [await clientOf(world, 'health.clerk'), await clientOf(world, 'mother')];
  const { id, version } = await itemOf(mother, caseId, 'vaccination-certificate');
  const path = `/api/cases/${caseId}/items/${id}`;
  const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version }), 200);
  const accepted = clerk.expect(await clerk.post<Outcome>(`${path}/accept`, { version: received.version }), 200);
  // The item is promised for the same day, so it is yellow at once.
  await settle(platform.app);
  expect(await eventsOf(caseId)).toContain('deadlineNear');
  clerk.expect(await clerk.post<Outcome>(`${path}/decision`, { version: accepted.version, step: accepted.step, outcome: 'grant' }), 200);
}, 60_000);

test('what nobody receives is accepted by silence, counted from the day of receipt, and late when its day is over', async () => {
  const caseId = await submit();
  const mother = await clientOf(world, 'mother');
  platform.clock.advanceBy(12 * 86_400_000);
  await settle(platform.app);
  const silent = await itemOf(mother, caseId, 'birth-certificate');
  expect([silent.state, silent.caseNumber === null]).toEqual(['handling', false]);
  expect((silent.clock as { acceptedOn?: string; receivedOn?: string }).acceptedOn).toBe((silent.clock as { receivedOn?: string }).receivedOn);
  expect(await eventsOf(caseId)).toEqual(expect.arrayContaining(['accepted', 'deadlinePassed']));
}, 60_000);

test('on the sixth day nobody refuses it any more, although no worker has run yet', async () => {
  const caseId = await submit();
  const [clerk, mother] = [await clientOf(world, 'health.clerk'), await clientOf(world, 'mother')];
  const { id, version, clock: { receivedOn } } = await itemOf(mother, caseId, 'birth-certificate');
  const path = `/api/cases/${caseId}/items/${id}`;
  const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version }), 200);
  const offered = async () => clerk.expect(await clerk.get<{ command: string }[]>(`${path}/commands`), 200).map(({ command }) => command);
  expect(await offered()).toEqual(expect.arrayContaining(['accept', 'notAccept', 'askCorrection']));
  platform.clock.advanceBy(12 * 86_400_000);
  const points = [{ field: 'form.child.birthWeight', reason: '请核对。' }];
  for (const [command, body] of [['not-accept', { reason: '不属于本机关。' }], ['accept', {}], ['corrections', { points }]] as const) {
    const answer = await clerk.post<Problem>(`${path}/${command}`, { version: received.version, ...body });
    expect([command, answer.status, answer.body.code, answer.body.current]).toEqual([
      command, 409, 'CASES.ACCEPTED_BY_SILENCE', expect.objectContaining({ state: 'received', acceptedOn: receivedOn }),
    ]);
  }
  expect((await offered()).filter((command) => ['accept', 'notAccept', 'askCorrection', 'returnForRework'].includes(command))).toEqual([]);
  await settle(platform.app);
  expect(await itemOf(mother, caseId, 'birth-certificate')).toMatchObject({ state: 'handling', clock: { acceptedOn: receivedOn } });
}, 60_000);

test('a draft that nobody touches is announced and thrown away; saving it gives it its time again', async () => {
  const mother = await clientOf(world, 'mother');
  const { caseId, version } = mother.expect(await mother.post<Outcome>('/api/cases', { oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS }), 201);
  platform.clock.advanceBy(55 * 86_400_000);
  await settle(platform.app);
  expect(await eventsOf(caseId)).toContain('draftExpiring');
  mother.expect(await mother.put<Outcome>(`/api/cases/${caseId}/draft`, { version, answers: NEWBORN_ANSWERS, form: {} }), 200);
  platform.clock.advanceBy(50 * 86_400_000);
  await settle(platform.app);
  expect((await caseOf(mother, caseId)).state).toBe('draft');
  platform.clock.advanceBy(15 * 86_400_000);
  await settle(platform.app);
  expect((await caseOf(mother, caseId)).state).toBe('discarded');
}, 60_000);
