import type { Readable } from 'node:stream';
import { DomainError } from '@onething/kernel';
import type { Part } from '../domain/manifest';

/** Where a backup is written to. */
export interface BackupWriter {
  /** Absolute, for people. */
  readonly path: string;
  /** Adds a part; its size need not be known. */
  write(part: string, content: AsyncIterable<Buffer>): Promise<Part>;
  /** Adds the manifest, last: from then on the backup counts. */
  finish(manifest: string): Promise<void>;
  /** Removes what was written of a backup that broke off. */
  discard(): Promise<void>;
}

/** Where a backup is read from, in any order. */
export interface BackupReader {
  readonly path: string;
  /** @throws DomainError `BACKUP.UNFINISHED` when there is none */
  readManifest(): Promise<string>;
  /** @throws DomainError `BACKUP.DAMAGED` when there is no such part */
  open(part: string): Promise<Readable>;
  close(): Promise<void>;
}

export const MANIFEST_PART = 'manifest.json';

/** Names are made by the backup: lower-case letters, digits and `_`, parted by single `.`, `-` or `/`. None climbs out of a folder. */
const PART = /^[a-z0-9_]+(?:[./-][a-z0-9_]+)*$/;

export function assertPart(part: string): void {
  if (!PART.test(part)) throw new RangeError(`"${part}" is no name of a part`);
}

export function unfinished(path: string): DomainError {
  return new DomainError('refused', 'BACKUP.UNFINISHED', `${path} has no manifest: it is no backup, or one that broke off. Take another one`);
}

export function occupied(path: string): DomainError {
  return new DomainError('refused', 'BACKUP.PLACE_NOT_EMPTY', `${path} exists already: name a new file, or a folder that is empty or not there`);
}
