import type { EncryptedColumn, ReplacedValue, StoredValue } from './encrypted-columns';
import type { Keyring } from './keyring';

export interface RotationProgress {
  /** `table.field`. */
  column: string;
  /** Values re-encrypted so far in this column. */
  replaced: number;
}

export interface RotationOptions {
  /** Values per transaction. */
  batchSize?: number;
  onProgress?: (progress: RotationProgress) => void;
}

/**
 * A process that learns of the new key a moment later than this one may still write under the old one into a column that was
 * finished: only a round that finds nothing is the last.
 */
const MOST_ROUNDS = 5;
const LAGGING = 'Values under old keys keep coming: is a process running that was started with the old key file?';

/** A column whose values are changed faster than they can be rotated is given up after so many passes. */
const MOST_PASSES = 20;

/**
 * Re-encrypts every stored value under the current keys, and renews blind indexes. Runs beside a working platform: a value
 * that somebody changes meanwhile is left to the next pass. A run that was killed is simply started again, because a value
 * under the current key is not touched.
 * @returns values re-encrypted, by column
 * @throws DecryptionError naming the first value that cannot be read; what was done before stays done
 */
export async function rotateKeys(keyring: Keyring, columns: EncryptedColumn[], options: RotationOptions = {}): Promise<Record<string, number>> {
  const totals: Record<string, number> = {};
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let replaced = 0;
    for (const column of columns) {
      const name = `${column.table}.${column.field}`;
      const ofColumn = await rotateColumn(keyring, column, options);
      totals[name] = (totals[name] ?? 0) + ofColumn;
      replaced += ofColumn;
    }
    if (replaced === 0) return totals;
  }
  throw new Error(LAGGING);
}

async function rotateColumn(keyring: Keyring, column: EncryptedColumn, { batchSize = 500, onProgress }: RotationOptions): Promise<number> {
  const name = `${column.table}.${column.field}`;
  let replaced = 0;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    let found = 0;
    for await (const batch of staleBatches(keyring, column, batchSize)) {
      found += batch.length;
      replaced += await column.replace(batch);
      onProgress?.({ column: name, replaced });
    }
    if (found === 0) return replaced;
  }
  throw new Error(`${name}: ${LAGGING}`);
}

async function* staleBatches(keyring: Keyring, column: EncryptedColumn, batchSize: number): AsyncGenerator<ReplacedValue[]> {
  const current = { keyId: keyring.currentKeyId, indexVersion: keyring.currentIndexVersion };
  let after: string | undefined;
  for (;;) {
    const stale = await column.findStale(current, after, batchSize);
    if (stale.length === 0) return;
    after = stale.at(-1)!.row;
    yield stale.map((value) => reencrypt(keyring, column, value));
  }
}

/** One value, and its blind index if the column has one, under the current keys. @throws DecryptionError */
export function reencrypt(keyring: Keyring, column: Pick<EncryptedColumn, 'table' | 'field' | 'indexPurpose' | 'indexedForm'>, stored: StoredValue): ReplacedValue {
  const place = { table: column.table, field: column.field, row: stored.row };
  const plaintext = keyring.decrypt(place, stored.envelope);
  const indexed = column.indexedForm?.(plaintext) ?? plaintext;
  const index = column.indexPurpose === undefined ? undefined : keyring.blindIndex(column.indexPurpose, indexed);
  return { row: stored.row, before: stored.envelope, after: keyring.encrypt(place, plaintext), index };
}
