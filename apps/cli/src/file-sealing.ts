import { NestFactory } from '@nestjs/core';
import type { Settings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { SealedObjectStore, type SealingOutcome } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { ApiModule } from '../../api/src/api.module';
import { BACKUP_SCOPE } from './backup-scope';

export type SealingTotals = Record<SealingOutcome, number>;

const PAGE = 100;

/**
 * Encrypts the files that lie in the store from before, one after the other. The platform may run beside it; after a kill it is
 * started again and passes by what is encrypted already. Tree heads stay as they are.
 * @param databaseUrl of the application role
 * @returns how many files were encrypted, were so already, are missing from the store, or are not what their row says and were left
 */
export async function sealStoredFiles(settings: Settings, databaseUrl: string, onProgress: (totals: SealingTotals) => void = () => undefined): Promise<SealingTotals> {
  const platform = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock: new SystemClock(), databaseUrl }), { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    const totals: SealingTotals = { sealed: 0, already: 0, missing: 0, damaged: 0 };
    const [store, database] = [platform.get(SealedObjectStore, { strict: false }), platform.get(Database, { strict: false })];
    for (const objects of BACKUP_SCOPE.objects.filter(({ plain }) => !plain)) {
      for (let after: string | undefined; ;) {
        const page = await objects.find(database, after, PAGE);
        for (const reference of page) {
          totals[await store.sealPlain(reference.key, reference)] += 1;
          // Removed while it was being encrypted: it must not come back.
          if (!await objects.refersTo(database, reference.key)) await store.remove(reference.key);
          onProgress(totals);
        }
        after = page.at(-1)?.key;
        if (page.length < PAGE) break;
      }
    }
    return totals;
  } finally {
    await platform.close();
  }
}
