import type { Envelope } from './envelope';

/** A value as it stands in the database. */
export interface StoredValue {
  row: string;
  envelope: Envelope;
}

/** What a rotation writes: `after` in place of `before`, and the blind index beside it, if the column has one. */
export interface ReplacedValue {
  row: string;
  before: Envelope;
  after: Envelope;
  index?: string;
}

/** A column of encrypted values, seen by the key rotation. Its library implements it and alone knows the table. */
export interface EncryptedColumn {
  /** Table and field of the `Place` under which its values are encrypted. */
  table: string;
  field: string;
  /** Purpose of the blind index that is kept beside it. */
  indexPurpose?: string;
  /** What of a value goes into the index; the whole value when absent. */
  indexedForm?: (plaintext: string) => string;
  /**
   * Values whose key is not `keyId`, or whose blind index is not of `indexVersion`, in the order of their rows.
   * @param after only rows behind this one
   */
  findStale(current: { keyId: string; indexVersion: string }, after: string | undefined, limit: number): Promise<StoredValue[]>;
  /** Replaces each value that is still `before`, in one transaction. @returns how many were replaced */
  replace(values: ReplacedValue[]): Promise<number>;
}

/** All encrypted columns of the platform; every library adds its own when it starts. */
export class EncryptedColumns {
  private readonly columns = new Map<string, EncryptedColumn>();

  /** @throws RangeError when the column is there already */
  register(column: EncryptedColumn): void {
    const name = `${column.table}.${column.field}`;
    if (this.columns.has(name)) throw new RangeError(`The encrypted column ${name} is registered twice`);
    this.columns.set(name, column);
  }

  all(): EncryptedColumn[] {
    return [...this.columns.values()];
  }
}
