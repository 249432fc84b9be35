import { parseArgs } from 'node:util';
import { benchExchange } from './exchange';
import { benchFigures, benchFreshness } from './figures';
import { benchLicences } from './licences';
import { MeasuredPlatform } from './measured-platform';
import { findPgbench } from './pgbench';
import { benchPortal } from './portal';
import { benchQueues } from './queues';
import { describeMachine, printReport } from './report';
import { type Plan, runRounds } from './rounds';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** 64, or 4 for `queues`. */
    connections: { type: 'string' },
    /** `exchange` only: messages of a round, and those that wait for a hub that comes back. */
    messages: { type: 'string', default: '1000' },
    waiting: { type: 'string', default: '10000' },
    /** `licences` only: issued, and verified, in each round. */
    licences: { type: 'string', default: '150' },
    /** Each round measures create, step and pgbench one after the other. */
    rounds: { type: 'string', default: '3' },
    /** Of each measurement of a round. */
    seconds: { type: 'string', default: '6' },
    /** Submitted before the measurement; each gives two item cases with four commands. */
    cases: { type: 'string', default: '2000' },
    /** `queues` only: open item cases. */
    items: { type: 'string', default: '100000' },
    /** Lets the worker run inside the API process, as `npm start` does. */
    worker: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  if (positionals[0] === 'licences') return benchLicences({ rounds: Number(values.rounds), count: Number(values.licences) });
  if (positionals[0] === 'exchange') return benchExchange({ rounds: Number(values.rounds), messages: Number(values.messages), waiting: Number(values.waiting) });
  const platform = await MeasuredPlatform.start({ worker: values.worker });
  // The platform is a child: it must not outlive a bench that somebody interrupts.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void platform.stop().finally(() => process.exit(1)));
  try {
    if (positionals[0] === 'portal') return await benchPortal(platform, { rounds: Number(values.rounds) });
    if (positionals[0] === 'queues') {
      const { connections = '4', seconds, items } = values;
      return await benchQueues(platform, { connections: Number(connections), seconds: Number(seconds), items: Number(items) });
    }
    const plan = {
      connections: Number(values.connections ?? 64), rounds: Number(values.rounds), seconds: Number(values.seconds), cases: Number(values.cases),
    };
    if (positionals[0] === 'figures') {
      await benchFigures(platform, plan);
      return await freshness(platform, plan);
    }
    const pgbench = findPgbench();
    console.log(await describeMachine(platform.database, { ...plan, worker: values.worker, pgbench }));
    printReport(await runRounds(platform, plan, pgbench !== undefined));
  } finally {
    await platform.stop();
  }
}

/** With a worker, which the commands' own cost is measured without. */
async function freshness(measured: MeasuredPlatform, plan: Plan): Promise<void> {
  await measured.stop();
  const platform = await MeasuredPlatform.start({ worker: true });
  try {
    await benchFreshness(platform, plan);
  } finally {
    await platform.stop();
  }
}

main().then(() => process.exit(0), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
