import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres';
import { isInstanceRunning } from './instance-lock';
import { urlsOf } from './roles';
import { isRunning } from './running-process';

/** True when the home holds a database, running or not. */
export function hasEmbeddedDatabase(home: string): boolean {
  return existsSync(dataFolder(home));
}

/**
 * The server of this home for a command beside the platform: that of the running instance, whose `stop` then leaves it alone, or
 * one that is started for the caller.
 * @throws EmbeddedPostgresError in one line, as `startEmbeddedPostgres`
 */
export async function reachEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const port = isInstanceRunning(options.home) ? readyPort(options.home) : undefined;
  if (port === undefined) return startEmbeddedPostgres(options);
  return { port, ...urlsOf(port, options.passwords), stop: async () => undefined };
}

/** Lines 1, 4 and 8 of PostgreSQL's own note: process id, port, state. */
function readyPort(home: string): number | undefined {
  const file = join(dataFolder(home), 'postmaster.pid');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines[7]?.trim() === 'ready' && isRunning(Number(lines[0])) ? Number(lines[3]) : undefined;
}

const dataFolder = (home: string) => join(home, 'postgres', 'data');
