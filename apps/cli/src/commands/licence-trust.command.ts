import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { loadSettings } from '@onething/config';
import { SystemClock } from '@onething/kernel';
import { type TrustList, TrustLists } from '@onething/verification';
import { ApiModule } from '../../../api/src/api.module';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

/** `onething licence trust`: roots, revocations and suspensions of this installation, signed, on standard output. */
export function licenceTrustCommand(terminal: Terminal): Command {
  return new Command('trust')
    .description('print the trust list of this installation as JSON, good for seven days: roots, revocation lists, suspended seals, signed by the platform')
    .action(async () => {
      terminal.out(JSON.stringify(await issue(), null, 2));
      terminal.exit(0);
    });
}

async function issue(): Promise<TrustList> {
  const settings = loadSettings(process.env);
  const database = await reachDatabase(settings);
  try {
    const platform = await NestFactory.createApplicationContext(
      ApiModule.register({ settings, clock: new SystemClock(), databaseUrl: database.appUrl }), { logger: ['error', 'warn'], abortOnError: false },
    );
    try {
      return await platform.get(TrustLists, { strict: false }).issue();
    } finally {
      await platform.close();
    }
  } finally {
    await database.stop();
  }
}
