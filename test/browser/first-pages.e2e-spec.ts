import { accessibilityProblems, overflowing, smallTargets } from './accessibility';
import { DESKTOP, openPortal, type Portal } from './portal';

describe('the first pages', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal();
  }, 120_000);
  afterAll(() => portal?.close());

  test('a person finds by everyday words what to do, and sees what it spares', async () => {
    const visitor = await portal.visit();
    await visitor.open('/');
    await visitor.fill('用平常的话说就行', '生孩子');
    await visitor.sees(/找到 \d+ 件事/);
    await visitor.follow('新生儿出生一件事');
    await visitor.seesHeading('帮您省了多少');
    expect(visitor.complaints).toEqual([]);
    expect(await overflowing(visitor.page)).toEqual([]);
    expect(await smallTargets(visitor.page, 44)).toEqual([]);
    expect(await accessibilityProblems(visitor.page)).toEqual([]);
    await visitor.leave();
  }, 60_000);

  test('a resident logs in on a wide screen and comes back to where the log-in was asked for', async () => {
    const visitor = await portal.visit({ viewport: DESKTOP, language: 'en' });
    await visitor.open('/one-things/newborn');
    await visitor.follow('Log in');
    await visitor.logIn(portal.platform.accounts[0]!.login, '/one-things/newborn');
    await visitor.seesHeading('A child is born');
    await visitor.find('button', 'Start the application').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);

  test('a browser is told with the page what the page will need, and asks for each once', async () => {
    const visitor = await portal.visit();
    const asked: string[] = [];
    visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
    const named = async (path: string): Promise<string[]> => {
      asked.length = 0;
      await visitor.open(path);
      await visitor.page.waitForLoadState('networkidle');
      return visitor.page.evaluate(() => [...document.querySelectorAll('head > link, head > script')].map((one) => one.getAttribute('href') ?? one.getAttribute('src')!));
    };
    const unnamed = (told: string[]) => asked.filter((address) => /\.(js|css)$/.test(address) && !told.includes(address));
    expect(unnamed(await named('/'))).toEqual([]);
    expect(asked.filter((address) => address.startsWith('/api'))).toEqual(['/api/one-things?pageSize=100', '/api/statistics/popular']);
    expect(unnamed(await named('/one-things/newborn'))).toEqual([]);
    expect(asked.filter((address) => address.startsWith('/api')).sort()).toEqual(['/api/divisions', '/api/one-things/newborn', '/api/one-things/newborn/questionnaire']);
    await visitor.logIn('father');
    await named('/cases');
    expect(asked.filter((address) => /me$|refresh/.test(address))).toEqual(['/api/me']);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);

  test('an application is begun once, however hastily the button is pressed', async () => {
    const visitor = await portal.visit();
    await visitor.logIn('father', '/one-things/newborn');
    const begun: string[] = [];
    visitor.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/cases')) begun.push(request.headers()['idempotency-key'] ?? '');
    });
    await visitor.press('开始申请');
    await visitor.seesHeading(/处需要修改/);
    await visitor.choose('父母双方的信息都填吗？', '否');
    await visitor.choose('生孩子的费用要报销吗？', '否');
    await visitor.choose('要不要社区医生的育儿指导？', '否');
    await visitor.chooseEach('在哪里办', ['新疆维吾尔自治区', '乌鲁木齐市', '天山区']);
    await visitor.find('button', '开始申请').dblclick();
    await visitor.sees(/第 1 步，共 \d+ 步/);
    expect(begun).toHaveLength(1);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);

  test('nobody begins an application before its questions are there', async () => {
    const visitor = await portal.visit();
    await visitor.logIn('father');
    let come = (): void => undefined;
    const held = new Promise<void>((resolve) => (come = resolve));
    await visitor.page.route('**/questionnaire', async (route) => {
      await held;
      await route.continue();
    });
    await visitor.page.goto('/one-things/newborn?division=650102');
    await visitor.seesHeading('现在就办');
    expect(await visitor.find('button', '开始申请').count()).toBe(0);
    come();
    await visitor.press('开始申请');
    await visitor.seesHeading(/处需要修改/);
    await visitor.leave();
  }, 60_000);

  test('staff log in with their second factor', async () => {
    const visitor = await portal.visit({ viewport: DESKTOP });
    await visitor.logIn('health.clerk');
    await visitor.sees('演示办事员');
    await visitor.leave();
  }, 60_000);

  test('a demo account is one press away', async () => {
    const visitor = await portal.visit();
    await visitor.open('/login');
    await visitor.press(/^father/);
    await visitor.seesHeading('我在办的事');
    await visitor.leave();
  }, 60_000);
});
