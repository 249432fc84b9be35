import { randomUUID } from 'node:crypto';
import { AccountRegister, Actors, DEMO_RESIDENTS } from '@onething/identity';
import { Database } from '@onething/persistence';
import { LegalHolds, Retention } from '@onething/privacy';
import { InvitationLinks } from '@onething/ratings';
import { FigureRecount } from '@onething/statistics';
import { handle } from '../acceptance/handling';
import { beginNewborn } from '../acceptance/newborn';
import { NEWBORN_NUMBER } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Case, Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

/** One newborn's case, rated at its window, attacked, completed, rated badly, and handled to the end. */
interface Bad {
  id: string;
  version: number;
  state: string;
  dueOn: string;
  possible: string[];
}

const MOTHER = DEMO_RESIDENTS.find(({ login }) => login === 'mother')!;
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const EVIDENCE = [{ kind: 'caseRecord', reference: '办件过程记录' }];
let platform: TestPlatform;
let caseId: string;
let visitToken: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  caseId = await beginNewborn(worldOf(platform));
}, 120_000);
afterAll(() => platform?.stop());

const as = (login: string) => clientOf(worldOf(platform), login);
const caseNow = async (): Promise<Case> => (await (await as('mother')).get<Case>(`/api/cases/${caseId}`)).body;
const code = async (answer: Promise<{ status: number; body: unknown }>): Promise<string> => {
  const { status, body } = await answer;
  return `${status} ${(body as Problem | undefined)?.code ?? ''}`.trim();
};
const byLink = (body: object, userAgent = 'Mozilla/5.0 (X11; Linux) Firefox/140.0') => fetch(`${platform.url}/api/rating-links/ratings`, {
  method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), 'User-Agent': userAgent }, body: JSON.stringify(body),
});
const events = (type: string) => platform.app.get(Database, { strict: false }).query<{ payload: Record<string, unknown> }>(
  { name: 'test.rating-events', text: 'SELECT payload FROM onething.rating_event WHERE type = $1 ORDER BY position' }, [type]);
const list = async (login: string, query = ''): Promise<Bad[]> => (await (await as(login)).get<{ entries: Bad[] }>(`/api/bad-ratings${query}`)).body.entries;
const detail = async (login: string, id: string) => (await (await as(login)).get<Bad & Record<string, unknown>>(`/api/bad-ratings/${id}`)).body;
const step = async (login: string, id: string, path: string, body: object): Promise<string> => {
  const { version } = await detail('supervisor', id);
  return code((await as(login)).post(`/api/bad-ratings/${id}/${path}`, { version, text: '如实记录', ...body }));
};

describe('attacks', () => {
  test('nobody rates before the completion, nor the case of another', async () => {
    const path = `/api/cases/${caseId}/ratings`;
    expect(await code((await as('mother')).post(path, { grade: 5 }))).toBe('409 RATINGS.NOT_COMPLETED');
    expect(await code((await as('father')).post(path, { grade: 5 }))).toBe('404 RATINGS.CASE_NOT_FOUND');
    expect(await code((await as('health.clerk')).post(path, { grade: 1 }))).toBe('403 IDENTITY.FORBIDDEN');
  });

  test('a link of a visit counts once, and is of its visit alone', async () => {
    const clerk = await as('window.clerk');
    clerk.expect(await clerk.post('/api/window-attendances', { paper: 'residentIdCard', name: MOTHER.name, number: MOTHER.number }), 201);
    expect(await code(clerk.post(`/api/cases/${caseId}/rating-link?stage=intake&channel=portal`))).toBe('400 REQUEST.INVALID_INPUT');
    ({ token: visitToken } = clerk.expect(await clerk.post<{ token: string }>(`/api/cases/${caseId}/rating-link?stage=intake&channel=windowQr`), 201));
    expect((await byLink({ token: visitToken, grade: 2, words: '窗口人员很耐心地讲解' })).status).toBe(201);
    expect((await byLink({ token: visitToken, grade: 1 })).status).toBe(409);
    expect((await byLink({ token: visitToken.replace('.intake.', '.completion.'), grade: 1 })).status).toBe(404);
  });

  test('a clerk who makes links and rates with them shows by the own device and by the burst', async () => {
    const clerk = await as('health.clerk');
    clerk.expect(await clerk.post('/api/window-attendances', { paper: 'residentIdCard', name: MOTHER.name, number: MOTHER.number }), 201);
    for (let count = 0; count < 10; count += 1) {
      const { token } = clerk.expect(await clerk.post<{ token: string }>(`/api/cases/${caseId}/rating-link?stage=intake`), 201);
      expect((await byLink({ token, grade: 1, words: '非常满意，点赞！' }, 'node')).status).toBe(201);
    }
    const supervisor = await as('supervisor');
    const { entries } = supervisor.expect(await supervisor.get<{ entries: { ratingId: string; suspicions: { reason: string; count: number }[] }[] }>('/api/rating-reviews?limit=50'), 200);
    expect(entries).toHaveLength(10);
    const reasons = entries.map(({ suspicions }) => suspicions.map(({ reason }) => reason).join());
    // With the one of before, the ninth and the tenth are the tenth and eleventh of the unit within ten minutes.
    expect(reasons.sort()).toEqual([...Array(2).fill('burst,staffDevice'), ...Array(8).fill('staffDevice')]);
    expect(JSON.stringify(entries)).not.toContain(MOTHER.name);
    expect(await code((await as('health.head')).get('/api/rating-reviews'))).toBe('403 IDENTITY.FORBIDDEN');
    const { ratingId } = entries[0]!;
    expect(await code(supervisor.post(`/api/rating-reviews/${ratingId}`, { counts: false, reason: '同一工作人员设备' }))).toBe('204');
    expect(await code(supervisor.post(`/api/rating-reviews/${ratingId}`, { counts: true, reason: '再看一次' }))).toBe('404 RATINGS.NOT_WAITING');
    expect((await events('ratingExcluded')).map(({ payload }) => payload.because)).toEqual(['review']);
  }, 60_000);

  test('the hotline types for who knows number and code, and never for own work', async () => {
    const world = worldOf(platform);
    const mother = await as('mother');
    const { number, queryCode } = mother.expect(await mother.get<{ number: string; queryCode: string }>(`/api/cases/${caseId}/progress`), 200);
    const waiting = (await caseNow()).items.find((one) => one.item === 'household-registration')!;
    const window = await as('window.clerk');
    window.expect(await window.post<Outcome>(`/api/cases/${caseId}/items/${waiting.id}/receive`, { version: waiting.version }), 200);
    await finish(world, caseId);
    const call = { number, code: queryCode, grade: 2 };
    expect(await code(window.post('/api/hotline-ratings', call))).toBe('403 IDENTITY.FORBIDDEN');
    // A clerk who answers calls as well.
    const { accountId } = (await window.get<{ accountId: string }>('/api/me')).body;
    const post = { role: 'hotlineOperator', departmentCode: 'governmentServices', divisionCode: '650100' } as const;
    const register = platform.app.get(AccountRegister, { strict: false });
    await register.openPost(accountId, post);
    platform.app.get(Actors, { strict: false }).forget(accountId);
    expect(await code(window.post('/api/hotline-ratings', call))).toBe('403 RATINGS.OWN_WORK');
    await register.closePost(accountId, post);
    platform.app.get(Actors, { strict: false }).forget(accountId);
    expect(await code((await as('hotline')).post('/api/hotline-ratings', { ...call, code: queryCode === '000000' ? '000001' : '000000' }))).toBe('404 CASES.TRACKING_NOT_FOUND');
    expect(await code((await as('health.clerk')).post('/api/hotline-ratings', call))).toBe('403 IDENTITY.FORBIDDEN');
  }, 120_000);
});

describe('an invitation', () => {
  test('comes with the completion, and once more after three days', async () => {
    const asked = async () => {
      await settle(platform.app);
      const mother = await as('mother');
      const { entries } = mother.expect(await mother.get<{ entries: { kind: string; caseId: string }[] }>('/api/inbox?limit=100'), 200);
      return ['ratingInvitation', 'ratingReminder'].map((kind) => entries.filter((one) => one.kind === kind && one.caseId === caseId).length);
    };
    const afterDays = (days: number) => {
      platform.clock.advanceBy(days * 86_400_000);
      return asked();
    };
    expect([await asked(), await afterDays(2), await afterDays(2), await afterDays(3)]).toEqual([[1, 0], [1, 0], [1, 1], [1, 1]]);
    const token = platform.app.get(InvitationLinks, { strict: false }).tokenOf(caseId, platform.clock.now() + 86_400_000);
    const found = await platform.request.post('/api/rating-links/search').send({ token });
    expect([found.status, (found.body as { state: string }).state]).toEqual([200, 'open']);
  }, 60_000);
});

describe('a bad rating', () => {
  let file: string;
  let other: string;

  test('is given by its rater, and falls to the responsible units with their days', async () => {
    const mother = await as('mother');
    const insurance = (await caseNow()).items.find((one) => one.item === 'medical-insurance-enrolment')!;
    const body = { grade: 4, tags: ['late'], words: '说好三天，等了很久。请打13800138000', items: [{ itemId: insurance.id, grade: 5 }] };
    mother.expect(await mother.post(`/api/cases/${caseId}/ratings`, body), 201);
    expect(await code(mother.post(`/api/cases/${caseId}/ratings`, { grade: 1 }))).toBe('409 RATINGS.ALREADY_RATED');
    expect(await list('medicalinsurance.clerk')).toMatchObject([{ state: 'verifying', item: 'medical-insurance-enrolment', grade: 5, callBackDueOn: '2026-03-16', dueOn: '2026-03-30' }]);
    expect(await list('health.clerk')).toMatchObject([{ state: 'verifying', grade: 4, tags: ['late'] }]);
    expect(await list('taxation.clerk')).toEqual([]);
    expect(await list('supervisor')).toHaveLength(2);
    const [{ id }] = await list('health.clerk') as [Bad];
    expect(await code((await as('taxation.clerk')).get(`/api/bad-ratings/${id}`))).toBe('404 RATINGS.BAD_RATING_NOT_FOUND');
    expect(await code((await as('mother')).get(`/api/bad-ratings/${id}`))).toBe('403 IDENTITY.FORBIDDEN');
    const shown = await detail('health.clerk', id);
    expect(shown).toMatchObject({ possible: ['callBack', 'judge'], rating: { words: body.words } });
    expect(shown.raterName).toMatch(/\*/);
  });

  test('shows its rater for a reason alone, to who handles it; the rater sees that', async () => {
    const [{ id }] = await list('health.clerk') as [Bad];
    const contact = async (login: string, reason?: string) => (await as(login)).post(`/api/bad-ratings/${id}/contact`, { reason });
    for (const none of [undefined, '太短', `  回访  ${' '.repeat(20)}`]) expect(await code(contact('health.clerk', none))).toBe('400 REQUEST.INVALID_INPUT');
    const reason = '按规定在一个工作日内回访评价人。';
    for (const login of ['supervisor', 'mother']) expect(await code(contact(login, reason))).toBe('403 IDENTITY.FORBIDDEN');
    expect(await code(contact('medicalinsurance.clerk', reason))).toBe('404 RATINGS.BAD_RATING_NOT_FOUND');
    const shown = async () => {
      const mother = await as('mother');
      const { entries } = mother.expect(await mother.get<{ entries: { act: string }[] }>('/api/me/access-log'), 200);
      return entries.filter(({ act }) => act === 'rating.contactShown');
    };
    expect(await shown()).toEqual([]);
    expect(await contact('health.clerk', reason)).toMatchObject({ status: 200, body: { name: MOTHER.name } });
    expect(await shown()).toEqual([expect.objectContaining({ roles: ['clerk'], departmentCode: 'health', divisionCode: '650102', purpose: 'contact', object: { kind: 'case', id: caseId } })]);
    expect(JSON.stringify(await shown())).not.toContain(reason);
  });

  test('true: called back, proven, mended, answered, rated again, public without its person', async () => {
    const [{ id }] = await list('health.clerk') as [Bad];
    expect(await step('health.clerk', id, 'finding', { finding: 'true', evidence: EVIDENCE })).toBe('409 RATINGS.CALL_BACK_MISSING');
    expect(await step('health.clerk', id, 'call-backs', { outcome: 'reached' })).toBe('200');
    expect(await step('health.clerk', id, 'finding', { finding: 'true', evidence: [] })).toBe('422 RATINGS.EVIDENCE_MISSING');
    expect(await code((await as('health.clerk')).post(`/api/bad-ratings/${id}/finding`, { version: 1, text: 'x', finding: 'true', evidence: EVIDENCE }))).toBe('409 RATINGS.VERSION_CONFLICT');
    expect(await step('health.clerk', id, 'finding', { finding: 'true', evidence: EVIDENCE })).toBe('200');
    const key = randomUUID();
    const { version } = await detail('health.head', id);
    const measures = { version, text: '已增派人员', evidence: EVIDENCE };
    const head = await as('health.head');
    const mend = async () => head.expect(await head.post<Bad>(`/api/bad-ratings/${id}/measures`, measures, key), 200);
    expect(await mend()).toMatchObject({ state: 'answering', wasOnTime: true });
    expect(await mend()).toMatchObject({ state: 'answering', wasOnTime: true });
    expect(await code(head.post(`/api/bad-ratings/${id}/measures`, { ...measures, text: '别的' }, key))).toBe('422 RATINGS.KEY_REUSED');
    // In its own transaction: what was refused or came again stands there once, or not at all.
    const handled = { name: 'test.handled', text: `SELECT FROM onething.security_act WHERE act = 'badRating.handled' AND outcome = 'done'` };
    expect(await platform.app.get(Database, { strict: false }).query(handled, [])).toHaveLength(3);
    expect(await step('health.clerk', id, 'answer', { text: '对不起，让您久等了，我们已经改正。' })).toBe('200');
    const mother = await as('mother');
    const own = async () => mother.expect(await mother.get<{ next: string; handling: object[] }>(`/api/cases/${caseId}/ratings`), 200);
    expect((await own()).handling).toContainEqual(expect.objectContaining({ state: 'answered', finding: 'true', answer: '对不起，让您久等了，我们已经改正。' }));
    expect((await own()).next).toBe('none');
  });

  test('stands in its rater\'s own data, with the visit, the items\' grades, and what was told; a finding not before the answer', async () => {
    const data = async () => {
      const mother = await as('mother');
      return mother.expect(await mother.get<Record<string, Record<string, unknown>[]>>('/api/me/data'), 200);
    };
    const { badRatings, ratings, attendances, recoveries } = await data();
    expect(badRatings).toEqual(expect.arrayContaining([
      expect.objectContaining({ department: 'health', state: 'answered', finding: 'true', notes: expect.arrayContaining([expect.objectContaining({ kind: 'callBack', note: '如实记录' }), expect.objectContaining({ kind: 'answer' })]) }),
      expect.objectContaining({ department: 'medicalInsurance', state: 'verifying', finding: null, notes: [] }),
    ]));
    expect(badRatings).toHaveLength(2);
    expect(ratings!.find(({ grade }) => grade === 4)).toMatchObject({ stage: 'completion', items: expect.arrayContaining([expect.objectContaining({ item: 'medical-insurance-enrolment', grade: 5 })]) });
    expect(attendances!.map(({ division, paper }) => [division, paper])).toEqual([['650102', 'residentIdCard'], ['650102', 'residentIdCard']]);
    expect(recoveries).toEqual([]);
    const father = await as('father');
    expect((await father.get<Record<string, object[]>>('/api/me/data')).body).toMatchObject({ badRatings: [], attendances: [], ratings: [] });
    const page = await platform.request.get('/api/me/data.html?lang=zh').set('authorization', `Bearer ${await platform.login('mother')}`).expect(200);
    for (const words of ['差评处理', '窗口代办', '涉及本人的他人办件', '对不起，让您久等了']) expect(page.text).toContain(words);
  });

  test('rests on files, which stay with what names them', async () => {
    const [{ id }] = await list('medicalinsurance.clerk') as [Bad];
    const send = async (login: string, content: Buffer, { name = '电话录音.pdf', key = randomUUID(), of = id } = {}) => platform.request.post(`/api/bad-ratings/${of}/files`)
      .set({ 'authorization': `Bearer ${await platform.login(login)}`, 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent(name), 'idempotency-key': key }).send(content);
    const read = async (login: string, file: string) => platform.request.get(`/api/bad-ratings/${id}/files/${file}`).set('authorization', `Bearer ${await platform.login(login)}`);
    const remove = async (login: string, file: string) => platform.request.delete(`/api/bad-ratings/${id}/files/${file}`).set('authorization', `Bearer ${await platform.login(login)}`);
    const key = randomUUID();
    const [first, again] = [await send('medicalinsurance.clerk', PDF, { key }), await send('medicalinsurance.clerk', PDF, { key })];
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect((await send('medicalinsurance.clerk', Buffer.concat([PDF, PDF]), { key })).body).toMatchObject({ code: 'RATINGS.KEY_REUSED' });
    ({ id: file } = first.body as { id: string });
    other = ((await send('medicalinsurance.head', PDF, { name: '误传.pdf' })).body as { id: string }).id;
    expect((await send('medicalinsurance.clerk', Buffer.from('<script>'))).body).toMatchObject({ code: 'CASES.FILE_KIND' });
    // Another unit, the rater, a supervisor whose turn it is not, and when everything is answered.
    const [{ id: answered }] = await list('health.clerk') as [Bad];
    expect(await Promise.all([send('taxation.clerk', PDF), send('mother', PDF), send('supervisor', PDF), send('health.clerk', PDF, { of: answered })].map((answer) => code(answer as Promise<never>)))).toEqual(
      ['404 RATINGS.BAD_RATING_NOT_FOUND', '403 IDENTITY.FORBIDDEN', '409 RATINGS.NOTHING_TO_PROVE', '409 RATINGS.NOTHING_TO_PROVE']);
    expect((await read('taxation.clerk', file)).status).toBe(404);
    const opened = await read('supervisor', file);
    expect([opened.status, opened.headers['content-type'], opened.headers['cache-control'], (opened.body as Buffer).equals(PDF)]).toEqual([200, 'application/pdf', 'private, no-store', true]);
    const rows = await platform.app.get(Database, { strict: false }).query<{ row: string }>({ name: 'test.evidence', text: 'SELECT f::text AS row FROM onething.bad_rating_file f' }, []);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/录音|误传/);
    expect((await remove('medicalinsurance.clerk', other)).status).toBe(204);
    expect((await read('medicalinsurance.clerk', other)).status).toBe(404);
  }, 60_000);

  test('mistaken: another unit decides, never the own one; upheld it counts no more', async () => {
    const clerk = 'medicalinsurance.clerk';
    const [{ id }] = await list(clerk) as [Bad];
    expect(await step(clerk, id, 'call-backs', { outcome: 'declined' })).toBe('200');
    // Notes of one moment have no order.
    platform.clock.advanceBy(60_000);
    expect(await step(clerk, id, 'finding', { finding: 'noLegalBasis', evidence: EVIDENCE })).toBe('422 RATINGS.LAW_MISSING');
    const named = (fileId: string) => [{ kind: 'document', reference: '电话录音', fileId }];
    expect(await step(clerk, id, 'finding', { finding: 'mistaken', evidence: named(other) })).toBe('422 RATINGS.FILE_UNKNOWN');
    expect(await step(clerk, id, 'finding', { finding: 'mistaken', evidence: named(file) })).toBe('200');
    expect(await detail(clerk, id)).toMatchObject({ files: [{ id: file, name: '电话录音.pdf', size: PDF.length, isNamed: true }], notes: [{}, { evidence: named(file) }] });
    // The supervisor, whose turn it is now, takes nothing away on which a finding rests.
    const taken = await platform.request.delete(`/api/bad-ratings/${id}/files/${file}`).set('authorization', `Bearer ${await platform.login('supervisor')}`);
    expect([taken.status, taken.body]).toEqual([404, expect.objectContaining({ code: 'RATINGS.NO_SUCH_FILE' })]);
    expect(await step(clerk, id, 'measures', { evidence: EVIDENCE })).toBe('409 RATINGS.COMMAND_NOT_POSSIBLE');
    for (const login of [clerk, 'medicalinsurance.head']) expect(await step(login, id, 'appeal-decision', { upheld: true, evidence: EVIDENCE })).toBe('403 IDENTITY.FORBIDDEN');
    // A supervisor who has a post at that unit too: what the role allows, the post forbids.
    const { accountId } = (await (await as('supervisor')).get<{ accountId: string }>('/api/me')).body;
    const post = { role: 'clerk', departmentCode: 'medicalInsurance', divisionCode: '650102' } as const;
    const register = platform.app.get(AccountRegister, { strict: false });
    await register.openPost(accountId, post);
    platform.app.get(Actors, { strict: false }).forget(accountId);
    expect((await detail('supervisor', id)).possible).not.toContain('decideAppeal');
    expect(await step('supervisor', id, 'appeal-decision', { upheld: true, evidence: EVIDENCE })).toBe('403 RATINGS.OWN_APPEAL');
    await register.closePost(accountId, post);
    platform.app.get(Actors, { strict: false }).forget(accountId);
    expect(await step('supervisor', id, 'appeal-decision', { upheld: true, evidence: EVIDENCE })).toBe('200');
    expect(await step(clerk, id, 'answer', { text: '经复核，属于误评。' })).toBe('200');
    expect((await events('ratingExcluded')).map(({ payload }) => payload.because)).toEqual(['review', 'mistaken']);
  });

  test('rated again once, and closed', async () => {
    const mother = await as('mother');
    mother.expect(await mother.post(`/api/cases/${caseId}/ratings`, { grade: 2 }), 201);
    expect(await code(mother.post(`/api/cases/${caseId}/ratings`, { grade: 1 }))).toBe('409 RATINGS.ALREADY_RATED');
    expect((await list('supervisor')).map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect((await events('secondRatingGiven')).map(({ payload }) => payload.secondGrade)).toEqual([2]);
  });

  test('anybody reads how it was handled; words only when they were released, and masked', async () => {
    const published = async () => (await platform.request.get('/api/published-bad-ratings').expect(200)).body as { entries: Record<string, unknown>[]; excluded: object };
    const before = await published();
    expect(before.entries).toHaveLength(2);
    expect(before.entries.every((entry) => entry.words === undefined)).toBe(true);
    expect(before.excluded).toMatchObject({ given: 13, byReview: null, mistaken: null, malicious: 0 });
    const supervisor = await as('supervisor');
    const { entries } = supervisor.expect(await supervisor.get<{ entries: { ratingId: string; found: string[]; grade: number }[] }>('/api/rating-words?limit=50'), 200);
    const words = entries.find(({ grade }) => grade === 4)!;
    expect(words.found).toEqual(['mobile']);
    expect(await code(supervisor.post(`/api/rating-words/${words.ratingId}`, { released: true }))).toBe('204');
    const text = JSON.stringify((await published()).entries);
    expect(text).toContain('说好三天');
    // Of the units' own texts (call-back, finding, measures, answer) none is published, so that none has to be screened.
    for (const secret of ['13800138000', MOTHER.name, caseId, '如实记录', '已增派人员', '对不起', '误评。', '办件过程记录', '电话录音']) expect(text).not.toContain(secret);
  });

  test('its facts tell no person, and everybody was told in time', async () => {
    await settle(platform.app);
    const told = await platform.app.get(Database, { strict: false }).query<{ text: string }>(
      { name: 'test.all-rating-events', text: 'SELECT e::text AS text FROM onething.rating_event e' }, []);
    const all = told.map(({ text }) => text).join('\n');
    for (const secret of ['13800138000', MOTHER.name, MOTHER.number, '说好三天', '对不起']) expect(all).not.toContain(secret);
    expect(await events('ratingInvited')).toHaveLength(1);
    expect(await events('ratingReminded')).toHaveLength(1);
  });
});

type Counts = Record<'visits' | 'ratings' | 'bad' | 'excluded' | 'badDispatched' | 'badCalledBack' | 'badDue' | 'badRectified' | 'badAnswered' | 'badClosed', number> & { key: string; callBackRate: number | null; rectificationRate: number | null };

describe('the figures', () => {
  test('follow all of it, leave out what was excluded, and are what a recount finds', async () => {
    const supervisor = await as('supervisor');
    const { total, rows } = supervisor.expect(await supervisor.get<{ total: Counts; rows: Counts[] }>('/api/statistics/board?by=department&from=2026-03&to=2026-03'), 200);
    expect(total).toMatchObject({ bad: 4, excluded: 1, badDispatched: 2, badCalledBack: 2, badDue: 1, badRectified: 1, rectificationRate: 1, badAnswered: 2, badClosed: 2 });
    expect(rows.find(({ key }) => key === 'medicalInsurance')).toMatchObject({ ratings: 0, bad: 0, excluded: 1, badDispatched: 1, badCalledBack: 1, callBackRate: 1, badDue: 0 });
    // Who came to a service window has come to none of its departments.
    expect([total.visits, rows.filter(({ visits }) => visits > 0).map(({ key, visits }) => [key, visits])]).toEqual([2, [['health', 1]]]);
    expect((await platform.app.get(FigureRecount, { strict: false }).compare()).differences).toEqual([]);
    const windows = supervisor.expect(await supervisor.get<{ rows: (Counts & { visitRatings: number; name: { zh: string } })[] }>('/api/statistics/board?by=window&from=2026-03&to=2026-03'), 200);
    // The health clerk, who sits at no service window, has made ten more links.
    expect(windows.rows.map(({ name, visits, visitRatings }) => [name.zh, visits, visitRatings])).toEqual([[expect.stringMatching(/^[A-Z]\d+ /), 1, 1]]);
    const visits = supervisor.expect(await supervisor.get<{ kept: number; found: number }>('/api/statistics/explanations?figure=visits.begun&month=2026-03'), 200);
    expect(visits).toMatchObject({ kept: 2, found: 2 });
    const { kept, found, counts } = supervisor.expect(
      await supervisor.get<{ kept: number; found: number; counts: object[] }>('/api/statistics/explanations?figure=badRatings.rectifiedOnTime&month=2026-03&department=health'), 200);
    expect([kept, found, counts.length]).toEqual([1, 1, 1]);
  });
});

test('what was written on it goes three years after its end, a hold keeps it; that it was handled stays', async () => {
  const [closed] = await list('supervisor', '?state=closed') as [Bad];
  const reasons = () => platform.app.get(Database, { strict: false }).query<{ kept: boolean }>(
    { name: 'test.review-reasons', text: `SELECT reason IS NOT NULL AS kept FROM onething.rating_review WHERE state <> 'waiting'` }, []);
  const run = async () => Object.fromEntries((await platform.app.get(Retention, { strict: false }).run()).map(({ rule, records, held }) => [rule.class, [records.length, held]]));
  platform.clock.advanceTo(Date.parse('2029-02-20T02:00:00Z'));
  expect(await run()).toMatchObject({ badRatingNote: [0, 0], ratingReview: [0, 0] });
  platform.clock.advanceTo(Date.parse('2029-04-20T02:00:00Z'));
  const holds = platform.app.get(LegalHolds, { strict: false });
  await holds.place('case', caseId, '行政诉讼期间保全。');
  expect(await run()).toMatchObject({ badRatingNote: [0, 2], ratingReview: [0, 1] });
  expect((await detail('supervisor', closed.id)).notes).not.toEqual([]);
  await holds.lift('case', caseId, '诉讼已经结束。');
  expect(await run()).toMatchObject({ badRatingNote: [2, 0], ratingReview: [1, 0] });
  expect(await detail('supervisor', closed.id)).toMatchObject({ state: 'closed', notes: [], files: [] });
  expect(await reasons()).toEqual([{ kept: false }]);
  expect(await run()).toMatchObject({ badRatingNote: [0, 0], ratingReview: [0, 0] });
});

async function finish(world: ReturnType<typeof worldOf>, id: string): Promise<void> {
  const mother = await as('mother');
  const released = (item: string) => world.until(`${item} is released`, async () => (await caseNow()).items.find((one) => one.item === item && one.state === 'submitted'));
  await handle(world, mother, id, 'household-registration', { face: { citizenNumber: NEWBORN_NUMBER, registeredOn: '2026-03-02' } });
  await released('social-security-card');
  await released('medical-insurance-enrolment');
  await handle(world, mother, id, 'social-security-card', { face: { cardNumber: 'A65000321' } });
  await handle(world, mother, id, 'medical-insurance-enrolment', { face: {} });
  await handle(world, mother, id, 'vaccination-certificate', { face: { certificateNumber: 'YM65010200002' } });
  await world.until('the whole is complete', async () => ((await caseNow()).state === 'completed' ? true : undefined));
}
