import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestIdentityProvider, type TestIdentityProvider } from '../support/identity-provider';
import { codeSentTo, offered, PASSWORD, registerAs, startTestRegister, type TestRegister } from '../support/registering';
import { accessibilityProblems } from './accessibility';
import { openPortal, type Portal } from './portal';
import type { Visitor } from './visitor';

let portal: Portal;
let register: TestRegister;
let provider: TestIdentityProvider;
/** The provider must know where it sends people back before the platform has its port: this passes them on. */
let passingOn: Server;

beforeAll(async () => {
  passingOn = createServer((request, response) => response.writeHead(302, { location: `${portal.platform.url}${request.url}` }).end());
  await once(passingOn.listen(0, '127.0.0.1'), 'listening');
  provider = await startTestIdentityProvider(`http://127.0.0.1:${(passingOn.address() as AddressInfo).port}/api/auth/oidc/callback`);
  register = await startTestRegister();
  portal = await openPortal({ sms: true, settings: { populationRegister: { url: register.url, key: register.key }, oidc: provider.settings } });
}, 120_000);
afterAll(async () => {
  await portal?.close();
  await register?.stop();
  provider?.stop();
  passingOn?.close();
  passingOn?.closeAllConnections();
});

const passwordOf = (login: string): string => portal.platform.accounts.find((one) => one.login === login)!.password;

async function codeFor(visitor: Visitor, mobile: string): Promise<string> {
  let code: string | undefined;
  while ((code = await codeSentTo(portal.platform, mobile)) === undefined) await visitor.settled();
  return code;
}

test('the mobile is changed by a code to the new one and the password, and the old one is told', async () => {
  const visitor = await portal.visit();
  await visitor.logIn('retiree', '/account/mobile');
  await visitor.fill('新的手机号码', '123');
  await visitor.press('继续');
  await visitor.find('link', /手机号码/).waitFor();
  await visitor.fill('新的手机号码', '19955550066');
  await visitor.press('继续');
  await visitor.sees('短信已发送。');
  await visitor.fill('短信验证码', await codeFor(visitor, '19955550066'));
  await visitor.fill('密码', 'not the password');
  await visitor.press('更换');
  await visitor.find('link', '密码不对').waitFor();
  await visitor.fill('密码', passwordOf('retiree'));
  await visitor.press('更换');
  await visitor.sees(/手机号码已更换为 .*0066/);
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 60_000);

test('a claim that was mistyped is corrected, and the identity is proven with what is right', async () => {
  const right = offered(3);
  const { login } = await registerAs(portal.platform, { ...right, name: '写错了' });
  const visitor = await portal.visit();
  await visitor.open('/login?next=/account/identity');
  await visitor.fill('账号', login);
  await visitor.fill('密码', PASSWORD);
  await visitor.press('登录');
  await visitor.sees('您注册时填写的');
  await visitor.press('开始核验');
  await visitor.sees(/人口库没有确认/);
  await visitor.press('填错了，修改');
  await visitor.press('保存');
  await visitor.seesHeading(/处需要修改/);
  await visitor.fill('姓名', right.name);
  await visitor.fill('公民身份号码', right.number);
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  await visitor.press('保存');
  await visitor.find('button', '填错了，修改').waitFor();
  await visitor.press('开始核验');
  await visitor.sees('核验通过，现在可以提交申请了');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 60_000);

test('an identity elsewhere is linked, logs in from then on, and is unlinked', async () => {
  const visitor = await portal.visit();
  await visitor.logIn('father', '/account/external');
  await visitor.sees('没有关联');
  await visitor.follow('关联一个');
  await logInThere(visitor, 'alice');
  await visitor.sees('这个统一身份还没有关联账号');
  await visitor.press('关联现在登录的账号');
  await visitor.seesHeading('统一身份认证');
  await visitor.sees(provider.issuer);
  expect(await accessibilityProblems(visitor.page)).toEqual([]);

  const elsewhere = await portal.visit();
  await elsewhere.open('/login');
  await elsewhere.follow('用统一身份认证登录');
  await logInThere(elsewhere, 'alice');
  await elsewhere.open('/account');
  await elsewhere.sees('二级：已核验身份');
  await elsewhere.leave();

  await visitor.press('取消关联');
  await visitor.sees('已取消关联');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
  const nobody = await portal.visit();
  await nobody.open('/login');
  await nobody.follow('用统一身份认证登录');
  await logInThere(nobody, 'alice');
  await nobody.sees('这个统一身份还没有关联账号');
  expect(await nobody.find('button', '关联现在登录的账号').count()).toBe(0);
  await nobody.leave();
}, 120_000);

/** At the provider's own pages: they are not ours, and English. */
async function logInThere({ page }: Visitor, subject: string): Promise<void> {
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('input[name=login]').fill(subject);
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/interaction\//);
  await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${portal.platform.url}/**`);
}
