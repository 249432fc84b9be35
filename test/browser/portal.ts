import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startTestPlatform, type TestPlatform, type TestPlatformOptions } from '../support/test-platform';
import { launchChromium } from './chromium';
import { Visitor } from './visitor';

const BUILT = join(__dirname, '../../apps/portal/dist');
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };

export interface VisitOptions {
  viewport?: { width: number; height: number };
  language?: 'zh-CN' | 'en';
  theme?: 'light' | 'dark';
  elder?: boolean;
  direction?: 'rtl';
}

/** The platform with the portal as it is built, and a browser that visits it. One for each test file; close it. */
export interface Portal {
  platform: TestPlatform;
  /** Somebody with a browser of their own: nothing is shared between visitors. */
  visit(options?: VisitOptions): Promise<Visitor>;
  close(): Promise<void>;
}

export async function openPortal(options: TestPlatformOptions = {}): Promise<Portal> {
  if (!existsSync(join(BUILT, 'index.html'))) throw new Error('The portal is not built: node scripts/run.mjs build');
  const platform = await startTestPlatform({ firstStart: true, worker: 'byHand', portalFolder: BUILT, ...options });
  const { browser, close } = await launchChromium().catch(async (error: unknown) => {
    await platform.stop();
    throw error;
  });
  return {
    platform,
    visit: (wishes = {}) => visit(browser, platform, wishes),
    close: async () => {
      await close();
      await platform.stop();
    },
  };
}

async function visit(browser: Browser, platform: TestPlatform, wishes: VisitOptions): Promise<Visitor> {
  const { viewport = PHONE, language = 'zh-CN', theme = 'light', elder = false, direction = 'auto' } = wishes;
  const context = await browser.newContext({ viewport, locale: language, baseURL: platform.url, reducedMotion: 'reduce' } satisfies BrowserContextOptions);
  const chosen = JSON.stringify({ language, theme, elder, direction, textSize: 'normal' });
  await context.addInitScript(`if (!localStorage.getItem('onething.preferences')) localStorage.setItem('onething.preferences', ${JSON.stringify(chosen)})`);
  // Pages reckon with the day of the platform; timers go on.
  await context.clock.setFixedTime(platform.clock.now());
  return new Visitor(await context.newPage(), platform);
}

/** A draft of the newborn's one-thing, begun through the API: for tests of what comes after. @returns the case's id */
export async function beginDraft({ platform }: Portal, login: string): Promise<string> {
  const answers = { otherParentKnown: true, married: true, householdFollows: 'applicant', reimbursement: false, guidance: false };
  const begun = await platform.request.post('/api/cases').set('Authorization', `Bearer ${await platform.login(login)}`).set('Idempotency-Key', randomUUID())
    .send({ oneThing: 'newborn', division: '650102', answers });
  if (begun.status !== 201) throw new Error(`No draft: ${JSON.stringify(begun.body)}`);
  return (begun.body as { caseId: string }).caseId;
}
