import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadSettings } from '@onething/config';
import { VirtualClock } from '@onething/kernel';
import { type Platform, type PlatformOptions, startPlatform } from '../../apps/api/src/start/platform';
import { defaultHome, hostFacts } from '../../config/home';
import { playNewborn } from '../acceptance/newborn';
import type { World } from '../acceptance/world';
import { childPhoto } from './child-photo';
import { verifySealedFiles } from './sealed-files';

export const DEMO_BEGIN = '2026-03-02';
const instantOf = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`);
/** How long the platform may take for what it does by itself, in real ms. */
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 50;

export interface DemoOptions extends Pick<PlatformOptions, 'log' | 'register'> {
  print(line: string): void;
  /** When all came out as expected, before the platform stops. */
  afterwards?(platform: Platform, home: string): Promise<void>;
}

/** Plays the acceptance run on a throw-away platform of its own, with the worker running. @throws Error with what did not come out as expected */
export async function playDemo({ print, afterwards, ...given }: DemoOptions): Promise<void> {
  const home = join(throwAwayPlace(), `demo-${randomUUID()}`);
  const clock = new VirtualClock(instantOf(DEMO_BEGIN, '10:00'));
  const settings = loadSettings({ ...process.env, ONETHING_HOME: home, PORT: '0', DATABASE_URL: undefined });
  const platform = await startPlatform({ settings, clock, ...given });
  try {
    const world = worldOf(platform, clock, print);
    await playNewborn(world);
    await verifySealedFiles(world, platform.app, clock);
    await afterwards?.(platform, home);
  } finally {
    await platform.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Where the database's OS user may go: as root PostgreSQL runs under another user, who cannot enter every temporary folder. */
const throwAwayPlace = () => (process.getuid?.() === 0 ? dirname(defaultHome(hostFacts())) : tmpdir());

function worldOf(platform: Platform, clock: VirtualClock, print: (line: string) => void): World {
  return {
    url: platform.url,
    accounts: platform.demoAccounts,
    photo: childPhoto(),
    now: () => clock.now(),
    goTo(day, time) {
      clock.advanceTo(instantOf(day, time));
      print(`\n${day} ${time}`);
    },
    async until(what, look) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const found = await look();
        if (found !== undefined) return found;
        if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
        await pause(LOOK_AGAIN_MS);
      }
    },
    say: (line) => print(`  ${line}`),
  };
}
