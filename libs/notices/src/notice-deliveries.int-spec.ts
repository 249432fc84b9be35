import { mkdir, rm, stat } from 'node:fs/promises';
import type { EventPayloads } from '@onething/cases';
import { Database } from '@onething/persistence';
import { NoticeDeliveries } from './delivering/notice-deliveries';
import { NoticeWorld } from './fixtures/notice-world.fixture';

let world: NoticeWorld;
beforeEach(async () => { world = await NoticeWorld.begin(); });
afterEach(() => world.end());

const accepted: EventPayloads['accepted'] = { dueOn: '2026-03-12', calendarVersion: 'v', how: 'ordinary', laterMaterials: [], until: null, again: false };
const mailsTo = (email: string) => world.mail.mails.filter(({ to }) => to.includes(email));

describe('an event becomes', () => {
  test('a notice in the inbox, a mail and an SMS, each once, also when it is handled twice', async () => {
    const told = await world.resident();
    const event = world.event(told, 'accepted', accepted);
    await world.follow(event);
    await world.follow(event, event);
    await world.deliver();
    const [notice, ...others] = await world.inbox.list(told.accountId, undefined, 10);
    expect([notice!.kind, notice!.data.dueOn, others.length]).toEqual(['accepted', '2026-03-12', 0]);
    const mails = mailsTo(told.email);
    expect(mails).toEqual([expect.objectContaining({ subject: '【一件事】已受理：出生医学证明', from: '一件事 <service@gov.example>' })]);
    expect(mails[0]!.body).toContain('欧阳小明，您好');
    expect(mails[0]!.body).toContain('承诺在 2026年3月12日 以前办结');
    const messages = await world.messages();
    expect(messages).toEqual([{ id: expect.any(String), to: '13800000001', text: expect.stringMatching(/^【一件事】欧\*\*明，“出生医学证明”已受理/) }]);
    await world.follow(event);
    await world.deliver();
    expect([mailsTo(told.email).length, (await world.messages()).length]).toEqual([1, 1]);
    await world.follow(world.event(told, 'accepted', accepted));
    await world.deliver();
    expect([mailsTo(told.email).length, (await world.messages()).length]).toEqual([2, 2]);
  });

  test('nothing at all when the transaction that moves the follower is undone', async () => {
    const told = await world.resident();
    await world.followInVain(world.event(told, 'accepted', accepted));
    await world.deliver();
    expect([await world.inbox.countUnread(told.accountId), world.mail.mails, await world.messages()]).toEqual([0, [], []]);
  });

  test('a word to the desks of that office, and to nobody else\'s', async () => {
    const told = await world.resident();
    const [clerk, head] = [await world.staff({ role: 'clerk', departmentCode: 'health', divisionCode: '650102' }), await world.staff({ role: 'head', departmentCode: 'health', divisionCode: '650102' })];
    const elsewhere = [
      await world.staff({ role: 'clerk', departmentCode: 'health', divisionCode: '650103' }),
      await world.staff({ role: 'clerk', departmentCode: 'taxation', divisionCode: '650102' }),
      await world.staff({ role: 'supervisor', departmentCode: 'health', divisionCode: '650102' }),
    ];
    await world.follow(world.event(told, 'deadlineNear', { dueOn: '2026-03-05', of: 'promise', light: 'yellow' }), world.event(told, 'extensionProposed', { days: 5 }));
    const kinds = async (account: string) => (await world.inbox.list(account, undefined, 10)).map(({ kind }) => kind).sort();
    expect([await kinds(clerk), await kinds(head)]).toEqual([['deadlineNear'], ['deadlineNear', 'extensionProposed']]);
    for (const account of [...elsewhere, told.accountId]) expect(await kinds(account)).toEqual([]);
  });

  test('of results that are late, to clerks and heads of the office that leads the whole, and to the applicant', async () => {
    const told = await world.resident();
    const [clerk, head, other] = [
      await world.staff({ role: 'clerk', departmentCode: 'health', divisionCode: '650102' }), await world.staff({ role: 'head', departmentCode: 'health', divisionCode: '650102' }),
      await world.staff({ role: 'head', departmentCode: 'taxation', divisionCode: '650102' }),
    ];
    const event = world.event(told, 'deliveryOverdue', { dueOn: '2026-03-16', items: [] });
    // An event of the whole names neither item nor department.
    const { item: _, department: __, ...scope } = event.payload.scope;
    await world.follow({ ...event, itemId: null, payload: { dueOn: '2026-03-16', scope } });
    const kinds = async (account: string) => (await world.inbox.list(account, undefined, 10)).map(({ kind, data }) => [kind, data.dueOn]);
    expect([await kinds(head), await kinds(told.accountId)]).toEqual([[['deliveryOverdue', '2026-03-16']], [['deliveryLate', '2026-03-16']]]);
    expect([await kinds(clerk), await kinds(other)]).toEqual([[['deliveryOverdue', '2026-03-16']], []]);
  });

  test('of a deadline that is close, to whoever has claimed the item and to the heads; to all desks while nobody has', async () => {
    const told = await world.resident();
    const office = { departmentCode: 'health', divisionCode: '650102' };
    const [clerk, colleague, head] = [await world.staff({ role: 'clerk', ...office }), await world.staff({ role: 'clerk', ...office }), await world.staff({ role: 'head', ...office })];
    const before = await Promise.all([clerk, colleague, head].map((account) => world.inbox.countUnread(account)));
    const close = () => world.event(told, 'deadlineNear', { dueOn: '2026-03-05', of: 'promise', light: 'orange' });
    const more = async () => (await Promise.all([clerk, colleague, head].map((account) => world.inbox.countUnread(account)))).map((count, i) => count - before[i]!);
    await world.follow(world.claimed(close(), clerk));
    expect(await more()).toEqual([1, 0, 1]);
    await world.follow(world.claimed(close(), head));
    expect(await more()).toEqual([1, 0, 2]);
    await world.follow(close());
    expect(await more()).toEqual([2, 1, 3]);
    expect((await world.inbox.list(clerk, undefined, 1))[0]).toMatchObject({ kind: 'deadlineClose', data: { dueOn: '2026-03-05', deadline: 'promise' } });
  });
});

describe('each account is told', () => {
  test('only on the ways that it wants and has given, in its language', async () => {
    const english = await world.resident({ language: 'en' });
    const quiet = await world.resident({ wants: { email: false, sms: false } });
    const noAddress = await world.resident({ email: null, mobile: false });
    await world.follow(...[english, quiet, noAddress].map((told) => world.event(told, 'resultIssued', { licenceId: 'l', licenceType: 't', faceDigest: 'd' })));
    await world.deliver();
    expect(world.mail.mails.map(({ to, subject }) => [to, subject])).toEqual([[[english.email], '[OneThing] Result ready: 出生医学证明']]);
    expect((await world.messages()).map(({ text }) => text)).toEqual([expect.stringMatching(/^\[OneThing\] 欧\*\*明: the result of/)]);
    for (const { accountId } of [english, quiet, noAddress]) expect(await world.inbox.countUnread(accountId)).toBe(1);
  });

  test('with an address that lies encrypted, and SMS that their owner alone reads', async () => {
    const { accountId, email } = await world.resident();
    const [row] = await world.database.query<{ email: unknown }>({ name: 'test.address', text: 'SELECT email FROM notice_address WHERE account_id = $1' }, [accountId]);
    expect(JSON.stringify(row)).not.toContain(email);
    await world.follow(world.event({ accountId }, 'accepted', accepted));
    await world.deliver();
    expect((await stat(world.smsFile)).mode & 0o777).toBe(0o600);
  });
});

describe('when the mail server', () => {
  test('is down, events are followed all the same, and one mail goes out when it is up', async () => {
    await world.mail.stop();
    const told = await world.resident({ mobile: false });
    await world.follow(world.event(told, 'accepted', accepted));
    expect(await world.deliveries.deliverBatch()).toBe(1);
    expect(await world.list('waiting')).toMatchObject([{ attempts: 1, lastProblem: 'SMTP ESOCKET ECONNREFUSED CONN' }]);
    await world.mail.start();
    await world.deliver();
    expect([mailsTo(told.email).length, await world.list('waiting'), await world.list('failed')]).toEqual([1, [], []]);
  });

  test('stays down, the failure is to be seen after the last try, and a retry has all tries again', async () => {
    await world.mail.stop();
    const told = await world.resident({ mobile: false });
    await world.follow(world.event(told, 'accepted', accepted));
    await world.deliver();
    const [failed] = await world.list('failed');
    expect(failed).toMatchObject({ state: 'failed', attempts: 3, lastProblem: expect.stringContaining('ECONNREFUSED'), round: 0 });
    expect(await world.deliveries.deliverBatch()).toBe(0);
    await world.deliveries.retry(failed!.id);
    expect(await world.deliveries.deliverBatch()).toBe(1);
    await world.mail.start();
    await world.deliver();
    expect([mailsTo(told.email).length, await world.list('failed')]).toEqual([1, []]);
  });

  test('refuses for good, nothing is tried again until an administrator says so', async () => {
    const told = await world.resident({ mobile: false });
    world.mail.refusal = (to) => `550 5.1.1 <${to}> nobody here`;
    await world.follow(world.event(told, 'accepted', accepted));
    await world.deliver();
    const [failed, ...others] = await world.list('failed');
    expect([failed!.attempts, failed!.lastProblem, others.length]).toEqual([1, 'SMTP EENVELOPE RCPT TO 550 5.1.1', 0]);
    world.mail.refusal = undefined;
    await world.deliver();
    expect(world.mail.mails).toEqual([]);
    await world.deliveries.retry(failed!.id);
    await world.deliver();
    expect(mailsTo(told.email)).toHaveLength(1);
    await expect(world.deliveries.retry(failed!.id)).rejects.toMatchObject({ code: 'NOTICES.NOT_FAILED' });
    expect(world.logs.join()).toContain('5.1.1');
    expect(world.logs.join()).not.toContain(told.email);
  });

  test('refuses for now, it is asked again', async () => {
    const told = await world.resident({ mobile: false });
    let asked = 0;
    world.mail.refusal = () => (asked++ === 0 ? '451 4.3.0 try later' : undefined);
    await world.follow(world.event(told, 'accepted', accepted));
    await world.deliver();
    expect([asked, mailsTo(told.email).length, await world.list('failed')]).toEqual([2, 1, []]);
  });

  test('fails for one, others get theirs', async () => {
    const told = await Promise.all([1, 2, 3].map(() => world.resident({ mobile: false })));
    world.mail.refusal = (to) => (to === told[1]!.email ? '550 5.1.1 nobody' : undefined);
    await world.follow(...told.map((one) => world.event(one, 'accepted', accepted)));
    await world.deliver();
    expect(world.mail.mails.flatMap(({ to }) => to).sort()).toEqual([told[0]!.email, told[2]!.email].sort());
    expect(await world.list('failed')).toHaveLength(1);
  });
});

describe('when SMS', () => {
  /** What takes them in is no file: as when the disk or the provider is not there. */
  const breakGateway = () => mkdir(world.smsFile);
  const mendGateway = () => rm(world.smsFile, { recursive: true });
  const withMobile = () => world.resident({ email: null });

  test('cannot be handed on, it is tried again, and goes out once; the inbox has the notice meanwhile', async () => {
    await breakGateway();
    const told = await withMobile();
    await world.follow(world.event(told, 'accepted', accepted));
    expect(await world.deliveries.deliverBatch()).toBe(1);
    expect([await world.list('waiting'), await world.inbox.countUnread(told.accountId)]).toMatchObject([[{ channel: 'sms', attempts: 1, lastProblem: 'SMS_FILE EISDIR' }], 1]);
    await mendGateway();
    await world.deliver();
    await world.deliver();
    expect([(await world.messages()).length, await world.list('waiting'), await world.list('failed')]).toEqual([1, [], []]);
  });

  test('fails for good, that is to be seen after the last try, without the number, and a retry sends it', async () => {
    await breakGateway();
    await world.follow(world.event(await withMobile(), 'accepted', accepted));
    await world.deliver();
    const [failed, ...others] = await world.list('failed');
    expect([failed, others]).toMatchObject([{ channel: 'sms', state: 'failed', attempts: 3, lastProblem: 'SMS_FILE EISDIR' }, []]);
    expect([JSON.stringify(failed), world.logs.join()].join()).not.toContain('13800000001');
    expect(await world.deliveries.deliverBatch()).toBe(0);
    await mendGateway();
    await world.deliveries.retry(failed!.id);
    await world.deliver();
    expect([(await world.messages()).map(({ to }) => to), await world.list('failed')]).toEqual([['13800000001'], []]);
  });
});

test('a worker killed between sending and writing it down sends again, under the same Message-ID', async () => {
  const told = await world.resident({ mobile: false });
  await world.follow(world.event(told, 'accepted', accepted));
  const killed = await world.process();
  const transaction = jest.spyOn(killed.get(Database), 'transaction');
  const deliveries = killed.get(NoticeDeliveries);
  // Its first transaction gives waiting deliveries their jobs; the next one would write down that the mail has gone.
  transaction.mockImplementationOnce((work) => Database.prototype.transaction.call(killed.get(Database), work));
  transaction.mockImplementationOnce(() => Promise.reject(new Error('killed')));
  await expect(deliveries.deliverBatch()).rejects.toThrow('killed');
  expect(mailsTo(told.email)).toHaveLength(1);
  await world.deliver();
  expect(mailsTo(told.email)).toHaveLength(1);
  await world.expireJobs();
  await world.deliver();
  const ids = mailsTo(told.email).map(({ messageId }) => messageId);
  expect(ids).toEqual([expect.stringMatching(/^<notice\.[0-9a-f-]{36}@gov\.example>$/), ids[0]]);
  expect(await world.list('waiting')).toEqual([]);
});

test('a delivery whose workers are killed every time is given up, to be seen', async () => {
  const told = await world.resident({ mobile: false });
  await world.follow(world.event(told, 'accepted', accepted));
  const send = jest.spyOn(world.deliveries as never, 'deliver').mockResolvedValue(undefined as never);
  for (let round = 0; round < 3; round += 1) {
    await world.deliveries.deliverBatch();
    await world.expireJobs();
  }
  send.mockRestore();
  await world.deliver();
  expect(await world.list('failed')).toMatchObject([{ lastProblem: 'WORKER_KILLED', attempts: 0 }]);
});

test('several workers at once send each mail once', async () => {
  const told = await Promise.all(Array.from({ length: 25 }, () => world.resident({ mobile: false })));
  await world.follow(...told.map((one) => world.event(one, 'accepted', accepted)));
  const other = (await world.process()).get(NoticeDeliveries);
  await Promise.all([world.deliver(), world.deliver(other), world.deliver(), world.deliver(other)]);
  expect(world.mail.mails.flatMap(({ to }) => to).sort()).toEqual(told.map(({ email }) => email).sort());
});

test('deliveries whose jobs are lost (a restore) get new ones when a process begins', async () => {
  const told = await world.resident({ mobile: false });
  await world.follow(world.event(told, 'accepted', accepted));
  await world.asOwner('TRUNCATE onething_job.job');
  await world.deliver((await world.process()).get(NoticeDeliveries));
  expect(mailsTo(told.email)).toHaveLength(1);
});
