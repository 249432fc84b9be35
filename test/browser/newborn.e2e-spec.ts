import { NEWBORN_FORM, onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { accessibilityProblems } from './accessibility';
import { FormFilling } from './form-filling';
import { caseOf, finishNewborn } from './matters';
import { openPortal, type Portal } from './portal';
import { PARENT } from './routes';
import type { Visitor } from './visitor';

const MARKUP = '<img src=x onerror=alert(1)>';

/** 新生儿出生, by a mother on a phone: from the home page to the rating, with all that happens to people in between. Each test goes on. */
describe('a child is born', () => {
  let portal: Portal;
  let mother: Visitor;
  let filling: FormFilling;
  let caseId: string;
  /** Idempotency keys of what was sent to these addresses. */
  const sent: { path: string; key: string }[] = [];

  beforeAll(async () => {
    portal = await openPortal();
    mother = await portal.visit();
    mother.page.on('request', (request) => {
      if (['POST', 'PUT'].includes(request.method())) sent.push({ path: new URL(request.url()).pathname, key: request.headers()['idempotency-key'] ?? '' });
    });
  }, 120_000);
  afterAll(() => portal?.close());

  const sentTo = (end: string): string[] => sent.filter(({ path }) => path.endsWith(end)).map(({ key }) => key);
  const saved = async (): Promise<Record<string, unknown>> => {
    const answer = await portal.platform.request.get(`/api/cases/${caseId}/form`).set('Authorization', `Bearer ${await portal.platform.login(PARENT)}`);
    return (answer.body as { form: Record<string, unknown> }).form;
  };

  test('she finds it in her own words, answers what decides, and begins once', async () => {
    await mother.logIn(PARENT);
    await mother.fill('用平常的话说就行', '生孩子');
    await mother.follow('新生儿出生一件事');
    await mother.choose('父母双方的信息都填吗？', '是');
    await mother.choose('父母已经登记结婚了吗？', '是');
    await mother.choose('孩子的户口随谁？', '随我');
    await mother.choose('生孩子的费用要报销吗？', '否');
    await mother.choose('要不要社区医生的育儿指导？', '否');
    await mother.chooseEach('在哪里办', ['新疆维吾尔自治区', '乌鲁木齐市', '天山区']);
    await mother.find('button', '开始申请').dblclick();
    await mother.sees('第 1 步，共 6 步');
    caseId = mother.page.url().split('/')[4]!;
    filling = await FormFilling.begin(portal, mother, { caseId, login: PARENT, language: 'zh' });
    expect(sentTo('/api/cases')).toHaveLength(1);
  }, 60_000);

  test('her licence fills in what it says, and shows that it did', async () => {
    await mother.press('使用我的电子证照');
    await mother.sees('来自电子证照，不用填写');
    await filling.fill('applicant', NEWBORN_FORM);
    await mother.press('下一步');
    await filling.fill('otherParent', NEWBORN_FORM);
    await mother.press('下一步');
  }, 60_000);

  test('the network goes in the middle of a form: what she types waits, and is saved when it is back', async () => {
    await mother.seesHeading('子女');
    await mother.page.context().setOffline(true);
    await filling.fill('child', Object.fromEntries(Object.entries(NEWBORN_FORM).filter(([element]) => !/Division$/.test(element))));
    await mother.sees('网络断开，恢复后自动保存');
    await mother.page.context().setOffline(false);
    await mother.sees(/已保存（/);
    expect(await saved()).toMatchObject({ 'child.name': NEWBORN_FORM['child.name'] });
    await filling.fill('child', { 'child.birthDivision': NEWBORN_FORM['child.birthDivision'] });
  }, 60_000);

  test('her log-in runs out in the middle of a form: she gives the password on top of it and goes on', async () => {
    await endSessions();
    await mother.fill(/^籍贯/, MARKUP);
    await mother.seesHeading('请重新登录');
    await mother.page.getByRole('dialog').getByLabel('密码').fill(portal.platform.accounts.find(({ login }) => login === PARENT)!.password);
    await mother.page.getByRole('dialog').getByRole('button', { name: '登录' }).click();
    await mother.sees(/已保存（/);
    expect(await saved()).toMatchObject({ 'child.nativePlace': MARKUP, 'child.name': NEWBORN_FORM['child.name'] });
    await mother.press('下一步');
    await filling.fill('case', NEWBORN_FORM);
    await mother.press('下一步');
    await mother.seesHeading('准备材料');
  }, 60_000);

  test('back and forward lose nothing', async () => {
    await mother.page.goBack();
    await mother.seesHeading('办理事项');
    await mother.page.goBack();
    await mother.seesHeading('子女');
    expect(await mother.page.getByLabel(/^孩子姓名/).inputValue()).toBe(NEWBORN_FORM['child.name']);
    await mother.page.goForward();
    await mother.seesHeading('办理事项');
    await mother.page.goForward();
    await mother.seesHeading('准备材料');
  }, 60_000);

  test('the other parent sees who asks for what, and consents; her own card is met already', async () => {
    const card = mother.find('region', '另一方父母居民身份证');
    await mother.find('region', '申请人居民身份证').getByText('由电子证照代替，不用交纸质材料').waitFor();
    await card.getByRole('button', { name: '请孩子的另一方父母同意' }).dblclick();
    await mother.sees('已请求孩子的另一方父母同意，等对方答复');
    expect(sentTo('/consents')).toHaveLength(1);
    const father = await portal.visit();
    await father.logIn('father');
    await father.follow('去看看');
    await father.sees(/办理“新生儿出生一件事”/);
    await father.press('同意');
    await father.seesHeading('确定同意？');
    expect(await accessibilityProblems(father.page)).toEqual([]);
    await father.press('同意使用');
    await father.sees('已同意');
    expect(father.complaints).toEqual([]);
    await father.leave();
    await card.getByRole('button', { name: '看看有没有答复' }).click();
    await card.getByRole('button', { name: '使用电子证照' }).click();
    await card.getByText('由电子证照代替，不用交纸质材料').waitFor();
  }, 90_000);

  test('a file whose name is markup is handed in, and its name is text', async () => {
    const card = mother.find('region', '新生儿姓名确认书');
    await card.getByLabel('选择文件').setInputFiles({ name: `${MARKUP}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf()) });
    await card.getByText(/img src=x onerror=alert/).first().waitFor();
    await mother.sees('需要 4 份材料，已备好 3 份');
    expect(await mother.page.getByRole('main').locator('img[src="x"]').count()).toBe(0);
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await mother.press('去核对');
  }, 60_000);

  test('she checks everything, changes one thing, and submits once, however hastily', async () => {
    await mother.seesHeading('核对并提交');
    await mother.sees(MARKUP);
    await mother.sees('新疆维吾尔自治区乌鲁木齐市天山区');
    await mother.follow(/^修改\s*孩子姓名$/);
    await mother.page.waitForFunction(() => document.activeElement?.id === 'form-child-name');
    await mother.fill(/^孩子姓名/, '李小满');
    await mother.press('保存并回到核对');
    await mother.sees('李小满');
    await mother.sees('没有选择：结果作出后，电子证照会放进您的卡包');
    await mother.follow(/^修改\s*您希望怎样拿到结果$/);
    await mother.choose('您希望怎样拿到结果', '邮寄');
    await mother.press('保存');
    await mother.seesHeading(/处需要修改/);
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await mother.fill('收件人', '李小满的妈妈');
    await mother.fill('收件人手机号码', '13900000001');
    await mother.fill(/^收件地址/, `天山区人民路1号${MARKUP}`);
    await mother.page.reload();
    await mother.find('button', '保存').dblclick();
    await mother.seesHeading('核对并提交');
    await mother.sees(`天山区人民路1号${MARKUP}`);
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await mother.find('button', '确认并提交').dblclick();
    await mother.seesHeading('申请已提交');
    expect(sentTo('/submit')).toHaveLength(1);
    const { number } = await caseOf(portal, caseId);
    await mother.sees(number!);
    await mother.page.goBack();
    await mother.settled();
    expect(await mother.find('button', '确认并提交').count()).toBe(0);
  }, 60_000);

  test('she reads what the office wants corrected and answers it in place', async () => {
    const clerk = await clientOf(worldOf(portal.platform), 'health.clerk');
    const item = (await caseOf(portal, caseId)).items.find((one) => one.item === 'birth-certificate')!;
    const path = `/api/cases/${caseId}/items/${item.id}`;
    const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version: item.version }), 200);
    clerk.expect(await clerk.post<Outcome>(`${path}/corrections`, { version: received.version, points: [{ field: 'form.child.birthWeight', reason: `请核对${MARKUP}` }] }), 200);
    await mother.open(`/cases/${caseId}`);
    await mother.follow('按要求补正');
    await mother.sees(`请核对${MARKUP}`);
    expect(await mother.page.getByRole('main').getByRole('textbox').count()).toBe(1);
    await mother.fill(/^出生体重/, '9');
    await mother.press('提交补正');
    await mother.seesHeading(/处需要修改/);
    await mother.fill(/^出生体重/, '3250');
    await mother.find('button', '提交补正').dblclick();
    await mother.seesHeading('新生儿出生一件事');
    expect(sentTo('/corrections/answer')).toHaveLength(1);
  }, 60_000);

  test('when all is done she sees the results, and rates it once', async () => {
    await finishNewborn(portal, caseId);
    await mother.open(`/cases/${caseId}`);
    await mother.follow(/^修改\s*您希望怎样拿到结果$/);
    await mother.choose('您希望怎样拿到结果', '到窗口领取');
    await mother.press('保存');
    await mother.find('definition').getByText('到窗口领取').waitFor();
    await mother.sees('办理结果：电子证照');
    await mother.page.getByText('办理结果：电子证照').first().click();
    await mother.sees('发证日期');
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await mother.follow('评价');
    await mother.press('提交评价');
    await mother.seesHeading(/处需要修改/);
    await mother.choose('您对这次办事满意吗？', '非常满意');
    await mother.find('group', /为什么这样评价/).getByText('可以使用手机办理').click();
    await mother.fill(/^还想说什么/, MARKUP);
    await mother.page.reload();
    await mother.sees('您对这次办事满意吗？');
    expect(await mother.page.getByLabel(/^还想说什么/).inputValue()).toBe(MARKUP);
    expect(await mother.page.getByLabel('可以使用手机办理').isChecked()).toBe(true);
    expect(await accessibilityProblems(mother.page)).toEqual([]);
    await mother.find('button', '提交评价').dblclick();
    await mother.sees('谢谢您的评价');
    await mother.sees(MARKUP);
    expect(sentTo('/ratings')).toHaveLength(1);
    expect(mother.complaints).toEqual([]);
  }, 120_000);

  async function endSessions(): Promise<void> {
    const authorization = `Bearer ${await portal.platform.login(PARENT)}`;
    const { body } = await portal.platform.request.get('/api/auth/sessions').set('Authorization', authorization);
    for (const { id, current } of (body as { entries: { id: string; current: boolean }[] }).entries) {
      if (!current) await portal.platform.request.delete(`/api/auth/sessions/${id}`).set('Authorization', authorization).expect(204);
    }
  }
});
