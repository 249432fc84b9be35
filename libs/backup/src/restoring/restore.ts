import type { KeySet } from '@onething/crypto';
import { DomainError } from '@onething/kernel';
import type { ObjectStore } from '@onething/object-store';
import { ensurePartitions, migrate } from '@onething/persistence';
import { damaged, type Manifest } from '../domain/manifest';
import type { BackupReader } from '../place/backup-place.port';
import { differenceOf } from '../place/meter';
import { type BackupScope, migrationName, type ProgressListener } from '../scope';
import { holdsKeys, type KeyFiles, unsealKeys } from '../sealed-keys';
import { fileEntries, readText } from './check-backup';
import { assertEmptyInstallation, dropSchemas, existingSchemas } from './empty-installation';
import { loadTables } from './load-tables';

export interface RestoreRequest {
  reader: BackupReader;
  /** What `checkBackup` returned. */
  manifest: Manifest;
  /** Connection of the owner role. */
  ownerUrl: string;
  /** Name of the role that the application connects with. */
  appRole: string;
  store: ObjectStore;
  scope: BackupScope;
  onProgress?: ProgressListener;
}

/**
 * Whether a backup can be restored here, asked before anything is written.
 * @param keys those that the installation will run with
 * @throws DomainError `BACKUP.OTHER_REGION`, `BACKUP.NEWER_VERSION`, `BACKUP.OTHER_KEYS`
 */
export function assertRestorable(manifest: Manifest, scope: BackupScope, { region, keys }: { region: string; keys: KeySet }): void {
  if (manifest.region !== region) {
    throw new DomainError('refused', 'BACKUP.OTHER_REGION', `The backup is of the region ${manifest.region}, REGION is ${region}: set it to ${manifest.region}`);
  }
  const known = new Set(scope.migrations.map(migrationName));
  const unknown = manifest.migrations.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new DomainError('refused', 'BACKUP.NEWER_VERSION', `The backup was made by a later version of OneThing (its migration ${unknown} is not known here): restore it with that version`);
  }
  if (holdsKeys(keys, manifest.keys.marks)) return;
  const remedy = manifest.keys.sealed ? 'give the passphrase of the keys in the backup' : 'put the key file in its place first';
  throw new DomainError('refused', 'BACKUP.OTHER_KEYS', `The keys here are not those of the backup, its personal data could not be read: ${remedy}`);
}

/**
 * The keys that went along.
 * @throws DomainError `BACKUP.NO_KEYS`, `BACKUP.WRONG_PASSPHRASE`
 */
export async function readKeys(reader: BackupReader, manifest: Manifest, passphrase: string): Promise<KeySet> {
  if (manifest.keys.sealed) return unsealKeys(await readText(reader, manifest.keys.sealed), passphrase);
  throw new DomainError('refused', 'BACKUP.NO_KEYS', 'The backup was made without keys: leave the passphrase out, and put the key file in its place');
}

/** The private keys of seals that went along; none when there were none. @throws DomainError `BACKUP.WRONG_PASSPHRASE` */
export async function readSealKeys(reader: BackupReader, manifest: Manifest, passphrase: string): Promise<KeyFiles> {
  return manifest.keys.seals ? unsealKeys<KeyFiles>(await readText(reader, manifest.keys.seals), passphrase) : {};
}

/**
 * Makes the installation of a checked backup in an empty database: migrated to the backup's version, loaded, then migrated to
 * this one. Files come first, so that whatever fails before the rows are committed leaves a database without tables.
 * @throws DomainError `BACKUP.INSTALLATION_NOT_EMPTY`, `BACKUP.SCHEMA_DIFFERS`, `BACKUP.DAMAGED`, `OBJECT_STORE.UNAVAILABLE`
 */
export async function restore(request: RestoreRequest): Promise<void> {
  const { ownerUrl, appRole, scope, manifest, onProgress = () => undefined } = request;
  await assertEmptyInstallation(ownerUrl, scope.schemas);
  await restoreFiles(request);
  const before = await existingSchemas(ownerUrl, scope.schemas);
  try {
    await migrate({ ownerUrl, appRole, migrations: scope.migrations.filter((migration) => manifest.migrations.includes(migrationName(migration))) });
    await makePartitions(request);
    await loadTables({ ...request, onProgress });
  } catch (error) {
    await dropSchemas(ownerUrl, scope.schemas.filter((schema) => !before.has(schema)));
    throw error;
  }
  await migrate({ ownerUrl, appRole, migrations: scope.migrations });
}

async function restoreFiles({ reader, manifest, store, onProgress }: RestoreRequest): Promise<void> {
  let [done, bytes] = [0, 0];
  for await (const entry of fileEntries(reader, manifest)) {
    if ('missing' in entry) continue;
    // A restore that was killed is started again.
    const stored = await store.put(entry.key, await reader.open(entry.part), { contentType: entry.contentType, maxBytes: entry.size, replace: true });
    const difference = differenceOf(stored, entry);
    if (difference !== undefined) throw damaged(`${entry.part} ${difference}`);
    [done, bytes] = [done + 1, bytes + entry.size];
    onProgress?.({ phase: 'files', done, total: manifest.files.count, bytes });
  }
}

/** The months that have rows, one by one: they need not follow each other. */
async function makePartitions({ ownerUrl, manifest, scope }: RestoreRequest): Promise<void> {
  for (const { table, months } of manifest.months) {
    const plan = scope.partitioned.find((one) => one.table === table);
    if (!plan) continue;
    for (const month of months) await ensurePartitions(ownerUrl, { ...plan, from: Date.parse(month), months: 1 });
  }
}
