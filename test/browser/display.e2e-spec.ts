import { accessibilityProblems, overflowing, smallTargets } from './accessibility';
import { openPortal, type Portal } from './portal';
import type { Visitor } from './visitor';

const PAGES = ['/', '/one-things/newborn', '/design', '/login'];

describe('how the portal can be shown', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await openPortal();
  }, 120_000);
  afterAll(() => portal?.close());

  const fontSize = (visitor: Visitor): Promise<number> => visitor.page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main')!).fontSize));

  test('elder mode is entered on the home page: text of 18 px up to 30, targets of 60, lines of 1.3 at least, no pop-up', async () => {
    const visitor = await portal.visit();
    await visitor.open('/');
    await visitor.press('菜单');
    await visitor.press('长辈版');
    for (const path of PAGES) {
      await visitor.open(path);
      expect(await fontSize(visitor)).toBeGreaterThanOrEqual(18);
      expect(await smallTargets(visitor.page, 60)).toEqual([]);
      expect(await overflowing(visitor.page)).toEqual([]);
      expect(await visitor.page.getByRole('dialog').count()).toBe(0);
      expect(await visitor.page.evaluate(() => {
        const { lineHeight, fontSize: size } = getComputedStyle(document.querySelector('main')!);
        return parseFloat(lineHeight) / parseFloat(size);
      })).toBeGreaterThanOrEqual(1.3);
    }
    await visitor.open('/settings');
    await visitor.choose('字号', '最大');
    expect(await fontSize(visitor)).toBeGreaterThanOrEqual(30);
    expect(await overflowing(visitor.page)).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('text twice as large and lines farther apart cut nothing off at the side', async () => {
    const visitor = await portal.visit({ viewport: { width: 640, height: 800 } });
    for (const path of PAGES) {
      await visitor.open(path);
      await visitor.page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        for (const element of document.querySelectorAll<HTMLElement>('main *')) Object.assign(element.style, { lineHeight: '1.5', letterSpacing: '.12em', wordSpacing: '.16em' });
      });
      expect([path, await overflowing(visitor.page)]).toEqual([path, []]);
    }
    await visitor.leave();
  }, 60_000);

  test('right to left turns the page round', async () => {
    const visitor = await portal.visit({ direction: 'rtl', viewport: { width: 1024, height: 700 } });
    for (const path of PAGES) {
      await visitor.open(path);
      expect(await visitor.page.evaluate(() => document.documentElement.dir)).toBe('rtl');
      expect(await overflowing(visitor.page)).toEqual([]);
    }
    const brand = await visitor.find('link', '一件事').first().boundingBox();
    expect(brand!.x).toBeGreaterThan(512);
    await visitor.leave();
  }, 60_000);

  test('the language changes in place, with that of the document', async () => {
    const visitor = await portal.visit();
    await visitor.open('/');
    await visitor.press('菜单');
    await visitor.press('English');
    await visitor.seesHeading('What do you need to get done?');
    expect(await visitor.page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(await visitor.page.title()).toBe('Home - OneThing');
    await visitor.leave();
  }, 30_000);

  test('the keyboard alone: skip link, a dialog that holds and gives back the focus, tabs by arrows', async () => {
    const visitor = await portal.visit();
    await visitor.open('/design');
    await visitor.page.keyboard.press('Tab');
    expect(await visitor.focused()).toBe('跳到正文');
    await visitor.page.keyboard.press('Enter');
    expect(await visitor.page.evaluate(() => document.activeElement?.id)).toBe('main');
    await visitor.find('button', '打开对话框').focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.seesHeading('确认一下');
    expect(await accessibilityProblems(visitor.page)).toEqual([]);
    await visitor.page.keyboard.press('Escape');
    expect(await visitor.page.getByRole('dialog').count()).toBe(0);
    expect(await visitor.focused()).toBe('打开对话框');
    await visitor.find('tab', /第一个/).focus();
    await visitor.page.keyboard.press('ArrowRight');
    expect(await visitor.find('tab', '第二个').getAttribute('aria-selected')).toBe('true');
    await visitor.leave();
  }, 60_000);

  test('a form with every type of field: what is wrong is named, and no state has anything for axe', async () => {
    const visitor = await portal.visit();
    await visitor.open('/design');
    await visitor.press('检查');
    await visitor.seesHeading(/有 \d+ 处需要修改/);
    await visitor.find('link', '手机号码请填 11 位手机号码').waitFor();
    expect(await visitor.page.getByLabel('手机号码').getAttribute('aria-invalid')).toBe('true');
    expect(await visitor.find('textbox', '手机号码').and(visitor.page.locator('[aria-describedby]')).count()).toBe(1);
    await visitor.sees('第 1 项：请填写一行文字');
    expect(await accessibilityProblems(visitor.page)).toEqual([]);
    await visitor.fillDay('日期', '2026-2-30');
    await visitor.sees('日期请填一个存在的日期，例如 2026 年 3 月 2 日');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);
});
