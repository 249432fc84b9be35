import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { announcement } from './start/announcement';
import { startPlatform } from './start/platform';
import { runToSignal } from './start/run-to-signal';

void runToSignal(async () => {
  const settings = loadSettings(process.env);
  const platform = await startPlatform({
    settings, clock: new SystemClock(),
    onDatabaseLost: () => {
      console.error('The embedded PostgreSQL has ended: see postgres.log in the data folder');
      process.exit(1);
    },
  });
  console.log(announcement(platform.url, settings, platform.demoAccounts));
  return platform;
});
