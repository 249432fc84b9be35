import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runStorm, type StormAccount } from './storm';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    /** A run is repeated with its seed; it is printed. */
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const MOST_SHOWN = 30;
const listed = (counts: Record<string, number>): string => Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ') || 'none';

function print(account: StormAccount): void {
  const rows: [string, string | number][] = [
    ['cases, messages, files', `${account.cases}, ${account.messages}, ${account.files}`],
    ['faults on the line', listed(account.faults)],
    ['messages with a turned bit', `${account.flippedMessages.refused} refused, ${account.flippedMessages.accepted} accepted`],
    ['killed (SIGKILL)', listed(account.kills)],
    ['certificates renewed', account.renewed],
    ['one province away', `${account.awayDays} days of ${account.virtualDays.toFixed(1)}`],
    ['clocks apart in the end', `${account.largestSkew} min`],
    ['refused by the hub', listed(account.refusedByHub)],
    ['refused by provinces', listed(account.refusedByNodes)],
    ['time', `${account.seconds.toFixed(0)} s`],
    ['lost, doubled, unproven or different', account.wrong.length],
  ];
  console.log(`\n${rows.map(([name, value]) => `${name.padEnd(38)}${value}`).join('\n')}`);
  for (const line of account.wrong.slice(0, MOST_SHOWN)) console.log(`  ${line}`);
}

async function main(): Promise<number> {
  const plan = { cases: Number(values.cases), seed: Number(values.seed) };
  console.log(`${availableParallelism()} processors (${cpus()[0]?.model.trim()}), Node ${process.version}; fsync on; ${plan.cases} cases, seed ${plan.seed}`);
  const account = await runStorm({ ...plan, say: (line) => console.log(line) });
  print(account);
  return account.wrong.length === 0 && account.flippedMessages.accepted === 0 ? 0 : 1;
}

main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
