import { randomUUID } from 'node:crypto';
import { codeSentTo, offered, PASSWORD, startTestRegister, type TestRegister } from '../support/registering';
import { settle } from '../support/settle';
import { openPortal, type Portal } from './portal';

let portal: Portal;
let register: TestRegister;
beforeAll(async () => {
  register = await startTestRegister();
  portal = await openPortal({ sms: true, settings: { populationRegister: { url: register.url, key: register.key } } });
}, 120_000);
afterAll(async () => {
  await portal?.close();
  await register?.stop();
});

test('somebody registers, one topic a page, proves the identity by the register, and logs in again', async () => {
  const { name, number, mobile } = offered(7);
  const visitor = await portal.visit();
  await visitor.open('/login');
  await visitor.follow('注册账号');
  await visitor.press('继续');
  await visitor.find('link', '请选择谁要注册').waitFor();
  await visitor.page.getByRole('radio', { name: /^个人/ }).check();
  await visitor.press('继续');
  await visitor.seesHeading('您是谁？');
  await visitor.fill('姓名', name);
  await visitor.fill('公民身份号码', `${number.slice(0, -1)}${number.endsWith('1') ? '2' : '1'}`);
  await visitor.press('继续');
  await visitor.find('link', '公民身份号码有误，请逐位核对').waitFor();
  await visitor.fill('公民身份号码', number);
  await visitor.press('继续');
  await visitor.seesHeading('设置账号和密码');
  await visitor.fill('账号', 'zhang.san');
  await visitor.fill('密码', 'short');
  await visitor.press('继续');
  await visitor.find('link', '密码太短，请多写几个字符').waitFor();
  await visitor.fill('密码', PASSWORD);
  await visitor.press('继续');
  await visitor.seesHeading('您的手机号码');
  await visitor.page.goBack();
  await visitor.seesHeading('设置账号和密码');
  expect(await visitor.page.getByLabel('账号', { exact: true }).inputValue()).toBe('zhang.san');
  await visitor.press('继续');
  await visitor.fill('手机号码', mobile);
  await visitor.press('继续');
  await visitor.sees('短信已发送。');
  await visitor.fill('短信验证码', (await codeSentTo(portal.platform, mobile))!);
  await visitor.press('注册');
  await visitor.seesHeading('注册好了');
  await visitor.follow('现在核验身份');
  await visitor.sees('您注册时填写的');
  await visitor.press('开始核验');
  await visitor.sees('核验通过，现在可以提交申请了');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();

  const again = await portal.visit();
  await again.open('/login?next=/account');
  await again.fill('账号', 'zhang.san');
  await again.fill('密码', PASSWORD);
  await again.press('登录');
  await again.seesHeading('我的账号');
  await again.sees('二级：已核验身份');
  await again.leave();
}, 120_000);

test('a forgotten password is made anew by code, name and number', async () => {
  const visitor = await portal.visit();
  await visitor.open('/recover');
  await visitor.fill('账号', 'father');
  await visitor.press('发送验证码');
  await visitor.sees('短信已发送。');
  let code: string | undefined;
  while ((code = await codeSentTo(portal.platform, '19900000002')) === undefined) await visitor.settled();
  await visitor.fill('短信验证码', code);
  await visitor.choose('这个账号核验过身份吗？', '核验过，是个人账号');
  await visitor.fill('姓名', '李明');
  await visitor.fill('公民身份号码', (await ownNumber('father')));
  await visitor.fill('新密码', PASSWORD);
  await visitor.press('更换密码');
  await visitor.sees('新密码已设置，其他登录都已退出');
  await visitor.leave();
}, 60_000);

test('a session elsewhere is seen and ended, the present one stays', async () => {
  const elsewhere = await portal.visit();
  await elsewhere.logIn('retiree');
  const visitor = await portal.visit();
  await visitor.logIn('retiree', '/account/sessions');
  await visitor.sees('本机');
  await visitor.press('退出');
  await visitor.sees('已退出 1 个登录');
  await visitor.sees('没有其他登录。');
  await elsewhere.open('/account');
  await elsewhere.seesHeading('登录');
  await elsewhere.leave();
  await visitor.leave();
}, 60_000);

test('an account with an open draft is closed after the consequences were read, and serves no more', async () => {
  const visitor = await portal.visit();
  await visitor.logIn('pupil-parent', '/account/closing');
  await visitor.press('注销账号');
  await visitor.find('link', '请确认您知道后果').waitFor();
  await visitor.page.getByLabel('我知道后果，确定注销').check();
  await visitor.fill('密码', portal.platform.accounts.find(({ login }) => login === 'pupil-parent')!.password);
  await visitor.press('注销账号');
  await visitor.sees('账号已注销');
  const { password } = portal.platform.accounts.find(({ login }) => login === 'pupil-parent')!;
  await portal.platform.request.post('/api/auth/login').send({ login: 'pupil-parent', password }).expect(401);
  await visitor.leave();
}, 60_000);

test('an inbox shows what is new, and the number in the header goes with reading it', async () => {
  const token = await portal.platform.login('mother');
  await portal.platform.request.post('/api/mandates').set('Authorization', `Bearer ${token}`).set('Idempotency-Key', randomUUID())
    .send({ agent: { name: '陈芳', number: await ownNumber('agent') }, acts: ['apply'], validUntil: '2026-12-31' }).expect(201);
  await settle(portal.platform.app);
  const visitor = await portal.visit({ viewport: { width: 1440, height: 900 } });
  await visitor.logIn('agent', '/inbox');
  await visitor.find('link', /^消息.*1 条未读/).waitFor();
  await visitor.press('全部标为已读');
  await visitor.sees('0 条未读');
  await visitor.leave();
}, 60_000);

async function ownNumber(login: string): Promise<string> {
  const data = await portal.platform.request.get('/api/me/data').set('Authorization', `Bearer ${await portal.platform.login(login)}`).buffer(true);
  return /\b\d{17}[\dX]\b/.exec(data.text ?? JSON.stringify(data.body))![0];
}
