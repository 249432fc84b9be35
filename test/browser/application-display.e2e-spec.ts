import { overflowing, smallTargets } from './accessibility';
import { finishNewborn, makeMatters } from './matters';
import { beginDraft, openPortal, type Portal, type VisitOptions } from './portal';
import { addressOf, PARENT } from './routes';
import { newMatter } from './submitted';
import type { Visitor } from './visitor';

/** Every page on which somebody applies, and follows what becomes of it. */
const PAGES = [
  '/cases', '/cases/{case}', '/cases/{case}/apply/applicant', '/cases/{case}/apply/otherParent', '/cases/{case}/apply/child', '/cases/{case}/apply/case',
  '/cases/{case}/papers', '/cases/{case}/check', '/cases/{submitted}', '/cases/{submitted}/receipt', '/cases/{submitted}/items/{item}/answer',
  '/cases/{submitted}/withdraw', '/cases/{new}/rate', '/consents',
];

describe('the pages of an application', () => {
  let portal: Portal;
  let known: Record<string, string>;

  beforeAll(async () => {
    portal = await openPortal();
    known = { case: await beginDraft(portal, PARENT), ...await makeMatters(portal), ...await newMatter(portal) };
    await finishNewborn(portal, known.new!);
  }, 120_000);
  afterAll(() => portal?.close());

  /** What is wrong with each page, by its address. */
  async function lookAt(options: VisitOptions, look: (visitor: Visitor) => Promise<unknown[]>): Promise<Record<string, unknown>> {
    const visitor = await portal.visit(options);
    await visitor.logIn(PARENT);
    const found: [string, unknown][] = [];
    for (const path of PAGES) {
      await visitor.open(addressOf(path, known));
      await visitor.page.getByRole('heading', { level: 1 }).waitFor();
      const wrong = await look(visitor);
      if (wrong.length > 0) found.push([path, wrong]);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
    return Object.fromEntries(found);
  }

  test('in elder mode have text of 18 px at least, targets of 60, nothing cut off and no pop-up', async () => {
    expect(await lookAt({ elder: true }, async ({ page }) => [
      ...await overflowing(page), ...await smallTargets(page, 60),
      ...await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('main *')].filter((element) => (
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) && element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 18
      )).map((element) => `${getComputedStyle(element).fontSize}: ${element.textContent?.slice(0, 40)}`)),
      ...await page.getByRole('dialog').allInnerTexts(),
    ])).toEqual({});
  }, 120_000);

  test('right to left, at 320 px, stick out nowhere', async () => {
    expect(await lookAt({ direction: 'rtl', viewport: { width: 320, height: 640 } }, async ({ page }) => [
      ...await overflowing(page), ...(await page.evaluate(() => document.documentElement.dir) === 'rtl' ? [] : ['not turned round']),
    ])).toEqual({});
  }, 120_000);

  test('with text twice as large and lines farther apart, stick out nowhere', async () => {
    expect(await lookAt({ viewport: { width: 640, height: 800 } }, async ({ page }) => {
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        for (const element of document.querySelectorAll<HTMLElement>('main *')) Object.assign(element.style, { lineHeight: '1.5', letterSpacing: '.12em', wordSpacing: '.16em' });
      });
      return overflowing(page);
    })).toEqual({});
  }, 120_000);
});
