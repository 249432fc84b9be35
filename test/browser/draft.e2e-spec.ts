import { beginDraft, openPortal, type Portal } from './portal';
import { PARENT } from './routes';
import type { Visitor } from './visitor';

/** What was typed must survive everything that happens to people: networks, sessions, other devices, haste. */
describe('a draft being filled in', () => {
  let portal: Portal;
  let visitor: Visitor;
  let caseId: string;

  beforeAll(async () => {
    portal = await openPortal();
  }, 120_000);
  afterAll(() => portal?.close());

  beforeEach(async () => {
    caseId = await beginDraft(portal, PARENT);
    visitor = await portal.visit();
    await visitor.logIn(PARENT, `/cases/${caseId}/apply/child`);
    await visitor.sees('已保存');
  }, 60_000);
  afterEach(() => visitor.leave());

  const saved = async (): Promise<Record<string, unknown>> => {
    const answer = await portal.platform.request.get(`/api/cases/${caseId}/form`).set('Authorization', `Bearer ${await portal.platform.login(PARENT)}`);
    return (answer.body as { form: Record<string, unknown> }).form;
  };
  /** All but that of the test itself. */
  const endSessionsElsewhere = async (): Promise<void> => {
    const authorization = `Bearer ${await portal.platform.login(PARENT)}`;
    const { body } = await portal.platform.request.get('/api/auth/sessions').set('Authorization', authorization);
    for (const { id, current } of (body as { entries: { id: string; current: boolean }[] }).entries) {
      if (!current) await portal.platform.request.delete(`/api/auth/sessions/${id}`).set('Authorization', authorization).expect(204);
    }
  };
  const typeName = (name: string): Promise<void> => visitor.fill(/^孩子姓名/, name);

  test('is saved as one types, shown as saved, and there on another device', async () => {
    await typeName('张小宝');
    await visitor.sees(/已保存（/);
    expect(await saved()).toMatchObject({ 'child.name': '张小宝' });
    const elsewhere = await portal.visit();
    await elsewhere.logIn(PARENT, `/cases/${caseId}/apply/child`);
    expect(await elsewhere.page.getByLabel(/^孩子姓名/).inputValue()).toBe('张小宝');
    await elsewhere.leave();
  }, 60_000);

  test('waits without a network, and is saved when it is back', async () => {
    await visitor.page.context().setOffline(true);
    await typeName('张离线');
    await visitor.sees('网络断开，恢复后自动保存');
    expect(await saved()).toEqual({});
    await visitor.page.context().setOffline(false);
    await visitor.sees(/已保存（/);
    expect(await saved()).toMatchObject({ 'child.name': '张离线' });
  }, 60_000);

  test('an expired log-in asks for the password on top of the page, and what was typed is saved afterwards', async () => {
    await endSessionsElsewhere();
    await typeName('张接着');
    await visitor.seesHeading('请重新登录');
    await visitor.page.getByRole('dialog').getByLabel('密码').fill(portal.platform.accounts.find(({ login }) => login === PARENT)!.password);
    await visitor.page.getByRole('dialog').getByRole('button', { name: '登录' }).click();
    await visitor.sees(/已保存（/);
    expect(await visitor.page.getByLabel(/^孩子姓名/).inputValue()).toBe('张接着');
  }, 60_000);

  test('a change elsewhere asks whose shall stand; nothing typed is lost', async () => {
    const token = await portal.platform.login(PARENT);
    const { body } = await portal.platform.request.get(`/api/cases/${caseId}`).set('Authorization', `Bearer ${token}`);
    const { version } = body as { version: number };
    await portal.platform.request.put(`/api/cases/${caseId}/draft`).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', 'elsewhere-1')
      .send({ version, answers: { otherParentKnown: true, married: true, householdFollows: 'applicant', reimbursement: false, guidance: false }, form: { 'child.name': '张别处' } }).expect(200);
    await typeName('张这里');
    await visitor.seesHeading('这件事在别处改过了');
    await visitor.press('用我现在填写的');
    await visitor.sees(/已保存（/);
    expect(await saved()).toMatchObject({ 'child.name': '张这里' });
  }, 60_000);

  test('what is missing or wrong is listed above the form, and each line leads to its field', async () => {
    await visitor.press('下一步');
    await visitor.seesHeading(/处需要修改/);
    await visitor.follow(/请填写孩子姓名/);
    expect(await visitor.focused()).toMatch(/^孩子姓名/);
    expect(await visitor.page.getByLabel(/^孩子姓名/).getAttribute('aria-invalid')).toBe('true');
  }, 60_000);

  test('markup that somebody types is text', async () => {
    await typeName('<img src=x onerror=alert(1)>');
    await visitor.press('下一步');
    expect(visitor.complaints).toEqual([]);
    expect(await visitor.page.getByLabel(/^孩子姓名/).inputValue()).toBe('<img src=x onerror=alert(1)>');
  }, 60_000);
});
