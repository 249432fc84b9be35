import type { BackupReader, BackupWriter } from './backup-place.port';
import { FolderReader, FolderWriter } from './folder-place';
import { TarReader, TarWriter } from './tar-place';

const isTar = (path: string): boolean => path.endsWith('.tar');

/**
 * A tar when the name ends in `.tar`, else a folder.
 * @param now epoch ms
 * @throws DomainError `BACKUP.PLACE_NOT_EMPTY`
 */
export function createBackupAt(path: string, now: number): Promise<BackupWriter> {
  return isTar(path) ? TarWriter.open(path, now) : FolderWriter.open(path);
}

/** @throws DomainError `BACKUP.UNFINISHED`, `BACKUP.DAMAGED` */
export async function openBackupAt(path: string): Promise<BackupReader> {
  return isTar(path) ? TarReader.open(path) : new FolderReader(path);
}
