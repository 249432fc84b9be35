import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EmbeddedSettings, Settings } from '@onething/config';
import type { DemoAccount } from '@onething/identity';
import { type Clock, DomainError, SystemClock } from '@onething/kernel';
import { S3ObjectStore } from '@onething/object-store';
import { startEmbeddedPostgres } from '@onething/persistence';
import { hostFacts } from '../../../../config/home';
import { type ApiOptions, createApi } from '../create-api';
import { type DatabaseUrls, prepareDatabase } from './database';
import { prepareDemoSeals, prepareFirstStart } from './first-start';
import { stopGracefully } from './graceful-stop';
import { assertPortFree } from './port';
import { startRegisterProcess } from './register-process';

export interface PlatformOptions {
  settings: Settings;
  /** Virtual only in embedded mode: the demo and tests. */
  clock: Clock;
  /** When not given: running inside this process in embedded mode, a process of its own in external mode. */
  worker?: ApiOptions['worker'];
  /** `none` leaves the reference register of embedded mode out: persons are then confirmed at windows only. */
  register?: 'process' | 'none';
  /** Where log lines go; standard output when not given. */
  log?: ApiOptions['log'];
  /** Called when the embedded database ends although nobody stopped it. */
  onDatabaseLost?: () => void;
}

export interface Platform {
  /** Where the API listens: `http://127.0.0.1:3000`. */
  url: string;
  app: NestFastifyApplication;
  databaseUrls: DatabaseUrls;
  /** Embedded mode only. */
  demoAccounts: DemoAccount[];
  /** Ends requests and workers, then the connections, then the embedded database. */
  stop(): Promise<void>;
}

type Undo = (() => Promise<void>)[];

/**
 * Brings the whole platform up in this process: database, migrations, role check, API, first-start data, listening.
 * What was started is stopped again when a later step fails.
 * @throws DomainError, SettingError or EmbeddedPostgresError, each with a one-line message
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { settings, clock } = options;
  if (settings.mode === 'external' && !(clock instanceof SystemClock)) {
    throw new DomainError('refused', 'START.VIRTUAL_CLOCK', 'A virtual clock runs in embedded mode only: unset DATABASE_URL');
  }
  const undo: Undo = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...await start(options, undo), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start({ settings: given, clock, worker, log, register, onDatabaseLost }: PlatformOptions, undo: Undo): Promise<Omit<Platform, 'stop'>> {
  await assertPortFree(given.port, given.host);
  const databaseUrls = given.mode === 'external' ? given.database : await embeddedDatabase(given, undo, onDatabaseLost);
  await prepareDatabase(databaseUrls, clock.now());
  if (given.mode === 'external') await new S3ObjectStore(given.objectStore).assertUsable();
  const settings = given.mode === 'embedded' && register !== 'none' ? await withRegister(given, undo) : given;
  const app = await createApi({
    settings, clock, log, databaseUrl: databaseUrls.appUrl, worker: worker ?? (settings.mode === 'embedded' ? 'running' : 'none'),
    portalFolder: join(hostFacts().projectRoot, 'apps', 'portal', 'dist'),
  });
  undo.push(() => stopGracefully(app, settings.edges));
  const demoAccounts = await prepareFirstStart(app, settings);
  if (settings.mode === 'embedded') await prepareDemoSeals(app, demoAccounts);
  await app.listen(settings.port, settings.host);
  return { url: addressOf(app.getHttpServer().address() as { port: number }, settings.host), app, databaseUrls, demoAccounts };
}

async function withRegister(settings: EmbeddedSettings, undo: Undo): Promise<EmbeddedSettings> {
  const register = await startRegisterProcess(settings.home);
  undo.push(() => register.stop());
  return { ...settings, populationRegister: { url: register.url, key: register.key } };
}

async function embeddedDatabase(settings: EmbeddedSettings, undo: Undo, onUnexpectedEnd?: () => void): Promise<DatabaseUrls> {
  const server = await startEmbeddedPostgres({ home: settings.home, passwords: settings.postgres, onUnexpectedEnd });
  undo.push(() => server.stop());
  return server;
}

function addressOf({ port }: { port: number }, host: string): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
