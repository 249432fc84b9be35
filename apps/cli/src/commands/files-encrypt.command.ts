import { Command } from 'commander';
import { loadSettings } from '@onething/config';
import { sealStoredFiles } from '../file-sealing';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

/** `onething files encrypt`: exit 0 when no file lies unencrypted, 1 when some are missing or damaged. */
export function filesEncryptCommand(terminal: Terminal): Command {
  return new Command('encrypt')
    .description('encrypt the files that were handed in before files were encrypted; the platform may run. Start it again if it was killed')
    .action(async () => {
      const settings = loadSettings(process.env);
      const database = await reachDatabase(settings);
      try {
        const { sealed, already, missing, damaged } = await sealStoredFiles(settings, database.appUrl,
          (totals) => terminal.progress?.(`${Object.values(totals).reduce((sum, count) => sum + count, 0)} files`));
        terminal.out(`${sealed} files encrypted, ${already} were so already, ${missing} missing from the store, ${damaged} not what was handed in and left as they are`);
        terminal.exit(missing + damaged > 0 ? 1 : 0);
      } finally {
        await database.stop();
      }
    });
}
