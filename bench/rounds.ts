import { createDraft, handleItem, logIn, type SubmittedItem, submitCase, type Tokens } from './commands';
import { Connection, type Load, runLoad, type Task } from './load';
import type { MeasuredPlatform } from './measured-platform';
import { layOutMinimalTables, readRowSizes, type RowSizes, runPgbench } from './pgbench';
import { difference, parentOf, type ProcessorTime, readProcessorTime } from './processor-time';

export interface Plan {
  connections: number;
  rounds: number;
  /** Of one measurement. */
  seconds: number;
  cases: number;
}

/** One measurement: what was done, and who used the processors meanwhile, seconds. */
export interface Measurement extends Load {
  processors: ProcessorTime;
}

export interface Rounds {
  create: Measurement[];
  step: Measurement[];
  pgbench: Measurement[];
  sizes: RowSizes;
}

/** Requests before the first measurement, until code is compiled and statements are planned. */
const WARM_UP = { drafts: 5_000, cases: 300 };

/**
 * Measures in turns, so that whatever else the machine does meanwhile meets all three alike. Everything is prepared and warmed
 * up before.
 */
export async function runRounds(platform: MeasuredPlatform, plan: Plan, withPgbench: boolean): Promise<Rounds> {
  const connections = Array.from({ length: plan.connections }, () => new Connection(platform.facts.url));
  const bench = new Bench(platform, connections, await tokensOf(platform, connections[0]!));
  const items = await bench.prepare(plan.cases);
  const sizes = await readRowSizes(platform.database);
  const pgbench = async (seconds: number) => runPgbench(platform.facts.ownerUrl, { clients: plan.connections, seconds, sizes });
  if (withPgbench) await layOutMinimalTables(platform.database).then(() => pgbench(2));
  const found: Rounds = { create: [], step: [], pgbench: [], sizes };
  for (let round = 0; round < plan.rounds; round += 1) {
    const share = items.slice(Math.floor(items.length * round / plan.rounds), Math.floor(items.length * (round + 1) / plan.rounds));
    found.create.push(await bench.measure(() => bench.create(plan.seconds)));
    found.step.push(await bench.measure(() => bench.step(share, plan.seconds)));
    if (withPgbench) found.pgbench.push(await bench.measure(() => pgbench(plan.seconds)));
  }
  await Promise.all(connections.map((connection) => connection.close()));
  return found;
}

class Bench {
  constructor(private readonly platform: MeasuredPlatform, private readonly connections: Connection[], private readonly tokens: Tokens) {}

  create(seconds: number): Promise<Load> {
    return runLoad(this.connections, () => createDraft(this.tokens), seconds);
  }

  step(items: readonly SubmittedItem[], seconds: number): Promise<Load> {
    return runLoad(this.connections, each(items, (item) => handleItem(this.tokens, item)), seconds);
  }

  /** Warms up and submits the cases whose items are handled later. */
  async prepare(cases: number): Promise<SubmittedItem[]> {
    await runLoad(this.connections, each(Array.from({ length: WARM_UP.drafts }), () => createDraft(this.tokens)));
    const warm = await this.submit(WARM_UP.cases);
    await this.step(warm, Infinity);
    const items = await this.submit(cases);
    // What autovacuum does by itself after a while: plans follow the present sizes.
    await this.platform.database.query('ANALYZE');
    return items;
  }

  async measure(work: () => Promise<Load>): Promise<Measurement> {
    const postmaster = await this.postmaster();
    const before = readProcessorTime(this.platform.pid, postmaster);
    const load = await work();
    return { ...load, processors: difference(before, readProcessorTime(this.platform.pid, postmaster)) };
  }

  private async submit(count: number): Promise<SubmittedItem[]> {
    const items: SubmittedItem[] = [];
    const submit: Task = async (connection) => items.push(...(await submitCase(connection, this.tokens)));
    await runLoad(this.connections, each(Array.from({ length: count }), () => submit));
    return items;
  }

  private async postmaster(): Promise<number> {
    const { rows } = await this.platform.database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return parentOf(rows[0]!.pid) ?? 0;
  }
}

function each<T>(values: readonly T[], taskOf: (value: T) => Task): () => Task | undefined {
  const left = values[Symbol.iterator]();
  return () => {
    const { done, value } = left.next();
    return done ? undefined : taskOf(value);
  };
}

async function tokensOf({ facts }: MeasuredPlatform, connection: Connection): Promise<Tokens> {
  const tokenOf = (login: string) => logIn(connection, facts.accounts.find((account) => account.login === login)!);
  return { resident: await tokenOf('mother'), clerk: await tokenOf('health.clerk') };
}
