import type { BundlePlan } from '@onething/catalogue';
import { NEWBORN_FORM, onePagePdf } from '../acceptance/newborn-form';
import { KeyboardUser, type Stop } from './keyboard';
import { DESKTOP, openPortal, type Portal } from './portal';
import { PARENT } from './routes';
import type { Visitor } from './visitor';

const DIVISION = ['新疆维吾尔自治区', '乌鲁木齐市', '天山区'];
const ANSWERS: Record<string, string> = {
  '父母双方的信息都填吗？': '是', '父母已经登记结婚了吗？': '是', '孩子的户口随谁？': '随我', '生孩子的费用要报销吗？': '否', '要不要社区医生的育儿指导？': '否',
};

describe('without a mouse', () => {
  let portal: Portal;
  let mother: Visitor;
  let keyboard: KeyboardUser;

  beforeAll(async () => {
    portal = await openPortal();
    mother = await portal.visit({ viewport: DESKTOP });
    keyboard = new KeyboardUser(mother);
  }, 120_000);
  afterAll(() => portal?.close());

  const arriveAt = async (heading: string): Promise<void> => {
    await mother.page.getByRole('heading', { name: heading, level: 1, exact: true }).waitFor();
    await mother.settled();
    expect([heading, await keyboard.isWithinContent()]).toEqual([heading, true]);
  };
  const begin = async ({ kind, group, name }: Stop): Promise<void> => {
    if (kind === 'radio') await keyboard.choose(ANSWERS[group]!);
    if (kind === 'select') await chooseLevel(name);
  };
  const chooseLevel = async (name: string): Promise<void> => {
    const level = Number(/\d/.exec(name)![0]);
    await keyboard.select(DIVISION[level - 1]!);
    if (level < DIVISION.length) await mother.page.locator('fieldset:has(:focus)').getByRole('combobox', { name: `第 ${level + 1} 级行政区划` }).waitFor();
  };

  test('from the home page into the application, with the log-in in between', async () => {
    await mother.open('/');
    await keyboard.reach('text', '用平常的话说就行');
    await keyboard.type('生孩子');
    await keyboard.press('Enter');
    await mother.find('link', '新生儿出生一件事').waitFor();
    await keyboard.reach('link', '新生儿出生一件事');
    await keyboard.press('Enter');
    await arriveAt('新生儿出生一件事');
    await mother.find('group', Object.keys(ANSWERS)[0]).waitFor();
    await mother.find('combobox', '第 1 级行政区划').waitFor();
    await keyboard.reach('button', '登录并开始申请', { answer: begin });
    await keyboard.press('Enter');
    await arriveAt('登录');
    await keyboard.reach('text', '账号');
    await keyboard.type(PARENT);
    await keyboard.reach('text', '密码');
    await keyboard.type(portal.platform.accounts.find(({ login }) => login === PARENT)!.password);
    await keyboard.press('Enter');
    await arriveAt('新生儿出生一件事');
    await keyboard.reach('button', '开始申请');
    await keyboard.press('Enter');
    await arriveAt('申请人');
  }, 120_000);

  test('topic by topic: what is wrong takes the focus and leads to its field', async () => {
    const caseId = mother.page.url().split('/')[4]!;
    const { body } = await portal.platform.request.get(`/api/cases/${caseId}/form`).set('Authorization', `Bearer ${await portal.platform.login(PARENT)}`);
    const { form } = (body as { plan: BundlePlan }).plan;
    await keyboard.reach('button', '使用我的电子证照');
    await keyboard.press('Enter');
    await mother.sees('来自电子证照，不用填写');
    await keyboard.reach('button', '下一步');
    await keyboard.press('Enter');
    await mother.seesHeading(/处需要修改/);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    expect(await mother.focused()).toBe('母亲');
    await mother.page.reload();
    for (const { name, fields } of form) {
      await mother.seesHeading(name.zh);
      const divisions = fields.filter(({ type }) => type === 'division').length;
      if (divisions > 0) await mother.find('combobox', '第 1 级行政区划').nth(divisions - 1).waitFor();
      await keyboard.reach('button', '下一步', { answer: (stop) => fillIn(fields, stop) });
      await keyboard.press('Enter');
      await arriveAt(form[form.findIndex((one) => one.name === name) + 1]?.name.zh ?? '准备材料');
    }
  }, 240_000);

  test('papers, the check, and the receipt', async () => {
    for (const paper of ['另一方父母居民身份证', '新生儿姓名确认书']) await handIn(paper);
    await keyboard.reach('button', '去核对');
    await keyboard.press('Enter');
    await arriveAt('核对并提交');
    await keyboard.reach('button', '确认并提交');
    await keyboard.press('Enter');
    await arriveAt('申请已提交');
    await keyboard.reach('link', '查看进度');
    await keyboard.press('Enter');
    await arriveAt('新生儿出生一件事');
    expect(mother.complaints).toEqual([]);
  }, 120_000);

  async function fillIn(fields: BundlePlan['form'][number]['fields'], { kind, group, name, isReadonly, isChecked }: Stop): Promise<void> {
    const field = fields.find((one) => one.name.zh === (group || name));
    const value = field && NEWBORN_FORM[field.element];
    if (value === undefined || isReadonly) return;
    const labelOf = (one: unknown): string => (typeof one === 'boolean' ? (one ? '是' : '否') : field!.choices!.find((choice) => choice.value === one)!.label.zh);
    if (kind === 'radio') await keyboard.choose(labelOf(value));
    else if (kind === 'checkbox') await ((value as string[]).map(labelOf).includes(name) !== isChecked ? keyboard.press('Space') : undefined);
    else if (kind === 'select') await (field!.type === 'division' ? chooseLevel(name) : keyboard.select(labelOf(value)));
    else if (kind === 'text') await keyboard.type(field!.type === 'date' ? String(value).split('-')[['年', '月', '日'].indexOf(name)]! : String(value));
  }

  /** The dialog in which a file is chosen is the system's own, and works by keyboard. */
  async function handIn(paper: string): Promise<void> {
    const card = mother.find('region', paper);
    const picking = mother.page.waitForEvent('filechooser');
    const open = async ({ kind }: Stop): Promise<void> => {
      if (kind === 'summary' && await card.locator(':focus').count() > 0) await keyboard.press('Enter');
    };
    await keyboard.reach('button', '选择文件', { answer: open, group: `上传：${paper}` });
    await keyboard.press('Enter');
    await (await picking).setFiles({ name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf()) });
    await card.getByText('已备好', { exact: true }).waitFor();
  }
});
