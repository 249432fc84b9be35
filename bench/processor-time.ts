import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor time, by who used them. `others` is everything else on this machine. */
export interface ProcessorTime {
  /** This process, and the programs (pgbench) that it has run to their end. */
  client: number;
  api: number;
  database: number;
  others: number;
}

/** Linux counts a process's time in hundredths of a second. */
const TICKS = 100;

/** Reads from /proc. @param postmaster the server's first process; all others of it are its children */
export function readProcessorTime(api: number, postmaster: number): ProcessorTime {
  const stats = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => readStat(Number(pid)) ?? []);
  const apiTime = stats.find(({ pid }) => pid === api)?.own ?? 0;
  const self = stats.find(({ pid }) => pid === process.pid)!;
  const client = self.own + self.endedChildren;
  const database = stats.reduce((sum, stat) => {
    if (stat.pid === postmaster) return sum + stat.own + stat.endedChildren;
    return stat.parent === postmaster ? sum + stat.own : sum;
  }, 0);
  return { client, api: apiTime, database, others: machineTime() - client - apiTime - database };
}

export function difference(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  const of = (key: keyof ProcessorTime) => after[key] - before[key];
  return { client: of('client'), api: of('api'), database: of('database'), others: of('others') };
}

export function parentOf(pid: number): number | undefined {
  return readStat(pid)?.parent;
}

function readStat(pid: number): { pid: number; parent: number; own: number; endedChildren: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    const [user, system, childUser, childSystem] = fields.slice(11, 15) as [number, number, number, number];
    return { pid, parent: fields[1]!, own: (user + system) / TICKS, endedChildren: (childUser + childSystem) / TICKS };
  } catch {
    // It has ended since the folder was listed; its parent counts it from now on.
    return undefined;
  }
}

/** user, nice, system, irq, softirq of all processors together; not idle, not waiting for a disk. */
function machineTime(): number {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.trim().split(/\s+/).slice(1).map(Number) as [
    number, number, number, number, number, number, number,
  ];
  return (user + nice + system + irq + softirq) / TICKS;
}
