import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { startPlatform } from '../apps/api/src/start/platform';
import type { OpenAccount } from '../test/acceptance/entrance';
import { runToSignal } from '../apps/api/src/start/run-to-signal';

/** What the bench is told about the platform that it measures. */
export interface PlatformFacts {
  url: string;
  ownerUrl: string;
  accounts: OpenAccount[];
}

/** The API as a process of its own, over an embedded PostgreSQL: as `npm start` runs it, but for the worker. */
void runToSignal(async () => {
  const worker = process.argv.includes('--worker') ? 'running' : 'none';
  const platform = await startPlatform({ settings: loadSettings(process.env), clock: new SystemClock(), worker, register: 'none' });
  const facts: PlatformFacts = {
    url: platform.url, ownerUrl: platform.databaseUrls.ownerUrl, accounts: platform.demoAccounts.map(({ login, password, totpSecret }) => ({ login, password, totpSecret })),
  };
  process.send?.(facts);
  return platform;
});
