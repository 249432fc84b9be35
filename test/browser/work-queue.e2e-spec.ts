import { caseOf } from '../acceptance/application';
import { worldOf } from '../acceptance/platform-world';
import { clientOf } from '../acceptance/world';
import { DESKTOP, openPortal, type Portal } from './portal';
import { submitNewborn, type SubmittedCase } from './submitted';
import type { Visitor } from './visitor';

let portal: Portal;
let submitted: SubmittedCase;
beforeAll(async () => {
  portal = await openPortal();
  submitted = await submitNewborn(portal);
}, 120_000);
afterAll(() => portal?.close());

async function at(login: string, path: string): Promise<Visitor> {
  portal.platform.clock.advanceBy(30_000);
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.logIn(login, path);
  return visitor;
}

test('what a colleague does is seen without reloading, and the keyboard keeps its place', async () => {
  const visitor = await at('health.clerk', '/work?sort=submitted');
  await visitor.find('link', '预防接种证办理').focus();
  const colleague = await clientOf(worldOf(portal.platform), 'health.clerk2');
  const { version } = (await caseOf(colleague, submitted.caseId)).items.find(({ id }) => id === submitted.itemId)!;
  colleague.expect(await colleague.post(`/api/cases/${submitted.caseId}/items/${submitted.itemId}/receive`, { version }), 200);
  await visitor.find('row', /出生医学证明首次签发.*待受理/).waitFor();
  expect(await visitor.focused()).toBe('预防接种证办理');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 60_000);

test('a queue in which nothing happens asks for nothing, and one change is looked at once or twice', async () => {
  portal.platform.clock.advanceBy(30_000);
  const visitor = await portal.visit({ viewport: DESKTOP });
  await visitor.page.clock.install({ time: portal.platform.clock.now() });
  const asked: string[] = [];
  visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await visitor.logIn('health.clerk', '/work');
  // When the stream of changes is open, the page looks once more.
  await worldOf(portal.platform).until('it has looked again', async () => (asked.filter((path) => path === '/api/queues/items').length > 1 ? true : undefined));
  await visitor.settled();
  asked.splice(0);
  await visitor.page.clock.runFor(20 * 60_000);
  expect(asked).toEqual([]);
  const another = await submitNewborn(portal);
  await visitor.page.getByText('预防接种证办理').nth(1).waitFor();
  await visitor.settled();
  expect(asked.filter((path) => path === '/api/queues/items').length).toBeLessThanOrEqual(2);
  expect(another.caseId).not.toBe(submitted.caseId);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 60_000);

test('filters stand in the address, and are kept by name', async () => {
  const visitor = await at('health.clerk', '/work');
  await visitor.page.getByLabel('状态').selectOption('submitted');
  await visitor.page.waitForURL(/state=submitted/);
  await visitor.fill(/^把现在的筛选存为/, '今天要收');
  await visitor.press('保存');
  await visitor.press('清除筛选');
  await visitor.page.waitForURL((url) => url.search === '');
  await visitor.press('今天要收');
  await visitor.page.waitForURL(/state=submitted/);
  await visitor.page.reload();
  await visitor.find('button', '今天要收').waitFor();
  await visitor.leave();
}, 60_000);

test('a service window looks at one department', async () => {
  const visitor = await at('window.clerk', '/work');
  await visitor.page.getByRole('link', { name: '预防接种证办理' }).first().waitFor();
  const departments = visitor.page.getByLabel(/^部门/);
  await departments.selectOption('education');
  await visitor.page.waitForURL(/department=education/);
  await visitor.page.getByRole('link', { name: '预防接种证办理' }).first().waitFor({ state: 'detached' });
  await departments.selectOption('health');
  await visitor.page.getByRole('link', { name: '预防接种证办理' }).first().waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
}, 60_000);

test('many are received at once, each with its result', async () => {
  await submitNewborn(portal);
  const visitor = await at('health.clerk', '/work');
  await visitor.find('checkbox', '全选').check();
  await visitor.press('批量收件');
  await visitor.seesHeading('办好 5 件，共 6 件');
  await visitor.sees('现在的状态不能这样办。');
  await visitor.leave();
}, 60_000);

test('the keyboard alone leads from the queue to the decision', async () => {
  const own = await submitNewborn(portal);
  const visitor = await at('health.clerk', '/work?item=birth-certificate&state=submitted');
  const { keyboard } = visitor.page;
  await visitor.find('link', '出生医学证明首次签发').waitFor();
  await keyboard.press('?');
  await visitor.seesHeading('快捷键');
  await keyboard.press('Escape');
  await keyboard.press('j');
  expect(await visitor.focused()).toBe('出生医学证明首次签发');
  await keyboard.press('c');
  await visitor.find('row', /出生医学证明首次签发.*我/).waitFor();
  await keyboard.press('Enter');
  await visitor.page.waitForURL(`**/items/${own.itemId}`);
  /** Goes on by Tab until that is focused, as somebody without a mouse does. */
  const tabTo = async (name: string): Promise<void> => {
    await visitor.find('button', name).first().waitFor();
    for (let presses = 0; presses < 80 && (await visitor.focused()) !== name; presses += 1) await keyboard.press('Tab');
    expect(await visitor.focused()).toBe(name);
    await keyboard.press('Enter');
  };
  for (const [name, isFinal] of [['收件', false], ['受理（含容缺受理、告知承诺）', true], ['准予', true]] as const) {
    await tabTo(name);
    await tabTo(isFinal ? '核对后提交' : '提交');
    if (isFinal) await tabTo('确认提交');
    await visitor.sees(`已办理：${name}`);
  }
  await visitor.find('button', '制作完成').waitFor();
  await visitor.leave();
}, 90_000);
