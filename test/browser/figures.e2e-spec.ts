import { join } from 'node:path';
import { loadRegion } from '../../apps/cli/src/region/load-region';
import { accessibilityProblems } from './accessibility';
import { DESKTOP, openPortal, type Portal } from './portal';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
  const { app, databases, settings } = portal.platform;
  await loadRegion(app, databases.appUrl, { scale: 0.0001, seed: 7, year: 2025, region: settings.region });
}, 180_000);
afterAll(() => portal?.close());

const picture = (name: string): string | undefined => (process.env['FIGURE_PICTURES'] ? join(process.env['FIGURE_PICTURES'], `${name}.png`) : undefined);

test('anybody reads the figures with their meaning, and takes away a month in which small counts are withheld', async () => {
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.open('/figures');
  await visitor.sees('实名注册用户');
  await visitor.page.locator('.figure', { hasText: '在库电子证照' }).getByText('分项').click();
  await visitor.sees(/^有效：\d+$/);
  await visitor.sees(/分项、比率和各登记库的数截至/);
  await visitor.sees('2025-12各部门');
  await visitor.page.getByRole('cell', { name: '不公布' }).first().waitFor();
  await visitor.find('link', '下载 CSV').waitFor();
  await visitor.page.locator('canvas').waitFor();
  await visitor.page.screenshot({ path: picture('figures'), fullPage: true });
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  expect(visitor.complaints).toEqual([]);
}, 60_000);

test('the home page begins with what is applied for most', async () => {
  const { body } = await portal.platform.request.get('/api/statistics/popular').expect(200);
  const [most] = (body as { oneThings: string[] }).oneThings;
  const guide = await portal.platform.request.get(`/api/one-things/${most}`).expect(200);
  const visitor = await portal.visit();
  await visitor.open('/');
  await visitor.seesHeading('大家常办');
  await visitor.seesHeading('也可以在线办');
  const [first] = await visitor.page.getByRole('article').getByRole('heading').allTextContents();
  expect(first).toBe((guide.body as { name: { zh: string } }).name.zh);
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  expect(visitor.complaints).toEqual([]);
}, 60_000);

test('a supervisor goes down from the departments to the items of one, and to the cases behind a figure', async () => {
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.logIn('supervisor', '/work/figures?by=department&from=2025-01&to=2025-12');
  await visitor.sees('合计');
  await visitor.page.locator('canvas').waitFor();
  await visitor.page.screenshot({ path: picture('board'), fullPage: true });
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  await visitor.follow('卫生健康委员会');
  await visitor.sees('出生医学证明首次签发');
  await visitor.page.getByLabel('选择2025-12的一项数据').selectOption({ label: '准予的事项办件' });
  await visitor.sees(/由事件逐件计得\d+，保存数为\d+/);
  await visitor.open('/work/figures?by=oneThing&from=2025-01&to=2025-12');
  await visitor.page.getByRole('table', { name: /^按一件事划分的减负与复用/ }).getByRole('row', { name: /^合计 [1-9]/ }).waitFor();
  expect(visitor.complaints).toEqual([]);
}, 60_000);
