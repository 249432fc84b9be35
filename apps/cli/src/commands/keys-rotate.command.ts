import { Command } from 'commander';
import { loadSettings, type Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { hasEmbeddedDatabase, reachEmbeddedPostgres } from '@onething/persistence';
import { rotateStoredValues } from '../key-rotation';
import type { Terminal } from '../terminal';

/** `onething keys rotate`: exit 0 when everything is under the current keys. */
export function keysRotateCommand(terminal: Terminal): Command {
  return new Command('rotate')
    .description('re-encrypt everything that is stored under the current keys; the platform may run. Start it again if it was killed')
    .action(async () => {
      const settings = loadSettings(process.env);
      const database = await reach(settings);
      try {
        report(terminal, settings, await rotateStoredValues(settings, database.appUrl, {
          onProgress: ({ column, replaced }) => terminal.progress?.(`${column} ${replaced}`),
        }));
      } finally {
        await database.stop();
      }
      terminal.exit(0);
    });
}

/** @throws DomainError `CLI.NOTHING_THERE` where there is no installation: a rotation makes none */
async function reach(settings: Settings): Promise<{ appUrl: string; stop(): Promise<void> }> {
  if (settings.mode === 'external') return { appUrl: settings.database.appUrl, stop: async () => undefined };
  if (hasEmbeddedDatabase(settings.home)) return reachEmbeddedPostgres({ home: settings.home, passwords: settings.postgres });
  throw new DomainError('refused', 'CLI.NOTHING_THERE', `${settings.home} holds no database: set ONETHING_HOME to the home of the installation`);
}

function report(terminal: Terminal, { keys: { encryption, blindIndex } }: Settings, totals: Record<string, number>): void {
  for (const [column, replaced] of Object.entries(totals)) if (replaced > 0) terminal.out(`${column}: ${replaced}`);
  const sum = Object.values(totals).reduce((all, replaced) => all + replaced, 0);
  terminal.out(`${sum} values re-encrypted; all of ${Object.keys(totals).length} columns are under ${encryption.current} and ${blindIndex.current}`);
  const old = Object.keys(encryption.keys).filter((id) => id !== encryption.current);
  if (old.length > 0) terminal.out(`No value needs ${old.join(', ')} any more: remove it from the key file when backups do not need it either`);
}
