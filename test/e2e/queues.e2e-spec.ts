import { QueueTallies } from '@onething/cases';
import { DEMO_RESIDENTS } from '@onething/identity';
import { Database } from '@onething/persistence';
import { type Application, apply, type DatedWorld } from '../acceptance/application';
import type { Answer, Client } from '../acceptance/client';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { schoolApplication } from '../acceptance/school-entry';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Entry {
  caseId: string;
  itemId: string;
  item: string;
  itemName: { zh: string };
  state: string;
  step: string | null;
  stepName: { zh: string } | null;
  waitsFor: string;
  light: string;
  dueOn: string | null;
  receiptNumber: string | null;
  version: number;
  claim: { accountId: string } | null;
  claimVersion: number;
}
interface Page {
  entries: Entry[];
  total: number;
  next?: string;
}
interface Claim {
  accountId: string | null;
  version: number;
}
interface Row {
  itemId: string;
  outcome?: Outcome & Claim;
  problem?: Problem;
}

const NEWBORN: Application = { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM };
const HEALTH = { department: 'health', division: '650102' };

let platform: TestPlatform;
let world: DatedWorld;
let clerk: Client;
let clerk2: Client;
let reviewer: Client;
let head: Client;
const cases: Record<'newborn' | 'second' | 'school' | 'otherSchool', string> = { newborn: '', second: '', school: '', otherSchool: '' };

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  [clerk, clerk2, reviewer, head] = await Promise.all(['clerk', 'clerk2', 'reviewer', 'head'].map((role) => clientOf(world, `health.${role}`))) as
    [Client, Client, Client, Client];
  cases.newborn = await apply(world, NEWBORN);
  world.goTo('2026-03-03', '10:00');
  cases.second = await apply(world, NEWBORN);
  cases.school = await apply(world, schoolApplication('primaryLocal'));
  cases.otherSchool = await apply(world, schoolApplication('primaryLocal'));
}, 60_000);
afterAll(() => platform?.stop());

const queue = async (client: Client, query: Record<string, string> = {}): Promise<Page> =>
  client.expect(await client.get<Page>(`/api/queues/items?${new URLSearchParams(query).toString()}`), 200);
const found = async (client: Client, query: Record<string, string>) => (await queue(client, query)).entries.map(({ item }) => item).sort();
const entryOf = async (caseId: string, item: string): Promise<Entry> => (await queue(clerk, { limit: '100' })).entries.find((one) => one.caseId === caseId && one.item === item)!;
const accountOf = (login: string): string => platform.accounts.find((account) => account.login === login)!.accountId;
const pathOf = ({ caseId, itemId }: Entry): string => `/api/cases/${caseId}/items/${itemId}`;
const claimAs = (client: Client, entry: Entry, what = '', body: object = {}): Promise<Answer<Claim & Problem>> =>
  client.post(`${pathOf(entry)}/claim${what}`, body);

describe('the queue of an office', () => {
  test('shows what is open there, by name, what is due first before the rest', async () => {
    const { entries, total, next } = await queue(clerk);
    expect({ total, next }).toEqual({ total: 6, next: undefined });
    expect(entries.map((entry) => entry.dueOn)).toEqual(['2026-03-09', '2026-03-09', '2026-03-10', '2026-03-10', '2026-03-10', '2026-03-10']);
    expect(entries[0]).toMatchObject({ caseId: cases.newborn, state: 'submitted', waitsFor: 'clerk', light: 'green', claim: null, claimVersion: 0 });
    expect(new Set(entries.map((entry) => entry.itemName.zh))).toEqual(new Set(['出生医学证明首次签发', '预防接种证办理', '入学预防接种查验']));
  });

  test.each(['due', 'submitted'])('is read page by page in the order of %s, each item once', async (sort) => {
    const whole = await queue(clerk, { sort });
    const seen: Entry[] = [];
    for (let page = await queue(clerk, { sort, limit: '4' }); ; page = await queue(clerk, { sort, limit: '4', after: page.next })) {
      seen.push(...page.entries);
      expect(page.total).toBe(6);
      if (page.next === undefined) break;
    }
    expect(seen).toEqual(whole.entries);
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['of a state', { state: 'received' }, []],
    ['of an item', { item: 'vaccination-check' }, ['vaccination-check', 'vaccination-check']],
    ['of a one-thing', { oneThing: 'newborn', item: 'birth-certificate' }, ['birth-certificate', 'birth-certificate']],
    ['of a light', { light: 'green', oneThing: 'school-entry' }, ['vaccination-check', 'vaccination-check']],
    ['of another light', { light: 'red' }, []],
    ['for a role', { waitsFor: 'reviewer' }, []],
    ['that came until a day', { submittedTo: '2026-03-02' }, ['birth-certificate', 'vaccination-certificate']],
    ['that came from a day on', { submittedFrom: '2026-03-03', item: 'birth-certificate' }, ['birth-certificate']],
    ['due until a day', { dueTo: '2026-03-09' }, ['birth-certificate', 'vaccination-certificate']],
    ['due from a day on', { dueFrom: '2026-03-10', oneThing: 'newborn' }, ['birth-certificate', 'vaccination-certificate']],
    ['of an office of mine', { ...HEALTH, item: 'birth-certificate' }, ['birth-certificate', 'birth-certificate']],
    ['of an office that is not mine', { department: 'education', division: '650102' }, []],
    ['by words of the item', { q: '出生医学证明' }, ['birth-certificate', 'birth-certificate']],
    ['by words of the one-thing and item', { q: '入学 接种' }, ['vaccination-check', 'vaccination-check']],
    ['by English words', { q: 'school vaccin' }, ['vaccination-check', 'vaccination-check']],
    ['by words that nothing has', { q: '餐饮' }, []],
  ])('finds those %s', async (_, query, items) => {
    expect(await found(clerk, query)).toEqual(items);
    expect((await queue(clerk, { ...query, limit: '1' })).total).toBe(items.length);
  });

  test('finds by the number of the whole case', async () => {
    const { number } = (await (await clientOf(world, 'mother')).get<{ number: string }>(`/api/cases/${cases.newborn}`)).body;
    expect((await queue(clerk, { q: number.toLowerCase() })).entries.map((entry) => entry.caseId)).toEqual([cases.newborn, cases.newborn]);
    expect((await queue(await clientOf(world, 'education.clerk'), { q: number })).total).toBe(0);
  });

  test('finds by the beginning and by the end of a number, six characters at least, in one\'s own office', async () => {
    const { number } = (await (await clientOf(world, 'mother')).get<{ number: string }>(`/api/cases/${cases.newborn}`)).body;
    const [beginning, end] = [number.slice(0, 12), number.slice(-10).toLowerCase()];
    expect((await queue(clerk, { q: end })).entries.map((entry) => entry.caseId)).toEqual([cases.newborn, cases.newborn]);
    expect((await queue(clerk, { q: beginning, oneThing: 'newborn' })).total).toBe(2 + (await queue(clerk, { q: beginning, oneThing: 'newborn', submittedFrom: '2026-03-03' })).total);
    expect([(await queue(clerk, { q: number.slice(-5) })).total, (await queue(await clientOf(world, 'education.clerk'), { q: end })).total]).toEqual([0, 0]);
  });

  test('filters by step and by division', async () => {
    expect((await queue(clerk, { division: '650102' })).total).toBe(6);
    expect((await queue(clerk, { division: '650103' })).total).toBe(0);
    expect((await queue(clerk, { step: '$correction' })).total).toBe(0);
    expect((await clerk.get<Problem>('/api/queues/items?division=65')).status).toBe(400);
  });

  test('counts by state and light', async () => {
    expect((await clerk.get('/api/queues/counts')).body).toEqual([{ ...HEALTH, state: 'submitted', light: 'green', items: 6 }]);
    expect((await clerk.get('/api/queues/counts?department=education')).body).toEqual([]);
  });

  test('answers a cursor of another order with what is wrong', async () => {
    const { next } = await queue(clerk, { limit: '1' });
    const answer = await clerk.get<Problem>(`/api/queues/items?sort=submitted&after=${next}`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'CASES.CURSOR_INVALID', errors: [{ field: 'after' }] } });
  });
});

describe('the search by applicant', () => {
  const parent = DEMO_RESIDENTS.find(({ login }) => login === 'pupil-parent')!;
  const search = async (client: Client, body: object) => client.expect(await client.post<Page>('/api/queues/applicant-search', body), 200);

  test.each([['number', parent.number], ['number', parent.number.toLowerCase()], ['name', parent.name], ['name', ` ${parent.name} `]])('by %s "%s"', async (field, value) => {
    const page = await search(clerk, { [field]: value });
    expect(new Set(page.entries.map((entry) => entry.caseId))).toEqual(new Set([cases.school, cases.otherSchool]));
    expect(page.total).toBe(2);
  });

  test('page by page', async () => {
    const first = await search(clerk, { name: parent.name, limit: 1 });
    const second = await search(clerk, { name: parent.name, limit: 1, after: first.next });
    expect(new Set([...first.entries, ...second.entries].map((entry) => entry.caseId))).toEqual(new Set([cases.school, cases.otherSchool]));
    expect(second.next).toBeUndefined();
  });

  test('finds nothing by a part of a name, by an unknown number, or in another office', async () => {
    expect((await search(clerk, { name: '古丽' })).total).toBe(0);
    expect((await search(clerk, { number: '110101199003070038' })).total).toBe(0);
    expect((await search(await clientOf(world, 'taxation.clerk'), { number: parent.number })).total).toBe(0);
  });

  test('says that it is incomplete when more people bear that name than are looked for', async () => {
    const database = platform.app.get(Database);
    const namesakes = { name: 'test.namesakes', text: `INSERT INTO person (id, division_code, kind, name, name_index, number, number_index, created_at)
      SELECT gen_random_uuid(), p.division_code, p.kind, p.name, p.name_index, p.number, 'b1.' || repeat(md5('namesake' || n), 2), p.created_at
      FROM generate_series(1, $2::int) AS n, person p WHERE p.id = $1` };
    const complete = await search(clerk, { name: parent.name });
    await database.query(namesakes, [parent.id, 499]);
    expect(await search(clerk, { name: parent.name })).not.toHaveProperty('incomplete');
    await database.query({ ...namesakes, name: 'test.one-more', text: namesakes.text.replace("'namesake'", "'one more'") }, [parent.id, 1]);
    const page = await search(clerk, { name: parent.name });
    expect([complete, page]).toEqual([expect.not.objectContaining({ incomplete: true }), expect.objectContaining({ incomplete: true })]);
  });

  test('needs one of both', async () => {
    for (const body of [{}, { number: parent.number, name: parent.name }]) {
      expect(await clerk.post<Problem>('/api/queues/applicant-search', body)).toMatchObject({ status: 422, body: { code: 'CASES.APPLICANT_UNCLEAR' } });
    }
  });
});

describe('claims', () => {
  test('one has it, the other has not, until it is given back', async () => {
    const entry = await entryOf(cases.newborn, 'birth-certificate');
    const claimed = clerk.expect(await claimAs(clerk, entry, '', { version: 0 }), 200);
    expect(claimed).toMatchObject({ accountId: accountOf('health.clerk'), version: 1 });
    expect(await claimAs(clerk2, entry)).toMatchObject({ status: 409, body: { code: 'CASES.CLAIMED_BY_COLLEAGUE' } });
    expect(await clerk2.post(`${pathOf(entry)}/receive`, { version: entry.version })).toMatchObject({
      status: 409, body: { code: 'CASES.CLAIMED_BY_COLLEAGUE', current: { claimedBy: accountOf('health.clerk'), state: 'submitted' } },
    });
    expect(await found(clerk, { claimed: 'mine' })).toEqual(['birth-certificate']);
    expect(await found(clerk2, { claimed: 'mine' })).toEqual([]);
    expect(await found(clerk2, { claimed: 'others' })).toEqual(['birth-certificate']);
    expect((await queue(clerk2, { claimed: 'none' })).total).toBe(5);
    expect(await claimAs(clerk2, entry, '/release')).toMatchObject({ status: 409 });
    clerk.expect(await claimAs(clerk, entry, '/release'), 200);
    expect(clerk2.expect(await claimAs(clerk2, entry), 200)).toMatchObject({ accountId: accountOf('health.clerk2'), version: 3 });
    clerk2.expect(await claimAs(clerk2, entry, '/release'), 200);
  });

  test('the same request again gets the recorded answer; another one under its key is refused; who saw an older claim looks again', async () => {
    const entry = await entryOf(cases.newborn, 'birth-certificate');
    const key = 'claim-key-1';
    const first = await clerk.post<Claim>(`${pathOf(entry)}/claim`, { version: entry.claimVersion }, key);
    clerk.expect(await claimAs(clerk, entry, '/release'), 200);
    expect(await clerk.post<Claim>(`${pathOf(entry)}/claim`, { version: entry.claimVersion }, key)).toEqual(first);
    expect(await clerk.post(`${pathOf(entry)}/claim/release`, {}, key)).toMatchObject({ status: 422, body: { code: 'CASES.IDEMPOTENCY_KEY_REUSED' } });
    expect(await claimAs(clerk, entry, '', { version: entry.claimVersion })).toMatchObject({ status: 409, body: { code: 'CASES.VERSION_CONFLICT' } });
    expect((await entryOf(cases.newborn, 'birth-certificate')).claim).toBeNull();
  });

  test('many claims at once have one winner', async () => {
    const entry = await entryOf(cases.newborn, 'vaccination-certificate');
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => claimAs(i % 2 ? clerk : clerk2, entry, '', { version: 0 })));
    const winners = answers.filter((answer) => answer.status === 200);
    expect(new Set(winners.map((answer) => answer.body.accountId)).size).toBe(1);
    expect(answers.filter((answer) => answer.status !== 200).every((answer) => answer.status === 409)).toBe(true);
    head.expect(await claimAs(head, entry, '/release'), 200);
  });

  test('are handed over to a colleague, and only to one', async () => {
    const entry = await entryOf(cases.newborn, 'birth-certificate');
    expect(await claimAs(clerk, entry, '/hand-over', { to: accountOf('health.clerk2') })).toMatchObject({ status: 409, body: { code: 'CASES.NOT_CLAIMED' } });
    clerk.expect(await claimAs(clerk, entry), 200);
    for (const stranger of [accountOf('education.clerk'), accountOf('mother'), entry.caseId]) {
      expect(await claimAs(clerk, entry, '/hand-over', { to: stranger })).toMatchObject({ status: 422, body: { code: 'CASES.NO_COLLEAGUE', errors: [{ field: 'to' }] } });
    }
    clerk.expect(await claimAs(clerk, entry, '/hand-over', { to: accountOf('health.clerk2') }), 200);
    expect(await claimAs(clerk, entry, '/hand-over', { to: accountOf('health.clerk') })).toMatchObject({ status: 409 });
    expect(await found(clerk2, { claimed: 'mine' })).toEqual(['birth-certificate']);
  });

  test('are assigned by a head, who may also act on what others have claimed', async () => {
    const entry = await entryOf(cases.newborn, 'birth-certificate');
    expect(await claimAs(clerk, entry, '/assign', { to: accountOf('health.clerk') })).toMatchObject({ status: 403 });
    expect(await claimAs(await clientOf(world, 'education.head'), entry, '/assign', { to: accountOf('education.clerk') })).toMatchObject({ status: 403 });
    head.expect(await claimAs(head, entry, '/assign', { to: accountOf('health.clerk') }), 200);
    head.expect(await head.post<Outcome>(`${pathOf(entry)}/receive`, { version: entry.version }), 200);
    const received = await entryOf(cases.newborn, 'birth-certificate');
    expect(received).toMatchObject({ state: 'received', claim: { accountId: accountOf('health.clerk') } });
    expect((await queue(clerk, { q: received.receiptNumber! })).entries).toEqual([received]);
  });

  test('of one colleague are seen by the head of the office, by nobody else', async () => {
    const entry = await entryOf(cases.school, 'vaccination-check');
    expect((await claimAs(clerk2, entry)).status).toBe(200);
    const [own, others] = [accountOf('health.clerk2'), accountOf('health.clerk')];
    expect((await queue(head, { claimedBy: own })).entries.map(({ itemId }) => itemId)).toEqual([entry.itemId]);
    expect((await queue(head, { claimedBy: others })).entries.map(({ itemId }) => itemId)).not.toContain(entry.itemId);
    for (const client of [clerk, clerk2, reviewer]) {
      expect(await client.get<Problem>(`/api/queues/items?claimedBy=${own}`)).toMatchObject({ status: 403, body: { code: 'IDENTITY.FORBIDDEN' } });
    }
    // Nor by the head of another office, who is told no more than of an account that does not exist.
    const elsewhere = await clientOf(world, 'education.head');
    for (const account of [own, '019d0000-0000-7000-8000-000000000001']) {
      expect(await elsewhere.get<Problem>(`/api/queues/items?claimedBy=${account}`)).toMatchObject({ status: 422, body: { code: 'CASES.NO_COLLEAGUE', errors: [{ field: 'claimedBy' }] } });
    }
    const claimed = await entryOf(cases.school, 'vaccination-check');
    expect((await claimAs(clerk2, claimed, '/release', { version: claimed.claimVersion })).status).toBe(200);
  });

  test('go with the item: who waits for another role is free again, who has ended is gone', async () => {
    const school = await entryOf(cases.school, 'vaccination-check');
    clerk.expect(await claimAs(clerk, school), 200);
    const received = clerk.expect(await clerk.post<Outcome>(`${pathOf(school)}/receive`, { version: school.version }), 200);
    expect((await entryOf(cases.school, 'vaccination-check')).claim?.accountId).toBe(accountOf('health.clerk'));
    const accepted = clerk.expect(await clerk.post<Outcome>(`${pathOf(school)}/accept`, { version: received.version }), 200);
    expect(await entryOf(cases.school, 'vaccination-check')).toMatchObject({ waitsFor: 'reviewer', claim: null, step: 'examination', stepName: { zh: '核对接种记录' }, light: 'yellow' });
    reviewer.expect(await claimAs(reviewer, school), 200);
    const paused = reviewer.expect(await reviewer.post<Outcome>(`${pathOf(school)}/procedures`, {
      version: accepted.version, kind: 'inspection', reason: '需要现场核验', plannedEnd: '2026-03-06',
    }), 200);
    expect(await entryOf(cases.school, 'vaccination-check')).toMatchObject({
      step: '$procedure', light: 'paused', dueOn: null, waitsFor: 'reviewer', claim: { accountId: accountOf('health.reviewer') },
    });
    clerk.expect(await (await clientOf(world, 'pupil-parent')).post<Outcome>(`${pathOf(school)}/withdraw`, { version: paused.version }), 200);
    expect(await entryOf(cases.school, 'vaccination-check')).toBeUndefined();
    expect(await claimAs(reviewer, school)).toMatchObject({ status: 404 });
  });
});

describe('while a colleague is away', () => {
  test('the substitute sees and may do what was claimed, until the absence ends', async () => {
    const entry = await entryOf(cases.newborn, 'birth-certificate');
    const [absent, substitute] = [accountOf('health.clerk'), accountOf('health.clerk2')];
    const declared = clerk.expect(await clerk.post<{ id: string }>('/api/queues/absences', { substitute, from: '2026-03-04', to: '2026-03-04' }), 201);
    expect((await head.get('/api/queues/absences')).body).toEqual([
      { id: declared.id, accountId: absent, substituteAccountId: substitute, from: '2026-03-04', to: '2026-03-04' },
    ]);
    expect(await found(clerk2, { claimed: 'mine' })).toEqual([]);
    expect(await clerk2.post(`${pathOf(entry)}/accept`, { version: entry.version })).toMatchObject({ status: 409 });
    world.goTo('2026-03-04', '10:00');
    expect(await found(clerk2, { claimed: 'mine' })).toEqual(['birth-certificate']);
    clerk2.expect(await clerk2.post<Outcome>(`${pathOf(entry)}/accept`, { version: entry.version }), 200);
    expect((await entryOf(cases.newborn, 'birth-certificate')).claim).toEqual(entry.claim);
    clerk2.expect(await claimAs(clerk2, entry), 200);
    clerk2.expect(await claimAs(clerk2, entry, '/hand-over', { to: absent }), 200);
    world.goTo('2026-03-05', '10:00');
    expect(await found(clerk2, { claimed: 'mine' })).toEqual([]);
    expect(await claimAs(clerk2, entry)).toMatchObject({ status: 409 });
  });

  test('a head says it for a colleague, and may take it back', async () => {
    const body = { accountId: accountOf('health.clerk'), substitute: accountOf('health.clerk2'), from: '2026-03-05', to: '2026-03-06' };
    expect(await clerk2.post('/api/queues/absences', body)).toMatchObject({ status: 422, body: { code: 'CASES.NO_COLLEAGUE', errors: [{ field: 'accountId' }] } });
    const { id } = head.expect(await head.post<{ id: string }>('/api/queues/absences', body), 201);
    expect(await found(clerk2, { claimed: 'mine' })).toEqual(['birth-certificate']);
    expect((await clerk2.delete(`/api/queues/absences/${id}`)).status).toBe(404);
    expect((await head.delete(`/api/queues/absences/${id}`)).status).toBe(204);
    expect(await found(clerk2, { claimed: 'mine' })).toEqual([]);
  });

  test.each([
    ['by nobody of the office', { substitute: 'education.clerk', from: '2026-03-05', to: '2026-03-06' }, 'CASES.NO_COLLEAGUE'],
    ['by oneself', { substitute: 'health.clerk', from: '2026-03-05', to: '2026-03-06' }, 'CASES.NO_COLLEAGUE'],
    ['backwards', { substitute: 'health.clerk2', from: '2026-03-06', to: '2026-03-05' }, 'CASES.ABSENCE_INVALID'],
    ['in the past', { substitute: 'health.clerk2', from: '2026-03-01', to: '2026-03-02' }, 'CASES.ABSENCE_INVALID'],
  ])('nobody is replaced %s', async (_, { substitute, ...days }, code) => {
    expect(await clerk.post('/api/queues/absences', { ...days, substitute: accountOf(substitute) })).toMatchObject({ status: 422, body: { code } });
  });
});

test('who works in an office', async () => {
  const { body } = await clerk.get<{ accountId: string; name: string; roles: string[] }[]>('/api/queues/colleagues?department=health&division=650102');
  expect(body.map(({ accountId, roles }) => [accountId, roles])).toContainEqual([accountOf('health.head'), ['head']]);
  expect(body.every(({ name }) => name.length > 0)).toBe(true);
  expect((await clerk.get('/api/queues/colleagues?department=education&division=650102')).status).toBe(403);
});

describe('many at once', () => {
  test('each row is a command of its own, with a result of its own, once', async () => {
    const [good, claimed, foreign] = [
      await entryOf(cases.second, 'birth-certificate'), await entryOf(cases.second, 'vaccination-certificate'),
      (await queue(await clientOf(world, 'publicsecurity.clerk'))).entries[0]!,
    ];
    clerk2.expect(await claimAs(clerk2, claimed), 200);
    const items = [good, claimed, foreign, { ...good, itemId: cases.second }].map(({ caseId, itemId, version }) => ({ caseId, itemId, version }));
    const send = () => clerk.post<Row[]>('/api/queues/bulk/receive', { items }, 'bulk-key-1');
    const rows = clerk.expect(await send(), 200);
    expect(rows.map((row) => row.itemId)).toEqual(items.map((item) => item.itemId));
    expect(rows.map((row) => row.outcome?.state ?? row.problem?.code)).toEqual(['received', 'CASES.CLAIMED_BY_COLLEAGUE', 'IDENTITY.FORBIDDEN', 'CASES.NOT_FOUND']);
    clerk2.expect(await claimAs(clerk2, claimed, '/release'), 200);
    const again = clerk.expect(await send(), 200);
    expect(again[0]).toEqual(rows[0]);
    expect(again[1]!.outcome?.state).toBe('received');
  });

  test('a head assigns many; what is wrong with one does not keep back the others', async () => {
    const entries = [await entryOf(cases.second, 'birth-certificate'), await entryOf(cases.otherSchool, 'vaccination-check')];
    const items = entries.map(({ caseId, itemId, claimVersion }, i) => ({ caseId, itemId, version: claimVersion + i }));
    const rows = head.expect(await head.post<Row[]>('/api/queues/bulk/assign', { to: accountOf('health.clerk2'), items }), 200);
    expect(rows.map((row) => row.outcome?.accountId ?? row.problem?.code)).toEqual([accountOf('health.clerk2'), 'CASES.VERSION_CONFLICT']);
    expect(await clerk.post('/api/queues/bulk/assign', { to: accountOf('health.clerk2'), items })).toMatchObject({ status: 403 });
  });
});

test('lights change by themselves, and filters and counts with them', async () => {
  const lights = async () => Object.fromEntries((await queue(clerk)).entries.map((entry) => [`${entry.state} ${entry.item}`, entry.light]));
  const check = async (light: string, total: number) => {
    expect((await queue(clerk, { light })).total).toBe(total);
    const counts = (await clerk.get<{ light: string; items: number }[]>('/api/queues/counts')).body;
    expect(counts.filter((count) => count.light === light).reduce((sum, count) => sum + count.items, 0)).toBe(total);
  };
  expect((await lights())['submitted vaccination-check']).toBe('green');
  world.goTo('2026-03-06', '20:00');
  expect((await lights())['submitted vaccination-check']).toBe('yellow');
  world.goTo('2026-03-10', '17:00');
  expect((await lights())['submitted vaccination-check']).toBe('orange');
  await check('orange', 3);
  world.goTo('2026-03-11', '00:00');
  expect((await lights())['submitted vaccination-check']).toBe('red');
  await check('red', 5);
  await check('orange', 0);
});

test('counts and totals are those of the queue, before what has changed is folded and after', async () => {
  const tallies = platform.app.get(QueueTallies, { strict: false });
  const counted = async () => (await clerk.get<{ items: number; state: string; light: string }[]>('/api/queues/counts')).body;
  const before = await counted();
  const { entries, total } = await queue(clerk, { limit: '100' });
  const places = entries.map(({ state, light }) => `${state} ${light}`);
  expect(before.map(({ items, state, light }) => [`${state} ${light}`, items])).toEqual([...new Set(places)].sort().map((place) => [place, places.filter((one) => one === place).length]));
  expect(total).toBe(entries.length);
  for (const claimed of ['none', 'mine', 'others']) {
    const page = await queue(clerk, { claimed });
    expect(page.total).toBe(page.entries.length);
  }
  await tallies.fold();
  expect(await counted()).toEqual(before);
  expect(await tallies.findContradictions()).toEqual([]);
});
