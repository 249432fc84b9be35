import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SETTINGS, type Settings } from '@onething/config';
import { civilDate, VirtualClock } from '@onething/kernel';
import { type ObjectStore, objectStoreOf } from '@onething/object-store';
import { createApi } from '../../apps/api/src/create-api';
import { DUTIES, type Duty } from '../../apps/worker/src/worker';
import type { DatedWorld } from '../acceptance/application';
import { worldOf } from '../acceptance/platform-world';
import type { TestPlatform } from '../support/test-platform';

/** The files of a platform that is yet to be. */
export interface NewFiles {
  store: ObjectStore;
  settings: Settings;
  remove(): Promise<void>;
}

/** The source's settings, with a folder of its own for files. */
export async function newFilesFor(source: TestPlatform): Promise<NewFiles> {
  const home = await mkdtemp(join(tmpdir(), 'onething-test-'));
  const settings = { ...source.app.get<Settings>(SETTINGS, { strict: false }), home, objectStore: { kind: 'file', folder: join(home, 'files') } } as Settings;
  return { settings, store: objectStoreOf(settings), remove: () => rm(home, { recursive: true, force: true }) };
}

export interface RestoredPlatform {
  app: NestFastifyApplication;
  world: DatedWorld;
  clock: VirtualClock;
  stop(): Promise<void>;
}

/** The same people at the same hour, over a restored database. */
export async function startRestored(source: TestPlatform, files: NewFiles, databaseUrl: string): Promise<RestoredPlatform> {
  const clock = new VirtualClock(source.clock.now());
  const app = await createApi({ settings: files.settings, clock, databaseUrl, worker: 'byHand', log: { write: () => undefined } });
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const accounts = source.accounts.map((account) => ({ ...account }));
  return { app, clock, world: worldOf({ ...source, app, url, clock, accounts }), stop: () => app.close() };
}

/** Duties of the source's worker, by their names. */
export function dutiesOf({ app }: TestPlatform, ...names: string[]): Duty[] {
  return app.get<Duty[]>(DUTIES, { strict: false }).filter(({ name }) => names.includes(name));
}

/** Enough rounds for whatever waits for transactions of other tests on the server. */
const MOST_ROUNDS = 2_000;

/** A world in which the worker has these duties only: whoever follows the events besides falls behind. */
export function slowWorldOf(platform: TestPlatform, duties: Duty[]): DatedWorld {
  return {
    ...worldOf(platform),
    today: () => civilDate(platform.clock.now()),
    async until(what, look) {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        for (const duty of duties) await duty.run();
        const found = await look();
        if (found !== undefined) return found;
      }
      throw new Error(`It did not come: ${what}`);
    },
  };
}
