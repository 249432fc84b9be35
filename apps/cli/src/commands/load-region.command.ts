import { NestFactory } from '@nestjs/core';
import { Command, InvalidArgumentError } from 'commander';
import { loadSettings } from '@onething/config';
import { civilDate, DomainError, SystemClock } from '@onething/kernel';
import { ApiModule } from '../../../api/src/api.module';
import { reachDatabase } from '../reach-database';
import { loadRegion } from '../region/load-region';
import type { Terminal } from '../terminal';

const BAR = 30;

interface LoadOptions {
  scale: number;
  seed: number;
  year?: number;
  intoExternal?: boolean;
}

/** `onething load region`: people, cases, licences, seals and ratings who and which do not exist, marked as such. */
export function loadRegionCommand(terminal: Terminal): Command {
  return new Command('region')
    .description('load a made-up region, for trying out figures and reports; stop the platform before')
    .requiredOption('--scale <share>', 'of the model region (14.27 million users, 5.9 million item cases), 0.001 for example', share)
    .option('--seed <number>', 'equal seeds make equal regions', whole, 1)
    .option('--year <year>', 'of the cases; the last whole year when absent', whole)
    .option('--into-external', 'load it into an external database, where real people may be')
    .action(async ({ scale, seed, year, intoExternal = false }: LoadOptions) => {
      const settings = loadSettings(process.env);
      if (settings.mode === 'external' && !intoExternal) {
        throw new DomainError('refused', 'CLI.EXTERNAL_DATABASE', 'Made-up people do not belong among real ones: for an external test database add --into-external');
      }
      const clock = new SystemClock();
      const database = await reachDatabase(settings);
      try {
        const platform = await NestFactory.createApplicationContext(
          ApiModule.register({ settings, clock, databaseUrl: database.appUrl, worker: 'byHand' }), { logger: ['error', 'warn'], abortOnError: false },
        );
        try {
          const loaded = await loadRegion(platform, database.appUrl, {
            scale, seed, year: year ?? Number(civilDate(clock.now()).slice(0, 4)) - 1, region: settings.region,
            onProgress: (what, done, total) => terminal.progress?.(`${bar(done / total)} ${what} ${done}/${total}`),
          });
          for (const [what, count] of Object.entries(loaded)) terminal.out(`${what}: ${count}`);
        } finally {
          await platform.close();
        }
      } finally {
        await database.stop();
      }
      terminal.exit(0);
    });
}

function bar(share: number): string {
  const full = Math.min(BAR, Math.round(share * BAR));
  return `[${'#'.repeat(full)}${' '.repeat(BAR - full)}]`;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('Give a number above 0, at most 1.');
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
}
