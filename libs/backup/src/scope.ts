import type { StoredObjects } from '@onething/object-store';
import type { FeedReaders, FeedTable, MigrationClass } from '@onething/persistence';

/**
 * What a backup holds, and what moving it to another cluster takes. Tables and columns are read from the database's own
 * catalogue; here stands only what the catalogue cannot say. Each library declares its part.
 */
export interface BackupScope {
  /** Every table of these schemas is taken. */
  schemas: readonly string[];
  /** Tables, with schema, that are left as the migrations make them. */
  leftOut: readonly string[];
  /** Every migration of the platform, in the order in which they run. */
  migrations: readonly MigrationClass[];
  /** Tables partitioned by the month of a UUIDv7 column, without schema. */
  partitioned: readonly { table: string; column: string }[];
  feeds: readonly FeedTable[];
  feedReaders: readonly FeedReaders[];
  objects: readonly StoredObjects[];
}

/** What a backup or restore is at. */
export interface Progress {
  /** `check` reads the digests before a restore. */
  phase: 'check' | 'files' | 'tables';
  /** Parts of the phase that are done. */
  done: number;
  /** All parts of the phase; undefined while they are not counted. */
  total?: number;
  /** Bytes written or read in this phase. */
  bytes: number;
}

export type ProgressListener = (progress: Progress) => void;

/** Migrations are known by their names, as TypeORM notes them. */
export function migrationName(migration: MigrationClass): string {
  return new migration().name ?? migration.name;
}
