import { beginDraft, DESKTOP, openPortal, type Portal } from './portal';
import { Visitor } from './visitor';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
}, 60_000);
afterAll(() => portal?.close());

test('no script reads the tokens of a session, and a reload goes on with it', async () => {
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.logIn('mother');
  const kept = await visitor.page.evaluate<string>('JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])');
  expect(kept).toContain('onething_csrf');
  expect(kept).not.toMatch(/eyJ|onething_access|onething_refresh/);
  await visitor.page.reload();
  await visitor.sees('王丽');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 60_000);

test('signing out ends it in every tab', async () => {
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.logIn('mother');
  const other = new Visitor(await visitor.page.context().newPage(), portal.platform);
  await other.open('/');
  await other.sees('王丽');
  await visitor.page.evaluate(`fetch('/api/auth/browser/logout', { method: 'POST', headers: { 'X-CSRF-Token': document.cookie.split('onething_csrf=')[1].split(';')[0] } })`);
  await other.page.reload();
  await other.sees('登录');
  expect(await other.page.getByText('王丽').count()).toBe(0);
  await visitor.leave();
}, 60_000);

test('when somebody else logs in in another tab, nothing is sent in that one\'s name', async () => {
  const caseId = await beginDraft(portal, 'mother');
  const visitor = await portal.visit();
  await visitor.logIn('mother', `/cases/${caseId}/apply/child`);
  await visitor.page.getByLabel(/^孩子姓名/).fill('张先前');
  await visitor.sees(/已保存（/);
  const other = new Visitor(await visitor.page.context().newPage(), portal.platform);
  await other.logIn('father');
  const before = portal.platform.logLines.length;
  await visitor.page.getByLabel(/^孩子姓名/).fill('张冒名');
  await visitor.sees('您要办什么事？');
  const since = portal.platform.logLines.slice(before).map((line) => JSON.parse(line) as { method?: string; url?: string });
  expect(since.filter(({ method, url }) => method === 'PUT' && url?.includes('/draft'))).toEqual([]);
  const token = await portal.platform.login('mother');
  const { body } = await portal.platform.request.get(`/api/cases/${caseId}/form`).set('Authorization', `Bearer ${token}`);
  expect((body as { form: Record<string, unknown> }).form['child.name']).toBe('张先前');
  await visitor.leave();
}, 60_000);
