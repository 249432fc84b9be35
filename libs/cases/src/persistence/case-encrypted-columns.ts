import { type EncryptedColumn, type EncryptedColumns, type ReplacedValue, type SqlRunner, type StoredValue } from '@onething/crypto';

interface CaseColumn {
  table: string;
  field: string;
  /** What follows the case's id in the row of the `Place`, as SQL; the row is `<case id>/<rest>`. */
  rest: string;
}

const COLUMNS: CaseColumn[] = [
  { table: 'case_answers', field: 'answers', rest: 'revision::text' },
  { table: 'case_delivery_choice', field: 'address', rest: `'address'` },
  { table: 'case_note', field: 'note', rest: `coalesce(item_id::text, '') || '/' || seq` },
  { table: 'case_result', field: 'face', rest: 'item_id::text' },
];

/** Makes the encrypted values of cases known to the key rotation. */
export function registerCaseColumns(database: SqlRunner, columns: EncryptedColumns): void {
  for (const column of COLUMNS) columns.register(caseColumn(database, column));
}

/** Values are found by the index on the case's id; the text of a UUID sorts as the UUID does. */
function caseColumn(database: SqlRunner, { table, field, rest }: CaseColumn): EncryptedColumn {
  const row = `case_id || '/' || ${rest}`;
  const find = `SELECT ${row} AS "row", ${field} AS envelope FROM onething.${table}
    WHERE ($2::text IS NULL OR (case_id >= split_part($2, '/', 1)::uuid AND (${row}) COLLATE "C" > $2)) AND ${field}->>'keyId' <> $1
    ORDER BY case_id, (${row}) COLLATE "C" LIMIT $3`;
  const replace = `UPDATE onething.${table} AS target SET ${field} = value.after
    FROM jsonb_to_recordset($1::jsonb) AS value("row" text, before jsonb, after jsonb)
    WHERE case_id = split_part(value."row", '/', 1)::uuid AND ${row} = value."row" AND target.${field} = value.before RETURNING case_id`;
  return {
    table,
    field,
    findStale: (current, after, limit) =>
      database.query<StoredValue>({ name: `rotate-find-${table}-${field}`, text: find }, [current.keyId, after ?? null, limit]),
    async replace(values: ReplacedValue[]) {
      return (await database.query({ name: `rotate-replace-${table}-${field}`, text: replace }, [JSON.stringify(values)])).length;
    },
  };
}
