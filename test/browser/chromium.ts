import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core';

const FONTS = resolve('config/fonts');
/** What @sparticuz/chromium asks for to live in a function's sandbox: a launch with it hangs here, or would hide what browsers forbid. */
const UNWANTED = ['--single-process', '--no-zygote', '--disable-web-security', '--allow-running-insecure-content', '--disable-site-isolation-trials'];

/** How often the browser is started at most: on a busy machine its process now and then ends by a memory fault before it answers. */
const LAUNCHES = 3;

/**
 * A real Chromium from npm, or the one of `CHROMIUM_PATH`. It crashes where there is no font at all: it gets a home of its own with
 * the font of the tests, so that pictures look the same everywhere.
 */
export async function launchChromium(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const { executable, args } = findChromium();
  const home = mkdtempSync(join(tmpdir(), 'onething-browser-'));
  const fonts = join(home, '.fonts');
  symlinkSync(FONTS, fonts);
  const fontConfig = join(home, 'fonts.conf');
  writeFileSync(fontConfig, fontConfigOf(fonts, join(home, 'cache')));
  const browser = await launchAgain({
    executablePath: executable, headless: true,
    args: [...args, '--no-sandbox', '--font-render-hinting=none', '--lang=zh-CN'],
    env: { ...process.env, HOME: home, FONTCONFIG_FILE: fontConfig },
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Only the start of the process is repeated, never a test: what the browser does once it runs counts. */
async function launchAgain(options: LaunchOptions): Promise<Browser> {
  for (let left = LAUNCHES - 1; ; left--) {
    try {
      return await playwright.launch(options);
    } catch (error) {
      if (left === 0) throw error;
      process.stderr.write(`Chromium ended while it started; ${left} more attempts\n`);
    }
  }
}

const UNPACK = `
  const { default: chromium } = await import('@sparticuz/chromium');
  process.stdout.write(JSON.stringify({ executable: await chromium.executablePath(), args: chromium.args }));
`;

function findChromium(): { executable: string; args: string[] } {
  if (process.env.CHROMIUM_PATH) return { executable: process.env.CHROMIUM_PATH, args: [] };
  // It unpacks itself into the temporary folder with mode 0700: each user gets one. In a process of its own, because Jest's
  // environment has no effect on what Node takes for the temporary folder.
  const place = join(tmpdir(), `onething-chromium-${userInfo().uid}`);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', UNPACK], { cwd: __dirname, encoding: 'utf8', env: { ...process.env, TMPDIR: place } });
  const { executable, args } = JSON.parse(said) as { executable: string; args: string[] };
  return { executable, args: args.filter((arg) => !UNWANTED.includes(arg.split('=')[0]!) && !arg.startsWith('--headless')) };
}

function fontConfigOf(folder: string, cache: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${cache}</cachedir></fontconfig>`;
}
