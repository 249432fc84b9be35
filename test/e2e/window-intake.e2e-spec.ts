import { randomUUID } from 'node:crypto';
import { DEMO_RESIDENTS } from '@onething/identity';
import { citizenIdCheckDigit } from '@onething/kernel';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let clerk: string;
let colleague: string;
const MOTHER = DEMO_RESIDENTS.find(({ login }) => login === 'mother')!;
const body = '65010219550101101';
const STRANGER = { paper: 'residentIdCard', name: '阿依古丽', number: body + citizenIdCheckDigit(body) };
const ANSWERS = { otherParentKnown: true, married: true, householdFollows: 'applicant', reimbursement: false, guidance: false };

beforeAll(async () => {
  platform = await startTestPlatform({ firstStart: true });
});
beforeEach(async () => {
  [clerk, colleague] = [await platform.login('window.clerk'), await platform.login('window.clerk2')];
});
afterAll(() => platform?.stop());

const as = (token: string, method: 'get' | 'post' | 'put', path: string) =>
  platform.request[method](path).set('authorization', `Bearer ${token}`).set('idempotency-key', randomUUID());
const attend = async (who: object = STRANGER) => (await as(clerk, 'post', '/api/window-attendances').send(who).expect(201)).body as { id: string; personId: string; number: string };
const begin = (token: string, onBehalfOf?: string) => as(token, 'post', '/api/cases').send({ oneThing: 'newborn', division: '650102', answers: ANSWERS, onBehalfOf });

test('a person without phone and account is applied for at the counter, and finds the case by number and code', async () => {
  const { personId, number } = await attend();
  expect(number).not.toContain('19550101');
  const { caseId } = (await begin(clerk, personId).expect(201)).body as { caseId: string };
  await as(clerk, 'put', `/api/cases/${caseId}/draft`).send({ version: 1, answers: ANSWERS, form: { 'child.name': '小明' } }).expect(200);
  expect((await as(clerk, 'get', `/api/cases/${caseId}/form`).expect(200)).body.form).toEqual({ 'child.name': '小明' });
  const [created] = (await as(clerk, 'get', `/api/cases/${caseId}/timeline`).expect(200)).body as { type: string; actorKind: string; detail: object }[];
  expect(created).toMatchObject({ type: 'draftCreated', actorKind: 'staff', detail: { attendance: expect.any(String) } });
  expect((await as(clerk, 'post', `/api/cases/${caseId}/submit`).send({ version: 2 }).expect(422)).body.code).toBe('CASES.FORM_INVALID');
});

test('nobody else sees what one clerk has begun at the counter, and that clerk no more when the person has left', async () => {
  const { personId } = await attend();
  const { caseId } = (await begin(clerk, personId).expect(201)).body as { caseId: string };
  for (const token of [colleague, await platform.login('health.clerk'), await platform.login('mother')]) {
    for (const path of ['', '/form', '/timeline', '/materials']) await as(token, 'get', `/api/cases/${caseId}${path}`).expect(404);
    await as(token, 'put', `/api/cases/${caseId}/draft`).send({ version: 1, answers: ANSWERS, form: {} }).expect(404);
  }
  await as(clerk, 'post', '/api/window-attendances/end').expect(204);
  expect((await as(clerk, 'get', '/api/window-attendances/current').expect(200)).body).toEqual({ attendance: null });
  await as(clerk, 'get', `/api/cases/${caseId}`).expect(404);
  expect((await begin(clerk, personId).expect(403)).body.code).toBe('CASES.NOT_REPRESENTED');
});

test('the next person ends the attendance of the one before, and so does time', async () => {
  const first = await attend();
  const second = await attend({ paper: 'residentIdCard', name: MOTHER.name, number: MOTHER.number });
  expect(second.personId).toBe(MOTHER.id);
  await begin(clerk, first.personId).expect(403);
  const { caseId } = (await begin(clerk, second.personId).expect(201)).body as { caseId: string };
  const own = (await as(await platform.login('mother'), 'get', `/api/cases/${caseId}`).expect(200)).body as { agent: object };
  expect(own.agent).not.toBeNull();
  platform.clock.advanceBy(2 * 3_600_000 + 1);
  clerk = await platform.login('window.clerk');
  await as(clerk, 'get', `/api/cases/${caseId}`).expect(404);
});

test('without somebody at the counter a clerk applies for nobody, not even for themselves', async () => {
  await as(clerk, 'post', '/api/window-attendances/end').expect(204);
  expect((await begin(clerk, MOTHER.id).expect(403)).body.code).toBe('CASES.NOT_REPRESENTED');
  await begin(clerk).expect(403);
  await as(await platform.login('mother'), 'post', '/api/window-attendances').send(STRANGER).expect(403);
  await as(await platform.login('health.reviewer'), 'post', '/api/window-attendances').send(STRANGER).expect(403);
});

test('a paper that says another name than is known of its number begins nothing, and the attempt is recorded', async () => {
  expect((await as(clerk, 'post', '/api/window-attendances').send({ paper: 'residentIdCard', name: '冒名者', number: MOTHER.number }).expect(409)).body.code).toBe('IDENTITY.PAPER_DIFFERS');
  const found = (await as(await platform.login('auditor'), 'get', '/api/security-log?act=account.lookedUp&outcome=refused').expect(200)).body.entries as { detail: object }[];
  expect(found[0]!.detail).toEqual({ purpose: 'attendance', code: 'IDENTITY.PAPER_DIFFERS' });
});

describe('licences of the person at the counter', () => {
  const paper = '/materials/applicant-id-card/licence';
  let caseId: string;

  test('are used when the person has said so, and each use is shown to the person', async () => {
    const mother = { paper: 'residentIdCard', name: MOTHER.name, number: MOTHER.number };
    expect(await attend(mother)).toMatchObject({ licencesAllowed: false });
    caseId = ((await begin(clerk, MOTHER.id).expect(201)).body as { caseId: string }).caseId;
    expect((await as(clerk, 'put', `/api/cases/${caseId}${paper}`).expect(403)).body.code).toBe('CASES.LICENCES_NOT_IN_MANDATE');
    for (let i = 0; i < 2; i += 1) expect((await as(clerk, 'put', '/api/window-attendances/licences').send({ allowed: true }).expect(200)).body.licencesAllowed).toBe(true);
    expect((await as(clerk, 'get', `/api/cases/${caseId}`).expect(200)).body.agent.acts).toContain('useLicences');
    await as(clerk, 'put', `/api/cases/${caseId}${paper}`).expect(200);
    expect((await as(clerk, 'get', `/api/cases/${caseId}/form`).expect(200)).body.prefilled).toMatchObject({ 'applicant.name': MOTHER.name });
    const { entries } = (await as(await platform.login('mother'), 'get', '/api/me/access-log').expect(200)).body as { entries: { act: string }[] };
    expect(entries[0]!.act).toBe('licence.opened');
    const log = (await as(await platform.login('auditor'), 'get', '/api/security-log?act=attendance.licencesAllowed').expect(200)).body as { entries: object[] };
    expect(log.entries).toHaveLength(1);
  });

  test('the consent of somebody else is asked for, and the answer told to the applicant', async () => {
    const father = DEMO_RESIDENTS.find(({ login }) => login === 'father')!;
    const { version } = (await as(clerk, 'get', `/api/cases/${caseId}`).expect(200)).body as { version: number };
    await as(clerk, 'put', `/api/cases/${caseId}/draft`).send({ version, answers: ANSWERS, form: { 'otherParent.citizenId': father.number } }).expect(200);
    const asked = (await as(clerk, 'post', `/api/cases/${caseId}/consents`).send({ subject: 'otherParent', materials: ['other-parent-id-card'] }).expect(201)).body as { id: string };
    expect((await as(clerk, 'get', `/api/cases/${caseId}/consents`).expect(200)).body.entries).toMatchObject([{ id: asked.id, state: 'asked' }]);
    const waiting = (await as(await platform.login('father'), 'get', '/api/consents').expect(200)).body as { entries: { id: string; requestedBy: { name: string } }[] };
    expect(waiting.entries.find(({ id }) => id === asked.id)).toBeDefined();
  });

  test('are used no more when the person says so, or has left; nobody at the counter allows nothing', async () => {
    expect((await as(clerk, 'put', '/api/window-attendances/licences').send({ allowed: false }).expect(200)).body.licencesAllowed).toBe(false);
    await as(clerk, 'put', `/api/cases/${caseId}${paper}`).expect(403);
    await as(clerk, 'get', `/api/cases/${caseId}${paper}`).expect(403);
    await as(clerk, 'put', '/api/window-attendances/licences').send({ allowed: true }).expect(200);
    await as(clerk, 'post', '/api/window-attendances/end').expect(204);
    await as(clerk, 'put', `/api/cases/${caseId}${paper}`).expect(404);
    expect((await as(clerk, 'put', '/api/window-attendances/licences').send({ allowed: true }).expect(409)).body.code).toBe('IDENTITY.NOBODY_AT_COUNTER');
    expect(await attend({ paper: 'residentIdCard', name: MOTHER.name, number: MOTHER.number })).toMatchObject({ licencesAllowed: false });
  });
});
