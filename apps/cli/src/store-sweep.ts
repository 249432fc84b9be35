import { NestFactory } from '@nestjs/core';
import type { Settings } from '@onething/config';
import { type Clock, SystemClock } from '@onething/kernel';
import { checkStore, SealedObjectStore, type StoreFinding, type StoreFindings } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { ApiModule } from '../../api/src/api.module';
import { BACKUP_SCOPE } from './backup-scope';

export interface SweepOptions {
  /** How old an object without a row has to be, ms. */
  graceMs: number;
  removeOrphans: boolean;
  onFinding: (finding: StoreFinding) => void;
  onProgress?: (findings: StoreFindings) => void;
}

/**
 * Compares the store of an installation with its rows. The platform may run beside it.
 * @param databaseUrl of the application role
 */
export async function sweepStore(settings: Settings, databaseUrl: string, options: SweepOptions, clock: Clock = new SystemClock()): Promise<StoreFindings> {
  const platform = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock: new SystemClock(), databaseUrl }), { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    const [store, database] = [platform.get(SealedObjectStore, { strict: false }), platform.get(Database, { strict: false })];
    await store.assertUsable();
    const { graceMs, ...rest } = options;
    return await checkStore({ store, reader: database, objects: BACKUP_SCOPE.objects, before: clock.now() - graceMs, ...rest });
  } finally {
    await platform.close();
  }
}
