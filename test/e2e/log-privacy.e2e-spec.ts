import { Logger } from '@nestjs/common';
import { Database } from '@onething/persistence';
import { Worker } from '../../apps/worker/src/worker';
import { caseOf } from '../acceptance/application';
import { playNewborn } from '../acceptance/newborn';
import { worldOf } from '../acceptance/platform-world';
import { closeSimply } from '../acceptance/company-deregistration';
import { openSmallRestaurant } from '../acceptance/restaurant';
import { retireNormally } from '../acceptance/retirement';
import { startPrimarySchool } from '../acceptance/school-entry';
import { clientOf } from '../acceptance/world';
import { MailServer } from '../support/mail-server';
import { PersonalData } from '../support/personal-data';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

jest.setTimeout(120_000);

const MAIL = 'wang.li@home.example';
const NUMBER = '650102199403150028';
const NAME = '王丽';
const WORDS = `${NAME} ${NUMBER} 19900000001 ${MAIL} 乌鲁木齐市天山区和平南路1号`;

const data = new PersonalData();
const mail = new MailServer();
let platform: TestPlatform;
let stopWatching: () => void;
beforeAll(async () => {
  await mail.start();
  mail.refusal = (to) => `550 5.1.1 <${to}>: ${NAME} is not known here`;
  platform = await startTestPlatform({
    worker: 'byHand', firstStart: true, settings: { mail: { url: mail.url, from: 'service@gov.example' } },
  });
  stopWatching = data.watchFetch();
  for (const text of WORDS.split(' ')) data.texts.add(text);
});
afterAll(async () => {
  stopWatching?.();
  await platform?.stop();
  await mail.stop();
});
afterEach(() => jest.restoreAllMocks());

/** Lines that repeat something, shortened to what they repeat: a failing test shows the rest in the log itself. */
const leaks = (): string[] => platform.logLines.flatMap((line) => data.foundIn(line).map((found) => `${found} in ${line.slice(0, 300)}`));

const call = (path: string, init?: RequestInit) => fetch(`${platform.url}${path}`, init);
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit =>
  ({ method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': '12345678', ...headers }, body: JSON.stringify(body) });

/** What PostgreSQL says of a value that it cannot read, with the value in its words. */
async function failOnce(): Promise<void> {
  const database = platform.app.get(Database);
  const query = jest.spyOn(database, 'query');
  const broken = database.execute('SELECT $1::uuid', [WORDS]).then(() => [], (error: Error) => Promise.reject(error));
  await expect(broken).rejects.toThrow(NUMBER);
  query.mockImplementationOnce(() => database.execute('SELECT $1::uuid', [WORDS]) as never);
}

test('whole stories, with mails that are refused, leave nothing of anybody in the log', async () => {
  const world = worldOf(platform);
  const mother = await clientOf(world, 'mother');
  await mother.put('/api/me/notice-preferences', { language: 'zh', email: true, sms: false, emailAddress: MAIL });
  await playNewborn(world);
  await startPrimarySchool(world);
  await retireNormally(world);
  const restaurant = await openSmallRestaurant(world);
  await caseOf(await clientOf(world, 'company'), restaurant);
  await closeSimply(world);
  await settle(platform.app);
  expect(data.requests).toBeGreaterThan(200);
  expect(data.texts.size).toBeGreaterThan(60);
  expect(platform.logLines.length).toBeGreaterThan(data.requests);
  expect(platform.logLines.join('')).toContain('A notice');
  expect(leaks()).toEqual([]);
});

test('numbers and names in addresses and queries are not written down, found or not', async () => {
  for (const text of WORDS.split(' ')) {
    const written = encodeURIComponent(text);
    for (const path of [`/api/${written}`, `/api/cases/${written}`, `/api/me?number=${written}`, `/api/one-things?q=${written}`, `/api/docs/${written}`, `/api/track?${written}`]) {
      expect((await call(path)).status).toBeLessThan(500);
    }
    await call('/api/health', { headers: { 'user-agent': written, referer: `http://x/${written}`, cookie: `a=${written}`, 'x-forwarded-for': written, 'x-request-id': written } });
  }
  expect(leaks()).toEqual([]);
});

test('wrong values and wrong passwords are refused without being repeated, in the log as in the answer', async () => {
  const token = await platform.login('mother');
  const headers = { authorization: `Bearer ${token}` };
  const answers = await Promise.all([
    call('/api/auth/login', json({ login: WORDS, password: WORDS })),
    call('/api/auth/login', json({ login: 'mother', password: WORDS, [NUMBER]: 1 })).then(() => call('/api/auth/login', json({ login: [WORDS], password: { WORDS } }))),
    call('/api/auth/login', { ...json(0), body: `{"login": "${WORDS}` }),
    call('/api/cases', json({ oneThing: WORDS, division: WORDS, answers: WORDS }, headers)),
    call('/api/cases', json({ oneThing: 'newborn', division: '650102', answers: { married: WORDS } }, headers)),
    call('/api/track', json({ number: WORDS, code: WORDS })),
    call(`/api/cases/${encodeURIComponent(WORDS)}`, { headers }),
    call(`/api/cases?limit=${encodeURIComponent(WORDS)}`, { headers }),
    call('/api/cases', json({}, { ...headers, 'idempotency-key': NUMBER.repeat(9) })),
    call('/api/me', { headers: { authorization: `Bearer ${encodeURIComponent(WORDS)}` } }),
  ]);
  for (const answer of answers) {
    const text = await answer.text();
    expect([answer.url, answer.status >= 400 && answer.status < 500]).toEqual([answer.url, true]);
    expect(WORDS.split(' ').filter((part) => text.includes(part) || text.includes(encodeURIComponent(part)))).toEqual([]);
  }
  expect(leaks()).toEqual([]);
});

test('errors whose messages hold personal data are logged without them', async () => {
  await failOnce();
  expect((await call('/api/health')).status).toBe(500);
  jest.restoreAllMocks();
  jest.spyOn(platform.app.get(Database), 'query').mockRejectedValueOnce(new Error(`no room for "${WORDS}" or ${NUMBER}`));
  expect((await call('/api/health')).status).toBe(500);
  const logged = platform.logLines.filter((line) => line.includes('PLATFORM.INTERNAL'));
  expect(logged.some((line) => line.includes('22P02'))).toBe(true);
  expect(logged.some((line) => line.includes('no room for …'))).toBe(true);
  expect(leaks()).toEqual([]);
});

test('so are those of workers and of libraries', async () => {
  const database = platform.app.get(Database);
  const failing = [
    { name: 'database', run: async () => (await database.execute('SELECT $1::uuid', [WORDS])).rows.length },
    { name: 'parser', run: async () => (JSON.parse(`{"name": "${WORDS}"`) as []).length },
  ];
  const worker = new Worker(failing);
  worker.onApplicationBootstrap();
  const lines = () => platform.logLines.filter((line) => line.includes('"duty"'));
  while (lines().length < failing.length) await new Promise((resolve) => setImmediate(resolve));
  await worker.onApplicationShutdown();
  new Logger('Library').error(new Error(`Duplicate "${WORDS}"`));
  expect(lines().join('')).toMatch(/22P02[\s\S]*SyntaxError|SyntaxError[\s\S]*22P02/);
  expect(leaks()).toEqual([]);
});

test('a leak would be found, in any part of a line', () => {
  for (const text of [NAME, NUMBER, MAIL, encodeURIComponent(NAME), 'onething-demo']) expect(data.foundIn(`{"url":"/x?a=${text}"}`)).not.toEqual([]);
  expect(data.foundIn('{"route":"/api/cases/:caseId"}')).toEqual([]);
});
