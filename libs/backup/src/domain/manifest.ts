import { createHash } from 'node:crypto';
import { canonicalJson, DomainError } from '@onething/kernel';

/** One part of a backup: a file of the folder, or of the tar. Digests are lower-case hexadecimal. */
export interface Part {
  /** `tables/onething.person`. */
  part: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** SM3 (GB/T 32905). */
  sm3: string;
}

/** Rows in PostgreSQL's COPY text format, in that order of columns. */
export interface TablePart extends Part {
  schema: string;
  table: string;
  columns: string[];
  rows: number;
}

export interface SequenceValue {
  schema: string;
  sequence: string;
  /** Beyond what a number holds. */
  lastValue: string;
  isCalled: boolean;
}

/** A line of the index of files: an object that was taken along, or one that could not be. */
export type FileEntry = Part & FileFacts & {
  /** Its content is not what its row says. */
  damaged?: true;
} | FileFacts & {
  /** `removed` by its owner while the backup ran; `lost`: a row refers to it and the store does not have it. */
  missing: 'removed' | 'lost';
};

interface FileFacts {
  /** Table of the row that refers to it. */
  table: string;
  key: string;
  contentType: string;
}

/** Versions of keys and, for each key, a value that tells the same key from another one without telling the key. */
export interface KeyMarks {
  encryption: Record<string, string>;
  blindIndex: Record<string, string>;
  signing: Record<string, string>;
}

/** What a backup holds. It is written last: without it a backup is not one. */
export interface Manifest {
  format: typeof FORMAT;
  formatVersion: typeof FORMAT_VERSION;
  /** Instant of the snapshot, ISO 8601, by the platform's clock. */
  madeAt: string;
  /** Division code of the region that the installation serves. */
  region: string;
  postgresVersion: string;
  /** The first transaction id, in the cluster it was made from, that the snapshot does not know. */
  nextTransactionId: string;
  /** Names, in the order in which they ran. */
  migrations: string[];
  tables: TablePart[];
  sequences: SequenceValue[];
  /** First instants (ISO 8601) of the months in which a partitioned table has rows. */
  months: { table: string; column: string; months: string[] }[];
  /** `index` is a part with one `FileEntry` a line. */
  files: { index: Part; count: number; bytes: number; damaged: number; lost: number; removed: number };
  /** `sealed` is a part that holds the keys, `seals` one with the private keys of seals, both encrypted with a passphrase. */
  keys: { marks: KeyMarks; sealed?: Part; seals?: Part };
}

const FORMAT = 'onething-backup';
const FORMAT_VERSION = 1;

export function newManifest(content: Omit<Manifest, 'format' | 'formatVersion'>): Manifest {
  return { format: FORMAT, formatVersion: FORMAT_VERSION, ...content };
}

/** As it is stored: with a digest of itself. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, sha256: digestOf(manifest) }, null, 2)}\n`;
}

/** @throws DomainError `BACKUP.DAMAGED`, `BACKUP.UNKNOWN_FORMAT` */
export function readManifest(text: string): Manifest {
  const { sha256, ...manifest } = parse(text);
  if (manifest.format !== FORMAT) throw damaged('manifest.json is not one of a OneThing backup');
  if (manifest.formatVersion !== FORMAT_VERSION) {
    throw new DomainError('refused', 'BACKUP.UNKNOWN_FORMAT', `The backup has format ${String(manifest.formatVersion)}, this program reads ${FORMAT_VERSION}: use the version of OneThing that made it, or a later one`);
  }
  if (sha256 !== digestOf(manifest)) throw damaged('manifest.json does not have its digest');
  return manifest as unknown as Manifest;
}

/** A part is not what the manifest says: the backup must not be used. */
export function damaged(problem: string): DomainError {
  return new DomainError('refused', 'BACKUP.DAMAGED', `The backup is damaged: ${problem}. Nothing was restored; take another backup`);
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw damaged('manifest.json is not whole');
}

function digestOf(manifest: object): string {
  return createHash('sha256').update(canonicalJson(manifest)).digest('hex');
}
