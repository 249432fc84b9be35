import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** True while a process of that id runs. One that ended but was not reaped (a zombie of some containers) has gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/** A mark that tells two processes of the same id apart: when it started. Undefined when there is no such process. */
export function startMark(pid: number): string | undefined {
  const ticks = statFields(pid)?.[19];
  return ticks ?? ask(['-o', 'lstart=', '-p', String(pid)]);
}

/** The command line, arguments parted by spaces. */
export function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ask(['-o', 'command=', '-p', String(pid)]);
  }
}

/** Waits until the process has gone. @returns false when it still runs after `patience` ms */
export async function waitUntilGone(pid: number, patience: number): Promise<boolean> {
  const step = 20;
  for (let waited = 0; isRunning(pid); waited += step) {
    if (waited >= patience) return false;
    await delay(step);
  }
  return true;
}

/** `/proc/<pid>/stat` from its third field on (state, parent, …); the second, the name, may hold anything. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ask(args: string[]): string | undefined {
  try {
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
  } catch {
    return undefined;
  }
}
