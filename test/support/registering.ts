import { readFile } from 'node:fs/promises';
import { SYNTHETIC_OFFERS, SYNTHETIC_REGISTER, totpCode } from '@onething/identity';
import { createRegister } from '../../apps/register/src/create-register';
import { readRecords } from '../../apps/register/src/record';
import type { TestPlatform } from './test-platform';

const KEY = 'a key of the tests between platform and register';

/** The reference register inside the test's process, on a free port. */
export interface TestRegister {
  url: string;
  key: string;
  stop(): Promise<void>;
}

export async function startTestRegister(): Promise<TestRegister> {
  const register = createRegister({ records: readRecords(JSON.stringify(SYNTHETIC_REGISTER)), key: KEY, now: () => 0 });
  return { url: await register.listen({ host: '127.0.0.1', port: 0 }), key: KEY, stop: () => register.close() };
}

/** The code that was last sent to a mobile; undefined when none was. */
export async function codeSentTo({ settings }: TestPlatform, mobile: string): Promise<string | undefined> {
  const lines = (await readFile(settings.smsFile!, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  const texts = lines.map((line) => JSON.parse(line) as { to: string; text: string }).filter(({ to }) => to === mobile).map(({ text }) => text);
  return /验证码 (\d{6})/.exec(texts.at(-1) ?? '')?.[1];
}

export const PASSWORD = 'A password of 0 people';
let serial = 0;

/** Somebody of the register, as the registration takes it. */
export function offered(index: number): { kind: 'natural' | 'legal'; name: string; number: string; mobile: string; representative?: { role: string; name: string; number: string } } {
  const { synthetic: _, representative, ...offer } = SYNTHETIC_OFFERS[index]!;
  return { ...offer, ...(representative ? { representative: { role: 'legalRepresentative', ...representative } } : {}) };
}

export interface Registered {
  accountId: string;
  login: string;
  token: string;
}

/** Registers with a fresh login and logs in. @throws Error when something of it is refused */
export async function registerAs(platform: TestPlatform, who: ReturnType<typeof offered>): Promise<Registered> {
  serial += 1;
  const login = `new.account.${serial}`;
  await platform.request.post('/api/registrations/codes').send({ mobile: who.mobile }).expect(202);
  const code = await codeSentTo(platform, who.mobile);
  const { body } = await platform.request.post('/api/registrations').send({ ...who, login, password: PASSWORD, code }).expect(201);
  return { accountId: body.accountId as string, login, token: await logInAs(platform, login) };
}

/** The authenticator apps of who was enrolled here, by platform and login: the secret and the code that was shown last. */
const apps = new WeakMap<TestPlatform, Map<string, { secret: string; shown: string }>>();

/** Logs in; an account that needs a second factor gets one. */
export async function logInAs(platform: TestPlatform, login: string, password = PASSWORD): Promise<string> {
  const known = apps.get(platform) ?? new Map<string, { secret: string; shown: string }>();
  apps.set(platform, known);
  const app = known.get(login);
  const { body } = await platform.request.post('/api/auth/login').send({ login, password, code: app && nextCode(app, platform.clock.now()) }).expect(200);
  if (body.limitedTo === 'enrolment') known.set(login, await enrol(platform, body.accessToken as string));
  return body.accessToken as string;
}

/** The next one, when that of this moment was shown: its step is taken too. */
function nextCode(app: { secret: string; shown: string }, now: number): string {
  const present = totpCode(app.secret, now);
  app.shown = app.shown === present ? totpCode(app.secret, now + 30_000) : present;
  return app.shown;
}

async function enrol({ request, clock }: TestPlatform, token: string): Promise<{ secret: string; shown: string }> {
  const send = (path: string, body?: object) => request.post(path).set('authorization', `Bearer ${token}`).send(body).expect(200);
  const { body: { secret } } = await send('/api/auth/second-factor');
  const shown = totpCode(secret as string, clock.now());
  await send('/api/auth/second-factor/confirm', { code: shown });
  return { secret: secret as string, shown };
}
