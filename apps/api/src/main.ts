import { loadSettings, SettingError } from '@onething/config';
import { DomainError, SystemClock } from '@onething/kernel';
import { EmbeddedPostgresError } from '@onething/persistence';
import { announcement } from './start/announcement';
import { type Platform, startPlatform } from './start/platform';
import { whenToldToStop } from './start/stop-signals';

async function main(): Promise<void> {
  let platform: Platform | undefined;
  const told = whenToldToStop();
  try {
    const settings = loadSettings(process.env);
    platform = await startPlatform({
      settings, clock: new SystemClock(),
      onDatabaseLost: () => {
        console.error('The embedded PostgreSQL has ended: see postgres.log in the data folder');
        process.exit(1);
      },
    });
    console.log(announcement(platform.url, settings, platform.demoAccounts));
  } catch (error) {
    console.error(oneLine(error));
    process.exit(1);
  }
  await told;
  console.log('Stopping …');
  await platform.stop();
  process.exit(0);
}

/** Expected reasons not to start are one line that says how to mend it; anything else shows where it came from. */
function oneLine(error: unknown): string {
  if (error instanceof SettingError || error instanceof EmbeddedPostgresError) return error.message;
  if (error instanceof DomainError) return error.detail;
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

void main();
