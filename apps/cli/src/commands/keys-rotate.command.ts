import { Command } from 'commander';
import { loadSettings, type Settings } from '@onething/config';
import { rotateStoredValues } from '../key-rotation';
import { recordCommand } from '../recorded-act';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

/** `onething keys rotate`: exit 0 when everything is under the current keys. */
export function keysRotateCommand(terminal: Terminal): Command {
  return new Command('rotate')
    .description('re-encrypt everything that is stored under the current keys; the platform may run. Start it again if it was killed')
    .action(async () => {
      const settings = loadSettings(process.env);
      const database = await reachDatabase(settings);
      try {
        const totals = await rotateStoredValues(settings, database.appUrl, {
          onProgress: ({ column, replaced }) => terminal.progress?.(`${column} ${replaced}`),
        });
        const { encryption, blindIndex } = settings.keys;
        await recordCommand(terminal, settings, database.appUrl, { act: 'key.rotated', detail: { encryption: encryption.current, blindIndex: blindIndex.current } });
        report(terminal, settings, totals);
      } finally {
        await database.stop();
      }
      terminal.exit(0);
    });
}

function report(terminal: Terminal, { keys: { encryption, blindIndex } }: Settings, totals: Record<string, number>): void {
  for (const [column, replaced] of Object.entries(totals)) if (replaced > 0) terminal.out(`${column}: ${replaced}`);
  const sum = Object.values(totals).reduce((all, replaced) => all + replaced, 0);
  terminal.out(`${sum} values re-encrypted; all of ${Object.keys(totals).length} columns are under ${encryption.current} and ${blindIndex.current}`);
  const old = Object.keys(encryption.keys).filter((id) => id !== encryption.current);
  if (old.length > 0) terminal.out(`No value needs ${old.join(', ')} any more: remove it from the key file when backups do not need it either`);
}
