import { randomBytes } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { loadSettings } from '@onething/config';
import { addKey, type KeySet } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import { recordIfThere } from '../recorded-act';
import type { Terminal } from '../terminal';

const KINDS: (keyof KeySet)[] = ['encryption', 'blindIndex', 'signing'];

/** `onething keys add KIND`: the first step of a rotation. */
export function keysAddCommand(terminal: Terminal): Command {
  return new Command('add')
    .description('add a key to the key file and make it the current one; old keys stay, so that what they encrypted can be read')
    .addArgument(new Argument('<kind>', 'which kind of key').choices(KINDS))
    .action(async (kind: keyof KeySet) => {
      const settings = loadSettings(process.env);
      const { keys, keyFile } = settings;
      if (keyFile === undefined) {
        throw new DomainError('refused', 'CLI.NO_KEY_FILE', 'The keys come from ONETHING_KEYS: put them into a file and name it in ONETHING_KEY_FILE');
      }
      const renewed = addKey(keys, kind);
      await replaceWhole(keyFile, `${JSON.stringify(renewed, null, 2)}\n`);
      await recordIfThere(terminal, settings, { act: 'key.added', object: { kind: 'key', id: renewed[kind].current }, detail: { kind } });
      terminal.out(`${keyFile} has the key ${renewed[kind].current}. Keep a copy of the file, bring it to every machine of the platform, then: onething keys rotate`);
      terminal.exit(0);
    });
}

/** A key file that is half written would make everything unreadable. */
async function replaceWhole(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, content, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, file);
}
