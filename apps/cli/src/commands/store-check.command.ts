import { Command, InvalidArgumentError } from 'commander';
import { loadSettings } from '@onething/config';
import { reachDatabase } from '../reach-database';
import { recordCommand } from '../recorded-act';
import { sweepStore } from '../store-sweep';
import type { Terminal } from '../terminal';

const HOUR_MS = 3_600_000;

interface StoreCheckOptions {
  removeOrphans?: boolean;
  graceHours: number;
}

/** `onething store check`: exit 0 when store and rows agree or orphans were removed, 1 when files are missing or orphans are left. */
export function storeCheckCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('compare the object store with the rows that refer to it; the platform may run')
    .option('--remove-orphans', 'remove objects that no row refers to, and what is left of uploads that broke off')
    .option('--grace-hours <hours>', 'leave what came within so many hours: its row may still be written', hours, 24)
    .action(async ({ removeOrphans = false, graceHours }: StoreCheckOptions) => {
      const settings = loadSettings(process.env);
      const database = await reachDatabase(settings);
      try {
        const { references, objects, missing, orphans, removed, unfinished } = await sweepStore(settings, database.appUrl, {
          graceMs: graceHours * HOUR_MS,
          removeOrphans,
          onFinding: ({ kind, key }) => terminal.out(`${kind} ${key}`),
          onProgress: (findings) => terminal.progress?.(`${findings.references} rows, ${findings.objects} objects`),
        });
        if (removed > 0) await recordCommand(terminal, settings, database.appUrl, { act: 'store.orphansRemoved', detail: { removed } });
        terminal.out(`${references} rows, ${objects} objects: ${missing} missing, ${orphans} orphans, ${removed} removed, ${unfinished} unfinished uploads thrown away`);
        terminal.exit(missing > 0 || orphans > removed ? 1 : 0);
      } finally {
        await database.stop();
      }
    });
}

function hours(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give whole hours, at least 1.');
  return value;
}
