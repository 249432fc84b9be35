import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The process id of the PostgreSQL of a home. */
export function postmasterOf(home: string): number {
  return Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** SIGKILL to a process and all its children at one moment: it is stopped first, so that it makes no new ones. Needs /proc. */
export function killTree(pid: number): number[] {
  process.kill(pid, 'SIGSTOP');
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid).map(Number);
  for (const one of [...children, pid]) killOne(one);
  return [...children, pid];
}

/** Ends when none of them runs any more. */
export async function allGone(pids: readonly number[]): Promise<void> {
  while (pids.some(runs)) await new Promise((resolve) => setTimeout(resolve, 10));
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

const parentOf = (pid: string) => Number(fieldsOf(pid)?.[1]);

/** A process that nobody has waited for yet has ended as well. */
const runs = (pid: number) => !['Z', 'X', undefined].includes(fieldsOf(String(pid))?.[0]);

/** From the state on; the name before it may hold anything. */
function fieldsOf(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
