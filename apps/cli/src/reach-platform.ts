import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { ApiModule } from '../../api/src/api.module';
import { reachDatabase } from './reach-database';

/** The platform of the settings without its doors, for as long as the work takes. */
export async function withPlatform<T>(work: (platform: INestApplicationContext) => Promise<T>): Promise<T> {
  const settings = loadSettings(process.env);
  const database = await reachDatabase(settings);
  try {
    const platform = await NestFactory.createApplicationContext(
      ApiModule.register({ settings, clock: new SystemClock(), databaseUrl: database.appUrl }), { logger: ['error', 'warn'], abortOnError: false },
    );
    try {
      return await work(platform);
    } finally {
      await platform.close();
    }
  } finally {
    await database.stop();
  }
}
