import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { credentialsOf } from '../test/acceptance/entrance';
import { launchChromium } from '../test/browser/chromium';
import type { MeasuredPlatform } from './measured-platform';

export interface PortalPlan {
  /** Each page is opened so often, without a cache. */
  rounds: number;
}

/** A cheap telephone on a slow network, as Lighthouse throttles by the developer tools: 4× slower CPU, slow 4G. */
const CPU_SLOWDOWN = 4;
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: (1_474.56 * 1_024) / 8, uploadThroughput: (675 * 1_024) / 8 };
const PHONE = { width: 390, height: 844 };
/** Aims, ms: largest contentful paint, and the slowest interaction. */
const AIM_LCP_MS = 2_500;
const AIM_INTERACTION_MS = 200;
/** So long after the last interaction its frame is painted, and its entry written. */
const SETTLE_MS = 700;

interface MeasuredPage {
  name: string;
  path: string;
  as?: string;
  act: (page: Page) => Promise<void>;
}

interface Measured {
  lcp: number;
  interaction: number;
}

const type = (label: RegExp, text: string) => async (page: Page) => {
  await page.getByLabel(label).and(page.locator('input, textarea')).first().pressSequentially(text);
};
const nothing = () => Promise.resolve();

/** What the browser itself says: the last paint that counts as the largest, and each event with an interaction, from 16 ms on. */
const WATCH = `
  window.measured = { lcp: 0, interaction: 0 };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) measured.lcp = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) measured.interaction = Math.max(measured.interaction, entry.duration); })
    .observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

/** How soon the portal shows something, and how soon it answers, on a cheap telephone. */
export async function benchPortal(platform: MeasuredPlatform, { rounds }: PortalPlan): Promise<void> {
  const { browser, close } = await launchChromium();
  try {
    const contexts = new Contexts(browser, platform);
    const caseId = await beginDraft(platform);
    console.log(`${availableParallelism()} processors (${cpus()[0]?.model.trim()}), load ${loadavg()[0]!.toFixed(1)} before the run; Chromium ${browser.version()}, CPU ${CPU_SLOWDOWN}× slower, slow 4G (${SLOW_4G.latency} ms, 1.47 Mbit/s), ${rounds} rounds, nothing cached\n`);
    console.log('| page | LCP ms, median (slowest) | slowest interaction ms, median (slowest) |\n| --- | --- | --- |');
    for (const page of pagesOf(caseId)) {
      const measured: Measured[] = [];
      for (let round = 0; round < rounds; round += 1) measured.push(await measure(contexts, page));
      console.log(`| ${page.name} | ${line(measured.map(({ lcp }) => lcp))} | ${line(measured.map(({ interaction }) => interaction))} |`);
    }
    console.log(`\nAims: LCP ${AIM_LCP_MS} ms, interaction ${AIM_INTERACTION_MS} ms`);
  } finally {
    await close();
  }
}

const pagesOf = (caseId: string): MeasuredPage[] => [
  { name: 'home; typing a search', path: '/', act: type(/./, 'shengwa') },
  { name: 'one-thing; answering its questions', path: '/one-things/newborn', act: (page) => chooseFirst(page, 4) },
  { name: 'log-in; typing', path: '/login', act: type(/./, 'mother') },
  { name: 'application, a topic; typing', path: `/cases/${caseId}/apply/child`, as: 'mother', act: type(/./, 'Xiaoman') },
  { name: 'papers', path: `/cases/${caseId}/papers`, as: 'mother', act: nothing },
  { name: 'check', path: `/cases/${caseId}/check`, as: 'mother', act: nothing },
  { name: 'matters', path: '/cases', as: 'mother', act: nothing },
  { name: 'queue of an office; typing', path: '/work', as: 'health.clerk', act: type(/./, 'birth') },
];

async function chooseFirst(page: Page, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const group = page.locator('fieldset').nth(i);
    if (await group.count() > 0) await group.locator('label').first().click();
  }
}

async function measure(contexts: Contexts, { path, as, act }: MeasuredPage): Promise<Measured> {
  const context = await contexts.of(as);
  const page = await context.newPage();
  try {
    await page.addInitScript(WATCH);
    const tools = await context.newCDPSession(page);
    await tools.send('Network.enable');
    await tools.send('Network.emulateNetworkConditions', SLOW_4G);
    await tools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await tools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.goto(path, { waitUntil: 'networkidle', timeout: 60_000 });
    await act(page);
    await page.waitForTimeout(SETTLE_MS);
    return await page.evaluate<Measured>('measured');
  } finally {
    await page.close();
  }
}

/** One log-in for each account: a second factor serves once in its time step. */
class Contexts {
  private readonly known = new Map<string, BrowserContext>();

  constructor(private readonly browser: Browser, private readonly platform: MeasuredPlatform) {}

  async of(login: string | undefined): Promise<BrowserContext> {
    const known = this.known.get(login ?? '');
    if (known) return known;
    const context = await this.browser.newContext({ viewport: PHONE, baseURL: this.platform.facts.url, locale: 'zh-CN', reducedMotion: 'reduce' });
    if (login !== undefined) await logIn(context, this.platform, login);
    this.known.set(login ?? '', context);
    return context;
  }
}

/** In the browser's own session, before anything is slowed down. */
async function logIn(context: BrowserContext, { facts }: MeasuredPlatform, login: string): Promise<void> {
  const account = facts.accounts.find((one) => one.login === login)!;
  const answer = await context.request.post('/api/auth/browser/login', { data: credentialsOf(account, Date.now()) });
  if (!answer.ok()) throw new Error(`${login} is not let in: ${answer.status()} ${await answer.text()}`);
}

async function beginDraft({ facts }: MeasuredPlatform): Promise<string> {
  const account = facts.accounts.find((one) => one.login === 'mother')!;
  const send = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(facts.url + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const { accessToken } = await send('/api/auth/login', credentialsOf(account, Date.now()));
  const answers = { otherParentKnown: true, married: true, householdFollows: 'applicant', reimbursement: false, guidance: false };
  const begun = await send('/api/cases', { oneThing: 'newborn', division: '650102', answers }, { 'authorization': `Bearer ${accessToken}`, 'idempotency-key': 'bench-portal' });
  return begun['caseId']!;
}

function line(values: number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)]!)} (${Math.round(sorted.at(-1)!)})`;
}
