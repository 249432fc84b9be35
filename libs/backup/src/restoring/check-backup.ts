import { damaged, type FileEntry, type Manifest, type Part, readManifest } from '../domain/manifest';
import type { BackupReader } from '../place/backup-place.port';
import { differenceOf, measure } from '../place/meter';
import type { ProgressListener } from '../scope';

/**
 * Reads the whole backup once and compares every part with its digests.
 * @throws DomainError `BACKUP.UNFINISHED`, `BACKUP.DAMAGED` naming the part, `BACKUP.UNKNOWN_FORMAT`
 */
export async function checkBackup(reader: BackupReader, onProgress: ProgressListener = () => undefined): Promise<Manifest> {
  const manifest = readManifest(await reader.readManifest());
  const parts = [...manifest.tables, manifest.files.index, ...[manifest.keys.sealed, manifest.keys.seals].filter((part) => part !== undefined)];
  const total = parts.length + manifest.files.count;
  let [done, bytes] = [0, 0];
  const check = async (part: Part) => {
    await checkPart(reader, part);
    [done, bytes] = [done + 1, bytes + part.size];
    onProgress({ phase: 'check', done, total, bytes });
  };
  for (const part of parts) await check(part);
  for await (const entry of fileEntries(reader, manifest)) if (!('missing' in entry)) await check(entry);
  if (done !== total) throw damaged(`its index names ${done - parts.length} files instead of ${manifest.files.count}`);
  return manifest;
}

/** The lines of the index of files. */
export async function* fileEntries(reader: BackupReader, { files }: Manifest): AsyncGenerator<FileEntry> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of (await reader.open(files.index.part)) as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as FileEntry;
  }
}

/** The content of a small part. */
export async function readText(reader: BackupReader, { part }: Part): Promise<string> {
  return Buffer.concat(await (await reader.open(part)).toArray() as Buffer[]).toString('utf8');
}

async function checkPart(reader: BackupReader, expected: Part): Promise<void> {
  const difference = differenceOf(await measure(await reader.open(expected.part)), expected);
  if (difference !== undefined) throw damaged(`${expected.part} ${difference}`);
}
