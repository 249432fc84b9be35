import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SecurityLog } from '@onething/audit';
import { Keyring, newSm2Key, Sm2PrivateKey } from '@onething/crypto';
import {
  CaseExchange, type Directory, type Envelope, Exchange, type ExchangeCertificate, ExchangeFiles, ExchangeModule, ExchangeNode, FileSender, GivenNodeKeys, HUB_REGION, issueExchangeCertificate, newSealingKey, type NodeKey, PeerDirectory, Receiver, Reconciliation,
  Sender, signDirectory, type StoredNodeKey,
} from '@onething/exchange';
import { canonicalJson, CLOCK, VirtualClock } from '@onething/kernel';
import { ObjectStore, objectStoreOf } from '@onething/object-store';
import { Database, migrate, roleOf } from '@onething/persistence';
import type { FastifyInstance } from 'fastify';
import { createHub } from '../../apps/hub/src/create-hub';
import { HUB_MIGRATIONS } from '../../apps/hub/src/migrations';
import { cloneDatabase, createTestDatabase, type TestDatabase } from '../support/database';
import { RecordingCases } from './recording-cases';

export const START = Date.parse('2026-03-02T02:00:00Z');
export const DAY_MS = 86_400_000;
export const ITEM = '000109001000';
/** Body of a `caseForwarded`. */
export const FORWARDED = {
  item: ITEM, mode: 'collected', caseNumber: '650100202603020001', applicant: { kind: 'natural', name: '示例·一', number: '11010519491231002X' }, answers: {}, materials: [],
  place: { rule: 'householdRegistration', region: '330000', reason: '' },
  intake: {
    office: { code: '650102', name: '天山区政务服务中心' }, receivedAt: '2026-03-02T02:00:00.000Z', formChecks: [],
    identityCheck: { method: 'document', at: '2026-03-02T02:00:00.000Z', result: 'confirmed' },
  },
};

const iso = (at: number) => new Date(at).toISOString();

/** A national root with keys, certificates and directories. */
export class Nation {
  readonly root = new Sm2PrivateKey(newSm2Key());
  readonly roots = [this.root.publicKey.spki.toString('base64')];
  readonly keys = new Map<string, StoredNodeKey[]>();
  readonly revoked: Directory['revoked'] = [];
  private number = 0;

  issue(region: string, change: Partial<ExchangeCertificate> = {}, root = this.root): StoredNodeKey {
    const [pkcs8, sealing] = [newSm2Key(), newSealingKey()];
    const own = new Sm2PrivateKey(pkcs8);
    const certificate = issueExchangeCertificate({
      serial: randomBytes(16).toString('hex'), role: region === HUB_REGION ? 'hub' : 'node', region, name: `示例 ${region}`, signingKey: own.publicKey.spki.toString('base64'),
      ...(region === HUB_REGION ? {} : { sealingKey: sealing.public.toString('base64') }), notBefore: iso(START - DAY_MS), notAfter: iso(START + 365 * DAY_MS), ...change,
    }, root);
    const key = { certificate, signingKey: pkcs8.toString('base64'), sealingKey: sealing.private.toString('base64') };
    this.keys.set(region, [...this.keys.get(region) ?? [], key]);
    return key;
  }

  rootPem(): string {
    return createPublicKey({ key: this.root.publicKey.spki, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' }).toString();
  }

  /** The last key that was issued to a region. */
  nodeKey(region: string): NodeKey {
    return new GivenNodeKeys([this.keys.get(region)!.at(-1)!]).current(START);
  }

  /** A key that the directory does not list. */
  keyWith(region: string, change: Partial<ExchangeCertificate>): NodeKey {
    const key = this.issue(region, change);
    this.keys.set(region, this.keys.get(region)!.slice(0, -1));
    return { certificate: key.certificate, signing: new Sm2PrivateKey(Buffer.from(key.signingKey, 'base64')) };
  }

  /** The next number. */
  directory(at: number, change: Partial<Directory> = {}): Directory {
    this.number += 1;
    const certificatesOf = (region: string) => (this.keys.get(region) ?? []).map(({ certificate }) => certificate);
    const members = [...this.keys.keys()].filter((region) => region !== HUB_REGION).map((region) => ({
      region, name: { zh: `示例${region}`, en: `Sample ${region}` }, versions: [1], certificates: certificatesOf(region), items: [{ item: ITEM, mode: 'collected' as const, formChecks: [] }],
    }));
    const order = { number: this.number, issuedAt: iso(at), nextUpdate: iso(at + 30 * DAY_MS), hub: certificatesOf(HUB_REGION), members, revoked: [...this.revoked], ...change };
    return signDirectory(order, this.root);
  }
}

/** A node of the exchange with its own database, over real HTTP to the hub. */
export interface WorldNode extends NodePlace {
  database: Database;
  exchange: Exchange;
  sender: Sender;
  receiver: Receiver;
  directory: PeerDirectory;
  files: ExchangeFiles;
  fileSender: FileSender;
  reconciliation: Reconciliation;
  app: INestApplicationContext;
  /** Ends the process. */
  close(): Promise<void>;
}

export interface WorldOptions {
  regions?: string[];
  /** Stands between the nodes and the hub. */
  proxy?: (hubUrl: string) => Promise<string>;
}

/** Provinces and a hub, each with a database of its own, under virtual clocks. */
export class ExchangeWorld {
  readonly nation = new Nation();
  readonly nodes = new Map<string, WorldNode>();
  readonly hubClock = new VirtualClock(START);
  directory!: Directory;
  hub!: FastifyInstance;
  hubUrl = '';
  hubDatabase!: Database;
  hubDatabaseUrl = '';
  /** Without what stands between. */
  realHubUrl = '';
  private readonly ends: (() => Promise<unknown>)[] = [];

  static async start({ regions = ['650000', '330000'], proxy = async (url) => url }: WorldOptions = {}): Promise<ExchangeWorld> {
    const world = new ExchangeWorld();
    for (const region of [HUB_REGION, ...regions]) world.nation.issue(region);
    world.directory = world.nation.directory(START);
    const url = await world.startHub();
    world.realHubUrl = url;
    world.hubUrl = await proxy(url);
    for (const region of regions) world.nodes.set(region, await world.startNode(region));
    return world;
  }

  node(region: string): WorldNode {
    return this.nodes.get(region)!;
  }

  /** Everybody sends, fetches and applies until nothing moves any more. */
  async settle(most = 200): Promise<void> {
    for (let round = 0; round < most; round += 1) {
      let moved = 0;
      for (const { sender, receiver, files, fileSender } of this.nodes.values()) {
        moved += await sender.run() + await receiver.pullAll() + await receiver.apply() + await fileSender.run() + await files.fetch();
      }
      // The first round may have fetched the directory only.
      if (moved === 0 && round > 0) return;
    }
    throw new Error('The exchange does not come to rest');
  }

  /** A copy of a node's database as it is now. */
  async backUp(region: string): Promise<TestDatabase> {
    const node = this.node(region);
    await node.close();
    const copy = await cloneDatabase(new URL(node.databases.ownerUrl).pathname.slice(1));
    this.ends.unshift(() => copy.drop());
    this.nodes.set(region, await this.openNode(node));
    return copy;
  }

  /** The node goes on from a backup: what came after it is lost there. */
  async restore(region: string, databases: TestDatabase): Promise<void> {
    const node = this.node(region);
    await node.close();
    this.nodes.set(region, await this.openNode({ ...node, databases }));
  }

  hubKeys(): GivenNodeKeys {
    return new GivenNodeKeys(this.nation.keys.get(HUB_REGION)!);
  }

  bytesOf(envelope: Envelope): Buffer {
    return Buffer.from(canonicalJson(envelope));
  }

  /** A new process over the same database. */
  async restartHub(port: number): Promise<string> {
    this.hub = createHub({ database: this.hubDatabase, keys: this.hubKeys(), roots: this.nation.roots, directory: () => this.directory, now: () => this.hubClock.now() });
    return this.hub.listen({ host: '127.0.0.1', port });
  }

  advanceBy(milliseconds: number): void {
    for (const clock of [this.hubClock, ...[...this.nodes.values()].map((node) => node.clock)]) clock.advanceBy(milliseconds);
  }

  async stop(): Promise<void> {
    for (const end of this.ends.reverse()) await end();
  }

  private async startHub(): Promise<string> {
    const databases = await createTestDatabase();
    await migrate({ ownerUrl: databases.ownerUrl, appRole: roleOf(databases.appUrl), migrations: HUB_MIGRATIONS });
    this.hubDatabaseUrl = databases.appUrl;
    this.hubDatabase = new Database({ url: databases.appUrl, poolSize: 4 });
    this.ends.push(() => databases.drop(), () => this.hubDatabase.close(), () => this.hub.close());
    return this.restartHub(0);
  }

  private async startNode(region: string): Promise<WorldNode> {
    const databases = await createTestDatabase();
    await RecordingCases.prepare(databases.ownerUrl);
    const folder = await mkdtemp(join(tmpdir(), 'onething-exchange-'));
    this.ends.push(() => rm(folder, { recursive: true, force: true }), () => databases.drop());
    const keys = new GivenNodeKeys([...this.nation.keys.get(region)!]);
    return this.openNode({ region, databases, folder, keys, keyring: Keyring.generate(), clock: new VirtualClock(START), cases: new RecordingCases() });
  }

  /** A process of a node over its database. */
  private async openNode(place: NodePlace): Promise<WorldNode> {
    const { region, databases, folder, keys, keyring, clock, cases } = place;
    const database = new Database({ url: databases.appUrl, poolSize: 6 });
    const app = await exchangeApp({ folder, database, clock, cases, keyring, node: new ExchangeNode(region, { hubUrl: this.hubUrl, keys, roots: this.nation.roots }) });
    let isOpen = true;
    const close = async () => {
      if (!isOpen) return;
      isOpen = false;
      await app.close();
      await database.close();
    };
    this.ends.push(close);
    return {
      ...place, close, database, app, exchange: app.get(Exchange), sender: app.get(Sender), receiver: app.get(Receiver), directory: app.get(PeerDirectory),
      files: app.get(ExchangeFiles), fileSender: app.get(FileSender), reconciliation: app.get(Reconciliation),
    };
  }
}

/** What outlives a process of a node. */
interface NodePlace {
  region: string;
  databases: TestDatabase;
  folder: string;
  keys: GivenNodeKeys;
  keyring: Keyring;
  clock: VirtualClock;
  cases: RecordingCases;
}

interface Parts {
  folder: string;
  keyring: Keyring;
  database: Database;
  clock: VirtualClock;
  cases: CaseExchange;
  node: ExchangeNode;
}

async function exchangeApp({ folder, keyring, database, clock, cases, node }: Parts): Promise<INestApplicationContext> {
  const given = [
    { provide: Database, useValue: database }, { provide: CLOCK, useValue: clock }, { provide: CaseExchange, useValue: cases }, { provide: Keyring, useValue: keyring },
    { provide: ObjectStore, useValue: objectStoreOf({ objectStore: { kind: 'file', folder } }) },
    { provide: SecurityLog, useValue: new SecurityLog(database, keyring, clock) }, { provide: ExchangeNode, useValue: node },
  ];
  return Test.createTestingModule({ providers: [...given, ...ExchangeModule.parts] }).compile();
}
