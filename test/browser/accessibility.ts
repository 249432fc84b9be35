import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

const EVERYTHING = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };
/** A theme changes colours and nothing else. */
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** What axe finds against WCAG 2.1 A and AA in the theme of now, and of its colours in the other; none is what is wanted. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const here = await axe(page, EVERYTHING);
  const turn = (): Promise<void> => page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark';
  });
  await turn();
  const there = await axe(page, COLOURS);
  await turn();
  return [...here, ...there.map((problem) => `in the other theme: ${problem}`)];
}

async function axe(page: Page, options: unknown): Promise<string[]> {
  // The content security policy lets no script in, axe neither: through the debugger it is no part of the page.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (wanted) => {
    const { axe: loaded } = window as unknown as { axe: { run: (options: unknown) => Promise<{ violations: Violation[] }> } };
    return (await loaded.run(wanted)).violations;
  }, options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`));
}

/** Elements that stand out of the page to the side, where nobody on a narrow screen finds them. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > width + 1 || left < -1;
    }).map((element) => `${element.tagName.toLowerCase()}.${element.className}`).slice(0, 5);
  });
}

/** Targets smaller than that many px in either direction; links within a text are as large as its line. */
export function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((size) => [...document.querySelectorAll('button, select, summary, a.button, input:not([type=radio], [type=checkbox])')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1 && (box.height < size - .5 || box.width < size - .5))
    .map(({ element, box }) => `${element.outerHTML.slice(0, 90)} ${Math.round(box.width)}×${Math.round(box.height)}`), least);
}
