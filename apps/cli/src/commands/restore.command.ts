import { rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  assertEmptyInstallation, assertRestorable, type BackupReader, checkBackup, holdsKeys, type KeyFiles, type Manifest, openBackupAt, readKeys, readSealKeys, restore,
} from '@onething/backup';
import { Command } from 'commander';
import { loadSettings, type Settings } from '@onething/config';
import type { KeySet } from '@onething/crypto';
import { DomainError, SystemClock } from '@onething/kernel';
import { roleOf } from '@onething/persistence';
import { writeKeyFiles } from '@onething/seals';
import { BACKUP_SCOPE } from '../backup-scope';
import { openInstallation } from '../installation';
import { readPassphrase } from '../passphrase';
import { progressLine } from '../progress-line';
import { recordCommand } from '../recorded-act';
import type { Terminal } from '../terminal';

interface Options {
  passphraseFile?: string;
  keysTo?: string;
}

/** Codes that say something of the backup, not of the command: exit 1. */
const BROKEN = new Set(['BACKUP.DAMAGED', 'BACKUP.UNFINISHED']);

/** `onething restore PLACE`: exit 0 when the installation is there, 1 when the backup is not whole, 2 when it cannot go here. */
export function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .description('make the installation of a backup, in an empty database; the platform must not run')
    .argument('<place>', 'the folder or .tar of the backup')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the keys in the backup')
    .option('--keys-to <file>', 'new file for the keys of the backup; in embedded mode the key file of the home, when not given')
    .action(async (place: string, options: Options) => {
      try {
        await restoreFrom(terminal, await openBackupAt(resolve(place)), options);
        terminal.exit(0);
      } catch (error) {
        if (!(error instanceof DomainError) || !BROKEN.has(error.code)) throw error;
        terminal.err(error.message);
        terminal.exit(1);
      }
    });
}

async function restoreFrom(terminal: Terminal, reader: BackupReader, options: Options): Promise<void> {
  const onProgress = progressLine(terminal);
  const manifest = await checkBackup(reader, onProgress);
  const settings = loadSettings(process.env);
  const keys = await newKeys(reader, manifest, settings, options);
  const sealKeys = options.passphraseFile === undefined ? {} : await readSealKeys(reader, manifest, await readPassphrase(options.passphraseFile));
  assertRestorable(manifest, BACKUP_SCOPE, { region: settings.region, keys: keys?.keySet ?? settings.keys });
  const installation = await openInstallation(settings);
  try {
    await assertEmptyInstallation(installation.ownerUrl, BACKUP_SCOPE.schemas);
    if (keys) await writeKeys(terminal, keys);
    await writeSealKeys(terminal, settings, sealKeys);
    await restore({
      reader, manifest, ownerUrl: installation.ownerUrl, appRole: roleOf(installation.appUrl), store: installation.store, scope: BACKUP_SCOPE, onProgress,
    });
    await recordCommand(terminal, { keys: keys?.keySet ?? settings.keys }, installation.appUrl, {
      act: 'backup.restored', detail: { madeAt: manifest.madeAt, tables: manifest.tables.length, files: manifest.files.count },
    });
  } finally {
    await installation.close();
    await reader.close();
  }
  terminal.out(`The installation of ${manifest.madeAt} is restored: ${manifest.tables.length} tables, ${manifest.files.count} files. Start the platform.`);
}

interface NewKeys {
  keySet: KeySet;
  file: string;
  /** The home's own file gives way; any other one must not be there yet. */
  replaces: boolean;
}

/** @returns undefined when no passphrase was given, or the keys are here already */
async function newKeys(reader: BackupReader, manifest: Manifest, settings: Settings, { passphraseFile, keysTo }: Options): Promise<NewKeys | undefined> {
  if (passphraseFile === undefined) return undefined;
  const keySet = await readKeys(reader, manifest, await readPassphrase(passphraseFile));
  if (holdsKeys(settings.keys, manifest.keys.marks)) return undefined;
  if (keysTo !== undefined) return { keySet, file: resolve(keysTo), replaces: false };
  const ofHome = settings.mode === 'embedded' ? join(settings.home, 'keys.json') : undefined;
  if (ofHome !== undefined && settings.keyFile === ofHome) return { keySet, file: ofHome, replaces: true };
  throw new DomainError('invalid', 'CLI.NO_KEY_FILE', 'Say with --keys-to which new file takes the keys of the backup, and name it in ONETHING_KEY_FILE afterwards');
}

async function writeKeys(terminal: Terminal, { keySet, file, replaces }: NewKeys): Promise<void> {
  if (replaces) await rename(file, `${file}.${new SystemClock().now()}`);
  await writeFile(file, `${JSON.stringify(keySet, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  terminal.out(`The keys of the backup are in ${file}`);
}

async function writeSealKeys(terminal: Terminal, { sealKeyFolder }: Settings, keys: KeyFiles): Promise<void> {
  const count = Object.keys(keys).length;
  if (count === 0) return;
  if (sealKeyFolder === undefined) {
    throw new DomainError('invalid', 'CLI.NO_SEAL_KEY_FOLDER', `The backup has ${count} keys of seals: name the folder that takes them in SEAL_KEY_FOLDER`);
  }
  await writeKeyFiles(sealKeyFolder, keys);
  terminal.out(`${count} keys of seals are in ${sealKeyFolder}`);
}
