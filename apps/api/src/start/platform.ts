import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EmbeddedSettings, Settings } from '@onething/config';
import type { DemoAccount } from '@onething/identity';
import { type Clock, DomainError, SystemClock } from '@onething/kernel';
import { S3ObjectStore } from '@onething/object-store';
import { assertApplicationRole, ensurePartitions, migrate, roleOf, startEmbeddedPostgres } from '@onething/persistence';
import { createApi } from '../create-api';
import { APPEND_ONLY_TABLES, MIGRATIONS, PARTITIONED_TABLES } from '../migrations';
import { assertConnects } from './connection';
import { prepareFirstStart } from './first-start';
import { assertPortFree } from './port';

export interface PlatformOptions {
  settings: Settings;
  /** Virtual only in embedded mode: the demo and tests. */
  clock: Clock;
  /** Called when the embedded database ends although nobody stopped it. */
  onDatabaseLost?: () => void;
}

export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
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

/** Months for which partitions are made ahead; dates after them go into the DEFAULT partition until the next start. */
const MONTHS_AHEAD = 13;

/**
 * Brings the whole platform up in this process: database, migrations, role check, API, first-start data, listening.
 * What was started is stopped again when a later step fails.
 * @throws DomainError, SettingError or EmbeddedPostgresError, each with a one-line message
 */
export async function startPlatform({ settings, clock, onDatabaseLost }: PlatformOptions): Promise<Platform> {
  if (settings.mode === 'external' && !(clock instanceof SystemClock)) {
    throw new DomainError('refused', 'START.VIRTUAL_CLOCK', 'A virtual clock runs in embedded mode only: unset DATABASE_URL');
  }
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await assertPortFree(settings.port, settings.host);
    const urls = settings.mode === 'external' ? settings.database : await embeddedDatabase(settings, undo, onDatabaseLost);
    await prepareDatabase(urls, clock.now());
    if (settings.mode === 'external') await new S3ObjectStore(settings.objectStore).assertUsable();
    const app = await createApi({ settings, clock, databaseUrl: urls.appUrl });
    undo.push(() => app.close());
    const demoAccounts = await prepareFirstStart(app, settings);
    await app.listen(settings.port, settings.host);
    return { url: addressOf(app.getHttpServer().address() as { port: number }, settings.host), app, databaseUrls: urls, demoAccounts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function embeddedDatabase(settings: EmbeddedSettings, undo: (() => Promise<void>)[], onUnexpectedEnd?: () => void): Promise<DatabaseUrls> {
  const server = await startEmbeddedPostgres({ home: settings.home, passwords: settings.postgres, onUnexpectedEnd });
  undo.push(() => server.stop());
  return server;
}

async function prepareDatabase({ ownerUrl, appUrl }: DatabaseUrls, now: number): Promise<void> {
  await assertConnects('MIGRATION_DATABASE_URL', ownerUrl);
  await migrate({ ownerUrl, appRole: roleOf(appUrl), migrations: MIGRATIONS });
  for (const table of PARTITIONED_TABLES) await ensurePartitions(ownerUrl, { ...table, from: now, months: MONTHS_AHEAD });
  await assertConnects('DATABASE_URL', appUrl);
  await assertApplicationRole(appUrl, { appendOnlyTables: APPEND_ONLY_TABLES });
}

function addressOf({ port }: { port: number }, host: string): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
