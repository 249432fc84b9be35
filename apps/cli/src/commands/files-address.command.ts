import { Command } from 'commander';
import { loadSettings } from '@onething/config';
import { addressStoredFiles } from '../file-addressing';
import { reachDatabase } from '../reach-database';
import type { Terminal } from '../terminal';

/** `onething files address`: exit 0 when every file lies under the digest of its content, 1 when some are missing or damaged. */
export function filesAddressCommand(terminal: Terminal): Command {
  return new Command('address')
    .description('move files that lie under their id alone to the address by their content; the platform may run. Start it again if it was killed')
    .action(async () => {
      const settings = loadSettings(process.env);
      const database = await reachDatabase(settings);
      try {
        const { moved, missing, damaged } = await addressStoredFiles(settings, database.appUrl, (moves) => terminal.progress?.(`${moves.moved} files`));
        terminal.out(`${moved} files moved, ${missing} missing from the store, ${damaged} not what was handed in and left as they are`);
        terminal.exit(missing + damaged > 0 ? 1 : 0);
      } finally {
        await database.stop();
      }
    });
}
