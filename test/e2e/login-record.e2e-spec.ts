import { Database } from '@onething/persistence';
import { credentialsOf } from '../acceptance/entrance';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const clerk = () => platform.accounts.find(({ login }) => login === 'health.clerk')!;
/** A second apart, so that the log has one order. */
const logIn = (body: object) => {
  platform.clock.advanceBy(1_000);
  return platform.request.post('/api/auth/login').send(body);
};

async function acts(): Promise<object[]> {
  const { rows } = await platform.app.get(Database).execute(
    'SELECT act, outcome, subject_person_id, object_kind, address, request_id IS NOT NULL AS requested, detail FROM onething.security_act ORDER BY recorded_at, id',
  );
  return rows as object[];
}

test('the security log says who has logged in, what failed, what was locked and what ended, and never what was typed', async () => {
  const { personId } = clerk();
  const begun = (await acts()).length;
  const { body: first } = await logIn(credentialsOf(clerk(), platform.clock.now())).expect(200);
  platform.clock.advanceBy(60_000);
  await logIn({ ...credentialsOf(clerk(), platform.clock.now()), password: 'a secret' }).expect(401);
  await logIn({ ...credentialsOf(clerk(), platform.clock.now()), code: '000000' }).expect(401);
  await logIn({ login: 'a secret too', password: 'x' }).expect(401);
  await platform.request.post('/api/auth/refresh').send({ refreshToken: first.refreshToken }).expect(200);
  platform.clock.advanceBy(60_000);
  await platform.request.post('/api/auth/refresh').send({ refreshToken: first.refreshToken }).expect(401);
  for (let time = 0; time < 5; time += 1) await logIn({ login: 'father', password: 'x' }).expect(401);
  const told = (await acts()).slice(begun);
  const from = { address: '127.0.0.1', requested: true };
  expect(told.slice(0, 5)).toMatchObject([
    { act: 'login.succeeded', outcome: 'done', subject_person_id: personId, object_kind: 'session', detail: { how: 'secondFactor' }, ...from },
    { act: 'login.failed', outcome: 'refused', subject_person_id: personId, object_kind: 'account', detail: { because: 'password' }, ...from },
    { act: 'login.failed', outcome: 'refused', subject_person_id: personId, detail: { because: 'secondFactor' }, ...from },
    { act: 'login.failed', outcome: 'refused', subject_person_id: null, object_kind: null, detail: { because: 'password' }, ...from },
    { act: 'refresh.reused', outcome: 'refused', object_kind: 'session' },
  ]);
  expect(told.slice(5).map((one) => (one as { act: string }).act)).toEqual(expect.arrayContaining([...Array<string>(5).fill('login.failed'), 'login.locked']));
  expect(JSON.stringify(told)).not.toContain('secret');
});

test('who is refused something stands in the log with the action and the thing that was asked for, once a minute', async () => {
  // What the test before has failed with is forgotten.
  platform.clock.advanceBy(31 * 60_000);
  const [mother, clerk] = [await platform.login('mother'), await platform.login('health.clerk')];
  const caseId = '01941f29-7c00-7000-8000-0000000000aa';
  const ask = (token: string, method: 'get' | 'post', path: string, body?: object) => platform.request[method](path).set('authorization', `Bearer ${token}`).send(body);
  for (let time = 0; time < 3; time += 1) await ask(mother, 'get', '/api/queues/items').expect(403);
  await ask(clerk, 'get', '/api/security-log').expect(403);
  await ask(mother, 'post', `/api/cases/${caseId}/unmask`, {}).expect(403);
  const auditor = platform.accounts.find(({ login }) => login === 'auditor')!.accountId;
  await ask(await platform.login('security'), 'post', `/api/staff-accounts/${auditor}/lock`, { reason: '核查' }).expect(403);
  const { rows } = await platform.app.get(Database).execute(`SELECT outcome, actor_roles AS roles, object_kind AS kind, object_id AS id, address,
    request_id IS NOT NULL AS requested, detail FROM onething.security_act WHERE act = 'access.refused' ORDER BY position`);
  const from = { outcome: 'refused', address: '127.0.0.1', requested: true };
  const forbidden = (action: string) => ({ action, code: 'IDENTITY.FORBIDDEN' });
  expect(rows).toEqual([
    { ...from, roles: ['resident'], kind: null, id: null, detail: forbidden('queue.read') },
    { ...from, roles: ['clerk'], kind: null, id: null, detail: forbidden('audit.read') },
    { ...from, roles: ['resident'], kind: 'case', id: caseId, detail: forbidden('case.unmask') },
    { ...from, roles: ['securityAdministrator'], kind: 'account', id: auditor, detail: { action: 'account.lock', code: 'IDENTITY.NEEDS_TWO' } },
  ]);
  platform.clock.advanceBy(61_000);
  await ask(mother, 'get', '/api/queues/items').expect(403);
  expect((await platform.app.get(Database).execute(`SELECT FROM onething.security_act WHERE act = 'access.refused'`)).rows).toHaveLength(5);
});
