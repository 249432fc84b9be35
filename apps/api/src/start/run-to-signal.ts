import { SettingError } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { EmbeddedPostgresError } from '@onething/persistence';
import { whenToldToStop } from './stop-signals';

/** Runs this process: start, wait until told to stop, stop. A start that fails ends with exit code 1 and says why. */
export async function runToSignal(start: () => Promise<{ stop(): Promise<void> }>): Promise<never> {
  const told = whenToldToStop();
  let running: { stop(): Promise<void> };
  try {
    running = await start();
  } catch (error) {
    console.error(oneLine(error));
    process.exit(1);
  }
  await told;
  console.log('Stopping …');
  await running.stop();
  process.exit(0);
}

/** Expected reasons not to start are one line that says how to mend it; anything else shows where it came from. */
function oneLine(error: unknown): string {
  if (error instanceof SettingError || error instanceof EmbeddedPostgresError) return error.message;
  if (error instanceof DomainError) return error.detail;
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
