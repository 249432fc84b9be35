import { citizenIdCheckDigit } from '@onething/kernel';
import { NEWBORN_FORM, onePagePdf } from '../acceptance/newborn-form';
import { accessibilityProblems } from './accessibility';
import { FormFilling } from './form-filling';
import { DESKTOP, openPortal, type Portal } from './portal';
import type { Visitor } from './visitor';

const BODY = '65010219950101102';
const NUMBER = BODY + citizenIdCheckDigit(BODY);
const ANSWERS = { otherParentKnown: false, reimbursement: false, guidance: false };
/** No licence fills anything in at the counter; the mobile is a relative's. */
const SHEET = { ...NEWBORN_FORM, 'applicant.mobile': '13899990009', 'applicant.ethnicity': '维吾尔族' };
const NAME = '阿依古丽';

/** 窗口代办, from the card on the counter to the paper in the hand, and what becomes of it. Each test goes on. */
describe('somebody without a phone applies at the counter', () => {
  let portal: Portal;
  let clerk: Visitor;
  let caseId: string;
  let number: string;
  let code: string;
  let link: string;

  beforeAll(async () => {
    portal = await openPortal();
    clerk = await portal.visit({ viewport: DESKTOP });
    // What the code of the receipt leads to, as a camera would read it.
    clerk.page.on('response', async (response) => {
      if (response.url().endsWith('/rating-link') && response.status() === 201) link = `/rate#${(await response.json() as { token: string }).token}`;
    });
  }, 120_000);
  afterAll(() => portal?.close());

  const banner = (text: string | RegExp): Promise<void> => clerk.find('banner').getByText(text).waitFor();

  test('the clerk compares the card, and from then on every page says for whom it is', async () => {
    await clerk.logIn('window.clerk', '/window/intake');
    await clerk.press('已核对，开始办理');
    await clerk.find('link', /公民身份号码/).waitFor();
    await clerk.fill('姓名', NAME);
    await clerk.fill('公民身份号码', NUMBER);
    await clerk.press('已核对，开始办理');
    await banner(/正在为 阿依古丽/);
    await clerk.follow(/^新生儿/);
    await clerk.sees(/为窗口前的 阿依古丽/);
    await clerk.choose('父母双方的信息都填吗？', '否');
    await clerk.choose('生孩子的费用要报销吗？', '否');
    await clerk.choose('要不要社区医生的育儿指导？', '否');
    await clerk.chooseEach('在哪里办', ['新疆维吾尔自治区', '乌鲁木齐市', '天山区']);
    await clerk.press('开始申请');
    await clerk.sees(/第 1 步，共 \d+ 步/);
    caseId = clerk.page.url().split('/')[4]!;
    await banner(/代 阿.* 办理/);
  }, 60_000);

  test('what was begun is found again from the counter, and filled in', async () => {
    await clerk.open('/window/intake');
    await clerk.follow('继续填写刚才的申请');
    const filling = await FormFilling.ofPlan(portal, clerk, { oneThing: 'newborn', answers: ANSWERS, language: 'zh' });
    for (const topic of ['applicant', 'child', 'case']) {
      await filling.fill(topic, SHEET);
      await clerk.press('下一步');
    }
    await clerk.seesHeading('准备材料');
  }, 90_000);

  test('papers are taken, checked, and submitted once; the receipt is the person\'s', async () => {
    for (const paper of ['申请人居民身份证', '新生儿姓名确认书', '单方申报情况说明']) {
      const card = clerk.find('region', paper);
      const more = card.getByText('改为上传材料文件');
      if (await more.count() > 0) await more.click();
      await card.getByLabel('选择文件').setInputFiles({ name: `${paper}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf()) });
      await card.getByText(`${paper}.pdf`).first().waitFor();
    }
    expect(await accessibilityProblems(clerk.page)).toEqual([]);
    await clerk.press('去核对');
    await clerk.seesHeading('核对并提交');
    await clerk.find('button', '确认并提交').dblclick();
    await clerk.seesHeading('申请已提交');
    await clerk.follow('给当事人的回执');
    await clerk.seesHeading('办理回执');
    await banner(/正在为 阿.* 办理/);
    await clerk.find('img', '查进度的二维码').waitFor();
    await clerk.find('img', '评价的二维码').waitFor();
    await clerk.page.getByLabel('在哪里评价').selectOption({ label: '窗口平板' });
    await clerk.press('生成评价码');
    await clerk.find('img', '当场评价码').waitFor();
    await clerk.find('link', '在本机打开评价页').waitFor();
    expect(await accessibilityProblems(clerk.page)).toEqual([]);
    const text = await clerk.page.getByRole('main').innerText();
    code = /查询码\s*(\d{6})/.exec(text)![1]!;
    number = /编号\s*(\S{10,})/.exec(text)![1]!;
  }, 90_000);

  test('on paper there are number, code and both pictures, and nothing of the page around', async () => {
    await clerk.page.emulateMedia({ media: 'print' });
    await clerk.sees(code);
    await clerk.find('img', '评价的二维码').waitFor();
    expect(await clerk.page.getByText(/正在为 阿/).isVisible()).toBe(false);
    expect(await clerk.find('button', '打印').count()).toBe(0);
    await clerk.page.emulateMedia({ media: 'screen' });
  }, 30_000);

  test('when the person has left, the clerk sees nothing of theirs any more', async () => {
    await clerk.open('/window/intake');
    await clerk.press('办完了，当事人离开');
    await clerk.find('button', '已核对，开始办理').waitFor();
    expect(await clerk.find('banner').getByText(/阿/).count()).toBe(0);
    await clerk.open(`/window/receipt/${caseId}`);
    await clerk.sees('当事人已经离开，不能再查看');
    expect(await clerk.page.getByRole('main').innerText()).not.toContain(code);
    await clerk.open(`/cases/${caseId}/receipt`);
    expect(await clerk.page.getByRole('main').innerText()).not.toContain(code);
    expect(clerk.complaints).toEqual([]);
    await clerk.leave();
  }, 60_000);

  test('at home, the number and the code show how it stands, and the rating waits for the end', async () => {
    const person = await portal.visit();
    await person.open('/track');
    await person.fill(/编号/, number);
    await person.fill(/查询码/, code);
    await person.press('查询');
    await person.sees('新生儿出生一件事');
    await person.open(link);
    await person.sees('还没有办完');
    expect(await person.find('button', '提交评价').count()).toBe(0);
    expect(person.complaints).toEqual([]);
    await person.leave();
  }, 60_000);
});
