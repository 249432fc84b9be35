import { Client as Postgres } from 'pg';
import { DEMO_RESIDENTS } from '@onething/identity';
import { apply, type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { worldOf } from '../acceptance/platform-world';
import { schoolApplication } from '../acceptance/school-entry';
import type { Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Form {
  values: Record<string, unknown>;
  masked: string[];
}
interface Access {
  id: string;
  act: string;
  roles: string[];
  departmentCode?: string;
  divisionCode?: string;
  purpose?: string;
  fields?: string[];
}

const REASON = '家长来电询问学籍，需要核对孩子的姓名。';
const PARENT = DEMO_RESIDENTS.find(({ login }) => login === 'pupil-parent')!;
const CHILD = '阿丽娅·买买提';

let platform: TestPlatform;
let world: DatedWorld;
let parent: Client;
let clerk: Client;
let colleague: Client;
let reviewer: Client;
let head: Client;
/** An application for a place at school, and its item of the education office. */
let school: string;
let itemId: string;
let path: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  parent = await clientOf(world, 'pupil-parent');
  [clerk, colleague, reviewer, head] = await Promise.all(['clerk', 'clerk2', 'reviewer', 'head'].map((role) => clientOf(world, `education.${role}`))) as [Client, Client, Client, Client];
  school = await apply(world, schoolApplication('primaryLocal'));
  itemId = (await itemOf(parent, school, 'enrolment-registration')).id;
  path = `/api/cases/${school}/items/${itemId}`;
}, 120_000);
afterAll(() => platform?.stop());

const formOf = async (client: Client): Promise<Form> => client.expect(await client.get<Form>(`${path}/form`), 200);
const accessLog = async (query = ''): Promise<{ entries: Access[]; next?: string }> =>
  parent.expect(await parent.get<{ entries: Access[]; next?: string }>(`/api/me/access-log${query}`), 200);
const unmask = (client: Client, body: object, caseId = school) => client.post<Problem & { values: Record<string, unknown> }>(`/api/cases/${caseId}/unmask`, body);
const asking = (more: object = {}) => ({ itemId, fields: ['child.name'], purpose: 'contact', reason: REASON, ...more });

describe('an office sees of its item\'s form', () => {
  test('everything while nobody has claimed the item', async () => {
    const { values, masked } = await formOf(clerk);
    expect(masked).toEqual([]);
    expect(values['child.name']).toBe(CHILD);
  });

  test('everything if it handles the item; a colleague sees persons masked by class, a head everything', async () => {
    clerk.expect(await clerk.post(`${path}/claim`, {}), 200);
    expect((await formOf(clerk)).masked).toEqual([]);
    expect((await formOf(head)).masked).toEqual([]);
    for (const client of [colleague, reviewer]) {
      const { values, masked } = await formOf(client);
      expect(values['child.name']).toBe('阿丽娅·*');
      expect(values['applicant.citizenId']).toMatch(/^650102\*{8}.{4}$/);
      expect(values['case.schoolYear']).toBe(2026);
      expect(masked).toEqual(expect.arrayContaining(['child.name', 'applicant.citizenId', 'applicant.mobile']));
      expect(JSON.stringify(values)).not.toContain(PARENT.name);
      expect(JSON.stringify(values)).not.toContain(PARENT.number);
    }
  });
});

describe('unmasking', () => {
  test('shows what is asked for, writes down who, why and which fields without values, and the person sees it', async () => {
    const { values } = colleague.expect(await unmask(colleague, asking({ fields: ['child.name', 'applicant.mobile'] })), 200);
    expect(values).toEqual({ 'child.name': CHILD, 'applicant.mobile': PARENT.mobile });
    const [latest] = (await accessLog()).entries;
    expect(latest).toMatchObject({
      act: 'data.unmasked', roles: ['clerk'], departmentCode: 'education', divisionCode: '650102', purpose: 'contact', fields: ['applicant.mobile', 'child.name'],
    });
    expect(JSON.stringify(latest)).not.toContain(REASON);
    const [act] = await rows<Record<string, unknown>>(`SELECT a.*, r.reason FROM onething.security_act a JOIN onething.security_act_reason r ON r.act_id = a.id WHERE a.id = '${latest!.id}'`);
    expect(JSON.stringify(act)).not.toMatch(new RegExp([CHILD, PARENT.mobile, PARENT.name, REASON].join('|')));
    expect(act!['object_id']).toBe(school);
  });

  test('of one subject shows all of its fields that the item asks for', async () => {
    const { values } = colleague.expect(await unmask(colleague, asking({ fields: undefined, subject: 'child' })), 200);
    expect(Object.keys(values).every((element) => element.startsWith('child.'))).toBe(true);
    expect(values).toMatchObject({ 'child.name': CHILD });
  });

  test.each<[string, object, number, string]>([
    ['without a reason', { reason: undefined }, 400, 'reason'], ['with a short reason', { reason: '需要看。' }, 400, 'reason'],
    ['with a reason of blanks', { reason: ' '.repeat(40) }, 400, 'reason'], ['for an unknown purpose', { purpose: 'curiosity' }, 400, 'purpose'],
    ['of a field that the item does not ask for', { fields: ['applicant.bankCard'] }, 422, 'fields'], ['of nothing', { fields: [] }, 400, 'fields'],
    ['of fields of a strange form', { fields: ['child.name; DROP TABLE'] }, 400, 'fields'],
  ])('is refused %s', async (_, more, status, field) => {
    const before = await countUnmasked();
    const { status: answered, body } = await unmask(colleague, asking(more));
    expect([answered, (body as unknown as { errors: { field: string }[] }).errors.map((error) => error.field.split('.')[0])]).toEqual([status, expect.arrayContaining([field])]);
    expect(JSON.stringify(body)).not.toContain(CHILD);
    expect(await countUnmasked()).toBe(before);
  });

  test('is nobody\'s but the office\'s: not another office\'s, not the applicant\'s, not a window\'s', async () => {
    const before = await countUnmasked();
    for (const login of ['health.reviewer', 'taxation.head']) expect((await unmask(await clientOf(world, login), asking())).status).toBe(404);
    expect((await unmask(parent, asking())).status).toBe(403);
    expect((await unmask(await clientOf(world, 'supervisor'), asking())).status).toBe(403);
    expect((await unmask(colleague, asking({ itemId: school }))).status).toBe(404);
    expect((await unmask(colleague, asking(), itemId)).status).toBe(404);
    expect(await countUnmasked()).toBe(before);
  });
});

describe('who looked at my data', () => {
  test('has one line for an opening, not one for each look, and none of one\'s own looks', async () => {
    await Promise.all([parent.get(`/api/cases/${school}`), parent.get(`/api/cases/${school}/form`)]);
    const before = (await accessLog('?limit=100')).entries.length;
    for (let look = 0; look < 3; look += 1) reviewer.expect(await reviewer.get(`/api/cases/${school}`), 200);
    const { entries } = await accessLog('?limit=100');
    expect(entries.length).toBe(before + 1);
    expect(entries[0]).toMatchObject({ act: 'case.opened', roles: ['reviewer'], departmentCode: 'education' });
    platform.clock.advanceBy(16 * 60_000);
    reviewer.expect(await reviewer.get(`/api/cases/${school}`), 200);
    expect((await accessLog('?limit=100')).entries.length).toBe(before + 2);
  });

  test('tells of files, of licences and of searches', async () => {
    const { materials } = clerk.expect(await clerk.get<{ materials: { material: string; source?: string; files: { id: string }[] }[] }>(`/api/cases/${school}/materials`), 200);
    const withFile = materials.find(({ files }) => files.length > 0);
    if (withFile) await clerk.get(`/api/cases/${school}/materials/${withFile.material}/files/${withFile.files[0]!.id}`).catch(() => undefined);
    const withLicence = materials.find(({ source }) => source === 'licence');
    if (withLicence) clerk.expect(await clerk.get(`/api/cases/${school}/materials/${withLicence.material}/licence`), 200);
    clerk.expect(await clerk.post('/api/queues/applicant-search', { number: PARENT.number }), 200);
    const acts = (await accessLog('?limit=100')).entries.map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(['applicant.searched', ...(withFile ? ['file.opened'] : []), ...(withLicence ? ['licence.opened'] : [])]));
    expect(withFile ?? withLicence).toBeDefined();
  });

  test('comes in pages, and shows nobody else\'s', async () => {
    const first = await accessLog('?limit=2');
    const second = await accessLog(`?limit=2&after=${first.next}`);
    expect([first.entries.length, second.entries.length]).toEqual([2, 2]);
    expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(4);
    const stranger = await clientOf(world, 'retiree');
    expect(stranger.expect(await stranger.get<{ entries: Access[] }>('/api/me/access-log'), 200).entries).toEqual([]);
    expect((await parent.get('/api/me/access-log?after=1&limit=0')).status).toBe(400);
  });
});

describe('my data', () => {
  test('is everything about the person, whole, and says so in the security log', async () => {
    const data = parent.expect(await parent.get<Record<string, Record<string, unknown>[]>>('/api/me/data'), 200);
    expect(Object.keys(data)).toEqual([
      'madeAt', 'person', 'accounts', 'claim', 'identityProofs', 'corrections', 'recoveries', 'waysIn', 'relations', 'mandates', 'sessions', 'attendances', 'cases', 'casesOfOthers', 'crossProvinceCases', 'licences',
      'importedLicences', 'consents', 'ratings', 'badRatings', 'notices', 'noticePreferences',
    ]);
    expect(data['person']).toEqual([expect.objectContaining({ name: PARENT.name, number: PARENT.number })]);
    expect(data['accounts']).toEqual([expect.objectContaining({ login: 'pupil-parent', mobile: PARENT.mobile })]);
    expect([data['claim'], data['identityProofs'], data['waysIn']]).toEqual([[], [], [{ way: 'password' }]]);
    expect(data['cases']).toHaveLength(1);
    expect(data['cases']![0]).toMatchObject({ id: school, form: expect.arrayContaining([{ element: 'child.name', name: expect.any(Object), value: CHILD }]) });
    expect(data['cases']![0]!['files']).toEqual(expect.arrayContaining([expect.objectContaining({ contentType: 'application/pdf' })]));
    expect(data['licences']!.length).toBeGreaterThan(0);
    const [recorded] = await rows(`SELECT count(*)::int AS count FROM onething.security_act WHERE act = 'ownData.exported' AND subject_person_id = '${PARENT.id}'`);
    expect(recorded).toEqual({ count: 1 });
  });

  test.each([['zh', '我的个人信息', 'zh-CN'], ['en', 'My data', 'en']])('is a page to be printed in %s, without script', async (lang, title, htmlLang) => {
    const token = await platform.login('pupil-parent');
    const response = await platform.request.get(`/api/me/data.html?lang=${lang}`).set('authorization', `Bearer ${token}`).expect(200);
    expect(response.headers['content-type']).toContain('text/html');
    expect(response.headers['content-security-policy']).toContain('default-src \'none\'');
    expect(response.text).toContain(`<html lang="${htmlLang}">`);
    expect(response.text).toContain(title);
    expect(response.text).toContain('@page');
    expect(response.text).toContain(CHILD);
    expect(response.text).not.toMatch(/<script|\[object Object\]/);
  });

  test('says nothing of others, and needs a log-in', async () => {
    const stranger = await clientOf(world, 'retiree');
    const { body } = await stranger.get('/api/me/data');
    expect(JSON.stringify(body)).not.toMatch(new RegExp([PARENT.name, PARENT.number, CHILD].join('|')));
    await platform.request.get('/api/me/data').expect(401);
    await platform.request.get('/api/me/access-log').expect(401);
  });
});

const countUnmasked = async (): Promise<number> =>
  (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM onething.security_act WHERE act = 'data.unmasked'`))[0]!.count;

async function rows<Row>(text: string): Promise<Row[]> {
  const client = new Postgres({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
