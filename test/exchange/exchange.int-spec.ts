import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExchangeConsole, ExchangeProofs, ExchangeRetention, HUB_REGION, Quarantine, readTrust, verifyProof } from '@onething/exchange';
import { Client } from 'pg';
import { runCommandLine } from '../../apps/cli/src/program';
import { createTestDatabase } from '../support/database';
import { DAY_MS, ExchangeWorld, FORWARDED, Nation, START, type WorldNode } from './exchange-world';

let world: ExchangeWorld;
let north: WorldNode;
let east: WorldNode;

beforeAll(async () => {
  world = await ExchangeWorld.start();
  [north, east] = [world.node('650000'), world.node('330000')];
});
afterAll(() => world.stop());

const RESUMED = { on: '2026-03-09' };

const send = (node: WorldNode, conversation: string, type: 'caseForwarded' | 'resumed' | 'withdrawn', body: Record<string, unknown>, to = node === north ? '330000' : '650000') =>
  node.database.transaction((tx) => node.exchange.send(tx, { conversation, to, type, body }));

async function begin(): Promise<string> {
  const conversation = north.exchange.newConversation();
  await send(north, conversation, 'caseForwarded', FORWARDED);
  return conversation;
}

const rows = <Row>(node: WorldNode, text: string, values: unknown[] = []) => node.database.query<Row>({ name: `test.${text}`.slice(0, 60), text }, values);
const applied = async (node: WorldNode, conversation: string) =>
  (await rows<{ sequence: number }>(node, 'SELECT sequence FROM exchanged WHERE conversation = $1 ORDER BY position', [conversation])).map(({ sequence }) => sequence);

test('a case goes there and its decision back, each message once and answered', async () => {
  const conversation = await begin();
  await world.settle();
  await send(east, conversation, 'resumed', RESUMED);
  await send(east, conversation, 'resumed', RESUMED);
  await send(north, conversation, 'withdrawn', { by: 'applicant', at: '2026-03-02T02:00:00.000Z', reason: '' });
  await world.settle();
  expect(await applied(east, conversation)).toEqual([1, 2]);
  expect(await applied(north, conversation)).toEqual([1, 2]);
  const outcomes = 'SELECT outcome FROM exchange_outgoing WHERE conversation = $1 AND sequence > 0 ORDER BY sequence';
  expect(await rows(north, outcomes, [conversation])).toEqual([{ outcome: 'applied' }, { outcome: 'applied' }]);
  expect(await rows(east, outcomes, [conversation])).toEqual([{ outcome: 'applied' }, { outcome: 'applied' }]);
  expect(await rows(north, 'SELECT lane FROM exchange_lane')).toEqual([]);
});

test('the hub reads addresses only', async () => {
  await begin();
  await world.settle();
  const [{ all }] = await world.hubDatabase.query<{ all: string }>({ name: 'test.hub', text: `SELECT string_agg(convert_from(envelope, 'UTF8'), '') AS "all" FROM hub_delivery` }, []) as [{ all: string }];
  expect(all).toContain('caseForwarded');
  expect(all).not.toMatch(/示例·一|11010519491231002X|caseNumber/);
});

test('nothing is sent of a transaction that is rolled back', async () => {
  const conversation = north.exchange.newConversation();
  await expect(north.database.transaction(async (tx) => {
    await north.exchange.send(tx, { conversation, to: '330000', type: 'caseForwarded', body: FORWARDED });
    throw new Error('the command failed');
  })).rejects.toThrow('the command failed');
  await world.settle();
  expect(await rows(north, 'SELECT id FROM exchange_outgoing WHERE conversation = $1', [conversation])).toEqual([]);
});

test('a refusal of the case side leaves nothing, is told to the sender, and does not stop the conversation', async () => {
  const conversation = await begin();
  await world.settle();
  east.cases.refusing = 'resumed';
  await send(north, conversation, 'resumed', RESUMED);
  await send(north, conversation, 'withdrawn', { by: 'applicant', at: '2026-03-02T02:00:00.000Z', reason: '' });
  await world.settle();
  east.cases.refusing = undefined;
  expect(await applied(east, conversation)).toEqual([1, 3]);
  expect(await rows(north, 'SELECT outcome, answer IS NOT NULL AS answered FROM exchange_outgoing WHERE conversation = $1 AND sequence > 0 ORDER BY sequence', [conversation]))
    .toEqual([{ outcome: 'applied', answered: true }, { outcome: 'refused', answered: true }, { outcome: 'applied', answered: true }]);
  expect(await rows(north, `SELECT code FROM exchange_told WHERE outcome = 'refused'`)).toEqual([{ code: 'CASES.NOT_IN_THIS_STATE' }]);
  expect(await rows(east, 'SELECT code FROM exchange_quarantine WHERE conversation = $1', [conversation])).toEqual([{ code: 'CASES.NOT_IN_THIS_STATE' }]);
});

test('a case side that fails is tried again; other conversations go on, and its own waits in order', async () => {
  const slow = await begin();
  await world.settle();
  east.cases.failing = slow;
  await send(north, slow, 'resumed', RESUMED);
  await world.settle();
  await send(north, slow, 'resumed', RESUMED);
  const other = await begin();
  await world.settle();
  expect(await applied(east, slow)).toEqual([1]);
  expect(await applied(east, other)).toEqual([1]);
  east.cases.failing = undefined;
  world.advanceBy(10_000);
  await world.settle();
  expect(await applied(east, slow)).toEqual([1, 2, 3]);
});

test('a hub that is away for two days loses nothing and holds up no conversation afterwards', async () => {
  const conversation = await begin();
  await world.settle();
  const { port } = new URL(world.hubUrl);
  await world.hub.close();
  await send(north, conversation, 'resumed', RESUMED);
  await north.sender.run();
  await north.receiver.pull();
  expect(await rows(north, 'SELECT attempts, last_error IS NOT NULL AS failed FROM exchange_lane')).toEqual([{ attempts: 1, failed: true }]);
  world.advanceBy(2 * DAY_MS);
  await world.restartHub(Number(port));
  await world.settle();
  expect(await applied(east, conversation)).toEqual([1, 2]);
  expect(east.clock.now()).toBeGreaterThanOrEqual(START + 2 * DAY_MS);
});

test('whoever was not answered for a day is told once', async () => {
  const conversation = await begin();
  await north.sender.run();
  world.advanceBy(DAY_MS);
  expect(await north.sender.noteOverdue()).toBe(1);
  expect(await north.sender.noteOverdue()).toBe(0);
  await world.settle();
  expect(await applied(east, conversation)).toEqual([1]);
});

test('a certificate is renewed while messages are under way', async () => {
  const conversation = await begin();
  const renewed = world.nation.issue('330000', { notBefore: new Date(east.clock.now() - 1000).toISOString() });
  await north.sender.run();
  east.keys.add(renewed);
  world.directory = world.nation.directory(east.clock.now());
  await send(north, conversation, 'resumed', RESUMED);
  await north.receiver.pull();
  await world.settle();
  expect(await applied(east, conversation)).toEqual([1, 2]);
  const used = await rows<{ serial: string }>(north, `SELECT answer->'head'->'certificate'->>'serial' AS serial FROM exchange_outgoing WHERE conversation = $1 AND sequence = 2`, [conversation]);
  expect(used).toEqual([{ serial: renewed.certificate.serial }]);
});

test('the hub runs as a process of its own, and ends when it is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onething-hub-'));
  const at = (name: string) => join(folder, name);
  const database = await createTestDatabase();
  writeFileSync(at('keys.json'), JSON.stringify({ keys: world.nation.keys.get(HUB_REGION) }));
  writeFileSync(at('root.pem'), world.nation.rootPem());
  writeFileSync(at('directory.json'), JSON.stringify(world.directory));
  const hub = fork(join(process.cwd(), 'apps/hub/src/main.ts'), {
    execArgv: ['--require', join(process.cwd(), 'test/support/run-typescript.cjs')], stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env, HUB_DATABASE_URL: database.appUrl, HUB_MIGRATION_DATABASE_URL: database.ownerUrl, HUB_KEY_FILE: at('keys.json'), HUB_ROOT_FILE: at('root.pem'),
      HUB_DIRECTORY_FILE: at('directory.json'),
    },
  });
  const printed: string[] = [];
  for (const stream of [hub.stdout!, hub.stderr!]) stream.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  try {
    const [{ url }] = await once(hub, 'message') as [{ url: string }];
    // What is no message is refused, and what it says is not written down.
    const refused = await fetch(`${url}/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(FORWARDED) });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${url}/directory`)).json()).toEqual(world.directory);
    const renewed = world.nation.directory(north.clock.now());
    writeFileSync(at('directory.json'), JSON.stringify(renewed));
    expect((await (await fetch(`${url}/directory`)).json() as { number: number }).number).toBe(renewed.number);
    hub.kill('SIGTERM');
    expect(await once(hub, 'exit')).toEqual([0, null]);
    expect(printed.join('')).not.toMatch(/示例·一|11010519491231002X/);
  } finally {
    hub.kill('SIGKILL');
    rmSync(folder, { recursive: true });
    await database.drop();
  }
});

describe('a side that was restored from an older backup', () => {
  const APPLIED = 'SELECT sequence, type FROM exchanged WHERE conversation = $1 ORDER BY position';
  const step = async () => {
    await world.settle();
    world.advanceBy(1000);
  };
  const history = async (node: WorldNode, conversation: string) => (await rows<{ sequence: number; type: string }>(node, APPLIED, [conversation])).map(({ sequence, type }) => `${sequence} ${type}`);
  const withdrawal = { by: 'applicant', at: '2026-03-02T02:00:00.000Z', reason: '' };

  test('gets back what it had sent, between what it had received, and each side has everything once', async () => {
    const known = await begin();
    await step();
    const backup = await world.backUp('330000');
    [north, east] = [world.node('650000'), world.node('330000')];
    await send(east, known, 'resumed', RESUMED);
    await step();
    await send(north, known, 'withdrawn', withdrawal);
    await step();
    await send(east, known, 'resumed', { on: '2026-03-10' });
    const unknown = east.exchange.newConversation();
    await send(east, unknown, 'caseForwarded', FORWARDED);
    await step();
    await send(north, unknown, 'resumed', RESUMED);
    await step();
    const before = [await applied(north, known), await applied(north, unknown)];
    await world.restore('330000', backup);
    east = world.node('330000');
    expect(await history(east, known)).toEqual(['1 caseForwarded']);
    expect(await east.sender.run()).toBe(0);
    await east.receiver.pullAll();
    await east.receiver.apply();
    await expect(send(east, known, 'resumed', RESUMED)).rejects.toMatchObject({ code: 'EXCHANGE.CATCHING_UP' });
    await step();
    expect(await history(east, known)).toEqual(['1 caseForwarded', '-1 resumed', '2 withdrawn', '-2 resumed']);
    expect(await history(east, unknown)).toEqual(['-1 caseForwarded', '1 resumed']);
    expect([await applied(north, known), await applied(north, unknown)]).toEqual(before);
    expect(await rows(east, `SELECT DISTINCT outcome FROM exchange_outgoing WHERE sequence > 0`)).toEqual([{ outcome: 'applied' }]);
    await send(east, known, 'resumed', { on: '2026-03-11' });
    await step();
    expect(await applied(north, known)).toEqual([1, 2, 3]);
    for (const node of [east, north]) expect(await rows(node, 'SELECT code FROM exchange_quarantine WHERE conversation = ANY ($1)', [[known, unknown]])).toEqual([]);
  });

  test('and that wrote nothing since has nothing to fetch', async () => {
    await step();
    const backup = await world.backUp('330000');
    await world.restore('330000', backup);
    [north, east] = [world.node('650000'), world.node('330000')];
    await step();
    expect(await rows(east, 'SELECT count(*)::int AS open FROM exchange_forgotten WHERE restored_at IS NULL')).toEqual([{ open: 0 }]);
    const conversation = await begin();
    await step();
    expect(await applied(east, conversation)).toEqual([1]);
  });
});

describe('at the end of a day', () => {
  const nextDay = async () => {
    await world.settle();
    world.advanceBy(DAY_MS);
    await world.settle();
    for (const node of [north, east]) await node.reconciliation.state();
    await world.settle();
  };
  const found = (node: WorldNode) => rows<Record<string, number>>(node, `SELECT compared > 0 AS compared, missing_here AS here, missing_there AS there, contradictions FROM exchange_reconciliation
    ORDER BY day DESC LIMIT 1`);

  test('both sides agree, and state each day once', async () => {
    await begin();
    await nextDay();
    for (const node of [north, east]) {
      expect(await found(node)).toEqual([{ compared: true, here: 0, there: 0, contradictions: 0 }]);
      expect(await node.reconciliation.state()).toBe(0);
    }
  });

  test('what one side has lost comes again', async () => {
    const conversation = await begin();
    await send(north, conversation, 'withdrawn', { by: 'applicant', at: '2026-03-02T02:00:00.000Z', reason: '' });
    await world.settle();
    const owner = new Client({ connectionString: east.databases.ownerUrl });
    await owner.connect();
    await owner.query('DELETE FROM onething.exchange_incoming WHERE conversation = $1', [conversation]);
    await owner.query('DELETE FROM onething.exchange_conversation WHERE id = $1', [conversation]);
    await owner.query('DELETE FROM onething.exchanged WHERE conversation = $1', [conversation]);
    await owner.end();
    await nextDay();
    expect(await applied(east, conversation)).toEqual([1, 2]);
    expect(await found(east)).toEqual([{ compared: true, here: 1, there: 0, contradictions: 0 }]);
  });

  test('what contradicts is logged', async () => {
    const conversation = await begin();
    await world.settle();
    await east.database.query({ name: 'test.fork', text: 'UPDATE exchange_conversation SET received_digest = sent_digest WHERE id = $1' }, [conversation]);
    await nextDay();
    const logged = `SELECT detail->>'kind' AS kind FROM security_act WHERE object_kind = 'exchangeConversation' AND object_id = $1`;
    for (const node of [east, north]) expect(await rows(node, logged, [conversation])).toEqual([{ kind: 'forked' }]);
    await east.database.query({ name: 'test.mend', text: `UPDATE exchange_conversation SET changed_at = 'epoch' WHERE id = $1` }, [conversation]);
  });
});

describe('files', () => {
  const content = randomBytes(2_600_000);
  const named = (bytes: Buffer) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, contentType: 'image/png', name: '身份证.png' });
  const withFile = (bytes: Buffer) => ({ ...FORWARDED, materials: [{ code: 'identity-card', files: [named(bytes)] }] });
  const arrived = async (sha256: string) => (await rows<{ count: number }>(east, 'SELECT count(*)::int AS count FROM exchange_arrived WHERE sha256 = $1', [sha256]))[0]!.count;
  const hubRows = async (table: string) => (await world.hubDatabase.query<{ count: number }>({ name: `test.${table}`, text: `SELECT count(*)::int AS count FROM ${table}` }, []))[0]!.count;
  const forward = async (bytes: Buffer) => send(north, north.exchange.newConversation(), 'caseForwarded', withFile(bytes));

  test('go on where they broke off, and arrive as they were, sealed on the way', async () => {
    const file = named(content);
    north.cases.files.set(file.sha256, content);
    north.cases.breaksAt = 1_500_000;
    await forward(content);
    await world.settle();
    expect(await rows(north, 'SELECT next, parts, attempts FROM exchange_upload')).toEqual([{ next: 1, parts: 3, attempts: 1 }]);
    expect(await arrived(file.sha256)).toBe(0);
    world.advanceBy(10_000);
    await world.settle();
    expect(await arrived(file.sha256)).toBe(1);
    expect(Buffer.concat(await (await east.files.open(file.sha256)).toArray() as Buffer[]).equals(content)).toBe(true);
    expect([await hubRows('hub_file'), await hubRows('hub_file_part')]).toEqual([1, 0]);
  });

  test('that are there already are not sent again', async () => {
    await forward(content);
    await world.settle();
    expect(await arrived(named(content).sha256)).toBe(2);
    expect(await hubRows('hub_file')).toBe(1);
  });

  test('that are not what the message names are not taken', async () => {
    const promised = randomBytes(1_000);
    north.cases.files.set(named(promised).sha256, randomBytes(1_000));
    await forward(promised);
    await world.settle();
    expect(await arrived(named(promised).sha256)).toBe(0);
    await expect(east.files.open(named(promised).sha256)).rejects.toMatchObject({ code: 'EXCHANGE.FILE_NOT_HERE' });
    north.cases.files.set(named(promised).sha256, promised);
    world.advanceBy(20 * 60_000);
    await east.files.askAgain();
    await world.settle();
    expect(await arrived(named(promised).sha256)).toBe(1);
  });

  test('of more messages than there are connections come all at once', async () => {
    const contents = Array.from({ length: 14 }, () => randomBytes(300));
    for (const one of contents) {
      north.cases.files.set(named(one).sha256, one);
      await forward(one);
    }
    await world.settle();
    expect(await Promise.all(contents.map((one) => arrived(named(one).sha256)))).toEqual(contents.map(() => 1));
  });

  test('are given to whom a message names them for, and to nobody else', async () => {
    const secret = randomBytes(500);
    north.cases.files.set(named(secret).sha256, secret);
    await east.database.transaction((tx) => east.exchange.sendControl(tx, {
      conversation: east.exchange.newConversation(), to: '650000', type: 'filesWanted', body: { files: [named(secret).sha256] },
    }));
    await world.settle();
    expect(await rows(north, 'SELECT id FROM exchange_upload WHERE sha256 = $1', [named(secret).sha256])).toEqual([]);
  });
});

describe('what is kept of conversations', () => {
  const retained = (node: WorldNode, name: string) => node.app.get(ExchangeRetention).classes().find((one) => one.class === name)!;
  const dueAt = async (node: WorldNode, name: string, at: number) => (await retained(node, name).findDue(new Date(at), undefined, 1_000)).map(({ id }) => id);
  const contents = 'SELECT payload IS NOT NULL AS kept FROM exchange_outgoing WHERE conversation = $1 AND sequence > 0 UNION ALL SELECT payload IS NOT NULL FROM exchange_incoming WHERE conversation = $1 AND sequence > 0';

  test('loses its content by a rule when all is answered; heads and receipts stay, and its proof holds', async () => {
    const conversation = await begin();
    const begun = world.hubClock.now();
    await world.settle();
    world.advanceBy(1_000);
    await send(east, conversation, 'resumed', RESUMED);
    world.advanceBy(1_000);
    // It is not sent yet.
    expect(await dueAt(east, 'exchangeMessage', world.hubClock.now())).not.toContain(conversation);
    await world.settle();
    const end = world.hubClock.now() + 1;
    for (const node of [north, east]) {
      expect(await dueAt(node, 'exchangeMessage', begun + 1)).not.toContain(conversation);
      expect(await dueAt(node, 'exchangeMessage', end)).toContain(conversation);
      await retained(node, 'exchangeMessage').erase([conversation]);
      expect(await rows(node, contents, [conversation])).toEqual([{ kept: false }, { kept: false }]);
      expect(await dueAt(node, 'exchangeMessage', end)).not.toContain(conversation);
      const proofs = node.app.get(ExchangeProofs);
      const proof = await proofs.prove(conversation, true);
      const { facts } = verifyProof(proof, readTrust(JSON.stringify(await proofs.trust())));
      expect(facts.map(({ type, body, answer }) => [type, body, answer?.outcome])).toEqual([['caseForwarded', undefined, 'applied'], ['resumed', undefined, 'applied']]);
    }
  });

  test('a file goes when no conversation that named it went on, its object first, and comes anew when it is named again', async () => {
    const content = randomBytes(900);
    const file = { sha256: createHash('sha256').update(content).digest('hex'), size: content.length, contentType: 'image/png', name: '照片.png' };
    north.cases.files.set(file.sha256, content);
    const forward = () => send(north, north.exchange.newConversation(), 'caseForwarded', { ...FORWARDED, materials: [{ code: 'photo', files: [file] }] });
    await forward();
    await world.settle();
    const first = world.hubClock.now() + 1;
    const [{ id }] = await rows<{ id: string }>(east, `SELECT split_part(object_key, '/', 2) AS id FROM exchange_stored_file WHERE sha256 = $1`, [file.sha256]) as [{ id: string }];
    expect(await dueAt(east, 'exchangeFile', first)).toContain(id);
    world.advanceBy(1_000);
    await forward();
    await world.settle();
    const due = await retained(east, 'exchangeFile').findDue(new Date(world.hubClock.now() + 1), undefined, 1_000);
    expect(due.find((one) => one.id === id)!.conversations).toHaveLength(2);
    expect(await dueAt(east, 'exchangeFile', first)).not.toContain(id);
    await retained(east, 'exchangeFile').erase([id]);
    expect((await (await east.files.open(file.sha256)).toArray()).length).toBeGreaterThan(0);
    expect(await dueAt(east, 'exchangeFile', world.hubClock.now() + 1)).toContain(id);
    await retained(east, 'exchangeFile').erase([id]);
    await expect(east.files.open(file.sha256)).rejects.toMatchObject({ code: 'EXCHANGE.FILE_NOT_HERE' });
    expect(await rows(east, 'SELECT FROM exchange_file_use WHERE sha256 = $1', [file.sha256])).toEqual([]);
    world.advanceBy(1_000);
    await forward();
    await world.settle();
    expect(Buffer.concat(await (await east.files.open(file.sha256)).toArray() as Buffer[]).equals(content)).toBe(true);
  });
});

describe('an operator', () => {
  const ADMINISTRATOR = {
    accountId: '01941f29-7c00-7000-8000-00000000000a', personId: '01941f29-7c00-7000-8000-00000000000b', kind: 'staff' as const, level: 2 as const, roles: ['administrator' as const], posts: [],
  };
  const entriesOf = (conversation: string) =>
    rows<{ id: string; state: string; code: string }>(east, 'SELECT id, state, code FROM exchange_quarantine WHERE conversation = $1 ORDER BY id', [conversation]);
  const decisions = (id: string) => rows<{ detail: { decision: string } }>(east, `SELECT detail FROM security_act WHERE act = 'exchange.quarantineDecided' AND object_id = $1`, [id]);
  const quarantine = () => east.app.get(Quarantine);

  test('sees what waits, how long answers took and when certificates end', async () => {
    const console = north.app.get(ExchangeConsole);
    await world.settle();
    const before = (await console.read()).peers.find(({ region }) => region === '330000')?.answers?.answered ?? 0;
    await begin();
    world.advanceBy(90_000);
    const waiting = await console.read();
    expect(waiting).toMatchObject({ region: '650000', takesPart: true, hub: { failure: null } });
    expect(waiting.peers.find(({ region }) => region === '330000')).toMatchObject({ name: { en: 'Sample 330000' }, backlog: { lanes: 1, attempts: 0 } });
    expect(await console.measure()).toMatchObject({ waiting: 1, oldestSeconds: 90, hubFailureSeconds: 0 });
    await world.settle();
    const settled = await console.read();
    const peer = settled.peers.find(({ region }) => region === '330000')!;
    expect(peer.backlog).toBeUndefined();
    expect(peer.answers!.answered).toBe(before + 1);
    expect(peer.answers!.p95).toBeGreaterThanOrEqual(peer.answers!.median);
    expect(settled.certificates.map(({ region }) => region).sort()).toEqual(['000000', '330000', '650000']);
    expect((await console.measure())!.certificateDays).toBe(settled.certificates.find(({ own }) => own)!.daysLeft);
  });

  test('has a message looked into again when the missing key is there, once, and on the record', async () => {
    const key = world.nation.issue('330000', { notBefore: new Date(world.hubClock.now() - 1000).toISOString() });
    world.directory = world.nation.directory(world.hubClock.now());
    await world.settle();
    const conversation = await begin();
    await world.settle();
    const entry = (await entriesOf(conversation))[0]!;
    expect(entry.code).toBe('EXCHANGE.SEAL_WRONG');
    expect(await applied(east, conversation)).toEqual([]);
    expect((await east.app.get(ExchangeConsole).measure())!.quarantined).toBeGreaterThan(0);
    east.keys.add(key);
    await quarantine().retry(ADMINISTRATOR, entry.id);
    for (const again of [quarantine().retry(ADMINISTRATOR, entry.id), quarantine().reject(ADMINISTRATOR, entry.id, '重复')]) {
      await expect(again).rejects.toMatchObject({ kind: 'conflict', code: 'EXCHANGE.QUARANTINE_DECIDED' });
    }
    expect(await decisions(entry.id)).toMatchObject([{ detail: { decision: 'retried', code: 'EXCHANGE.SEAL_WRONG' } }]);
    await world.settle();
    expect(await applied(east, conversation)).toEqual([1]);
    expect(await rows(north, 'SELECT type, outcome FROM exchange_outgoing WHERE conversation = $1 AND sequence > 0', [conversation])).toEqual([{ type: 'caseForwarded', outcome: 'applied' }]);
  });

  test('cannot apply what the case side has refused, and rejects it', async () => {
    const conversation = await begin();
    await world.settle();
    east.cases.refusing = 'resumed';
    await send(north, conversation, 'resumed', RESUMED);
    await world.settle();
    east.cases.refusing = undefined;
    const entry = (await entriesOf(conversation))[0]!;
    await expect(quarantine().retry(ADMINISTRATOR, entry.id)).rejects.toMatchObject({ kind: 'conflict', code: 'EXCHANGE.QUARANTINE_NOT_KEPT' });
    expect((await entriesOf(conversation))[0]!.state).toBe('open');
    expect(await decisions(entry.id)).toEqual([]);
    await quarantine().reject(ADMINISTRATOR, entry.id, '材料已由来源地另行处理');
    expect((await entriesOf(conversation))[0]!.state).toBe('rejected');
    expect(await decisions(entry.id)).toMatchObject([{ detail: { decision: 'rejected' } }]);
    await expect(quarantine().reject(ADMINISTRATOR, '01941f29-7c00-7000-8000-0000000000ff', '无')).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('a proof', () => {
  let folder: string;
  let proofFile: string;
  let trustFile: string;
  let bytes: Buffer;
  const lines: string[] = [];
  const verify = async (proof: string, trust = trustFile) => {
    let code: number | undefined;
    await runCommandLine(['exchange', 'verify', proof, '--trust', trust], { out: (text) => lines.push(text), err: (text) => lines.push(text), exit: (given) => void (code = given) });
    return code;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onething-proof-'));
    const conversation = await begin();
    await world.settle();
    await send(east, conversation, 'resumed', RESUMED);
    east.cases.refusing = 'resumed';
    await send(north, conversation, 'resumed', RESUMED);
    await world.settle();
    east.cases.refusing = undefined;
    const proofs = north.app.get(ExchangeProofs);
    bytes = await proofs.prove(conversation, false);
    [proofFile, trustFile] = [join(folder, 'proof.json'), join(folder, 'trust.json')];
    writeFileSync(proofFile, bytes);
    writeFileSync(trustFile, JSON.stringify(await proofs.trust()));
    writeFileSync(join(folder, 'content.json'), await east.app.get(ExchangeProofs).prove(conversation, true));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is verified elsewhere, and says who answered what', async () => {
    expect(await verify(proofFile)).toBe(0);
    expect(lines.join('\n')).toMatch(/650000 → 330000 1 caseForwarded: .*applied by 330000[\s\S]*330000 → 650000 1 resumed: .*applied by 650000[\s\S]*650000 → 330000 2 resumed: .*refused \(CASES.NOT_IN_THIS_STATE\) by 330000/);
    expect(bytes.toString()).not.toContain('示例·一');
    expect(await verify(join(folder, 'content.json'))).toBe(0);
  });

  test('does not hold after one changed byte, wherever it is', async () => {
    const altered = join(folder, 'altered.json');
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const copy = Buffer.from(bytes);
      copy[at] = copy[at]! ^ 1;
      writeFileSync(altered, copy);
      expect([at, await verify(altered)]).toEqual([at, 1]);
    }
    writeFileSync(altered, Buffer.concat([bytes, Buffer.from('\n')]));
    expect(await verify(altered)).toBe(1);
  });

  test('does not hold for whom trusts another root', async () => {
    const other = join(folder, 'other.json');
    writeFileSync(other, JSON.stringify({ format: 'onething-exchange/1', roots: new Nation().roots }));
    expect(await verify(proofFile, other)).toBe(1);
    expect(await verify(proofFile, proofFile)).toBe(2);
  });
});
