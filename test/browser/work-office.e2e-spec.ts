import { ExchangeNode } from '@onething/exchange';
import { caseOf, type HandedIn } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { chinesePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { accessibilityProblems } from './accessibility';
import { receiveCrossCase } from './matters';
import { DESKTOP, openPortal, type Portal } from './portal';
import { submitNewborn, type SubmittedCase } from './submitted';
import type { Visitor } from './visitor';

const PNG: HandedIn = {
  name: '<img src=x onerror=alert(1)>.png', type: 'image/png',
  bytes: new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64')),
};
/** The server leaves no sign in a name that means something to a system. */
const SHOWN = '_img src=x onerror=alert(1)_.png';
const MARKUP = '<script>alert(1)</script><b>不一致</b>';
let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
}, 120_000);
afterAll(() => portal?.close());

/** A second factor serves once: each log-in has a time step of its own. */
async function at(login: string, path: string): Promise<Visitor> {
  portal.platform.clock.advanceBy(30_000);
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.logIn(login, path);
  return visitor;
}
function apiOf(login: string): Promise<Client> {
  portal.platform.clock.advanceBy(30_000);
  return clientOf(worldOf(portal.platform), login);
}
const pathOf = ({ caseId, itemId }: SubmittedCase): string => `/work/cases/${caseId}/items/${itemId}`;

/** Received and accepted by a clerk. */
async function accepted(file?: HandedIn): Promise<SubmittedCase & { clerk: Client; version: number }> {
  const submitted = await submitNewborn(portal, file);
  const clerk = await apiOf('health.clerk');
  const path = `/api/cases/${submitted.caseId}/items/${submitted.itemId}`;
  const { version } = (await caseOf(clerk, submitted.caseId)).items.find(({ id }) => id === submitted.itemId)!;
  const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version }), 200);
  return { ...submitted, clerk, version: clerk.expect(await clerk.post<Outcome>(`${path}/accept`, { version: received.version }), 200).version };
}

test('a clerk hands over what was claimed; a head assigns many at once', async () => {
  await submitNewborn(portal);
  const clerk = await at('health.clerk', '/work?item=birth-certificate');
  await clerk.press(/^领办/);
  await clerk.press(/^移交/);
  await clerk.seesHeading(/^移交：/);
  await clerk.press('确定');
  await clerk.sees('请选择一位同事');
  await clerk.find('radio', /^演示负责人/).check();
  await clerk.press('确定');
  await clerk.find('row', /出生医学证明首次签发.*演示负责人/).waitFor();
  await clerk.leave();

  const head = await at('health.head', '/work');
  await head.find('checkbox', '全选').check();
  await head.press('批量分派');
  await head.find('radio', /^演示审核员/).first().check();
  await head.press('确定');
  await head.seesHeading(/^办好 \d+ 件/);
  await head.sees('已分派给演示审核员');
  expect([...clerk.complaints, ...head.complaints]).toEqual([]);
  await head.leave();
}, 120_000);

test('a head declares who stands in for whom, and takes it back', async () => {
  const head = await at('health.head', '/work/office');
  await head.press('登记');
  await head.sees('请填写存在的日期');
  await head.page.getByLabel('代理人', { exact: true }).selectOption({ label: '演示审核员' });
  await head.fillDay('第一天', '2026-03-10');
  await head.fillDay('最后一天', '2026-03-12');
  await head.press('登记');
  await head.sees('已登记');
  await head.find('row', /演示负责人.*演示审核员/).waitFor();
  await head.press(/^取消外出/);
  await head.sees('没有人外出');
  expect(head.complaints).toEqual([]);
  await head.leave();
}, 60_000);

test('masked values are shown for a reason; an image is turned and enlarged; names of files and reasons are text', async () => {
  const submitted = await submitNewborn(portal, PNG);
  // What a colleague has claimed is masked for the others of the office.
  const colleague = await apiOf('health.clerk');
  const claim = `/api/cases/${submitted.caseId}/items/${submitted.itemId}/claim`;
  const { version } = colleague.expect(await colleague.post<{ version: number }>(claim, { version: 0 }), 200);
  const clerk = await at('health.clerk2', pathOf(submitted));
  const image = clerk.find('img', SHOWN);
  await image.waitFor();
  await clerk.find('button', SHOWN).first().waitFor();
  const width = (await image.boundingBox())!.width;
  await clerk.press('放大');
  expect((await image.boundingBox())!.width).toBeGreaterThan(width);
  await clerk.press('旋转');
  expect(await image.evaluate((one) => getComputedStyle(one).transform)).toMatch(/^matrix\(0, 1, -1, 0/);

  await clerk.press(/^查看完整信息/);
  await clerk.press('查看');
  await clerk.sees('理由至少 10 个字');
  await clerk.choose('用途', '审查');
  await clerk.fill(/^理由/, '核对出生医学证明上的号码。');
  await clerk.press('查看');
  await clerk.find('textbox', /^理由/).waitFor({ state: 'detached' });
  expect(await clerk.find('button', /^查看完整信息/).count()).toBe(0);

  colleague.expect(await colleague.post(`${claim}/release`, { version }), 200);
  await clerk.press('不予受理');
  await clerk.fill(/^理由/, MARKUP);
  await clerk.press('核对后提交');
  await clerk.find('dialog').getByText(MARKUP).waitFor();
  await clerk.press('确认提交');
  await clerk.find('list').getByText(MARKUP).waitFor();
  expect(clerk.complaints).toEqual([]);
  await clerk.leave();
}, 120_000);

test('a PDF that brings no Chinese font is read all the same', async () => {
  const submitted = await submitNewborn(portal, { name: '证明.pdf', type: 'application/pdf', bytes: chinesePdf('出生证明') });
  const clerk = await at('health.clerk', pathOf(submitted));
  const canvas = clerk.find('img', /第 1 页/);
  await canvas.waitFor();
  const ink = (): Promise<number> => canvas.evaluate((one) => {
    const { width, height } = one as HTMLCanvasElement;
    return (one as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data.filter((value, index) => index % 4 === 0 && value < 100).length;
  });
  await worldOf(portal.platform).until('the page is drawn', async () => (await ink() > 500 ? true : undefined));
  expect(clerk.complaints).toEqual([]);
  await clerk.leave();
}, 60_000);

test('a refusal is previewed as the applicant will read it; what was typed is there after a reload', async () => {
  const submitted = await accepted();
  const clerk = await at('health.clerk', pathOf(submitted));
  await clerk.press('不予办理');
  await clerk.press('模板');
  await clerk.page.getByLabel(/^不予许可的理由/).press('ControlOrMeta+End');
  await clerk.page.keyboard.type(MARKUP);
  await clerk.page.reload();
  await clerk.press('不予办理');
  expect(await clerk.page.getByLabel(/^不予许可的理由/).inputValue()).toContain(MARKUP);
  await clerk.press('核对后提交');
  const paper = clerk.find('article', '决定书预览');
  await paper.getByText(MARKUP).waitFor();
  await paper.getByText(/六十日内.*六个月内/).waitFor();
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  await clerk.press('确认提交');
  await clerk.sees('已办理：不予办理');
  await clerk.find('list').getByText(MARKUP).waitFor();
  expect(clerk.complaints).toEqual([]);
  await clerk.leave();
}, 120_000);

test('a proposed extension waits for the head, who is told how many wait', async () => {
  const { caseId, itemId, clerk, version } = await accepted();
  clerk.expect(await clerk.post(`/api/cases/${caseId}/items/${itemId}/extension`, { version, days: 3, reason: '需要函询外地。' }), 200);
  const head = await at('health.head', '/');
  await head.follow(/待我审批.*1 件等待审批/);
  await head.sees('3 个工作日');
  expect(await accessibilityProblems(head.page)).toEqual([]);
  await head.follow('出生医学证明首次签发');
  await head.press('批准延期');
  await head.press('核对后提交');
  await head.press('确认提交');
  await head.sees('已办理：批准延期');
  await head.follow(/待我审批/);
  await head.sees('没有等待审批的延期');
  expect(head.complaints).toEqual([]);
  await head.leave();
}, 120_000);

test('a supervisor has an ended item taken up again, for reasons, and sees nothing of the applicant', async () => {
  const { caseId, itemId, number, version } = await accepted();
  const head = await apiOf('health.head');
  head.expect(await head.post(`/api/cases/${caseId}/items/${itemId}/end`, { version, why: 'other', reason: MARKUP }), 200);
  const supervisor = await at('supervisor', '/work/supervision');
  await supervisor.fill(/^编号/, number);
  await supervisor.page.keyboard.press('Enter');
  await supervisor.press(/^督办重启/);
  await supervisor.find('dialog').getByRole('button', { name: '督办重启' }).click();
  await supervisor.sees('请填写理由，不要超过字数');
  await supervisor.fill(/^理由/, '终止理由不成立。');
  expect(await accessibilityProblems(supervisor.page)).toEqual([]);
  await supervisor.find('dialog').getByRole('button', { name: '督办重启' }).click();
  await supervisor.sees(/^已重启：/);
  await supervisor.sees('待受理');
  expect(await supervisor.page.content()).not.toContain('李小满');
  expect(supervisor.complaints).toEqual([]);
  await supervisor.leave();
}, 120_000);

test('a case of another province is looked through and leads to the case of its item, whose correction the applicant sees, and who answers for what', async () => {
  jest.spyOn(portal.platform.app.get(ExchangeNode), 'takesPart', 'get').mockReturnValue(true);
  await receiveCrossCase(portal);
  const clerk = await at('publicsecurity.clerk', '/cross-province');
  await clerk.follow('居民身份证换领');
  await clerk.seesHeading('跨省件');
  await clerk.press('旧身份证正反面.pdf');
  await clerk.page.locator('canvas[aria-label="旧身份证正反面.pdf 第 1 页"]').waitFor();
  await clerk.press('提交');
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  await clerk.choose(/^要做什么/, '签收核对材料');
  await clerk.page.getByLabel(/^运单/).selectOption('EA123456789CN');
  await clerk.choose(/^核对结果/, '齐全');
  await clerk.press('提交');
  await clerk.sees('已完成：签收核对材料');
  await clerk.follow('打开办件，按事项流程办理');
  await clerk.seesHeading('居民身份证换领');
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  const [, caseId, itemId] = /cases\/([^/]+)\/items\/([^/?]+)/.exec(clerk.page.url())!;
  const office = await apiOf('publicsecurity.clerk');
  const { version } = (await caseOf(office, caseId!)).items[0]!;
  const received = office.expect(await office.post<Outcome>(`/api/cases/${caseId}/items/${itemId}/receive`, { version }), 200);
  office.expect(await office.post(`/api/cases/${caseId}/items/${itemId}/corrections`, { version: received.version, points: [{ field: 'form.applicant.idAddress', reason: '请写到门牌号' }] }), 200);
  await worldOf(portal.platform).until('the office at the window is told', async () => {
    const { entries } = office.expect(await office.get<{ entries: { state: string }[] }>('/api/cross-province/cases?side=deciding'), 200);
    return entries[0]!.state === 'correcting' ? true : undefined;
  });
  const mother = await portal.visit();
  await mother.logIn('mother', '/cases');
  await mother.follow('跨省通办');
  // Her matters, where she comes from, name the case too.
  await mother.seesHeading('跨省通办');
  await mother.follow('居民身份证换领');
  await mother.sees('身份证住址：请写到门牌号；下一步由收件地（浙江省）负责');
  const window = await at('window.clerk', '/cross-province/new');
  await window.page.getByLabel(/^事项/).selectOption({ label: '居民身份证换领' });
  await window.sees('旧居民身份证（纸质原件）');
  await window.page.getByLabel('选择文件').first().setInputFiles({ name: '申请表.png', mimeType: 'image/png', buffer: Buffer.from(PNG.bytes) });
  await window.sees('申请表.png 已上传');
  expect(await window.page.getByLabel(/^收件窗口/).locator('option:checked').textContent()).toMatch(/^公安/);
  await window.press('查找办理地');
  await window.sees('请填写身份证住址');
  expect(await accessibilityProblems(window.page)).toEqual([]);
  expect([...clerk.complaints, ...mother.complaints, ...window.complaints]).toEqual([]);
  for (const visitor of [clerk, mother, window]) await visitor.leave();
}, 120_000);
