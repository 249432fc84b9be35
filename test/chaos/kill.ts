import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type KillAccount, runKillTest } from './kill-test';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    /** A run is repeated with its seed; it is printed. */
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    clients: { type: 'string', default: '16' },
  },
});

const MOST_SHOWN = 30;
/** Of refusals. */
const MOST_CODES = 5;

function print(account: KillAccount): void {
  const { kills, inFlightAtKills: inFlight, wrong } = account;
  const rows: [string, string | number][] = [
    ['kills', `${kills.api} API, ${kills.worker} worker, ${kills.database} PostgreSQL`],
    ['commands in flight at a kill', `${Math.min(...inFlight)} to ${Math.max(...inFlight)}`],
    ['commands', account.commands],
    ['tries', account.tries],
    ['acknowledged', account.acknowledged],
    ['refused', account.refused],
    ...account.refusals.slice(0, MOST_CODES).map(([code, commands]): [string, number] => [`  ${code}`, commands]),
    ['never answered', `${account.unanswered}`],
    ['not acknowledged, and done', account.doneUnanswered],
    ['sent again after silence', account.retried],
    ['duplicates answered from the record', account.answeredAgain],
    ['cases, events, files', `${account.cases}, ${account.events}, ${account.files}`],
    ['done by the platform itself', account.byItself],
    ['time', `${account.seconds.toFixed(0)} s`],
    ['lost, doubled or contradictory', wrong.length],
  ];
  console.log(`\n${rows.map(([name, value]) => `${name.padEnd(38)}${value}`).join('\n')}`);
  for (const line of wrong.slice(0, MOST_SHOWN)) console.log(`  ${line}`);
}

async function main(): Promise<number> {
  const plan = { rounds: Number(values.rounds), seed: Number(values.seed), clients: Number(values.clients) };
  console.log(`${availableParallelism()} processors (${cpus()[0]?.model.trim()}), Node ${process.version}; fsync on; ${plan.rounds} rounds, seed ${plan.seed}, ${plan.clients} clients`);
  const account = await runKillTest({ ...plan, say: (line) => console.log(line) });
  print(account);
  return account.wrong.length === 0 ? 0 : 1;
}

main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
