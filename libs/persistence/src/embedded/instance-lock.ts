import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { isRunning, startMark } from './running-process';

interface Holder {
  pid: number;
  started: string | undefined;
}

/**
 * Makes this process the only one that uses the home. A lock whose process has gone (kill -9, power cut) is taken over.
 * @param patience ms to wait for an instance that is just stopping
 * @returns a function that gives the home free again
 * @throws EmbeddedPostgresError when another process uses the home
 */
export async function lockInstance(home: string, patience: number): Promise<() => void> {
  const step = 100;
  for (let waited = 0; ; waited += step) {
    try {
      return takeLock(home);
    } catch (error) {
      if (!(error instanceof EmbeddedPostgresError) || waited >= patience) throw error;
      await delay(step);
    }
  }
}

/** True while another process uses the home. */
export function isInstanceRunning(home: string): boolean {
  const holder = parse(contentOf(lockFile(home)) ?? '');
  return holder !== undefined && isHeldBy(holder);
}

const lockFile = (home: string) => join(home, 'instance.pid');

function takeLock(home: string): () => void {
  const file = lockFile(home);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const mine = JSON.stringify({ pid: process.pid, started: startMark(process.pid) } satisfies Holder);
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let tries = 0; !linked(draft, file); tries += 1) {
      if (tries > 20) throw new EmbeddedPostgresError(`${file} changes all the time: remove it when no instance runs`);
      const found = contentOf(file);
      const holder = found === undefined ? undefined : parse(found);
      if (holder && isHeldBy(holder)) {
        throw new EmbeddedPostgresError(`Another instance (process ${holder.pid}) uses ${home}: stop it, or set ONETHING_HOME to another folder`);
      }
      if (found !== undefined) setAside(file, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (contentOf(file) === mine) rmSync(file, { force: true });
  };
}

/** The lock appears whole or not at all. */
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead lock, but never the fresh one of a third process that was faster than us. */
function setAside(file: string, dead: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(file, aside);
    if (contentOf(aside) !== dead) linked(aside, file);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function isHeldBy(holder: Holder): boolean {
  return isRunning(holder.pid) && startMark(holder.pid) === holder.started;
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isSafeInteger(holder.pid) && holder.pid > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
