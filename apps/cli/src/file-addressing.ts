import { NestFactory } from '@nestjs/core';
import { FileAddresses, type FileMoves, FileRemovals } from '@onething/cases';
import type { Settings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { ApiModule } from '../../api/src/api.module';

/** @param databaseUrl of the application role */
export async function addressStoredFiles(settings: Settings, databaseUrl: string, onProgress: (moves: FileMoves) => void): Promise<FileMoves> {
  const platform = await NestFactory.createApplicationContext(
    ApiModule.register({ settings, clock: new SystemClock(), databaseUrl }), { logger: ['error', 'warn'], abortOnError: false },
  );
  try {
    const moves = await platform.get(FileAddresses, { strict: false }).moveAll(onProgress);
    // What lay at the old addresses. What the store does not remove now, a worker of the platform does.
    while (await platform.get(FileRemovals, { strict: false }).removeBatch() > 0);
    return moves;
  } finally {
    await platform.close();
  }
}
