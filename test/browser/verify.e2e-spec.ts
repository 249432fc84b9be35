import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { settle } from '../support/settle';
import { accessibilityProblems, overflowing } from './accessibility';
import { DESKTOP, openPortal, type Portal } from './portal';
import { PARENT } from './routes';
import type { Visitor } from './visitor';

const MARRIAGE = '结婚证';
let portal: Portal;
let folder: string;
let file: string;
let identifier: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onething-verify-'));
  portal = await openPortal({ seals: true });
}, 180_000);
afterAll(async () => {
  await portal?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ownLicence(type: string): Promise<{ id: string; identifier: string }> {
  const { platform } = portal;
  const authorization = `Bearer ${await platform.login(PARENT)}`;
  const { entries } = (await platform.request.get('/api/licences').set({ authorization }).expect(200)).body as { entries: { id: string; type: { code: string } }[] };
  const { id } = entries.find((entry) => entry.type.code === type)!;
  return (await platform.request.get(`/api/licences/${id}`).set({ authorization }).expect(200)).body as { id: string; identifier: string };
}
/** What a scanner makes of a code of so many modules. */
function read(modules: number, dark: number[][]): string {
  const width = modules * 4;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [x, y] of dark) for (let row = 0; row < 4; row += 1) for (let column = 0; column < 4; column += 1) pixels.fill(0, ((y! * 4 + row) * width + x! * 4 + column) * 4, ((y! * 4 + row) * width + x! * 4 + column) * 4 + 3);
  return jsQR(pixels, width, width)!.data;
}
async function check(visitor: Visitor, path: string): Promise<void> {
  await visitor.page.getByLabel('选择文件并核验').and(visitor.page.locator('input')).setInputFiles(path);
}
async function ask(visitor: Visitor, name: string): Promise<void> {
  await visitor.fill('持证人姓名或名称', name);
  await visitor.press('查询状态');
}

test('a resident sees that a file is being made, then downloads it from the wallet', async () => {
  const visitor = await portal.visit();
  await visitor.logIn(PARENT, '/wallet');
  const card = visitor.find('article', MARRIAGE);
  await card.getByText('文件正在制作').waitFor();
  expect(await card.getByRole('button', { name: '下载文件' }).count()).toBe(0);
  await settle(portal.platform.app);
  await card.getByRole('button', { name: /^再看一下/ }).click();
  await card.getByText('有效', { exact: true }).waitFor();
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), card.getByRole('button', { name: /^下载文件/ }).click()]);
  expect(download.suggestedFilename()).toBe(`${MARRIAGE}.pdf`);
  file = join(folder, 'licence.pdf');
  await download.saveAs(file);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  ({ identifier } = await ownLicence('marriage-certificate'));
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 120_000);

test('anybody checks the file: untouched it passes, with a changed byte it fails', async () => {
  const visitor = await portal.visit();
  await visitor.open('/settings');
  await visitor.follow('核验证照');
  await check(visitor, file);
  await visitor.seesHeading('核验通过');
  await visitor.sees('文件是真的，证照目前有效。');
  await visitor.sees(identifier);
  expect(await visitor.page.getByText('通过', { exact: true }).count()).toBe(16);
  expect([await accessibilityProblems(visitor.page), await overflowing(visitor.page)]).toEqual([[], []]);

  const bytes = readFileSync(file);
  bytes[2_000]! ^= 1;
  const altered = join(folder, 'altered.pdf');
  writeFileSync(altered, bytes);
  await check(visitor, altered);
  await visitor.seesHeading('核验不通过');
  expect(await visitor.page.getByText('未通过', { exact: true }).count()).toBeGreaterThan(0);
  expect(await visitor.page.getByText(identifier).count()).toBe(0);
  expect(await accessibilityProblems(visitor.page)).toEqual([]);

  const empty = join(folder, 'empty.pdf');
  writeFileSync(empty, '');
  await check(visitor, empty);
  await visitor.sees('这个文件是空的');
  expect(await visitor.find('heading', '核验不通过').count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 120_000);

test('the QR code fills in the identifier; with the name it gives the state only, and a wrong name finds nothing', async () => {
  const visitor = await portal.visit();
  await visitor.open(`/verify#${identifier}`);
  expect(await visitor.page.getByLabel('证照标识').inputValue()).toBe(identifier);
  await ask(visitor, '');
  await visitor.find('link', '请填写持证人的全名').waitFor();
  await ask(visitor, '王丽');
  await visitor.seesHeading('有效');
  expect([await accessibilityProblems(visitor.page), await overflowing(visitor.page)]).toEqual([[], []]);
  await ask(visitor, '李丽');
  await visitor.seesHeading('没有查到');
  await visitor.fill('证照标识', '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M');
  await ask(visitor, '王丽');
  await visitor.seesHeading('没有查到');
  await visitor.fill('证照标识', `${identifier.slice(0, -1)}?`);
  await ask(visitor, '王丽');
  await visitor.find('link', /^证照标识不对/).waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 120_000);

test('a revoked licence: the file is genuine, and the page says that it is not in force', async () => {
  const { platform } = portal;
  const { id } = await ownLicence('household-booklet');
  const response = await fetch(`${platform.url}/api/licences/${id}/file`, { headers: { authorization: `Bearer ${await platform.login(PARENT)}` } });
  const booklet = join(folder, 'booklet.pdf');
  writeFileSync(booklet, Buffer.from(await response.arrayBuffer()));
  const head = await platform.login('publicsecurity.head');
  await platform.request.post(`/api/licences/${id}/state-changes`).set('authorization', `Bearer ${head}`)
    .send({ change: 'revoke', state: 'VALID', reason: { words: '提供虚假材料', legalDocument: '乌公罚〔2026〕3号' } }).expect(200);
  const visitor = await portal.visit({ language: 'en' });
  await visitor.open('/verify');
  await visitor.page.getByLabel('Choose a file to check').and(visitor.page.locator('input')).setInputFiles(booklet);
  await visitor.seesHeading('Genuine, but the licence is not in force');
  await visitor.sees('The file is genuine, but the licence was revoked after it was issued.');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 120_000);

test('a resident presents a licence: a clerk reads the code once, and the resident sees which office did', async () => {
  const holder = await portal.visit({ viewport: { width: 360, height: 740 } });
  await holder.logIn(PARENT, '/wallet');
  await holder.find('article', '居民身份证').getByRole('link', { name: /^出示/ }).click();
  await holder.sees('还没有人查看');
  const scan = async (): Promise<string> => {
    await holder.settled();
    const drawn = holder.find('img', '出示证照的二维码').locator('path');
    // On a busy machine the page may not have asked for its code yet when nothing is on its way.
    await drawn.last().waitFor({ state: 'attached' });
    const [light, dark] = await drawn.evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));
    return read(Number(/v(\d+)/.exec(light!)![1]), [...dark!.matchAll(/M(\d+) (\d+)h1/g)].map(([, x, y]) => [Number(x), Number(y)]));
  };
  const first = await scan();
  await holder.press('换一个码');
  await holder.find('status').filter({ hasText: '已换新码' }).waitFor({ state: 'attached' });
  const second = await scan();
  expect(second).not.toBe(first);
  expect([await accessibilityProblems(holder.page), await overflowing(holder.page)]).toEqual([[], []]);

  const clerk = await portal.visit();
  await clerk.logIn('window.clerk', '/work/presented');
  await clerk.press('查看');
  await clerk.find('link', '请扫码').waitFor();
  await clerk.fill('出示码', second);
  await clerk.page.keyboard.press('Enter');
  await clerk.seesHeading('有效');
  await clerk.sees('居民身份证');
  await clerk.sees('王*');
  expect(await clerk.page.getByText('王丽').count()).toBe(0);
  expect([await accessibilityProblems(clerk.page), await overflowing(clerk.page)]).toEqual([[], []]);
  await clerk.fill('出示码', second);
  await clerk.press('查看下一个');
  await clerk.sees('这个码已经用过，请持证人换一个码。');

  await holder.press('换一个码');
  await holder.find('listitem').filter({ hasText: /，2026年/ }).first().waitFor();
  await holder.follow('谁查看了我的信息');
  await holder.sees('本人出示');
  expect([...holder.complaints, ...clerk.complaints]).toEqual([]);
  await Promise.all([holder.leave(), clerk.leave()]);
}, 120_000);

test('a licence from elsewhere that nobody vouches for: refused with the reason, kept as unverified when its holder wants it so, and removed', async () => {
  const foreign = join(folder, '外省居住证.pdf');
  writeFileSync(foreign, '%PDF-1.4 of somebody whom nobody knows');
  const visitor = await portal.visit({ viewport: { width: 360, height: 740 } });
  await visitor.logIn(PARENT, '/wallet');
  const bring = (path: string) => visitor.page.getByLabel('导入证照（PDF）').and(visitor.page.locator('input')).setInputFiles(path);
  await bring(file);
  await visitor.sees('这是本平台发的证照');
  await bring(foreign);
  await visitor.sees('本平台没有有效的外部信任列表');
  expect([await accessibilityProblems(visitor.page), await overflowing(visitor.page)]).toEqual([[], []]);
  await visitor.press('作为未核验留存');
  await visitor.seesHeading('外省居住证');
  await visitor.sees('未核验');
  await visitor.press(/^移除/);
  await visitor.sees('已移除');
  expect(await visitor.find('heading', '外省居住证').count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 120_000);

test('two administrators take a seal from its application to its use, and stop it: neither does the other\'s part', async () => {
  // The newest seal stands first: those of the demonstration were applied for before.
  portal.platform.clock.advanceBy(30_000);
  const system = await portal.visit();
  await system.logIn('administrator', '/admin/seals');
  await system.follow('申请印章');
  await system.press('提交申请');
  await system.find('link', '统一社会信用代码不对').waitFor();
  await system.fill('所有者统一社会信用代码', '11100000000013127D');
  await system.fill('印章名称', '乌鲁木齐市天山区公安分局');
  await system.fill('下横排文字', '户籍专用章');
  await system.fill('理由', '户籍业务用印');
  await system.press('提交申请');
  await system.sees('已申请，等安全管理员审核');
  const security = await portal.visit({ viewport: DESKTOP });
  await security.logIn('security', '/admin/seals');
  const act = async (who: Visitor, name: string, said: string, reason?: string): Promise<void> => {
    await who.press(name);
    if (reason !== undefined) await who.fill('理由', reason);
    await who.find('dialog').getByRole('button', { name, exact: true }).click();
    await who.find('status').filter({ hasText: said }).waitFor();
  };
  await Promise.all([system, security].map((who) => who.follow('乌鲁木齐市天山区公安分局 户籍专用章')));
  await security.find('img', '印章图样：乌鲁木齐市天山区公安分局').waitFor();
  expect(await system.find('button', '审核通过').count()).toBe(0);
  expect([await accessibilityProblems(security.page), await overflowing(security.page)]).toEqual([[], []]);
  await act(security, '审核通过', '已审核通过');
  expect(await security.find('button', '制作').count()).toBe(0);
  await system.page.reload();
  await act(system, '制作', '已制作');
  await act(system, '备案', '已备案');
  await security.page.reload();
  await act(security, '启用', '已启用');
  await system.page.reload();
  await system.press('停用');
  await system.find('dialog').getByRole('button', { name: '停用', exact: true }).click();
  await system.sees('请填写理由');
  await system.find('dialog').getByRole('button', { name: '返回' }).click();
  await act(system, '停用', '已停用', '印模核查');
  await security.press('停用');
  await security.fill('理由', '核查');
  await security.find('dialog').getByRole('button', { name: '停用', exact: true }).click();
  await security.sees('刚才有人改动了这枚印章');
  await act(security, '注销', '已注销', '机构撤销');
  expect([...system.complaints, ...security.complaints]).toEqual([]);
  await Promise.all([system.leave(), security.leave()]);
}, 120_000);
