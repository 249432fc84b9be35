import { DEMO_RESIDENTS } from '@onething/identity';
import { codeSentTo } from '../support/registering';
import { accessibilityProblems } from './accessibility';
import { DESKTOP, openPortal, type Portal } from './portal';
import type { Visitor } from './visitor';

const MOTHER = DEMO_RESIDENTS.find(({ login }) => login === 'mother')!;
let portal: Portal;
beforeAll(async () => {
  portal = await openPortal({ sms: true });
}, 120_000);
afterAll(() => portal?.close());

/** In a time step of their own: a second factor serves once. */
async function come(login: string, next: string): Promise<Visitor> {
  portal.platform.clock.advanceBy(30_000);
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.logIn(login, next);
  return visitor;
}

async function propose(login: string, what: string): Promise<void> {
  const system = await come('administrator', '/admin/accounts');
  await system.fill(/^账号开头/, login);
  await system.press('搜索');
  await system.press(new RegExp(`^申请处置\\s*${login.replace('.', '\\.')}$`));
  await system.seesHeading(`对 ${login} 申请处置`);
  await system.page.getByRole('radio', { name: new RegExp(`^${what}`) }).check();
  await system.press('提交审批');
  await system.find('link', '请填写理由').or(system.page.getByText('请填写理由')).first().waitFor();
  await system.fill('理由', '本人书面申请');
  expect(await accessibilityProblems(system.page)).toEqual([]);
  await system.press('提交审批');
  await system.seesHeading('双人处置');
  await system.sees('已提交，等安全管理员审批');
  expect(await system.find('button', /^通过/).count()).toBe(0);
  expect(system.complaints).toEqual([]);
  await system.leave();
}

test('a lost second factor is reset by two, and the code for its owner is shown once', async () => {
  await propose('health.clerk', '重置两步验证');
  const security = await come('security', '/admin/measures');
  await security.press(/^通过\s*health\.clerk/);
  await security.seesHeading('重置两步验证：health.clerk？');
  await security.press('确定通过');
  await security.sees('health.clerk 的恢复码，只显示这一次');
  const code = (await security.page.locator('code').innerText()).trim();
  expect(await accessibilityProblems(security.page)).toEqual([]);
  await security.open('/admin/measures');
  await security.sees('已通过');
  expect(await security.page.getByRole('main').innerText()).not.toContain(code);
  expect(security.complaints).toEqual([]);
  await security.leave();
  const { password } = portal.platform.accounts.find(({ login }) => login === 'health.clerk')!;
  const answer = await portal.platform.request.post('/api/auth/login').send({ login: 'health.clerk', password, code }).expect(200);
  expect(answer.body.limitedTo).toBe('enrolment');
}, 120_000);

test('the last auditor is not locked, not even by two, and the proposal is rejected with a reason', async () => {
  await propose('auditor', '锁定账号');
  const security = await come('security', '/admin/measures');
  await security.press(/^通过\s*auditor/);
  await security.press('确定通过');
  await security.sees(/这是最后一个担任这个岗位的账号/);
  await security.press(/^驳回\s*auditor/);
  await security.press('确定驳回');
  await security.sees('请填写理由');
  await security.fill('理由', '没有接替的人');
  await security.press('确定驳回');
  await security.find('cell', '已驳回').waitFor();
  expect(security.complaints).toEqual([]);
  await security.leave();
}, 120_000);

test('who has lost the mobile gets the account back when two officials have compared the paper', async () => {
  const mobile = '19955550077';
  const typePaper = async (official: Visitor): Promise<void> => {
    await official.fill('姓名', MOTHER.name);
    await official.fill('公民身份号码', MOTHER.number);
  };
  const first = await come('window.clerk', '/window/recoveries');
  await first.sees('没有等确认的');
  await typePaper(first);
  await first.press('查找');
  await first.sees('mother');
  await first.fill('当事人现在的手机号码', '1');
  await first.press('发送验证码');
  await first.find('link', /手机号码/).waitFor();
  await first.fill('当事人现在的手机号码', mobile);
  await first.press('发送验证码');
  await first.sees('短信已发送。');
  let code: string | undefined;
  while ((code = await codeSentTo(portal.platform, mobile)) === undefined) await first.settled();
  await first.fill('短信验证码', code);
  expect(await accessibilityProblems(first.page)).toEqual([]);
  await first.press('提交，请同事确认');
  await first.sees('已申请，请同事确认');
  await first.sees('您申请的，要由同事确认');
  expect(await first.find('button', '核对证件').count()).toBe(0);
  expect(first.complaints).toEqual([]);
  await first.leave();

  const second = await come('window.clerk2', '/window/recoveries');
  await second.press('核对证件');
  await second.seesHeading('核对证件后确认');
  await second.fill('姓名', '冒名者');
  await second.fill('公民身份号码', MOTHER.number);
  await second.press('证件与本人一致，确认');
  await second.sees('没有找到，请核对后再试。');
  await typePaper(second);
  await second.press('证件与本人一致，确认');
  await second.sees('已确认，账号换成新手机');
  expect(second.complaints).toEqual([]);
  await second.leave();
  const me = await portal.platform.request.get('/api/me').set('Authorization', `Bearer ${await portal.platform.login('mother')}`).expect(200);
  expect(me.body.mobile).toMatch(/0077$/);
}, 120_000);
