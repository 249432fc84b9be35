import { hostname, userInfo } from 'node:os';
import { type SecurityAct, SecurityLog } from '@onething/audit';
import type { Settings } from '@onething/config';
import { Keyring } from '@onething/crypto';
import { SystemClock } from '@onething/kernel';
import { Database, hasEmbeddedDatabase } from '@onething/persistence';
import { reachDatabase } from './reach-database';
import type { Terminal } from './terminal';

/** Who ran a command: no account is logged in there. It is kept encrypted, as a reason is. */
export const commandRunner = (): string => `command line: ${userInfo().username}@${hostname()}`;

/** Records what a command did. That it could not be recorded is said, and makes nothing undone. */
export async function recordCommand(terminal: Terminal, settings: Pick<Settings, 'keys'>, appUrl: string, act: Omit<SecurityAct, 'outcome'>): Promise<void> {
  const database = new Database({ url: appUrl, poolSize: 1 });
  try {
    await new SecurityLog(database, new Keyring(settings.keys), new SystemClock()).record({ ...act, outcome: 'done', reason: commandRunner() });
  } catch (error) {
    terminal.err(`This is not in the security log: ${(error as Error).message}`);
  } finally {
    await database.close();
  }
}

/** As `recordCommand`, for a command that needs no database: a home without one has no log yet. */
export async function recordIfThere(terminal: Terminal, settings: Settings, act: Omit<SecurityAct, 'outcome'>): Promise<void> {
  if (settings.mode === 'embedded' && !hasEmbeddedDatabase(settings.home)) return;
  const database = await reachDatabase(settings);
  try {
    await recordCommand(terminal, settings, database.appUrl, act);
  } finally {
    await database.stop();
  }
}
