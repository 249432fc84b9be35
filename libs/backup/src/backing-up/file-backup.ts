import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '@onething/kernel';
import { type ObjectStore, type ReferenceReader, sealedDigests, type StoredObjects, type StoredReference } from '@onething/object-store';
import type { FileEntry, Manifest } from '../domain/manifest';
import type { BackupWriter } from '../place/backup-place.port';
import type { ProgressListener } from '../scope';
import type { Snapshot } from './snapshot';

const PAGE = 500;
/** Files of one folder. */
const FOLDER = 1_000;

export interface FileBackup {
  snapshot: Snapshot;
  /** The database as it is by now. */
  present: ReferenceReader;
  store: ObjectStore;
  writer: BackupWriter;
  objects: readonly StoredObjects[];
  onProgress: ProgressListener;
}

/**
 * Copies every object that the snapshot refers to. Its index grows in a file beside: there may be more files than memory holds.
 */
export async function backUpFiles(backup: FileBackup): Promise<Manifest['files']> {
  const spool = join(tmpdir(), `onething-backup-${randomUUID()}`);
  const handle = await open(spool, 'wx', 0o600);
  try {
    const totals = await copyFiles(backup, handle);
    return { ...totals, index: await backup.writer.write('files.jsonl', createReadStream(spool)) };
  } finally {
    await handle.close();
    await rm(spool, { force: true });
  }
}

async function copyFiles(backup: FileBackup, index: FileHandle): Promise<Omit<Manifest['files'], 'index'>> {
  const totals = { count: 0, bytes: 0, damaged: 0, lost: 0, removed: 0 };
  for (const objects of backup.objects) {
    for await (const reference of referencesOf(backup.snapshot, objects)) {
      const entry = await copyFile(backup, objects, reference, totals.count);
      await index.appendFile(`${JSON.stringify(entry)}\n`);
      if ('missing' in entry) totals[entry.missing] += 1;
      else {
        totals.count += 1;
        totals.bytes += entry.size;
        if (entry.damaged) totals.damaged += 1;
      }
      backup.onProgress({ phase: 'files', done: totals.count, bytes: totals.bytes });
    }
  }
  return totals;
}

async function* referencesOf(snapshot: Snapshot, objects: StoredObjects): AsyncGenerator<StoredReference> {
  for (let after: string | undefined; ;) {
    const page = await snapshot.withoutLasting(() => objects.find(snapshot, after, PAGE));
    yield* page;
    after = page.at(-1)?.key;
    if (page.length < PAGE) return;
  }
}

/** What is not there is noted, not refused: one lost file must not be the end of all backups. */
async function copyFile(
  { store, writer, present, snapshot }: FileBackup, objects: StoredObjects, { key, contentType, sha256 }: StoredReference, number: number,
): Promise<FileEntry> {
  const facts = { table: objects.table, key, contentType };
  const content = await store.get(key).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'OBJECT_STORE.NO_SUCH_OBJECT') return undefined;
    throw error;
  });
  if (!content) return { ...facts, missing: (await objects.refersTo(present, key)) ? 'lost' : 'removed' };
  const part = await writer.write(`files/${pad(Math.floor(number / FOLDER), 6)}/${pad(number, 9)}`, content);
  const whole = part.sha256 === sha256 || (await snapshot.withoutLasting(() => sealedDigests(snapshot, key))).includes(part.sha256);
  return { ...part, ...facts, ...(whole ? {} : { damaged: true }) };
}

const pad = (number: number, digits: number): string => String(number).padStart(digits, '0');
