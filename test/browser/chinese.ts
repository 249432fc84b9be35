import type { Page } from 'playwright-core';

/**
 * What a page that is read in English still says in Chinese: its title, all that is visible, and what screen readers are told.
 * @param data names and values that stay as they were written
 */
export async function chineseLeft(page: Page, data: readonly string[]): Promise<string[]> {
  const said = await page.evaluate(() => [
    document.title, document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [alt], [title], [placeholder]')].flatMap((element) => ['aria-label', 'alt', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '')),
  ]);
  const lines = said.flatMap((text) => text.split('\n')).map((line) => data.reduce((rest, known) => rest.replaceAll(known, ''), line));
  return [...new Set(lines.filter((line) => /\p{Script=Han}/u.test(line)))];
}
