import type { Locator, Page } from 'playwright-core';
import { credentialsOf } from '../acceptance/entrance';
import type { TestPlatform } from '../support/test-platform';

type Role = Parameters<Page['getByRole']>[0];

const WAIT_MS = 10_000;

/**
 * Somebody in front of a browser. Finds everything as people do: by its visible label or by its role and name; a test that needs
 * a selector tells of something that people cannot find either.
 */
export class Visitor {
  /** What the page said on its console, and what the policy blocked: must stay empty. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page, private readonly platform: TestPlatform) {
    page.setDefaultTimeout(WAIT_MS);
    page.on('console', (message) => {
      // A refusal of the server is no error of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    // Whoever uses the portal is nobody else's business. To leave it for another log-in page is his own, and what that asks for its.
    const isOwn = (url: string): boolean => url.startsWith(`${platform.url}/`);
    page.on('request', (request) => {
      if (!/^(?:https?|wss?):/.test(request.url()) || isOwn(request.url()) || request.isNavigationRequest()) return;
      if (isOwn(request.frame().url())) this.complaints.push(`asked elsewhere: ${request.url()}`);
    });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.page.getByRole('main').waitFor();
    await this.settled();
  }

  /** Nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
  }

  find(role: Role, name?: string | RegExp): Locator {
    return this.page.getByRole(role, name === undefined ? {} : { name, exact: typeof name === 'string' });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.find('button', name).first().click();
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.find('link', name).first().click();
  }

  /** Fills the field with that label. */
  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: typeof label === 'string' }).and(this.page.locator('input, textarea')).fill(text);
  }

  /** Three parts of a day, in the group of that name. */
  async fillDay(group: string, day: string): Promise<void> {
    const parts = this.find('group', group).getByRole('textbox');
    for (const [index, part] of day.split('-').entries()) await parts.nth(index).fill(String(Number(part)));
  }

  /** Chooses one of the group of that name; below the option may stand a hint. */
  async choose(group: string | RegExp, option: string): Promise<void> {
    const start = new RegExp(`^\\s*${option.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s|$)`);
    await this.find('group', group).locator('label').filter({ hasText: start }).first().click();
  }

  /** Chooses in a list, in the group of that name: one option after the other, as in the division cascade. */
  async chooseEach(group: string, options: readonly string[]): Promise<void> {
    for (const [index, option] of options.entries()) await this.find('group', group).getByRole('combobox').nth(index).selectOption({ label: option });
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async seesHeading(name: string | RegExp): Promise<void> {
    await this.find('heading', name).first().waitFor();
  }

  /** Logs in as a demo account, through the page. */
  async logIn(login: string, next = '/'): Promise<void> {
    const account = this.platform.accounts.find((one) => one.login === login);
    if (!account) throw new Error(`There is no demo account ${login}`);
    const { password, code } = credentialsOf(account, this.platform.clock.now());
    await this.open(`/login?next=${encodeURIComponent(next)}`);
    const form = this.page.getByRole('main');
    await form.getByRole('textbox').first().fill(login);
    await form.locator('input[type=password]').fill(password);
    await form.getByRole('button').first().click();
    if (code !== undefined) {
      await form.locator('input[autocomplete=one-time-code]').fill(code);
      await form.getByRole('button').first().click();
    }
    await this.page.waitForURL((url) => url.pathname + url.search === next);
    await this.settled();
  }

  /** Where the focus is, as its accessible name is made of. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const active = document.activeElement;
      const label = active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : undefined;
      return (active?.getAttribute('aria-label') ?? label ?? active?.textContent ?? '').trim();
    });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
