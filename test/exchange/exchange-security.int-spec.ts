import { gzipSync } from 'node:zlib';
import {
  coreDigest, type ExchangeCertificate, headOf, HUB_REGION, type HubReceipt, NO_DIGEST, type NodeKey, readEnvelope, receiptDigest, REQUEST_HEADER, signRequest, writeCore, writeEnvelope,
  writeHubReceipt, writePayload,
} from '@onething/exchange';
import { newId } from '@onething/kernel';
import { DAY_MS, ExchangeWorld, FORWARDED, ITEM, Nation, START, type WorldNode } from './exchange-world';
import { HubProxy } from './hub-proxy';

/** The hub is not trusted either: what it would have refused is put into its tables, with receipts that it has signed. */
let world: ExchangeWorld;
let east: WorldNode;
const proxy = new HubProxy();
const iso = (at: number) => new Date(at).toISOString();

beforeAll(async () => {
  world = await ExchangeWorld.start({ regions: ['650000', '330000', '510000'], proxy: (url) => proxy.start(url) });
  east = world.node('330000');
  // One honest message in each direction, so that the hub has an order for everybody.
  for (const [from, to] of [['650000', '330000'], ['330000', '510000'], ['510000', '650000']] as const) {
    const { database, exchange } = world.node(from);
    await database.transaction((tx) => exchange.send(tx, { conversation: exchange.newConversation(), to, type: 'caseForwarded', body: FORWARDED }));
  }
  await world.settle();
});
afterAll(async () => {
  await world.stop();
  await proxy.stop();
});
afterEach(() => {
  proxy.lie = undefined;
  proxy.instead = undefined;
});

type Core = Parameters<typeof writeEnvelope>[0];
const keyOf = (region: string) => world.node(region).keys.current(START);
const hubKey = (): NodeKey => world.hubKeys().current(START);

interface Making {
  signer?: NodeKey;
  body?: unknown;
  recipient?: ExchangeCertificate;
}

/** A message as a thief, a peer or a hub would make it. */
function craft(change: Partial<Core> = {}, { signer = keyOf('650000'), body = FORWARDED, recipient = keyOf('330000').certificate }: Making = {}) {
  const payload = writePayload(body);
  const core: Core = { ...writeCore({
    id: newId(START), from: '650000', to: '330000', conversation: newId(START), sequence: 1, type: 'caseForwarded', schema: 1, sentAt: iso(START), previous: NO_DIGEST, ...change,
  }, payload), ...change };
  return { core, bytes: writeEnvelope(core, payload, recipient, signer) };
}

const STATE = { name: 'test.state', text: `SELECT delivered, delivered_digest AS digest FROM hub_region WHERE region = $1` };
const PLANT = {
  name: 'test.plant',
  text: `WITH region AS (UPDATE hub_region SET delivered = $2, delivered_digest = $3 WHERE region = $1)
    INSERT INTO hub_delivery (recipient, number, envelope, receipt) VALUES ($1, $2, $4, $5)`,
};

/** Puts bytes into the order of a region. */
async function plant(bytes: Buffer, { to = '330000', at = world.hubClock.now(), head = headOf(readEnvelope(bytes)) } = {}): Promise<void> {
  const [last] = await world.hubDatabase.query<{ delivered: number; digest: string }>(STATE, [to]);
  const receipt = writeHubReceipt(head, { number: last!.delivered + 1, fromNumber: 1, previous: last!.digest, at: iso(at) }, hubKey());
  await world.hubDatabase.query(PLANT, [to, receipt.number, receiptDigest(receipt), bytes, receipt]);
}

const LOGGED = {
  name: 'test.logged',
  text: `SELECT id, detail->>'code' AS code FROM security_act WHERE act = 'exchange.refused' AND id <> ALL ($1::uuid[])`,
};
const seen: string[] = [];
const QUARANTINED = { name: 'test.quarantined', text: 'SELECT count(*)::int AS count FROM exchange_quarantine WHERE code = $1' };
const APPLIED = { name: 'test.applied', text: 'SELECT count(*)::int AS count FROM exchanged WHERE message = $1' };
const FAILURE = { name: 'test.failure', text: 'SELECT failure FROM exchange_state' };

/** Codes that were logged since it was asked last. */
async function logged(): Promise<string> {
  const acts = await east.database.query<{ id: string; code: string }>(LOGGED, [seen]);
  seen.push(...acts.map(({ id }) => id));
  return acts.map(({ code }) => code).join(' ');
}
const timesApplied = async (id: string) => (await east.database.query<{ count: number }>(APPLIED, [id]))[0]!.count;

/** What the recipient does with it. @returns the code that it logged */
async function received(): Promise<string> {
  await east.receiver.pullAll();
  while (await east.receiver.apply() > 0);
  return logged();
}

async function expectRefused(bytes: Buffer, code: string, more: Parameters<typeof plant>[1] = {}): Promise<void> {
  await plant(bytes, more);
  expect(await received()).toBe(`EXCHANGE.${code}`);
  expect((await east.database.query<{ count: number }>(QUARANTINED, [`EXCHANGE.${code}`]))[0]!.count).toBeGreaterThan(0);
}

/** Straight to the hub. @returns its refusal's code */
async function submitted(body: Buffer, { signer = keyOf('650000'), headers = {} } = {}): Promise<string> {
  const header = signRequest({ method: 'POST', path: '/messages', at: iso(world.hubClock.now()), nonce: '0'.repeat(32) }, signer);
  const answer = await fetch(`${world.hubUrl}/messages`, { method: 'POST', headers: { 'content-type': 'application/json', [REQUEST_HEADER]: header, ...headers }, body: new Uint8Array(body) });
  return (await answer.json() as { code: string }).code ?? 'accepted';
}

describe('a sender', () => {
  test('who is another', async () => {
    const forged = craft({}, { signer: keyOf('510000') });
    expect(await submitted(forged.bytes)).toBe('EXCHANGE.SENDER_FORGED');
    await expectRefused(forged.bytes, 'SENDER_FORGED');
  });

  test('with a certificate of another root', async () => {
    const foreign = new Nation();
    foreign.issue('650000');
    const signer = foreign.nodeKey('650000');
    expect(await submitted(craft({}, { signer }).bytes, { signer })).toBe('EXCHANGE.CERTIFICATE_UNTRUSTED');
    await expectRefused(craft({}, { signer }).bytes, 'CERTIFICATE_UNTRUSTED');
  });

  test('who uses the hub\'s certificate', () => expectRefused(craft({ from: HUB_REGION }, { signer: hubKey() }).bytes, 'CERTIFICATE_ROLE'));

  test('whose certificate is over', async () => {
    const signer = world.nation.keyWith('650000', { notBefore: iso(START - 9 * DAY_MS), notAfter: iso(START - DAY_MS) });
    expect(await submitted(craft({}, { signer }).bytes, { signer })).toBe('EXCHANGE.CERTIFICATE_EXPIRED');
    await expectRefused(craft({}, { signer }).bytes, 'CERTIFICATE_EXPIRED');
  });

  test('who replays', async () => {
    const { bytes, core } = craft();
    await plant(bytes);
    await received();
    await plant(bytes);
    expect(await received()).toBe('EXCHANGE.REPLAYED');
    expect(await timesApplied(core.id)).toBe(1);
  });

  test('who uses an id again', async () => {
    const first = craft();
    await plant(first.bytes);
    await received();
    await expectRefused(craft({ id: first.core.id }).bytes, 'ID_REUSED');
    expect(await submitted(first.bytes)).toBe('accepted');
    expect(await submitted(craft({ id: first.core.id }).bytes)).toBe('EXCHANGE.ID_REUSED');
  });

  test('who writes into a conversation of others', async () => {
    const { bytes, core } = craft();
    await plant(bytes);
    await received();
    const intruder = craft({ from: '510000', conversation: core.conversation, sequence: 1, type: 'withdrawn' }, { signer: keyOf('510000'), body: { by: 'office', at: iso(START), reason: '' } });
    await expectRefused(intruder.bytes, 'CONVERSATION_FOREIGN');
  });

  test('who sends an item that is not decided here', async () => {
    const { bytes, core } = craft({}, { body: { ...FORWARDED, item: `${ITEM.slice(0, -1)}9` } });
    await expectRefused(bytes, 'NOT_ROUTED_HERE');
    expect(await timesApplied(core.id)).toBe(0);
  });

  test('who speaks an older version', async () => {
    expect(await submitted(craft({ format: 'onething-exchange/0' as Core['format'] }).bytes)).toBe('EXCHANGE.VERSION_UNKNOWN');
    await expectRefused(craft({ schema: 0 }).bytes, 'VERSION_UNKNOWN');
    await expectRefused(craft({ type: 'caseForwardedOld' }).bytes, 'VERSION_UNKNOWN');
  });

  test('who would speak a version that the directory does not name for the recipient waits', async () => {
    const { database, exchange, sender, receiver } = world.node('650000');
    const { members } = world.nation.directory(world.hubClock.now());
    world.directory = world.nation.directory(world.hubClock.now(), { members: members.map((member) => (member.region === '330000' ? { ...member, versions: [2] } : member)) });
    await receiver.pull();
    const conversation = exchange.newConversation();
    await database.transaction((tx) => exchange.send(tx, { conversation, to: '330000', type: 'caseForwarded', body: FORWARDED }));
    expect(await sender.run()).toBe(0);
    const [lane] = await database.query<{ error: string }>({ name: 'test.lane', text: 'SELECT last_error AS error FROM exchange_lane WHERE lane = $1' }, [conversation]);
    expect(lane!.error).toContain('EXCHANGE.VERSION_UNKNOWN');
    world.directory = world.nation.directory(world.hubClock.now());
    await receiver.pull();
    world.advanceBy(10_000);
    await world.settle();
    expect(await database.query({ name: 'test.outcome-of', text: 'SELECT outcome FROM exchange_outgoing WHERE conversation = $1 AND sequence = 1' }, [conversation])).toEqual([{ outcome: 'applied' }]);
  });

  test('who dates into the future', () => expectRefused(craft({ sentAt: iso(START + 16 * 60_000) }).bytes, 'FROM_THE_FUTURE'));

  test('who alters the chain', async () => {
    const { bytes, core } = craft();
    await plant(bytes);
    await received();
    const next = { conversation: core.conversation, type: 'withdrawn' };
    const body = { by: 'applicant', at: iso(START), reason: '' };
    await expectRefused(craft({ ...next, sequence: 2 }, { body }).bytes, 'CHAIN_ALTERED');
    await expectRefused(craft({ ...next, sequence: 1 }, { body }).bytes, 'CONVERSATION_FORKED');
    const honest = craft({ ...next, sequence: 2, previous: coreDigest(core) }, { body });
    await plant(honest.bytes);
    await received();
    expect(await timesApplied(honest.core.id)).toBe(1);
  });

  test('who seals for another', () => expectRefused(craft({}, { recipient: keyOf('510000').certificate }).bytes, 'SEAL_WRONG'));

  test('who signs another content than is sealed', () => expectRefused(craft({ payloadDigest: 'f'.repeat(64) }).bytes, 'PAYLOAD_ALTERED'));
});

describe('a payload', () => {
  test('that is too large', async () => expect(await submitted(Buffer.alloc(300_000, 0x20))).toBe('EXCHANGE.TOO_LARGE'));

  test('that is nested too deeply', async () => {
    expect(await submitted(Buffer.from('['.repeat(200_000)))).toBe('EXCHANGE.TOO_DEEP');
    const nested = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`) as unknown;
    await expectRefused(craft({}, { body: { ...FORWARDED, answers: { nested } } }).bytes, 'TOO_DEEP');
  });

  test('that unfolds', async () => {
    world.advanceBy(16 * 60_000);
    expect(await submitted(gzipSync(Buffer.alloc(50_000_000)), { headers: { 'content-encoding': 'gzip' } })).toBe('EXCHANGE.COMPRESSED');
    proxy.instead = { status: 200, headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000, 0x20)) };
    expect(await received()).toBe('EXCHANGE.COMPRESSED');
    proxy.instead = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.alloc(30_000_000, 0x20) };
    expect(await received()).toBe('EXCHANGE.TOO_LARGE');
  });

  test('that does not fit its schema', () => expectRefused(craft({}, { body: { ...FORWARDED, extra: 1 } }).bytes, 'MALFORMED'));

  test('that is no canonical JSON', async () => {
    const { bytes } = craft();
    expect(await submitted(Buffer.from(JSON.stringify(JSON.parse(bytes.toString()), null, 1)))).toBe('EXCHANGE.NOT_CANONICAL');
    expect(await submitted(Buffer.from('{"core":'))).toBe('EXCHANGE.NOT_JSON');
  });
});

describe('a lying hub', () => {
  /** Nothing of what it hands over is taken, an operator can read why, and it is taken once the hub tells the truth. */
  async function expectNoticed(lie: HubProxy['lie'], code: string): Promise<void> {
    const { bytes, core } = craft();
    await plant(bytes);
    const second = craft();
    await plant(second.bytes);
    world.advanceBy(16 * 60_000);
    proxy.lie = lie;
    expect(await received()).toBe(`EXCHANGE.${code}`);
    expect((await east.database.query<{ failure: string }>(FAILURE, []))[0]!.failure).toContain(`EXCHANGE.${code}`);
    expect(await timesApplied(second.core.id)).toBe(0);
    proxy.lie = undefined;
    await received();
    expect([await timesApplied(core.id), await timesApplied(second.core.id)]).toEqual([1, 1]);
  }
  /** Signed by the hub anew, with a change. */
  const signedAnew = (envelope: string, change: Partial<HubReceipt>, receipt: object) => {
    const { number, fromNumber, previous, at } = { ...receipt as HubReceipt, ...change };
    return writeHubReceipt(headOf(readEnvelope(Buffer.from(envelope, 'base64'))), { number, fromNumber, previous, at }, hubKey());
  };

  test('that drops', () => expectNoticed((answer) => ({ ...answer, deliveries: answer.deliveries.slice(1) }), 'RECEIPT_CHAIN_BROKEN'));

  test('that keeps everything back', () => expectNoticed((answer) => ({ ...answer, deliveries: [] }), 'STATEMENT_WRONG'));

  test('that reorders', () => expectNoticed((answer) => ({ ...answer, deliveries: answer.deliveries.toReversed() }), 'RECEIPT_CHAIN_BROKEN'));

  test('that numbers anew what it reordered', () => expectNoticed((answer) => {
    const [one, two] = answer.deliveries;
    return { ...answer, deliveries: [{ envelope: two!.envelope, receipt: one!.receipt }] };
  }, 'RECEIPT_WRONG'));

  test('that alters content on the way', () => expectNoticed((answer) => {
    const [one] = answer.deliveries;
    const envelope = JSON.parse(Buffer.from(one!.envelope, 'base64').toString()) as { core: { to: string } };
    envelope.core.to = '510000';
    return { ...answer, deliveries: [{ envelope: Buffer.from(JSON.stringify(envelope)).toString('base64'), receipt: one!.receipt }] };
  }, 'RECEIPT_WRONG'));

  test('that dates a receipt back', () => expectNoticed((answer) => {
    const [one, ...rest] = answer.deliveries;
    return { ...answer, deliveries: [{ ...one!, receipt: signedAnew(one!.envelope, { at: iso(START - DAY_MS) }, one!.receipt) }, ...rest] };
  }, 'RECEIPT_BACKDATED'));

  test('that repeats an old statement', async () => {
    let old: Record<string, unknown> | undefined;
    proxy.lie = (answer) => {
      old = answer.statement;
      return answer;
    };
    await received();
    await expectNoticed((answer) => ({ ...answer, statement: old }), 'STATEMENT_WRONG');
  });

  test('that signs with no key of the root', () => expectNoticed((answer) => ({ ...answer, statement: { ...answer.statement, signature: Buffer.alloc(70).toString('base64') } }), 'SIGNATURE_WRONG'));

  test('that swaps the addresses', async () => {
    const { bytes } = craft();
    const envelope = readEnvelope(bytes);
    const swapped = { ...envelope, core: { ...envelope.core, from: '510000' } };
    await expectRefused(world.bytesOf(swapped), 'SENDER_FORGED');
  });

  test('that swaps the certificate', async () => {
    const envelope = readEnvelope(craft().bytes);
    const other = world.nation.keyWith('650000', {});
    await expectRefused(world.bytesOf({ ...envelope, certificate: other.certificate }), 'SIGNATURE_WRONG');
  });

  test('that hands over what is for another', () => expectRefused(craft({ to: '510000' }, { recipient: keyOf('510000').certificate }).bytes, 'RECIPIENT_WRONG'));

  test('that replays', async () => {
    const { bytes, core } = craft();
    await plant(bytes);
    await plant(bytes);
    expect(await received()).toBe('EXCHANGE.REPLAYED');
    expect(await timesApplied(core.id)).toBe(1);
  });

  test('that brings an older directory', async () => {
    const older = world.directory;
    world.advanceBy(16 * 60_000);
    world.directory = world.nation.directory(east.clock.now());
    await received();
    world.directory = older;
    expect(await received()).toBe('EXCHANGE.DIRECTORY_BACKWARDS');
    world.directory = world.nation.directory(east.clock.now());
    await received();
  });

  test('that lets a revoked key in: not with a receipt of later, not with one that is dated back', async () => {
    const thief = world.nation.keyWith('650000', {});
    world.nation.revoked.push({ serial: thief.certificate.serial, at: iso(world.hubClock.now()), reason: 'keyCompromise' });
    world.directory = world.nation.directory(east.clock.now());
    expect(await submitted(craft({}, { signer: thief }).bytes, { signer: thief })).toBe('EXCHANGE.CERTIFICATE_REVOKED');
    await expectRefused(craft({}, { signer: thief }).bytes, 'CERTIFICATE_REVOKED');
  });

  test('that withholds a revocation stops the exchange, and then it is seen', async () => {
    const withheld = world.directory;
    world.advanceBy(31 * DAY_MS);
    const { bytes, core } = craft();
    await plant(bytes);
    expect(await received()).toBe('EXCHANGE.DIRECTORY_STALE');
    expect(await timesApplied(core.id)).toBe(0);
    world.nation.revoked.push({ serial: keyOf('650000').certificate.serial, at: iso(START + 40 * DAY_MS), reason: 'superseded' });
    world.directory = world.nation.directory(east.clock.now());
    expect(world.directory.number).toBeGreaterThan(withheld.number);
    await received();
    expect(await timesApplied(core.id)).toBe(1);
    world.nation.revoked.pop();
    world.advanceBy(DAY_MS);
    world.directory = world.nation.directory(east.clock.now());
  });
});
