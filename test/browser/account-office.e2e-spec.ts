import { citizenIdCheckDigit } from '@onething/kernel';
import { DEMO_RESIDENTS, totpCode } from '@onething/identity';
import { Database } from '@onething/persistence';
import { codeSentTo, PASSWORD, startTestRegister, type TestRegister } from '../support/registering';
import { settle } from '../support/settle';
import { accessibilityProblems, overflowing, smallTargets } from './accessibility';
import { DESKTOP, openPortal, PHONE, type Portal } from './portal';

let portal: Portal;
let register: TestRegister;
const numberOf = (body: string): string => body + citizenIdCheckDigit(body);
beforeAll(async () => {
  register = await startTestRegister();
  portal = await openPortal({ sms: true, settings: { populationRegister: { url: register.url, key: register.key } } });
}, 120_000);
afterAll(async () => {
  await portal?.close();
  await register?.stop();
});

test('an account is proposed by one, approved by another; its owner makes the password and sets up the second factor', async () => {
  const mobile = '19988880001';
  const [name, number] = ['新来的', numberOf('65010219900101401')];
  const system = await portal.visit({ viewport: DESKTOP });
  await system.logIn('administrator', '/admin/accounts/new');
  await system.fill('账号', 'new.official');
  await system.fill('姓名', name);
  await system.fill('公民身份号码', number);
  await system.fill('手机号码', mobile);
  await system.page.getByLabel('角色', { exact: true }).selectOption({ label: '办事员' });
  await system.page.getByLabel('部门', { exact: true }).selectOption('health');
  await system.fill('行政区划', '650102');
  await system.fill('理由', '新进人员');
  await system.press('提交审批');
  await system.sees('已提交，等安全管理员审批');
  expect(await system.find('button', '通过').count()).toBe(0);
  await system.leave();

  const security = await portal.visit({ viewport: DESKTOP });
  await security.logIn('security', '/admin/roles');
  await security.press('通过');
  await security.sees('已通过，下次请求起生效');
  await security.leave();

  await portal.platform.request.post('/api/recoveries/codes').send({ login: 'new.official' }).expect(202);
  let code: string | undefined;
  while ((code = await codeSentTo(portal.platform, mobile)) === undefined) await new Promise((resolve) => setImmediate(resolve));
  await portal.platform.request.post('/api/recoveries').send({ login: 'new.official', code, newPassword: PASSWORD, name, number }).expect(204);
  const official = await portal.visit({ viewport: DESKTOP });
  await official.open('/login');
  await official.fill('账号', 'new.official');
  await official.fill('密码', PASSWORD);
  await official.press('登录');
  await official.seesHeading('设置两步验证');
  await official.find('img', '两步验证密钥的二维码').waitFor();
  const secret = (await official.page.locator('code').innerText()).replace(/\s/g, '');
  await official.fill('应用显示的 6 位数字', totpCode(secret, portal.platform.clock.now()));
  await official.press('确认');
  await official.seesHeading('请保存恢复码');
  await official.press('已保存，继续');
  await official.sees(name);
  expect(official.complaints).toEqual([]);
  await official.leave();
}, 120_000);

test('the auditor finds an act, and its proof is verified in the browser', async () => {
  await portal.platform.request.post('/api/auth/login').send({ login: 'mother', password: 'wrong' }).expect(401);
  await settle(portal.platform.app);
  const auditor = await portal.visit({ viewport: DESKTOP });
  await auditor.logIn('auditor', '/admin/audit');
  await auditor.fill(/^行为/, 'login.failed');
  await auditor.press('搜索');
  await auditor.follow(/^查看和验证/);
  await auditor.seesHeading('一条安全记录');
  await auditor.sees(/已在本机验证/);
  expect(auditor.complaints).toEqual([]);
  await auditor.leave();
}, 60_000);

test('a clerk applies for somebody at the counter, and for nobody when they have left', async () => {
  const clerk = await portal.visit({ viewport: DESKTOP });
  await clerk.logIn('window.clerk', '/window/intake');
  await clerk.fill('姓名', '阿依古丽');
  await clerk.fill('公民身份号码', numberOf('65010219550101101'));
  await clerk.press('已核对，开始办理');
  await clerk.sees(/正在为 阿依古丽/);
  await clerk.follow(/^新生儿/);
  await clerk.sees(/为窗口前的 阿依古丽/);
  await clerk.choose('父母双方的信息都填吗？', '否');
  await clerk.choose('生孩子的费用要报销吗？', '否');
  await clerk.choose('要不要社区医生的育儿指导？', '否');
  await clerk.chooseEach('在哪里办', ['新疆维吾尔自治区', '乌鲁木齐市', '天山区']);
  await clerk.press('开始申请');
  await clerk.sees(/第 1 步，共 \d+ 步/);
  await clerk.open('/window/intake');
  await clerk.press('办完了，当事人离开');
  await clerk.find('button', '已核对，开始办理').waitFor();
  expect(clerk.complaints).toEqual([]);
  await clerk.leave();
}, 120_000);

test('a mandate is given by one and accepted by the other', async () => {
  const mother = await portal.visit();
  await mother.logIn('mother', '/mandates/new');
  await mother.fill('姓名', '李明');
  await mother.fill('公民身份号码', numberOf('65010219920820001'));
  await mother.page.getByRole('checkbox', { name: /^申请/ }).check();
  await mother.choose('适用的事', '所有事');
  await mother.fillDay('最后一天', '2026-12-31');
  await mother.press('发出委托');
  await mother.sees('委托已发出');
  await mother.leave();
  const father = await portal.visit();
  await father.logIn('father', '/mandates?side=held');
  await father.press('接受');
  await father.sees('已接受委托');
  await father.leave();
}, 60_000);

test('a wrong name is corrected: asked for with a picture of the paper, decided at the window by the paper itself', async () => {
  const person = await portal.visit({ viewport: PHONE });
  await person.logIn('retiree', '/my-data');
  await person.follow('更正我的信息');
  await person.press('提交申请');
  await person.sees('请选择什么错了');
  await person.choose('什么错了？', '姓名');
  await person.fill(/^正确的是/, '赵建囯');
  await person.fill(/^错在哪里/, '户口簿上是“囯”，登记成了“国”。');
  await person.press('提交申请');
  await person.sees('已提交，等窗口决定');
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
  await person.page.getByLabel('选择文件').setInputFiles({ name: '户口簿.png', mimeType: 'image/png', buffer: picture });
  await person.find('button', /^查看.*户口簿/).waitFor();
  expect([await accessibilityProblems(person.page), await overflowing(person.page), await smallTargets(person.page, 44)]).toEqual([[], [], []]);
  expect(person.complaints).toEqual([]);
  await person.leave();

  const { number } = DEMO_RESIDENTS.find(({ login }) => login === 'retiree')!;
  const clerk = await portal.visit({ viewport: DESKTOP });
  // Each code serves once.
  portal.platform.clock.advanceBy(30_000);
  await clerk.logIn('window.clerk', '/window/corrections');
  await clerk.press(/^打开/);
  await clerk.sees(/户口簿上是/);
  await clerk.find('img', '户口簿.png').waitFor();
  expect(await clerk.page.getByText('赵建囯').count()).toBe(0);
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  await clerk.page.setViewportSize({ width: 320, height: 640 });
  expect([await overflowing(clerk.page), await smallTargets(clerk.page, 44)]).toEqual([[], []]);
  await clerk.page.setViewportSize(DESKTOP);
  await clerk.fill('姓名', '赵建国');
  await clerk.fill('公民身份号码', number);
  await clerk.press('证件属实，更正');
  await clerk.sees(/证件与账号里填写的不一致/);
  await clerk.fill('姓名', '赵建囯');
  await clerk.press('证件属实，更正');
  await clerk.sees('当事人会收到通知。');
  expect(clerk.complaints).toEqual([]);
  await clerk.leave();

  const again = await portal.visit({ viewport: PHONE, language: 'en' });
  await again.logIn('retiree', '/my-data/correction');
  await again.sees('As it should be');
  await again.find('heading', /Name.*Corrected/).waitFor();
  await again.open('/my-data/access');
  await again.sees('Looked for your account at a window');
  expect(again.complaints).toEqual([]);
  await again.leave();
}, 120_000);

test('an operator sees how the exchange stands, and rejects what was refused with a reason', async () => {
  const [at, peer] = ['2026-03-02T02:00:00.000Z', '330000'];
  const name = { zh: '浙江省', en: 'Zhejiang' };
  const overview = {
    region: '650000', takesPart: true, directoryNumber: 3, directoryUntil: at, quarantined: 1, deliveriesWaiting: 0, deliveriesParked: 2,
    hub: { number: 41, at, pulledAt: at, failure: 'The hub cannot be reached.', failedSince: at },
    peers: [{ region: peer, name, backlog: { lanes: 4, oldest: at, attempts: 7, lastError: 'EXCHANGE.HUB_UNREACHABLE' }, answers: { answered: 12, refused: 1, medianSeconds: 2.5, p95Seconds: 9 }, refusedHere: 2 }],
    certificates: [{ region: '650000', name: { zh: '新疆', en: 'Xinjiang' }, own: true, serial: 'a', notAfter: at, daysLeft: 12 }, { region: peer, name, own: false }],
    catchingUp: [{ peer, conversation: '01941f29-7c00-7000-8000-000000000004', missing: 3, noticedAt: at }],
    reconciliation: [{ peer, day: '2026-03-01', statedAt: at, stated: 5, comparedAt: null, compared: 0, missingHere: 0, missingThere: 0, contradictions: 0 }],
  };
  await portal.platform.app.get(Database).query({
    name: 'test.quarantine',
    text: `INSERT INTO exchange_quarantine (id, delivery, peer, code, detail, at) VALUES ('01941f29-7c00-7000-8000-000000000005', 17, '330000', 'EXCHANGE.SIGNATURE_WRONG', 'Its signature does not fit its content.', now())`,
  }, []);
  portal.platform.clock.advanceBy(60_000);
  const visitor = await portal.visit({ viewport: PHONE });
  await visitor.page.route('**/api/exchange/overview', (route) => route.fulfill({ json: overview }));
  await visitor.logIn('administrator', '/admin/exchange');
  await visitor.sees('EXCHANGE.HUB_UNREACHABLE');
  await visitor.sees('没有有效证书');
  await visitor.sees('尚未比对');
  expect([await overflowing(visitor.page), await smallTargets(visitor.page, 44), await accessibilityProblems(visitor.page)]).toEqual([[], [], []]);
  expect(await visitor.find('button', /^重新处理/).count()).toBe(0);
  await visitor.press(/^驳回/);
  await visitor.page.getByRole('dialog').getByRole('button', { name: '驳回' }).click();
  await visitor.sees('请填写理由');
  await visitor.fill('理由', '来源地已重新发送');
  await visitor.page.getByRole('dialog').getByRole('button', { name: '驳回' }).click();
  await visitor.sees('第 17 号投递已驳回');
  await visitor.sees('没有待处理的隔离报文');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
