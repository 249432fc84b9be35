import { AccountRegister, DEMO_DIVISION, PersonDirectory } from '@onething/identity';
import { hash } from '@node-rs/argon2';
import { logInAs } from '../support/registering';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const FIRST = 'The 1st password';
const DAY_MS = 86_400_000;

let platform: TestPlatform;
let passwordHash: string;
beforeAll(async () => {
  platform = await startTestPlatform();
  passwordHash = await hash(FIRST, { memoryCost: 8_192, timeCost: 1 });
});
afterAll(() => platform?.stop());

let people = 0;

async function newAccount(kind: 'resident' | 'staff'): Promise<string> {
  people += 1;
  const login = `somebody.${people}`;
  const { id: personId } = await platform.app.get(PersonDirectory, { strict: false })
    .register({ kind: 'natural', name: '张三', divisionCode: DEMO_DIVISION, synthetic: true });
  const posts = kind === 'staff' ? [{ role: 'clerk' as const, departmentCode: 'health', divisionCode: DEMO_DIVISION }] : [];
  await platform.app.get(AccountRegister, { strict: false }).create({ personId, kind, login, passwordHash, level: 2, divisionCode: DEMO_DIVISION, posts });
  return login;
}

const change = (token: string, password: string, newPassword: string) =>
  platform.request.post('/api/auth/password').set('authorization', `Bearer ${token}`).send({ password, newPassword });
const me = (token: string) => platform.request.get('/api/me').set('authorization', `Bearer ${token}`);

test('a changed password ends the other sessions, and the old one opens nothing', async () => {
  const login = await newAccount('resident');
  const [here, there] = [await logInAs(platform, login, FIRST), await logInAs(platform, login, FIRST)];
  await change(here, FIRST, 'The 2nd password').expect(204);
  await me(here).expect(200);
  expect((await me(there).expect(401)).body.code).toBe('IDENTITY.SESSION_REVOKED');
  await platform.request.post('/api/auth/login').send({ login, password: FIRST }).expect(401);
  await logInAs(platform, login, 'The 2nd password');
});

test('a password keeps the rules, and is none of the last five', async () => {
  const login = await newAccount('resident');
  const token = await logInAs(platform, login, FIRST);
  const refusal = async (newPassword: string) => {
    const { body } = await change(token, FIRST, newPassword).expect(422);
    expect(body.errors).toEqual([expect.objectContaining({ field: 'newPassword', code: body.code })]);
    return body.code as string;
  };
  expect(await refusal('all small letters')).toBe('IDENTITY.PASSWORD_TOO_SIMPLE');
  expect(await refusal(`Ab1-${login}`)).toBe('IDENTITY.PASSWORD_HAS_LOGIN');
  expect(await refusal(FIRST)).toBe('IDENTITY.PASSWORD_USED_BEFORE');
  let present = FIRST;
  for (const next of ['Blue kettle 2', 'Blue kettle 3', 'Blue kettle 4', 'Blue kettle 5']) {
    await change(token, present, next).expect(204);
    platform.clock.advanceBy(1_000);
    present = next;
  }
  expect((await change(token, present, FIRST).expect(422)).body.code).toBe('IDENTITY.PASSWORD_USED_BEFORE');
  await change(token, present, 'Blue kettle 6').expect(204);
  await change(token, 'Blue kettle 6', FIRST).expect(204);
});

test('a wrong present password counts as a failed log-in, so that a device left open cannot guess it', async () => {
  const login = await newAccount('resident');
  const token = await logInAs(platform, login, FIRST);
  for (let time = 0; time < 5; time += 1) expect((await change(token, 'wrong', 'The 2nd password').expect(422)).body.code).toBe('IDENTITY.PASSWORD_WRONG');
  expect((await change(token, FIRST, 'The 2nd password').expect(429)).body.code).toBe('IDENTITY.LOGIN_LOCKED');
  await me(token).expect(200);
});

test('staff choose another password after ninety days before they do anything else; residents need not', async () => {
  const [staff, resident] = [await newAccount('staff'), await newAccount('resident')];
  await logInAs(platform, staff, FIRST);
  platform.clock.advanceBy(90 * DAY_MS);
  const token = await logInAs(platform, staff, FIRST);
  const queue = () => platform.request.get('/api/queues/items').set('authorization', `Bearer ${token}`);
  expect((await queue().expect(403)).body.code).toBe('IDENTITY.PASSWORD_CHANGE_REQUIRED');
  expect((await change(token, FIRST, 'Short 1!').expect(422)).body.code).toBe('IDENTITY.PASSWORD_TOO_SHORT');
  await change(token, FIRST, 'The 2nd password').expect(204);
  await queue().expect(200);
  await me(await logInAs(platform, resident, FIRST)).expect(200);
});
