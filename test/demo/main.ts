import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadSettings } from '@onething/config';
import { VirtualClock } from '@onething/kernel';
import { startPlatform } from '../../apps/api/src/start/platform';
import { defaultHome, hostFacts } from '../../config/home';
import { playNewborn } from '../acceptance/newborn';
import { verifySealedFiles } from './sealed-files';
import type { World } from '../acceptance/world';

const BEGIN = '2026-03-02';
const instantOf = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`);
/** How long the platform may take for what it does by itself, in real ms. */
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 50;

/** Plays the acceptance run on a throw-away platform of its own, with the worker running, and says how it went. */
async function demo(): Promise<void> {
  const home = join(throwAwayPlace(), `demo-${randomUUID()}`);
  const clock = new VirtualClock(instantOf(BEGIN, '10:00'));
  const settings = loadSettings({ ...process.env, ONETHING_HOME: home, PORT: '0', DATABASE_URL: undefined });
  const platform = await startPlatform({ settings, clock, log: { write: () => undefined } });
  try {
    const world = worldOf(platform, clock);
    await playNewborn(world);
    await verifySealedFiles(world, platform.app, clock);
    console.log('\nAll came out as expected.');
  } finally {
    await platform.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Where the database's OS user may go: as root PostgreSQL runs under another user, who cannot enter every temporary folder. */
const throwAwayPlace = () => (process.getuid?.() === 0 ? dirname(defaultHome(hostFacts())) : tmpdir());

function worldOf(platform: Awaited<ReturnType<typeof startPlatform>>, clock: VirtualClock): World {
  return {
    url: platform.url,
    accounts: platform.demoAccounts,
    now: () => clock.now(),
    goTo(day, time) {
      clock.advanceTo(instantOf(day, time));
      console.log(`\n${day} ${time}`);
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
    say: (line) => console.log(`  ${line}`),
  };
}

console.log(`新生儿出生一件事 · a child is born\n\n${BEGIN} 10:00`);
demo().catch((error: unknown) => {
  console.error(`\n${(error as Error).message}`);
  process.exitCode = 1;
});
