import { addDays } from '@onething/kernel';
import { type DatedWorld, apply, caseOf, itemOf, untilStage, untilStates } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { personOf } from '../acceptance/mandates';
import { worldOf } from '../acceptance/platform-world';
import { schoolApplication } from '../acceptance/school-entry';
import type { Outcome, Problem } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Window {
  id: string;
  code: string;
  division: string;
  departments: string[];
  version: number;
}
interface Page {
  entries: { caseId: string; item: string; department: string; state: string; itemId: string; version: number; claimVersion: number }[];
  total: number;
}
interface Me {
  roles: string[];
  posts: { role: string; departmentCode: string; windowId?: string }[];
}

const NEW_WINDOW = {
  code: 'B02', division: '650102', name: { zh: '企业综合窗口', en: 'Company window' }, place: { zh: '二楼B02', en: 'Second floor, B02' },
  departments: ['marketRegulation', 'taxation'],
};

let platform: TestPlatform;
let world: DatedWorld;
let administrator: Client;
let windowClerk: Client;
let caseId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  [administrator, windowClerk] = [await clientOf(world, 'administrator'), await clientOf(world, 'window.clerk')];
  caseId = await apply(world, schoolApplication('primaryLocal'));
}, 60_000);
afterAll(() => platform?.stop());

const demoWindow = async (): Promise<Window> => (await windowClerk.get<{ entries: Window[] }>('/api/windows?division=650102')).body.entries.find(({ code }) => code === 'A01')!;
const queue = async (client: Client, query = ''): Promise<Page> => client.expect(await client.get<Page>(`/api/queues/items${query}`), 200);

describe('windows', () => {
  test('are listed for everybody, by division and department, page by page', async () => {
    const list = async (query: string) => (await platform.request.get(`/api/windows${query}`).expect(200)).body as { entries: Window[]; next?: string };
    expect((await list('?division=650102&department=education')).entries.map(({ code }) => code)).toEqual(['A01']);
    expect((await list('?division=650103')).entries).toEqual([]);
    const opened = administrator.expect(await administrator.post<Window>('/api/windows', NEW_WINDOW), 201);
    const first = await list('?limit=1');
    const second = await list(`?limit=1&after=${first.next}`);
    expect([...first.entries, ...second.entries].map(({ code }) => code).sort()).toEqual(['A01', 'B02']);
    expect(second.next).toBeUndefined();
    expect((await platform.request.get(`/api/windows/${opened.id}`).expect(200)).body).toMatchObject({ ...NEW_WINDOW, version: 1 });
  });

  test('are opened once under a code, and by whoever administers the division', async () => {
    const again = await administrator.post<Problem>('/api/windows', NEW_WINDOW);
    expect(again).toMatchObject({ status: 409, body: { code: 'IDENTITY.WINDOW_CODE_TAKEN' } });
    const clerk = await windowClerk.post<Problem>('/api/windows', { ...NEW_WINDOW, code: 'B03' });
    expect(clerk.status).toBe(403);
    const elsewhere = await administrator.post<Problem>('/api/windows', { ...NEW_WINDOW, code: 'B03', division: '110101' });
    expect(elsewhere.status).toBe(403);
  });

  test.each<[string, object, string, number]>([
    ['departments that the catalogue does not know', { departments: ['marketRegulation', 'magic'] }, 'departments', 422],
    ['no department', { departments: [] }, 'departments', 400],
    ['one department twice', { departments: ['taxation', 'taxation'] }, 'departments', 400],
    ['a division that there is not', { division: '659999' }, 'division', 422],
    ['a code in small letters', { code: 'b1' }, 'code', 400],
    ['a name in one language', { name: { zh: '窗口' } }, 'name', 400],
    ['a blank place', { place: { zh: ' ', en: 'x' } }, 'place', 400],
  ])('with %s are refused, naming the field', async (_, change, field, status) => {
    const answer = await administrator.post<Problem>('/api/windows', { ...NEW_WINDOW, code: 'C01', ...change });
    expect(answer.status).toBe(status);
    expect(answer.body.errors!.some((problem) => problem.field.startsWith(field))).toBe(true);
  });

  test('are changed by whoever saw their last version, and closed for good', async () => {
    const { code: _, division: __, ...content } = NEW_WINDOW;
    const opened = administrator.expect(await administrator.post<Window>('/api/windows', { ...NEW_WINDOW, code: 'D01' }), 201);
    const path = `/api/windows/${opened.id}`;
    const changed = administrator.expect(await administrator.put<Window>(path, { ...content, departments: ['taxation'], version: 1 }), 200);
    expect(changed).toMatchObject({ departments: ['taxation'], version: 2 });
    const late = await administrator.put<Problem>(path, { ...content, version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'IDENTITY.WINDOW_CHANGED', current: { version: 2 } } });
    administrator.expect(await administrator.post(`${path}/close`, { version: 2 }), 204);
    expect(await administrator.get(path)).toMatchObject({ status: 404, body: { code: 'IDENTITY.NO_SUCH_WINDOW' } });
    expect((await administrator.post(`${path}/close`, { version: 3 })).status).toBe(404);
    administrator.expect(await administrator.post<Window>('/api/windows', { ...NEW_WINDOW, code: 'D01' }), 201);
  });
});

describe('the clerk of a window', () => {
  test('holds a post in each department that the window serves', async () => {
    const { id, departments } = await demoWindow();
    const me = windowClerk.expect(await windowClerk.get<Me>('/api/me'), 200);
    expect(me.roles).toEqual(['windowClerk']);
    expect(me.posts.map((post) => post.departmentCode).sort()).toEqual([...departments].sort());
    expect(new Set(me.posts.map((post) => post.windowId))).toEqual(new Set([id]));
  });

  test('sees the intake of all of them in one queue, also by the window', async () => {
    const { id } = await demoWindow();
    const items = (await caseOf(await clientOf(world, 'pupil-parent'), caseId)).items.filter((item) => item.state === 'submitted').map((item) => item.item).sort();
    expect((await queue(windowClerk)).entries.map((entry) => entry.item).sort()).toEqual(items);
    expect((await queue(windowClerk, `?window=${id}`)).total).toBe(items.length);
    expect((await queue(windowClerk, '?window=01941f29-7c00-7000-8000-000000009999')).entries).toEqual([]);
  });

  test('receives and accepts for a department, and no longer sees in the queue what the department examines', async () => {
    const item = (await queue(windowClerk, '?department=education')).entries[0]!;
    const path = `/api/cases/${caseId}/items/${item.itemId}`;
    windowClerk.expect(await windowClerk.post(`${path}/claim`, { version: item.claimVersion }), 200);
    const open = windowClerk.expect(await windowClerk.get<{ commands: { type: string }[] }>(`${path}/commands`), 200);
    expect(JSON.stringify(open)).toContain('receive');
    const received = windowClerk.expect(await windowClerk.post<Outcome>(`${path}/receive`, { version: item.version }), 200);
    windowClerk.expect(await windowClerk.post<Outcome>(`${path}/accept`, { version: received.version }), 200);
    expect((await queue(windowClerk, '?department=education')).entries.map((entry) => entry.itemId)).not.toContain(item.itemId);
    expect((await queue(await clientOf(world, 'education.reviewer'))).entries.map((entry) => entry.itemId)).toContain(item.itemId);
  });

  test('examines and decides nothing', async () => {
    const pupil = await clientOf(world, 'pupil-parent');
    const item = (await caseOf(pupil, caseId)).items.find((one) => one.state === 'handling')!;
    const path = `/api/cases/${caseId}/items/${item.id}`;
    for (const [command, body] of [
      [`steps/${item.step}`, { outcome: 'passed' }], ['decision', { step: item.step, outcome: 'grant' }], ['procedures', { kind: 1, reason: '需要专家评审，先行中止。', plannedEnd: '2026-03-20' }],
      ['extension', { days: 5, reason: '材料较多，需要延长。' }],
    ] as const) {
      const answer = await windowClerk.post<Problem>(`${path}/${command}`, { version: item.version, ...body });
      expect([command, answer.status, answer.body.code]).toEqual([command, 403, 'IDENTITY.FORBIDDEN']);
    }
    expect((await itemOf(pupil, caseId, item.item)).version).toBe(item.version);
  });

  test('finds what is to be handed over and hands it over, once everything is made', async () => {
    const deliveries = async () => windowClerk.expect(await windowClerk.get<{ entries: { caseId: string; version: number }[] }>('/api/queues/deliveries'), 200).entries;
    expect(await deliveries()).toEqual([]);
    const pupil = await clientOf(world, 'pupil-parent');
    for (const item of ['enrolment-registration', 'household-check', 'property-check', 'vaccination-check']) await handle(world, pupil, caseId, item, {});
    await untilStates(world, pupil, caseId, { 'school-admission': 'submitted' });
    await handle(world, pupil, caseId, 'school-admission', {
      face: { noticeNumber: 'RX2026-650102-0001', school: '乌鲁木齐市第一小学', reportOn: '2026-08-31' },
      before: (step) => step === 'publicNotice' && world.goTo(addDays(world.today(), 7), '10:00'),
    });
    await untilStage(world, pupil, caseId, 'completed');
    const [entry] = await deliveries();
    expect(entry).toMatchObject({ caseId });
    expect((await (await clientOf(world, 'health.clerk')).get<{ entries: unknown[] }>('/api/queues/deliveries')).body.entries).toEqual([]);
    windowClerk.expect(await windowClerk.post(`/api/cases/${caseId}/deliver`, { version: entry!.version, how: 'collected', collectorNumber: personOf('pupil-parent').number }), 200);
    expect(await deliveries()).toEqual([]);
  });

  test('of a closed window may do nothing there any more, from the next request on', async () => {
    const second = await clientOf(world, 'window.clerk2');
    const { id, version } = await demoWindow();
    expect((await second.get('/api/queues/items')).status).toBe(200);
    administrator.expect(await administrator.post(`/api/windows/${id}/close`, { version }), 204);
    expect((await second.get('/api/queues/items')).status).toBe(403);
    expect((await second.get(`/api/cases/${caseId}`)).status).toBe(403);
  });
});
