import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readEdges, type Settings } from '@onething/config';
import { generateKeySet } from '@onething/crypto';
import { type DemoAccount, DemoAccounts } from '@onething/identity';
import { VirtualClock } from '@onething/kernel';
import supertest from 'supertest';
import { type ApiOptions, createApi } from '../../apps/api/src/create-api';
import { prepareDemoSeals, prepareFirstStart } from '../../apps/api/src/start/first-start';
import { accessToken } from '../acceptance/entrance';
import { createTestDatabase } from './database';
import { cloneStarted, type StartedPlatform } from './started-template';

export interface TestPlatformOptions {
  /** Where the virtual clock begins, epoch ms. */
  now?: number;
  /** Changes to the settings, except the database. */
  settings?: Partial<Omit<Settings, 'mode'>>;
  /** SMS are written to a file of the test. */
  sms?: boolean;
  /** `byHand`: the worker's duties are there for `settle`. */
  worker?: ApiOptions['worker'];
  /** Publishes the shipped catalogue and gives the demo accounts their licences, as the first start does. */
  firstStart?: boolean;
  /** Gives the authorities of the demonstration their seals, as the first start does. */
  seals?: boolean;
  /** Folder of the built portal, when browsers come. */
  portalFolder?: string;
  /** Where it listens; this machine's IPv4 when absent. */
  host?: string;
}

/** The whole API on a free port, over a database of its own, with the demo accounts, under a virtual clock. */
export interface TestPlatform {
  app: NestFastifyApplication;
  url: string;
  /** Connections of the application role and of the owner, for looking behind the API. */
  databases: { appUrl: string; ownerUrl: string };
  clock: VirtualClock;
  settings: Settings;
  accounts: DemoAccount[];
  /** Everything that was logged, one JSON object a line. */
  logLines: string[];
  /** HTTP requests to the running server. */
  request: ReturnType<typeof supertest>;
  /** An access token of a demo account, by its login; the same one until its time is over. */
  login(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Monday, 2 March 2026, 10:00 in China: a working day with a plain week before and behind it. */
export const TEST_NOW = Date.parse('2026-03-02T02:00:00Z');

export async function startTestPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const { now = TEST_NOW, worker, portalFolder, host = '127.0.0.1' } = options;
  const home = await mkdtemp(join(tmpdir(), 'onething-test-'));
  const started = startsLikeOthers(options) ? await cloneStarted(options.seals ? 'sealed' : 'started', home, () => firstStart(options)) : undefined;
  const database = started?.database ?? await createTestDatabase();
  const own = { ...(started && { keys: started.keys }), ...(options.sms && { smsFile: join(home, 'sms.jsonl') }) };
  const settings = { ...testSettings(home), ...own, ...options.settings } as Settings;
  const clock = new VirtualClock(now);
  const logLines: string[] = [];
  const log = { write: (line: string) => void logLines.push(line) };
  let app: NestFastifyApplication | undefined;
  try {
    app = await createApi({ settings, clock, databaseUrl: database.appUrl, worker, log, portalFolder });
    const accounts = started?.accounts ?? await prepare(app, settings, options);
    await app.listen(0, host);
    return await whole(app, { clock, logLines, database, accounts, home, settings });
  } catch (error) {
    await app?.close();
    await clear(database, home);
    throw error;
  }
}

/** What is decided by when the first start is, or by its keys or places, is not in the clone. */
function startsLikeOthers({ firstStart = false, now = TEST_NOW, settings = {} }: TestPlatformOptions): boolean {
  const decided: (keyof Settings)[] = ['keys', 'region', 'objectStore', 'sealKeyFolder', 'trustFolder', 'publicUrl'];
  return firstStart && now === TEST_NOW && decided.every((name) => !(name in settings));
}

async function firstStart({ seals }: TestPlatformOptions): Promise<StartedPlatform> {
  const [home, database] = await Promise.all([mkdtemp(join(tmpdir(), 'onething-test-')), createTestDatabase()]);
  const settings = testSettings(home);
  const app = await createApi({ settings, clock: new VirtualClock(TEST_NOW), databaseUrl: database.appUrl, log: { write: () => undefined } });
  try {
    return { database, home, keys: settings.keys, accounts: await prepare(app, settings, { firstStart: true, seals }) };
  } finally {
    await app.close();
  }
}

async function prepare(app: NestFastifyApplication, settings: Settings, { firstStart = false, seals = false }: TestPlatformOptions): Promise<DemoAccount[]> {
  const accounts = firstStart ? await prepareFirstStart(app, settings) : await app.get(DemoAccounts).ensure();
  if (seals) await prepareDemoSeals(app, accounts);
  return accounts;
}

interface Parts {
  clock: VirtualClock;
  logLines: string[];
  database: Awaited<ReturnType<typeof createTestDatabase>>;
  accounts: DemoAccount[];
  home: string;
  settings: Settings;
}

async function whole(app: NestFastifyApplication, { clock, logLines, database, accounts, home, settings }: Parts): Promise<TestPlatform> {
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const request = supertest(url);
  return {
    app, url, clock, settings, logLines, request, accounts,
    databases: { appUrl: database.appUrl, ownerUrl: database.ownerUrl },
    async login(name) {
      const account = accounts.find(({ login }) => login === name) ?? failUnknown(name, accounts.map(({ login }) => login));
      const door = { url, now: () => clock.now() };
      const token = await accessToken(door, account);
      return endOf(token) > clock.now() ? token : accessToken(door, account, token);
    },
    async stop() {
      if (app.getHttpServer().listening) await app.close();
      await clear(database, home);
    },
  };
}

async function clear(database: Parts['database'], home: string): Promise<void> {
  await database.drop();
  await rm(home, { recursive: true, force: true });
}

/** Epoch ms. */
function endOf(token: string): number {
  return (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { exp: number }).exp * 1000;
}

function failUnknown(name: string, known: string[]): never {
  throw new Error(`There is no demo account "${name}". There are: ${known.join(', ')}`);
}

function testSettings(home: string): Settings {
  return {
    mode: 'embedded', port: 0, host: '127.0.0.1', publicUrl: 'http://localhost', region: '650000', home, jwtSecret: 'a secret of the tests, long enough to be one',
    keys: generateKeySet(), uploadLimitBytes: 1024 * 1024, poolSize: 4, tracking: { perAddress: 60, perNumber: 20 }, edges: readEdges({ RATE_LIMITS: 'off' }),
    postgres: { superuserPassword: '', ownerPassword: '', appPassword: '' },
    sealKeyFolder: join(home, 'seal-keys'), trustFolder: join(home, 'trust'),
    objectStore: { kind: 'file', folder: join(home, 'files') },
  };
}
