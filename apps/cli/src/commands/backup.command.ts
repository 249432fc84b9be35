import { resolve } from 'node:path';
import { assertPassphrase, backUp, createBackupAt, type Manifest } from '@onething/backup';
import { Command } from 'commander';
import { loadSettings, type Settings } from '@onething/config';
import { DomainError, SystemClock } from '@onething/kernel';
import { hasEmbeddedDatabase } from '@onething/persistence';
import { readKeyFiles } from '@onething/seals';
import { BACKUP_SCOPE } from '../backup-scope';
import { openInstallation } from '../installation';
import { readPassphrase } from '../passphrase';
import { mebibytes, progressLine } from '../progress-line';
import { recordCommand } from '../recorded-act';
import type { Terminal } from '../terminal';

interface Options {
  withKeys?: boolean;
  passphraseFile?: string;
}

/** `onething backup PLACE`: exit 0 when everything is in the backup, 1 when the store lacked a file that a row refers to. */
export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .description('write the whole installation, as it is at one instant, into a folder or a .tar; the platform may run')
    .argument('<place>', 'a new or empty folder, or a new file whose name ends in .tar')
    .option('--with-keys', 'take the keys along, encrypted with a passphrase')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase')
    .action(async (place: string, options: Options) => {
      const passphrase = await passphraseOf(options);
      const settings = loadSettings(process.env);
      assertThere(settings);
      const manifest = await writeBackup(terminal, resolve(place), settings, passphrase);
      report(terminal, resolve(place), settings, manifest);
      terminal.exit(manifest.files.lost + manifest.files.damaged === 0 ? 0 : 1);
    });
}

async function passphraseOf({ withKeys, passphraseFile }: Options): Promise<string | undefined> {
  if (!withKeys && passphraseFile === undefined) return undefined;
  if (!withKeys || passphraseFile === undefined) {
    throw new DomainError('invalid', 'CLI.NO_PASSPHRASE', 'Give --with-keys and --passphrase-file together');
  }
  const passphrase = await readPassphrase(passphraseFile);
  assertPassphrase(passphrase);
  return passphrase;
}

/** A command that only reads makes no installation. */
function assertThere(settings: Settings): void {
  if (settings.mode === 'external' || hasEmbeddedDatabase(settings.home)) return;
  throw new DomainError('refused', 'BACKUP.NOTHING_THERE', `${settings.home} holds no database: set ONETHING_HOME to the home of the installation`);
}

async function writeBackup(terminal: Terminal, place: string, settings: Settings, passphrase: string | undefined): Promise<Manifest> {
  const installation = await openInstallation(settings);
  try {
    const now = new SystemClock().now();
    const manifest = await backUp({
      ownerUrl: installation.ownerUrl, store: installation.store, writer: await createBackupAt(place, now), scope: BACKUP_SCOPE,
      keys: settings.keys, passphrase, readSealKeys: async () => (settings.sealKeyFolder === undefined ? {} : readKeyFiles(settings.sealKeyFolder)),
      region: settings.region, now, onProgress: progressLine(terminal),
    });
    const { tables, files, keys } = manifest;
    await recordCommand(terminal, settings, installation.appUrl, {
      act: 'backup.made', detail: { tables: tables.length, files: files.count, lost: files.lost, damaged: files.damaged, withKeys: keys.sealed !== undefined },
    });
    return manifest;
  } finally {
    await installation.close();
  }
}

function report(terminal: Terminal, place: string, settings: Settings, { tables, files, keys }: Manifest): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = tables.reduce((sum, table) => sum + table.size, files.bytes);
  terminal.out(`${place}: ${tables.length} tables, ${rows} rows, ${files.count} files, ${mebibytes(bytes)}`);
  if (files.removed > 0) terminal.out(`${files.removed} files were removed by their owners meanwhile`);
  if (files.lost > 0) terminal.err(`${files.lost} files are not in the store although rows refer to them: files.jsonl names them ("lost")`);
  if (files.damaged > 0) terminal.err(`${files.damaged} files are not as they were handed in: files.jsonl names them ("damaged")`);
  terminal.out(keys.sealed
    ? `The keys${keys.seals ? ', those of seals among them,' : ''} are in it, encrypted with the passphrase: keep that apart from the backup.`
    : `The keys are not in it. Without them nobody can read its personal data: keep a copy of ${settings.keyFile ?? 'ONETHING_KEYS'} apart from it.`);
  if (!keys.sealed && settings.sealKeyFolder !== undefined) terminal.out(`Nor are those of seals, in ${settings.sealKeyFolder}: without them nothing can be sealed any more.`);
}
