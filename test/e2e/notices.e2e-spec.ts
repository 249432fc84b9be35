import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playNewborn } from '../acceptance/newborn';
import { worldOf } from '../acceptance/platform-world';
import { MailServer } from '../support/mail-server';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const ADDRESS = 'wang.li@home.example';
const smsFile = join(tmpdir(), `onething-sms-${process.pid}.jsonl`);
const mail = new MailServer();
let platform: TestPlatform;
let tokens: Record<'mother' | 'father' | 'administrator' | 'clerk', string>;

beforeAll(async () => {
  await mail.start();
  platform = await startTestPlatform({
    worker: 'byHand', firstStart: true, settings: { mail: { url: mail.url, from: 'service@gov.example' }, smsFile },
  });
  await login();
  await as('mother').put('/api/me/notice-preferences', { language: 'zh', email: true, sms: true, emailAddress: ADDRESS }).expect(200);
  mail.refusal = () => '550 5.7.1 not from you';
  await playNewborn(worldOf(platform));
  await settle(platform.app);
  // Weeks have passed by the platform's clock.
  await login();
}, 120_000);

afterAll(async () => {
  await platform?.stop();
  await mail.stop();
  await rm(smsFile, { force: true });
});

async function login(): Promise<void> {
  tokens = {
    mother: await platform.login('mother'), father: await platform.login('father'), administrator: await platform.login('administrator'),
    clerk: await platform.login('health.clerk'),
  };
}

function as(who: keyof typeof tokens) {
  const { request } = platform;
  const header: [string, string] = ['authorization', `Bearer ${tokens[who]}`];
  return {
    get: (path: string) => request.get(path).set(...header),
    post: (path: string, body?: object) => request.post(path).set(...header).send(body),
    put: (path: string, body: object) => request.put(path).set(...header).send(body),
  };
}

interface Entry {
  id: string;
  kind: string;
  title: { zh: string };
  body: { zh: string };
  readAt: string | null;
}

async function wholeInbox(): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after = ''; ;) {
    const { body } = await as('mother').get(`/api/inbox?limit=7${after}`).expect(200);
    entries.push(...body.entries);
    if (!body.next) return entries;
    after = `&after=${body.next}`;
  }
}

describe('the inbox', () => {
  test('tells the applicant the whole way of the matter, each step once, newest first', async () => {
    const entries = await wholeInbox();
    const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
    expect(['submitted', 'received', 'accepted', 'granted', 'completed', 'delivered'].map(count)).toEqual([1, 5, 5, 5, 1, 1]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.map(({ id }) => id)).toEqual(entries.map(({ id }) => id).sort().reverse());
    const received = entries.find(({ kind, title }) => kind === 'received' && title.zh.includes('出生医学证明'))!;
    expect(received.body.zh).toMatch(/已由.*卫生健康.*收件，收件编号 \S+。/);
    for (const { title, body } of entries) expect(`${title.zh}${body.zh}`).not.toMatch(/[{}—]/);
  });

  test('is everybody\'s own', async () => {
    // Only that his own licence was asked for: nothing of the mother's case, not even its id.
    expect((await as('father').get('/api/inbox').expect(200)).body).toMatchObject({ unread: 1, entries: [{ kind: 'consentAsked', caseId: null }] });
    const [newest] = await wholeInbox();
    expect((await as('father').post(`/api/inbox/${newest!.id}/read`).expect(404)).body.code).toBe('NOTICES.NOT_FOUND');
    await as('father').post('/api/inbox/read', { upTo: newest!.id }).expect(200);
    expect((await wholeInbox())[0]!.readAt).toBeNull();
    await platform.request.get('/api/inbox').expect(401);
  });

  test('counts what is unread; one notice is read, then all that were seen', async () => {
    const entries = await wholeInbox();
    const unread = async () => (await as('mother').get('/api/inbox?limit=1').expect(200)).body.unread as number;
    expect(await unread()).toBe(entries.length);
    const [newest, second] = entries as [Entry, Entry];
    expect((await as('mother').post(`/api/inbox/${second.id}/read`).expect(200)).body).toEqual({ unread: entries.length - 1 });
    expect((await as('mother').post(`/api/inbox/${second.id}/read`).expect(200)).body).toEqual({ unread: entries.length - 1 });
    expect((await as('mother').post('/api/inbox/read', { upTo: second.id }).expect(200)).body).toEqual({ unread: 1 });
    expect((await wholeInbox())[0]).toMatchObject({ id: newest.id, readAt: null });
  });
});

describe('preferences', () => {
  test('show addresses masked, and why nothing comes', async () => {
    expect((await as('mother').get('/api/me/notice-preferences').expect(200)).body).toEqual({
      language: 'zh', inbox: true,
      email: { wanted: true, address: 'w***@home.example', obstacle: null, reason: null },
      sms: { wanted: true, address: expect.stringMatching(/^\d{3}\*{4}\d{4}$/), obstacle: null, reason: null },
    });
    expect((await as('clerk').get('/api/me/notice-preferences').expect(200)).body).toMatchObject({ email: { obstacle: 'noAddress' }, sms: { wanted: false } });
  });

  test('keep the address until it is changed or removed', async () => {
    const put = async (body: object) => (await as('father').put('/api/me/notice-preferences', { language: 'en', email: true, sms: false, ...body }).expect(200)).body;
    expect(await put({ emailAddress: 'li@home.example' })).toMatchObject({ language: 'en', email: { address: 'l***@home.example' }, sms: { obstacle: 'notWanted' } });
    expect((await put({})).email.address).toBe('l***@home.example');
    expect(await put({ emailAddress: null })).toMatchObject({ email: { address: null, obstacle: 'noAddress' } });
  });

  test.each([['language', { language: 'fr' }], ['email', { email: 'yes' }], ['emailAddress', { emailAddress: 'nobody' }], ['emailAddress', { emailAddress: 'a@b.cn\r\nBcc: c@d.cn' }]])(
    'refuse a wrong %s', async (field, change) => {
      const { body } = await as('father').put('/api/me/notice-preferences', { language: 'zh', email: true, sms: true, ...change }).expect(400);
      expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
    });
});

describe('failures', () => {
  test('are shown to administrators alone, without address or name', async () => {
    const { body } = await as('administrator').get('/api/notices/failures?limit=5').expect(200);
    expect(body.entries).toHaveLength(5);
    expect(body.entries[0]).toMatchObject({ channel: 'email', attempts: 1, reason: 'SMTP EENVELOPE RCPT TO 550 5.7.1' });
    const next = await as('administrator').get(`/api/notices/failures?limit=5&after=${body.next}`).expect(200);
    expect(next.body.entries[0].id < body.entries[4].id).toBe(true);
    expect(JSON.stringify(body)).not.toContain('home.example');
    for (const who of ['mother', 'clerk'] as const) await as(who).get('/api/notices/failures').expect(403);
  });

  test('are tried again when an administrator says so', async () => {
    const [failure] = (await as('administrator').get('/api/notices/failures?limit=1').expect(200)).body.entries;
    mail.refusal = undefined;
    expect((await as('administrator').post(`/api/notices/failures/${failure.id}/retry`).expect(200)).body).toEqual({ id: failure.id, state: 'waiting' });
    await settle(platform.app);
    expect(mail.mails).toEqual([expect.objectContaining({ to: [ADDRESS], messageId: `<notice.${failure.id}@gov.example>` })]);
    expect((await as('administrator').post(`/api/notices/failures/${failure.id}/retry`).expect(409)).body.code).toBe('NOTICES.NOT_FAILED');
    await as('administrator').post('/api/notices/failures/01941f29-7c00-7000-8000-0000000000ff/retry').expect(404);
    await as('mother').post(`/api/notices/failures/${failure.id}/retry`).expect(403);
  });
});

test('each SMS went into the file once, with a masked name: the mother\'s, and the one that asks the father', async () => {
  const messages = (await readFile(smsFile, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { id: string; text: string });
  expect(messages).toHaveLength((await wholeInbox()).length + 1);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
  for (const { text } of messages) expect(text).toMatch(/^【一件事】[王李]\*，/);
  expect(messages.filter(({ text }) => text.includes('李*'))).toHaveLength(1);
});

test('no log line holds an address, a number or a name', () => {
  const lines = platform.logLines.join('\n');
  expect(lines).toContain('5.7.1');
  for (const personal of [ADDRESS, 'home.example', '王丽', '13899990001']) expect(lines).not.toContain(personal);
});
