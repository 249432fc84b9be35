import { DEMO_RESIDENTS } from '@onething/identity';
import { Client } from 'pg';
import { type DatedWorld, apply, itemOf } from '../acceptance/application';
import type { Client as HttpClient } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** The mother of the newborn works at the health department that handles her case; so does the father. */
const EMPLOYEES = [{ resident: 'mother', login: 'health.clerk2' }, { resident: 'father', login: 'health.head' }];

let platform: TestPlatform;
let world: DatedWorld;
let caseId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  const owner = new Client({ connectionString: platform.databases.ownerUrl });
  await owner.connect();
  for (const { resident, login } of EMPLOYEES) {
    const { id } = DEMO_RESIDENTS.find((one) => one.login === resident)!;
    await owner.query('UPDATE onething.account SET person_id = $1 WHERE login = $2', [id, login]);
  }
  await owner.end();
  caseId = await apply(world, { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM });
}, 60_000);
afterAll(() => platform?.stop());

const itemPath = async (): Promise<[string, number]> => {
  const { id, version } = await itemOf(await clientOf(world, 'mother'), caseId, 'birth-certificate');
  return [`/api/cases/${caseId}/items/${id}`, version];
};

async function refusals(client: HttpClient, commands: [string, object][]): Promise<[string, number, string][]> {
  const [path, version] = await itemPath();
  return Promise.all(commands.map(async ([command, body]) => {
    const { status, body: problem } = await client.post<Problem>(path + command, { version, ...body });
    return [command, status, problem.code] as [string, number, string];
  }));
}

test('an official handles no case of one\'s own: neither receives, claims, accepts nor returns it', async () => {
  const found = await refusals(await clientOf(world, 'health.clerk2'), [
    ['/receive', {}], ['/accept', {}], ['/claim', { version: 0 }], ['/not-accept', { reason: '不属于本部门职权范围。' }],
    ['/return', { points: [{ field: 'form.child.name', reason: '请核对。' }] }],
  ]);
  expect(found.filter(([, status]) => status !== 403)).toEqual([]);
  expect(found.filter(([, , code]) => code !== 'IDENTITY.OWN_MATTER')).toEqual([]);
});

test('nor one in which the register knows one as the other parent', async () => {
  const found = await refusals(await clientOf(world, 'health.head'), [['/claim/assign', { version: 0, to: platform.accounts.find((one) => one.login === 'health.clerk')!.accountId }]]);
  expect(found).toEqual([['/claim/assign', 403, 'IDENTITY.OWN_MATTER']]);
});

test('and as an official does not read it; the colleague next door does', async () => {
  const [path] = await itemPath();
  const own = await clientOf(world, 'health.clerk2');
  expect((await own.get<Problem>(`${path}/form`)).status).toBe(404);
  expect((await own.get<Problem>(`${path}/commands`)).status).toBe(404);
  expect((await (await clientOf(world, 'health.clerk')).get(`${path}/form`)).status).toBe(200);
});

test('the case goes its way by colleagues', async () => {
  const done: Outcome = await handle(world, await clientOf(world, 'mother'), caseId, 'birth-certificate', { face: { certificateNumber: 'Z650123456' } });
  expect(done.state).toBe('granted');
});
