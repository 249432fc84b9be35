import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { credentialsOf } from '../test/acceptance/entrance';
import { launchChromium } from '../test/browser/chromium';
import type { MeasuredPlatform } from './measured-platform';
import { type LinkSpeed, openSlowLink } from './slow-link';

export interface PortalPlan {
  /** Each page is opened so often, without a cache. */
  rounds: number;
}

/** A cheap telephone: what this machine does in a millisecond takes four. */
const CPU_SLOWDOWN = 4;
/** Slow 4G as Lighthouse defines it, on the wire: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up; a new connection shakes hands for TCP and for TLS 1.3. */
const SLOW_4G: LinkSpeed = { roundTripMs: 150, downBits: 1_638_400, upBits: 768_000, handshakes: 2 };
/** What the developer tools call slow 4G: each request waits 562.5 ms, whatever else is underway and over whatever connection. */
const SLOWED_REQUESTS = { offline: false, latency: 562.5, downloadThroughput: (1_474.56 * 1_024) / 8, uploadThroughput: (675 * 1_024) / 8 };
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
  /** The page's own content stands there, and nothing of it is still being loaded. */
  content: number;
  interaction: number;
}

const type = (label: RegExp, text: string) => async (page: Page) => {
  await page.getByLabel(label).and(page.locator('input, textarea')).first().pressSequentially(text);
};
const nothing = () => Promise.resolve();

/** What the browser itself says: the last paint that counts as the largest, and each event with an interaction, from 16 ms on. */
const WATCH = `
  window.measured = { lcp: 0, content: 0, interaction: 0 };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) measured.lcp = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) measured.interaction = Math.max(measured.interaction, entry.duration); })
    .observe({ type: 'event', durationThreshold: 16, buffered: true });
  const watch = () => {
    if (document.querySelector('main h1') && !document.querySelector('main .skeleton')) measured.content ||= performance.now();
    else requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
`;

/** How soon the portal shows something, and how soon it answers, on a cheap telephone. */
export async function benchPortal(platform: MeasuredPlatform, { rounds }: PortalPlan): Promise<void> {
  const { browser, close } = await launchChromium();
  const link = await openSlowLink({ host: '127.0.0.1', port: Number(new URL(platform.facts.url).port) }, SLOW_4G);
  try {
    const caseId = await beginDraft(platform);
    console.log(`${availableParallelism()} processors (${cpus()[0]?.model.trim()}), load ${loadavg()[0]!.toFixed(1)} before the run; Chromium ${browser.version()}, CPU ${CPU_SLOWDOWN}× slower, ${rounds} rounds, nothing cached; median (slowest), ms\n`);
    console.log('| page | LCP, slow 4G | content | slowest interaction | LCP, 562.5 ms a request | content |\n| --- | --- | --- | --- | --- | --- |');
    const contexts = new Contexts(browser, platform);
    for (const page of pagesOf(caseId)) {
      const [wire, tools]: [Measured[], Measured[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        wire.push(await measure(contexts, { ...page, path: `http://127.0.0.1:${link.port}${page.path}` }));
        tools.push(await measure(contexts, page, SLOWED_REQUESTS));
      }
      const both = [...wire, ...tools].map(({ interaction }) => interaction);
      console.log(`| ${page.name} | ${line(wire.map(({ lcp }) => lcp))} | ${line(wire.map(({ content }) => content))} | ${line(both)} | ${line(tools.map(({ lcp }) => lcp))} | ${line(tools.map(({ content }) => content))} |`);
    }
    console.log(`\nAims: LCP ${AIM_LCP_MS} ms, interaction ${AIM_INTERACTION_MS} ms; load ${loadavg()[0]!.toFixed(1)} after the run`);
  } finally {
    await close();
    await link.close();
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

async function measure(contexts: Contexts, { path, as, act }: MeasuredPage, network?: typeof SLOWED_REQUESTS): Promise<Measured> {
  const context = await contexts.of(as);
  const page = await context.newPage();
  try {
    await page.addInitScript(WATCH);
    const tools = await context.newCDPSession(page);
    await tools.send('Network.enable');
    if (network) await tools.send('Network.emulateNetworkConditions', network);
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

/** One log-in for each account: a second factor serves once in its time step. Cookies are the host's, whatever its port. */
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
