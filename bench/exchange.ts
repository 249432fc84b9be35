import { availableParallelism, cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { newSm2Key, Sm2PrivateKey } from '@onething/crypto';
import { Client } from 'pg';
import { ExchangeWorld, FORWARDED, type WorldNode } from '../test/exchange/exchange-world';
import { PostgresServer, SERVER_VARIABLE } from '../test/support/postgres-server';
import { percentile } from './load';

export interface ExchangePlan {
  rounds: number;
  /** Of one round. */
  messages: number;
  /** Messages that wait when the hub comes back. */
  waiting: number;
}

/** Handed over at once: about what a busy province has in a moment. */
const BATCH = 32;
/** From a node to the hub, and from the hub to a node. */
const HOPS = 2;
const IDLE_MS = 2;
const REPETITIONS = 500;

/**
 * Two nodes and the hub in this process, over HTTP on this machine, each with a database of its own on one PostgreSQL that waits for its disk. A message
 * counts when it was applied there and its receipt was applied here.
 */
export async function benchExchange({ rounds, messages, waiting }: ExchangePlan): Promise<void> {
  const server = await PostgresServer.open({ durable: true });
  Object.assign(process.env, { [SERVER_VARIABLE]: server.address, JEST_WORKER_ID: '1' });
  try {
    const world = await ExchangeWorld.start();
    try {
      console.log(`${availableParallelism()} processors (${cpus()[0]?.model.trim()}), Node ${process.version}`);
      await flow(world, 200);
      for (let round = 1; round <= rounds; round += 1) await measure(world, round, messages);
      await catchUp(world, waiting);
    } finally {
      await world.stop();
    }
  } finally {
    await server.close();
  }
}

async function measure(world: ExchangeWorld, round: number, messages: number): Promise<void> {
  const { seconds, latencies } = await flow(world, messages);
  const limit = await limitOf(world);
  const rate = messages / seconds;
  const sorted = latencies.sort((one, other) => one - other);
  console.log([
    `round ${round}: ${rate.toFixed(0)} messages/s end to end, a batch of ${BATCH} in ${percentile(sorted, 0.5).toFixed(0)} ms (p50), ${percentile(sorted, 0.99).toFixed(0)} ms (p99)`,
    `limit ${limit.rate.toFixed(0)}/s (sign ${limit.sign.toFixed(2)} ms, verify ${limit.verify.toFixed(2)} ms, commit ${limit.commit.toFixed(2)} ms, for each of ${HOPS} hops)`,
    `ratio ${(rate / limit.rate).toFixed(2)}`,
  ].join('; '));
}

/** In batches, each until it was answered. */
async function flow(world: ExchangeWorld, messages: number): Promise<{ seconds: number; latencies: number[] }> {
  const north = world.node('650000');
  const latencies: number[] = [];
  const begin = performance.now();
  const running = pump(world);
  for (let sent = 0; sent < messages; sent += BATCH) {
    const start = performance.now();
    await handOver(north, Math.min(BATCH, messages - sent));
    while (await unanswered(north) > 0) await pause(IDLE_MS);
    latencies.push(performance.now() - start);
  }
  const seconds = (performance.now() - begin) / 1000;
  await running.stop();
  return { seconds, latencies };
}

/** The hub was away, and comes back. */
async function catchUp(world: ExchangeWorld, waiting: number): Promise<void> {
  const north = world.node('650000');
  const port = Number(new URL(world.realHubUrl).port);
  await world.hub.close();
  for (let sent = 0; sent < waiting; sent += BATCH) await handOver(north, Math.min(BATCH, waiting - sent));
  await world.restartHub(port);
  const begin = performance.now();
  const running = pump(world);
  while (await unanswered(north) > 0) await pause(100);
  const seconds = (performance.now() - begin) / 1000;
  await running.stop();
  const limit = await limitOf(world);
  console.log(`${waiting} waiting: caught up in ${seconds.toFixed(1)} s, ${(waiting / seconds).toFixed(0)} messages/s; limit ${limit.rate.toFixed(0)}/s; ratio ${(waiting / seconds / limit.rate).toFixed(2)}`);
}

async function handOver(node: WorldNode, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => node.database.transaction((tx) =>
    node.exchange.send(tx, { conversation: node.exchange.newConversation(), to: '330000', type: 'caseForwarded', body: FORWARDED }))));
}

async function unanswered(node: WorldNode): Promise<number> {
  const [row] = await node.database.query<{ open: number }>({ name: 'bench.unanswered', text: 'SELECT count(*)::int AS open FROM exchange_outgoing WHERE outcome IS NULL AND sequence > 0' }, []);
  return row!.open;
}

/** What the workers of the nodes do, each part as often as there is something to do. */
function pump(world: ExchangeWorld): { stop(): Promise<void> } {
  let ends = false;
  const turn = async (work: () => Promise<number>): Promise<void> => {
    while (!ends) if (await work() === 0) await pause(IDLE_MS);
  };
  const parts = [...world.nodes.values()].flatMap(({ sender, receiver }) => [turn(() => sender.run()), turn(() => receiver.pullAll()), turn(() => receiver.apply())]);
  return {
    async stop() {
      ends = true;
      await Promise.all(parts);
    },
  };
}

/** One message at a time, with nothing but what no exchange of this kind can leave out: on each hop a signature is made and verified, and one row committed. */
async function limitOf(world: ExchangeWorld): Promise<{ rate: number; sign: number; verify: number; commit: number }> {
  const key = new Sm2PrivateKey(newSm2Key());
  const text = Buffer.alloc(1000, 'a');
  const signature = key.sign(text);
  const sign = timed(() => void key.sign(text));
  const verify = timed(() => void key.publicKey.verify(text, signature));
  const commit = await timedCommit(world.node('650000').databases.ownerUrl);
  return { rate: 1000 / (HOPS * (sign + verify + commit)), sign, verify, commit };
}

/** ms each. */
function timed(work: () => void): number {
  const begin = performance.now();
  for (let turn = 0; turn < REPETITIONS; turn += 1) work();
  return (performance.now() - begin) / REPETITIONS;
}

async function timedCommit(ownerUrl: string): Promise<number> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('CREATE TABLE IF NOT EXISTS bench_commit (content text)');
    const begin = performance.now();
    for (let turn = 0; turn < REPETITIONS; turn += 1) await client.query('INSERT INTO bench_commit VALUES ($1)', ['a'.repeat(1000)]);
    return (performance.now() - begin) / REPETITIONS;
  } finally {
    await client.end();
  }
}
