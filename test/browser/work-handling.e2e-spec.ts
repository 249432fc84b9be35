import { caseOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { personOf } from '../acceptance/mandates';
import { NEWBORN_NUMBER } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import { clientOf } from '../acceptance/world';
import { accessibilityProblems } from './accessibility';
import { DESKTOP, openPortal, type Portal } from './portal';
import { submitNewborn, type SubmittedCase } from './submitted';
import type { Visitor } from './visitor';

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

/** Presses the command, and confirms it where that is asked for. */
async function command(visitor: Visitor, name: string, fill: () => Promise<unknown> = async () => undefined, isFinal = true): Promise<void> {
  await visitor.press(name);
  await visitor.seesHeading(name);
  await fill();
  await visitor.press(isFinal ? '核对后提交' : '提交');
  if (isFinal) await visitor.press('确认提交');
  await visitor.sees(`已办理：${name}`);
}

test('a newborn\'s one-thing goes from the queue of the clerk over the reviewer to the delivery', async () => {
  const submitted = await submitNewborn(portal);
  const world = worldOf(portal.platform);
  const mother = await apiOf('mother');
  const clerk = await at('health.clerk', '/work?item=birth-certificate');
  await clerk.press(/^领办/);
  await clerk.find('button', /^移交/).waitFor();
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  await clerk.follow('出生医学证明首次签发');
  await clerk.seesHeading('出生医学证明首次签发');
  await command(clerk, '收件', undefined, false);
  await command(clerk, '受理（含容缺受理、告知承诺）');
  await command(clerk, '准予');
  await command(clerk, '制作完成', () => clerk.fill(/编号/, 'Z650123456'));
  await world.until('household registration is released', async () => (await caseOf(mother, submitted.caseId)).items.find(({ item, state }) => item === 'household-registration' && state === 'submitted'));

  const household = (await caseOf(mother, submitted.caseId)).items.find(({ item }) => item === 'household-registration')!;
  await handle(world, mother, submitted.caseId, 'household-registration', { until: 'examination' });
  const reviewer = await at('publicsecurity.reviewer', `/work/cases/${submitted.caseId}/items/${household.id}`);
  await command(reviewer, '符合条件', () => reviewer.fill(/^意见/, '与户籍一致。'), false);
  await handle(world, mother, submitted.caseId, 'household-registration', { face: { citizenNumber: NEWBORN_NUMBER, registeredOn: '2026-03-02' } });
  for (const [item, face] of [['vaccination-certificate', { certificateNumber: 'YM65010200001' }], ['social-security-card', { cardNumber: 'A65000123' }], ['medical-insurance-enrolment', {}]] as const) {
    await world.until(`${item} is there`, async () => (await caseOf(mother, submitted.caseId)).items.find((one) => one.item === item && one.state !== 'waiting'));
    await handle(world, mother, submitted.caseId, item, { face });
  }
  await world.until('the one-thing is complete', async () => ((await caseOf(mother, submitted.caseId)).state === 'completed' ? true : undefined));

  const address = { recipient: '李小满的妈妈', mobile: '13900000001', address: '天山区人民路1号' };
  mother.expect(await mother.put(`/api/cases/${submitted.caseId}/delivery-choice`, { version: 0, way: 'posted', address }), 200);
  const window = await at('health.clerk2', '/work?tab=deliveries');
  await window.find('row', /邮寄/).waitFor();
  await window.press(/^出件/);
  await window.find('dialog').getByText(/天山区人民路1号/).waitFor();
  expect(await window.find('radio', '邮寄').isChecked()).toBe(true);
  expect(await accessibilityProblems(window.page)).toEqual([]);
  await window.choose('怎么交给申请人', '窗口领取');
  await window.fill(/^领取人证件号码/, personOf('mother').number);
  await window.press('确认出件');
  await window.sees(`已出件 ${submitted.number}`);
  expect((await caseOf(mother, submitted.caseId)).state).toBe('delivered');
  expect([clerk, reviewer, window].flatMap(({ complaints }) => complaints)).toEqual([]);
  for (const visitor of [clerk, reviewer, window]) await visitor.leave();
}, 180_000);

test('a colleague was first: one is told what has changed, and nothing typed is lost', async () => {
  const submitted = await submitNewborn(portal);
  const clerk = await at('health.clerk', pathOf(submitted));
  await clerk.page.route('**/api/queues/events', (route) => route.abort());
  await clerk.page.reload();
  await clerk.press('不予受理');
  await clerk.fill(/^理由/, '这是我写的很长的理由。');
  const second = await apiOf('health.clerk2');
  const { version } = (await caseOf(second, submitted.caseId)).items.find(({ id }) => id === submitted.itemId)!;
  second.expect(await second.post(`/api/cases/${submitted.caseId}/items/${submitted.itemId}/receive`, { version }), 200);
  await clerk.press('核对后提交');
  await clerk.press('确认提交');
  await clerk.seesHeading('这件事在别处改过了');
  await clerk.find('dialog').getByText(/收件/).waitFor();
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  await clerk.press('看最新情况');
  await clerk.sees('同事刚刚办理过');
  expect(await clerk.page.getByLabel(/^理由/).inputValue()).toBe('这是我写的很长的理由。');
  await clerk.press('核对后提交');
  await clerk.press('确认提交');
  await clerk.sees('已办理：不予受理');
  await clerk.leave();
}, 90_000);

test('corrections are picked and told once, as the applicant will read them; a PDF is looked at beside the data', async () => {
  const submitted = await submitNewborn(portal);
  const api = await apiOf('health.clerk2');
  const { version } = (await caseOf(api, submitted.caseId)).items.find(({ id }) => id === submitted.itemId)!;
  api.expect(await api.post(`/api/cases/${submitted.caseId}/items/${submitted.itemId}/receive`, { version }), 200);
  const clerk = await at('health.clerk', pathOf(submitted));
  await clerk.find('img', /第 1 页/).waitFor();
  await clerk.press('放大');
  await clerk.press('旋转');
  await clerk.press('补正告知');
  await clerk.press('核对后提交');
  await clerk.seesHeading(/处需要修改/);
  await clerk.find('checkbox', /体重/).check();
  await clerk.press(/^不一致/);
  await clerk.seesHeading('申请人会看到');
  expect(await accessibilityProblems(clerk.page)).toEqual([]);
  await clerk.press('核对后提交');
  await clerk.press('确认提交');
  await clerk.sees('已办理：补正告知');
  const [correction] = (await (await apiOf('mother')).get<{ points: { field: string; reason: string }[] }[]>(`/api/cases/${submitted.caseId}/corrections`)).body;
  expect(correction!.points).toEqual([{ field: 'form.child.birthWeight', reason: '与其他材料不一致，请核对后更正。' }]);
  expect(clerk.complaints).toEqual([]);
  await clerk.leave();
}, 90_000);
