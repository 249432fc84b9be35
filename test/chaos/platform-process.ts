import { NestFactory } from '@nestjs/core';
import { CataloguePublisher } from '@onething/catalogue';
import { type EmbeddedSettings, loadSettings } from '@onething/config';
import { DemoAccounts } from '@onething/identity';
import { type Clock } from '@onething/kernel';
import { ApiModule } from '../../apps/api/src/api.module';
import { createApi } from '../../apps/api/src/create-api';
import { type DatabaseUrls, prepareDatabase } from '../../apps/api/src/start/database';
import { runToSignal } from '../../apps/api/src/start/run-to-signal';
import type { OpenAccount } from '../acceptance/entrance';
import { smallCatalogue } from '../states/small-catalogue';

/** What a process of the kill test is told when it starts; the shift of the clock again whenever it changes. */
export interface ProcessOrders {
  databaseUrls: DatabaseUrls;
  /** How far the platform's clock is from the machine's, ms. */
  shift: number;
}

/** What it tells when it serves. */
export interface ProcessReady {
  url?: string;
  accounts: OpenAccount[];
}

/** Runs as the machine's clock runs, at another date. Days pass when the kill test says so. */
class ShiftedClock implements Clock {
  constructor(private shift: number) {
    process.on('message', (orders: Pick<ProcessOrders, 'shift'>) => (this.shift = orders.shift));
  }

  now(): number {
    return Date.now() + this.shift;
  }
}

/** An API or a worker as in external mode, a process of its own, with the demo accounts, files in a folder and a database that lives elsewhere. */
void runToSignal(async () => {
  const { databaseUrls, shift } = JSON.parse(process.env['CHAOS_ORDERS']!) as ProcessOrders;
  const settings = loadSettings(process.env) as EmbeddedSettings;
  const clock = new ShiftedClock(shift);
  await prepareDatabase(databaseUrls, clock.now());
  return process.argv[2] === 'worker' ? startWorker(settings, clock, databaseUrls.appUrl) : startApi(settings, clock, databaseUrls.appUrl);
});

async function startApi(settings: EmbeddedSettings, clock: Clock, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const app = await createApi({ settings, clock, databaseUrl, worker: 'none' });
  await app.get(CataloguePublisher).publishAll(await smallCatalogue());
  const accounts = (await app.get(DemoAccounts).ensure()).map(({ login, password, totpSecret }) => ({ login, password, totpSecret }));
  await app.listen(0, settings.host);
  tell({ url: (await app.getUrl()).replace('[::1]', settings.host), accounts });
  return { stop: () => app.close() };
}

async function startWorker(settings: EmbeddedSettings, clock: Clock, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const app = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock, databaseUrl, worker: 'running' }), { logger: ['error', 'warn'], abortOnError: false },
  );
  tell({ accounts: [] });
  return { stop: () => app.close() };
}

const tell = (ready: ProcessReady) => process.send!(ready);
