import { availableParallelism, cpus } from 'node:os';
import type { Client } from 'pg';
import { percentile } from './load';
import type { Measurement, Plan, Rounds } from './rounds';

/** The ratio to pgbench that the platform aims at. */
const AIM = 0.4;

export async function describeMachine(
  database: Client, { connections, rounds, seconds, worker, pgbench }: Plan & { worker: boolean; pgbench: string | undefined },
): Promise<string> {
  const setting = async (name: string) => (await database.query<Record<string, string>>(`SHOW ${name}`)).rows[0]![name];
  const durability = `fsync ${await setting('fsync')}, synchronous_commit ${await setting('synchronous_commit')}`;
  return [
    `${availableParallelism()} processors (${cpus()[0]?.model.trim()}), Node ${process.version}, PostgreSQL ${await setting('server_version')}, ${durability}`,
    `${connections} connections, ${rounds} rounds of ${seconds} s for each; worker ${worker ? 'inside the API process' : 'not running'}`,
    pgbench ?? 'pgbench is not installed (Debian: apt-get install postgresql): there is no comparison',
    '',
  ].join('\n');
}

const COLUMNS = ['', 'per second', '(rounds)', 'p50 ms', 'p99 ms', 'client', 'API', 'database', 'others'];
const WIDTHS = [20, 12, 24, 9, 9, 16, 16, 16, 8];

export function printReport({ create, step, pgbench, sizes }: Rounds): void {
  console.log(line(COLUMNS));
  for (const [name, measured] of [['create', create], ['step', step], ['pgbench minimal.sql', pgbench]] as const) {
    if (measured.length > 0) console.log(rowOf(name, measured));
  }
  console.log(`\nclient, API, database, others: processors kept busy (of ${availableParallelism()}), and processor time of one request or transaction`);
  console.log(`Rows of minimal.sql, bytes: state ${sizes.state}, event ${sizes.event}, request ${sizes.request}, entry ${sizes.entry}`);
  if (pgbench.length === 0) return;
  const ratio = (measured: Measurement[]) => (rateOf(measured) / rateOf(pgbench)).toFixed(2);
  console.log(`Ratio to pgbench: create ${ratio(create)}, step ${ratio(step)} (aim: at least ${AIM.toFixed(2)})`);
}

function rowOf(name: string, measured: Measurement[]): string {
  const latencies = measured.flatMap((one) => one.latencies).sort((a, b) => a - b);
  const busy = (who: keyof Measurement['processors']) => sum(measured, (one) => one.processors[who]);
  const cores = (who: keyof Measurement['processors']) => (busy(who) / sum(measured, (one) => one.seconds)).toFixed(2);
  const each = (who: keyof Measurement['processors']) => `${cores(who)} ${(busy(who) * 1e6 / latencies.length).toFixed(0).padStart(6)} µs`;
  return line([
    name, rateOf(measured).toFixed(0), measured.map((one) => (one.requests / one.seconds).toFixed(0)).join(' '),
    percentile(latencies, 0.5).toFixed(1), percentile(latencies, 0.99).toFixed(1), each('client'), each('api'), each('database'), cores('others'),
  ]);
}

/** Over all rounds together. */
const rateOf = (measured: Measurement[]) => sum(measured, (one) => one.requests) / sum(measured, (one) => one.seconds);

const sum = (measured: Measurement[], of: (one: Measurement) => number) => measured.reduce((total, one) => total + of(one), 0);

const line = (cells: string[]) => cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i]!) : cell.padStart(WIDTHS[i]!))).join('');
