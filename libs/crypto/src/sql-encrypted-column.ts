import type { EncryptedColumn, ReplacedValue, StoredValue } from './encrypted-columns';

/** What is needed of a database. */
export interface SqlRunner {
  query<Row>(statement: { name: string; text: string }, values: unknown[]): Promise<Row[]>;
}

export interface SqlColumn {
  /** Table without schema, as in the `Place` of its values. */
  table: string;
  /** Column of type jsonb that holds the envelope; also the field of the `Place`. */
  field: string;
  /** Primary key, of type uuid. */
  key: string;
  /** Text column of the blind index, its purpose, and the form of a value that goes into it. */
  index?: { column: string; purpose: string; form?: (plaintext: string) => string };
}

/** An encrypted column of an ordinary table in the schema `onething`. Names come from code, never from input. */
export function sqlEncryptedColumn(database: SqlRunner, { table, field, key, index }: SqlColumn): EncryptedColumn {
  const staleIndex = index ? ` OR split_part(${index.column}, '.', 1) <> $4` : '';
  const find = `SELECT ${key}::text AS "row", ${field} AS envelope FROM onething.${table}
    WHERE ($2::uuid IS NULL OR ${key} > $2) AND (${field}->>'keyId' <> $1${staleIndex}) ORDER BY ${key} LIMIT $3`;
  const setIndex = index ? `, ${index.column} = coalesce(value.index, target.${index.column})` : '';
  const replace = `UPDATE onething.${table} AS target SET ${field} = value.after${setIndex}
    FROM jsonb_to_recordset($1::jsonb) AS value("row" uuid, before jsonb, after jsonb, index text)
    WHERE target.${key} = value."row" AND target.${field} = value.before RETURNING target.${key}`;
  return {
    table,
    field,
    indexPurpose: index?.purpose,
    indexedForm: index?.form,
    findStale: (current, after, limit) => database.query<StoredValue>(
      { name: `rotate-find-${table}-${field}`, text: find },
      [current.keyId, after ?? null, limit, ...(index ? [current.indexVersion] : [])],
    ),
    async replace(values: ReplacedValue[]) {
      const rows = await database.query({ name: `rotate-replace-${table}-${field}`, text: replace }, [JSON.stringify(values)]);
      return rows.length;
    },
  };
}
