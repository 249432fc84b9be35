import { ExchangeProofs, verifyProof } from '@onething/exchange';
import { canonicalJson } from '@onething/kernel';
import { Client } from 'pg';
import { Dice } from '../chaos/dice';
import { DAY_MS, ExchangeWorld, FORWARDED, type WorldNode } from './exchange-world';
import { type Fault, HubProxy } from './hub-proxy';

/**
 * Three provinces exchange cases while everything between and below them fails. `npm run chaos:exchange -- --cases N --seed S` runs it larger;
 * under npm test it is small.
 */
const CASES = Number(process.env.CHAOS_CASES ?? 40);
const SEED = Number(process.env.CHAOS_SEED ?? 20260302);
const REGIONS = ['650000', '330000', '510000'];
const FAULTS: Fault[] = ['drop', 'loseAnswer', 'duplicate', 'truncate', 'flip'];
/** New cases in a round. */
const BATCH = 20;

jest.setTimeout(3_600_000);

const dice = new Dice(SEED);
const oneOf = <T>(values: readonly T[]): T => values[dice.between(0, values.length - 1)]!;
const proxy = new HubProxy(() => dice.roll());
let world: ExchangeWorld;
const sent = new Map<string, { conversation: string; from: string; to: string }>();
const kills = { node: 0, hub: 0, hubRestarts: 0, renewed: 0, awayDays: 0 };
let calm = false;

beforeAll(async () => {
  proxy.fault = () => (calm || !dice.happens(0.25) ? 'none' : oneOf(FAULTS));
  world = await ExchangeWorld.start({ regions: REGIONS, proxy: (url) => proxy.start(url) });
  // Clocks differ, by less than what is tolerated.
  world.node('330000').clock.advanceBy(6 * 60_000);
  world.hubClock.advanceBy(3 * 60_000);
});
afterAll(async () => {
  await world.stop();
  await proxy.stop();
});

test(`${CASES} cases are applied once on both sides, whatever fails`, async () => {
  const conversations: { id: string; from: string; to: string }[] = [];
  for (let begun = 0; begun < CASES; begun += BATCH) {
    for (let count = Math.min(BATCH, CASES - begun); count > 0; count -= 1) conversations.push(await beginCase());
    for (let round = 0; round < 4; round += 1) await stormyRound(conversations.slice(-3 * BATCH));
    if (begun >= CASES / 2 && kills.awayDays === 0) await beAway('510000');
  }
  calm = true;
  await comeToRest();
  await expectEverythingOnce();
  await expectLedgersAgree(conversations);
  await expectProofsHold(conversations.filter((_, index) => index % Math.ceil(CASES / 50) === 0));
  for (const fault of FAULTS) expect([fault, (proxy.counts.get(fault) ?? 0) > 0]).toEqual([fault, true]);
  expect(Object.entries(kills).filter(([, count]) => count === 0)).toEqual([]);
  await tell();
});

async function beginCase() {
  const [from, to] = dice.happens(0.5) ? ['650000', oneOf(['330000', '510000'])] as const : ['330000', '650000'] as const;
  const id = world.node(from).exchange.newConversation();
  await send(from, to, id, 'caseForwarded', FORWARDED);
  return { id, from, to };
}

async function send(from: string, to: string, conversation: string, type: 'caseForwarded' | 'resumed', body: Record<string, unknown>): Promise<void> {
  const { database, exchange } = world.node(from);
  try {
    const { id } = await database.transaction((tx) => exchange.send(tx, { conversation, to, type, body }));
    sent.set(id, { conversation, from, to });
  } catch (error) {
    // Its connection was killed: nothing of it may be there. A case that was not begun is begun again.
    if (type === 'caseForwarded') return send(from, to, conversation, type, body);
    if (!(error instanceof Error)) throw error;
  }
}

/** Both sides of some cases go on; everybody works at once; connections are killed, the hub starts anew, certificates are renewed. */
async function stormyRound(conversations: readonly { id: string; from: string; to: string }[]): Promise<void> {
  for (const { id, from, to } of conversations) {
    if (dice.happens(0.25)) await send(from, to, id, 'resumed', { on: '2026-03-09' });
    if (dice.happens(0.25)) await send(to, from, id, 'resumed', { on: '2026-03-10' });
  }
  const disturbances: Promise<unknown>[] = [];
  if (dice.happens(0.5)) disturbances.push(killConnections(world.node(oneOf(REGIONS)).databases.appUrl).then(() => void (kills.node += 1)));
  if (dice.happens(0.3)) disturbances.push(killConnections(world.hubDatabaseUrl).then(() => void (kills.hub += 1)));
  await Promise.all([...[...world.nodes.values()].map((node) => work(node)), ...disturbances]);
  if (dice.happens(0.3) || kills.hubRestarts === 0) await restartHub();
  if (dice.happens(0.1) || kills.renewed === 0) renew(oneOf(REGIONS));
  world.advanceBy(Math.floor(dice.roll() * 60_000));
}

/** As the worker does it: a duty that fails is done again later. */
async function work({ sender, receiver, files, fileSender }: WorldNode): Promise<number> {
  let done = 0;
  for (const duty of [() => sender.run(), () => receiver.pullAll(), () => receiver.apply(), () => fileSender.run(), () => files.fetch(), () => receiver.askForGaps()]) {
    done += await duty().catch(() => 1);
  }
  return done;
}

async function killConnections(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
  await client.end();
}

async function restartHub(): Promise<void> {
  const { port } = new URL(world.realHubUrl);
  await world.hub.close();
  await world.restartHub(Number(port));
  kills.hubRestarts += 1;
}

function renew(region: string): void {
  const node = world.node(region);
  node.keys.add(world.nation.issue(region, { notBefore: new Date(node.clock.now() - 10 * 60_000).toISOString() }));
  world.directory = world.nation.directory(world.hubClock.now());
  kills.renewed += 1;
}

/** A node does nothing for two days while the others go on. */
async function beAway(region: string): Promise<void> {
  for (let hours = 0; hours < 48; hours += 12) {
    await Promise.all([...world.nodes.values()].filter((node) => node.region !== region).map((node) => work(node)));
    world.advanceBy(DAY_MS / 2);
  }
  world.directory = world.nation.directory(world.hubClock.now());
  kills.awayDays += 2;
}

async function comeToRest(): Promise<void> {
  for (let quiet = 0, round = 0; quiet < 3; round += 1) {
    if (round > 2_000) throw new Error('The exchange does not come to rest');
    let done = 0;
    for (const node of world.nodes.values()) done += await work(node);
    const waiting = await Promise.all([...world.nodes.values()].map((node) => count(node, `SELECT (SELECT count(*) FROM exchange_lane) + (SELECT count(*) FROM exchange_delivery WHERE state <> 'done') AS count`)));
    quiet = done === 0 && waiting.every((number) => number === 0) ? quiet + 1 : 0;
    world.advanceBy(60_000);
    if (round % 300 === 299) world.directory = world.nation.directory(world.hubClock.now());
  }
}

const count = async (node: WorldNode, text: string) => (await node.database.query<{ count: number }>({ name: `chaos.${text.length}.${text.slice(-20)}`, text }, []))[0]!.count;

async function expectEverythingOnce(): Promise<void> {
  const applied: string[] = [];
  for (const node of world.nodes.values()) {
    const rows = await node.database.query<{ message: string; conversation: string; peer: string; sequence: number }>(
      { name: 'chaos.applied', text: 'SELECT message, conversation, peer, sequence FROM exchanged ORDER BY position' }, [],
    );
    applied.push(...rows.map(({ message }) => message));
    const last = new Map<string, number>();
    for (const { conversation, sequence } of rows) {
      expect(sequence).toBe((last.get(conversation) ?? 0) + 1);
      last.set(conversation, sequence);
    }
    expect(await count(node, `SELECT count(*)::int AS count FROM exchange_outgoing WHERE sequence > 0 AND outcome IS DISTINCT FROM 'applied'`)).toBe(0);
    expect(await count(node, 'SELECT count(*)::int AS count FROM exchange_quarantine')).toBe(0);
  }
  expect(applied.toSorted()).toEqual([...sent.keys()].toSorted());
}

async function expectLedgersAgree(conversations: readonly { id: string; from: string; to: string }[]): Promise<void> {
  const read = { name: 'chaos.ledger', text: 'SELECT id, sent, sent_digest, received, received_digest FROM exchange_conversation' };
  interface Side { id: string; sent: number; sent_digest: string; received: number; received_digest: string }
  const ledgers = new Map(await Promise.all([...world.nodes.values()].map(async ({ region, database }) =>
    [region, new Map((await database.query<Side>(read, [])).map((side) => [side.id, side]))] as const)));
  for (const { id, from, to } of conversations) {
    const [one, other] = [ledgers.get(from)!.get(id)!, ledgers.get(to)!.get(id)!];
    expect([one.sent, one.sent_digest, one.received, one.received_digest]).toEqual([other.received, other.received_digest, other.sent, other.sent_digest]);
  }
}

async function expectProofsHold(conversations: readonly { id: string; from: string; to: string }[]): Promise<void> {
  for (const { id, from, to } of conversations) {
    for (const region of [from, to]) {
      const proofs = world.node(region).app.get(ExchangeProofs);
      const { facts } = verifyProof(await proofs.prove(id, false), await proofs.trust());
      expect(facts.every(({ answer }) => answer?.outcome === 'applied')).toBe(true);
    }
  }
}

async function tell(): Promise<void> {
  if (!process.env.CHAOS_CASES) return;
  const refused = (await world.hubDatabase.query<{ code: string; count: number }>({ name: 'chaos.refused', text: 'SELECT code, count(*)::int AS count FROM hub_refusal GROUP BY 1 ORDER BY 1' }, []));
  const account = {
    cases: CASES, seed: SEED, messages: sent.size, faults: Object.fromEntries(proxy.counts), kills, refusedByTheHub: Object.fromEntries(refused.map(({ code, count: times }) => [code, times])),
    lost: 0, doubled: 0, outOfOrder: 0,
  };
  process.stdout.write(`${canonicalJson(account)}\n`);
}
