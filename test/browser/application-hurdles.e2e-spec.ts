import { randomUUID } from 'node:crypto';
import { addDays } from '@onething/kernel';
import { apply, untilStates } from '../acceptance/application';
import { handle } from '../acceptance/handling';
import { NEWBORN_ANSWERS, NEWBORN_FORM, NEWBORN_NUMBER, onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { accessibilityProblems } from './accessibility';
import { caseOf } from './matters';
import { beginDraft, DESKTOP, openPortal, type Portal } from './portal';
import { PARENT } from './routes';
import { submitNewborn } from './submitted';
import type { Visitor } from './visitor';

const MARKUP = '<img src=x onerror=alert(1)>';
const PDF = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf()) };

/** What does not go as it should, for people who apply and for those whom they ask. */
describe('an application with hurdles', () => {
  let portal: Portal;
  let mother: Visitor;

  beforeAll(async () => {
    portal = await openPortal();
  }, 120_000);
  afterAll(() => portal?.close());

  beforeEach(async () => {
    mother = await portal.visit();
    await mother.logIn(PARENT);
  }, 60_000);
  afterEach(() => mother.leave());

  const save = async (caseId: string, form: Record<string, unknown>): Promise<void> => {
    const client = await clientOf(worldOf(portal.platform), PARENT);
    const { version } = await caseOf(portal, caseId);
    client.expect(await client.put<Outcome>(`/api/cases/${caseId}/draft`, { version, answers: NEWBORN_ANSWERS, form }, randomUUID()), 200);
  };

  test('begun on a phone, it goes on at a computer where it was left', async () => {
    const caseId = await beginDraft(portal, PARENT);
    await mother.open(`/cases/${caseId}/apply/child`);
    await mother.fill(/^孩子姓名/, '李接着');
    await mother.sees(/已保存（/);
    const atHome = await portal.visit({ viewport: DESKTOP });
    await atHome.logIn(PARENT);
    await atHome.open(`/cases/${caseId}`);
    await atHome.follow('子女');
    await atHome.seesHeading('子女');
    expect(await atHome.page.getByLabel(/^孩子姓名/).inputValue()).toBe('李接着');
    await atHome.fill(/^孩子姓名/, '李小满');
    await atHome.sees(/已保存（/);
    await mother.page.reload();
    await mother.seesHeading('子女');
    expect(await mother.page.getByLabel(/^孩子姓名/).inputValue()).toBe('李小满');
    expect([...mother.complaints, ...atHome.complaints]).toEqual([]);
    await atHome.leave();
  }, 60_000);

  test('the other parent refuses, consents when asked again, and takes it back: a file stands in', async () => {
    const caseId = await beginDraft(portal, PARENT);
    await save(caseId, { 'otherParent.name': NEWBORN_FORM['otherParent.name'], 'otherParent.citizenId': NEWBORN_FORM['otherParent.citizenId'] });
    const father = await portal.visit();
    await father.logIn('father');
    await mother.open(`/cases/${caseId}/papers`);
    const card = mother.find('region', '另一方父母居民身份证');
    await card.getByRole('button', { name: '请孩子的另一方父母同意' }).click();
    await answer(father, '不同意', '不同意使用');
    await card.getByRole('button', { name: '看看有没有答复' }).click();
    await card.getByText('孩子的另一方父母没有同意').waitFor();
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    // Which was asked last is told by the instant.
    portal.platform.clock.advanceBy(60_000);
    await card.getByRole('button', { name: '再次请孩子的另一方父母同意' }).click();
    await answer(father, '同意', '同意使用');
    await card.getByRole('button', { name: '看看有没有答复' }).click();
    await card.getByRole('button', { name: '使用电子证照' }).click();
    await card.getByText('由电子证照代替，不用交纸质材料').waitFor();
    await answer(father, '收回同意', '收回');
    await mother.open(`/cases/${caseId}/check`);
    await mother.press('确认并提交');
    await mother.follow(/另一方父母居民身份证/);
    await mother.seesHeading('准备材料');
    await card.getByText(/没有同意使用这张证照，或者已经收回同意/).waitFor();
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await card.getByRole('button', { name: '不用这张证照' }).click();
    await card.getByText('改为上传材料文件').click();
    await card.getByLabel('选择文件').setInputFiles(PDF);
    await card.getByText('已备好', { exact: true }).waitFor();
    expect([...mother.complaints, ...father.complaints]).toEqual([]);
    await father.leave();
  }, 120_000);

  test('sent back before it is received, it is mended and submitted again', async () => {
    const { caseId, itemId } = await submitNewborn(portal);
    const clerk = await clientOf(worldOf(portal.platform), 'health.clerk');
    const path = `/api/cases/${caseId}/items/${itemId}`;
    const { version } = (await caseOf(portal, caseId)).items.find(({ id }) => id === itemId)!;
    clerk.expect(await clerk.post<Outcome>(`${path}/return`, { version, points: [{ field: 'form.child.birthWeight', reason: `与分娩记录不一致${MARKUP}` }] }), 200);
    await mother.open(`/cases/${caseId}`);
    await mother.follow('修改后重新提交');
    await mother.sees(`与分娩记录不一致${MARKUP}`);
    await mother.fill(/^出生体重/, '3250');
    await mother.page.reload();
    await mother.seesHeading('修改后重新提交');
    expect(await mother.page.getByLabel(/^出生体重/).inputValue()).toBe('3250');
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await mother.find('button', '提交补正').click();
    await mother.seesHeading('新生儿出生一件事');
    expect((await caseOf(portal, caseId)).items.find(({ id }) => id === itemId)!.state).toBe('submitted');
    expect(mother.complaints).toEqual([]);
  }, 60_000);

  test('a paper that may come later is handed in later', async () => {
    const world = worldOf(portal.platform);
    const caseId = await apply(world, {
      login: PARENT, oneThing: 'newborn', answers: { ...NEWBORN_ANSWERS, reimbursement: true }, form: { ...NEWBORN_FORM, 'applicant.bankCard': '6222021234567890128' },
    });
    // What was handed in before the acceptance does not count.
    portal.platform.clock.advanceBy(60_000);
    const [applicant, clerk] = [await clientOf(world, PARENT), await clientOf(world, 'medicalinsurance.clerk')];
    await handle(world, applicant, caseId, 'birth-certificate', { face: { certificateNumber: 'Z650654399' } });
    await untilStates(world, applicant, caseId, { 'household-registration': 'submitted' });
    await handle(world, applicant, caseId, 'household-registration', { face: { citizenNumber: NEWBORN_NUMBER, registeredOn: world.today() } });
    await untilStates(world, applicant, caseId, { 'birth-expense-reimbursement': 'submitted' });
    const { id, version } = (await caseOf(portal, caseId)).items.find(({ item }) => item === 'birth-expense-reimbursement')!;
    const path = `/api/cases/${caseId}/items/${id}`;
    const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version }), 200);
    clerk.expect(await clerk.post<Outcome>(`${path}/accept`, { version: received.version, later: { materials: ['discharge-summary'], until: addDays(world.today(), 3) } }), 200);
    await mother.open(`/cases/${caseId}`);
    await mother.follow('补交材料');
    await mother.press('提交补正');
    await mother.seesHeading(/处需要修改/);
    await mother.page.getByLabel('选择文件').first().setInputFiles(PDF);
    await mother.sees('paper.pdf');
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await mother.press('提交补正');
    await mother.seesHeading('新生儿出生一件事');
    expect(await mother.find('link', '补交材料').count()).toBe(0);
    expect(mother.complaints).toEqual([]);
  }, 60_000);

  test('script that is typed into every text of the form is text, or refused', async () => {
    const caseId = await beginDraft(portal, PARENT);
    let typed = 0;
    for (const topic of ['applicant', 'otherParent', 'child', 'case']) {
      await mother.open(`/cases/${caseId}/apply/${topic}`);
      const boxes = mother.find('main').locator('input:not([type=radio], [type=checkbox], [readonly]), textarea:not([readonly])');
      for (const box of await boxes.all()) {
        await box.evaluate((element: HTMLInputElement) => element.removeAttribute('maxlength'));
        await box.fill(MARKUP);
        typed += 1;
      }
      await mother.press('下一步');
      await mother.seesHeading(/处需要修改/);
      expect(await mother.page.locator('img[src="x"]').count()).toBe(0);
    }
    expect(typed).toBeGreaterThan(20);
    await mother.open(`/cases/${caseId}/check`);
    await mother.sees(MARKUP);
    expect(await mother.page.locator('img[src="x"]').count()).toBe(0);
    expect(mother.complaints).toEqual([]);
  }, 120_000);

  test('over a slow network nothing is lost or sent twice by haste', async () => {
    const caseId = await beginDraft(portal, PARENT);
    await mother.open(`/cases/${caseId}/apply/otherParent`);
    const sent: string[] = [];
    mother.page.on('request', (request) => request.method() === 'PUT' && sent.push(request.headers()['idempotency-key']!));
    const session = await mother.page.context().newCDPSession(mother.page);
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: 700, downloadThroughput: 20_000, uploadThroughput: 10_000 });
    for (const [name, element] of [[/^另一方父母姓名/, 'otherParent.name'], [/^另一方父母公民身份号码/, 'otherParent.citizenId']] as const) await mother.page.getByLabel(name).fill(String(NEWBORN_FORM[element]));
    await mother.sees('正在保存');
    await mother.sees(/已保存（/);
    expect(new Set(sent).size).toBe(sent.length);
    await mother.open(`/cases/${caseId}/apply/otherParent`);
    expect(await mother.page.getByLabel(/^另一方父母公民身份号码/).inputValue()).toBe(NEWBORN_FORM['otherParent.citizenId']);
    expect(mother.complaints).toEqual([]);
  }, 90_000);

  async function answer(holder: Visitor, how: string, yes: string): Promise<void> {
    await holder.open('/consents');
    await holder.press(how);
    await holder.page.getByRole('dialog').getByRole('button', { name: yes, exact: true }).click();
    await holder.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});
