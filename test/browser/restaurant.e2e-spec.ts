import type { BundlePlan } from '@onething/catalogue';
import { DEMO_RESIDENTS } from '@onething/identity';
import { fillForm, madeUpNumber } from '../acceptance/form-filling';
import { onePagePdf } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Case } from '../acceptance/views';
import { accessibilityProblems } from './accessibility';
import { chineseLeft } from './chinese';
import { FormFilling } from './form-filling';
import { DESKTOP, openPortal, type Portal } from './portal';
import type { Visitor } from './visitor';

const MARKUP = '<img src=x onerror=alert(1)>';
const person = (login: string) => DEMO_RESIDENTS.find((one) => one.login === login)!;
const AGENT = person('agent');
const COMPANY = person('company');

/** What stands on the sheet that the agent has brought along; the rest is plain. */
const GIVEN = {
  'agent.name': AGENT.name, 'agent.citizenId': AGENT.number, 'agent.mobile': AGENT.mobile,
  'legalRepresentative.name': AGENT.name, 'legalRepresentative.citizenId': AGENT.number, 'legalRepresentative.mobile': AGENT.mobile,
  'case.premisesName': 'Taste of Tianshan', 'case.premisesDivision': '650102', 'case.premisesAddress': '27 Heping South Road', 'case.premisesArea': 180,
  'case.kitchenArea': 45, 'case.diningArea': 120, 'case.seats': 60, 'case.signText': 'Taste of Tianshan', 'case.businessForm': 'restaurant',
  'case.foodItems': ['hot', 'cold'], 'case.onlineOrdering': false, 'case.foodSafetyManager': 'Anna Berg', 'case.fireManager': 'Anna Berg',
  'case.staff': [
    { name: 'Anna Berg', citizenId: madeUpNumber('19800101', 901), job: 'manager', healthCertificate: 'JK-0001', healthCertificateUntil: '2026-12-01' },
    { name: 'Omar Li', citizenId: madeUpNumber('19900101', 902), job: 'cook', healthCertificate: 'JK-0002', healthCertificateUntil: '2026-12-01' },
  ],
  'case.premisesFloors': '1 to 2', 'case.wasteOilCompany': 'Clean City Ltd', 'case.signContractor': 'Signs Ltd',
  'case.equipment': [{ name: 'Refrigerator', quantity: 2, place: 'Kitchen' }],
};
/** What stands on the company's licences, and names, stay as they were written. */
const DATA = [
  ...DEMO_RESIDENTS.map(({ name }) => name), '有限责任公司（自然人投资或控股）', '餐饮服务；食品销售', '新疆乌鲁木齐市天山区和平南路27号', '乌鲁木齐市天山区市场监督管理局', '简体', '中文',
];

/** 开办餐饮店, in English, by somebody whom the company has given a mandate. Each test goes on. */
describe('a restaurant is opened', () => {
  let portal: Portal;
  let agent: Visitor;
  let filling: FormFilling;
  let caseId: string;

  beforeAll(async () => {
    portal = await openPortal();
    agent = await portal.visit({ viewport: DESKTOP, language: 'en' });
  }, 120_000);
  afterAll(() => portal?.close());

  const isEnglish = async (): Promise<void> => expect(await chineseLeft(agent.page, DATA)).toEqual([]);
  const read = async <T>(path: string): Promise<T> => {
    const { body } = await portal.platform.request.get(`/api/cases/${caseId}${path}`).set('Authorization', `Bearer ${await portal.platform.login('agent')}`);
    return body as T;
  };

  test('the agent finds it, and begins it for the company whose mandate says so', async () => {
    await agent.logIn('agent');
    await isEnglish();
    await agent.fill('Say it in your own words', 'restaurant');
    await agent.follow('Open a restaurant');
    await agent.seesHeading('Open a restaurant');
    for (const [question, answer] of [
      ['Do you want to promise fire safety instead of being inspected first?', 'Yes'], ['Will you put up an outdoor sign?', 'Yes'], ['Are the premises rented?', 'Yes'],
      ['Is it in a residential building?', 'No'], ['Is it a central kitchen or collective meal delivery?', 'No'], ['Will you sell tobacco?', 'No'],
    ] as const) await agent.choose(question, answer);
    await agent.chooseEach('Where it is to be handled', ['Xinjiang', 'Urumqi', 'Tianshan District']);
    await isEnglish();
    await agent.press('Start the application');
    await agent.sees(/^Step 1 of/);
    await agent.sees(`For ${COMPANY.name}`);
    caseId = agent.page.url().split('/')[4]!;
  }, 60_000);

  test('what the company\'s licence says is filled in; the rest topic by topic, with entries that repeat', async () => {
    await agent.press('Use my electronic licences');
    await agent.sees('From an electronic licence');
    filling = await FormFilling.begin(portal, agent, { caseId, login: 'agent', language: 'en' });
    const { plan, prefilled } = await read<{ plan: BundlePlan; prefilled: Record<string, unknown> }>('/form');
    const { 'case.deliveryPlatforms': _notAsked, ...sheet } = fillForm(plan, { prefilled, today: worldOf(portal.platform).today(), given: GIVEN });
    for (const { subject } of plan.form) {
      await filling.fill(subject, sheet);
      await isEnglish();
      await agent.press('Next');
    }
    await agent.seesHeading('Papers');
  }, 120_000);

  test('a page asks further when an answer calls for it', async () => {
    await agent.open(`/cases/${caseId}/apply/case`);
    expect(await agent.page.getByLabel('Delivery platforms').count()).toBe(0);
    await agent.choose('Do you deliver meals', 'Yes');
    await agent.press('Next');
    await agent.follow('Fill in Delivery platforms');
    expect(await agent.focused()).toMatch(/^Delivery platforms/);
    await isEnglish();
    await agent.choose('Do you deliver meals', 'No');
    expect(await agent.page.getByLabel('Delivery platforms').count()).toBe(0);
    await agent.press('Next');
    await agent.seesHeading('Papers');
  }, 60_000);

  test('papers: a promise where one is enough, files for the rest', async () => {
    await isEnglish();
    const open = agent.page.getByRole('region').filter({ has: agent.page.getByText('To do', { exact: true }) });
    for (let left = await open.count(); left > 0; left = await open.count()) {
      const card = agent.find('region', await open.first().getByRole('heading').innerText());
      const promise = card.getByRole('checkbox');
      if (await promise.count() > 0) await promise.check();
      else {
        const instead = card.getByText('Hand in a file instead');
        if (await instead.count() > 0) await instead.click();
        await card.getByLabel('Choose files').setInputFiles({ name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf()) });
      }
      await card.getByText('Ready', { exact: true }).waitFor();
    }
    await isEnglish();
    expect(await accessibilityProblems(agent.page)).toEqual([]);
    await agent.press('Go and check');
  }, 120_000);

  test('everything is checked and submitted, and the receipt is in English', async () => {
    await agent.seesHeading('Check and submit');
    await isEnglish();
    expect(await accessibilityProblems(agent.page)).toEqual([]);
    await agent.press('Confirm and submit');
    await agent.seesHeading('Application submitted');
    await isEnglish();
    await agent.follow('See the progress');
    await agent.seesHeading('Open a restaurant');
    await isEnglish();
  }, 60_000);

  test('one item is withdrawn, after what hangs on each was told', async () => {
    await agent.follow('Withdraw');
    await agent.seesHeading('Withdraw');
    await isEnglish();
    await agent.press('Withdraw');
    await agent.seesHeading('1 to correct');
    await agent.choose('What do you want to withdraw?', 'Only: Check of the business licence');
    await agent.sees('These depend on it and end as well:');
    await agent.choose('What do you want to withdraw?', 'Only: Outdoor sign');
    expect(await agent.page.getByText('These depend on it and end as well:').count()).toBe(0);
    await agent.fill(/^Why/, MARKUP);
    await agent.page.reload();
    await agent.sees('Outdoor sign');
    expect(await agent.page.getByLabel(/^Why/).inputValue()).toBe(MARKUP);
    await agent.press('Withdraw');
    await agent.seesHeading('Withdraw for good?');
    await isEnglish();
    expect(await accessibilityProblems(agent.page)).toEqual([]);
    await agent.press('Yes, withdraw');
    await agent.seesHeading('Open a restaurant');
    await isEnglish();
    expect((await read<Case>('')).items.filter(({ state }) => state === 'withdrawn').map(({ item }) => item)).toEqual(['outdoor-sign']);
  }, 60_000);

  test('then all of it, once', async () => {
    await agent.follow('Withdraw');
    await agent.choose('What do you want to withdraw?', 'The whole matter');
    await agent.press('Withdraw');
    await agent.find('button', 'Yes, withdraw').dblclick();
    await agent.seesHeading('Open a restaurant');
    await worldOf(portal.platform).until('all of it has ended', async () => ((await read<Case>('')).items.every(({ state }) => state === 'withdrawn') ? true : undefined));
    await agent.press('Look for news');
    await isEnglish();
    await agent.find('link', 'Withdraw').waitFor({ state: 'detached' });
    await agent.open(`/cases/${caseId}/withdraw`);
    await agent.sees('Nothing can be withdrawn');
    expect(agent.complaints).toEqual([]);
  }, 60_000);
});
