import { escapeIdentifier } from 'pg';

/** Where statements run: one connection. */
export interface Session {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
}

export interface TableFacts {
  schema: string;
  table: string;
  /** Without those that are computed. */
  columns: string[];
}

/** `schema.table` as an SQL identifier. */
export const qualified = (schema: string, name: string): string => `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;

/** Text that reads the same on every server. */
export const COPY_SETTINGS = '-c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex -c timezone=UTC';
/** What a server or a role may have set against sessions that take long. */
export const PATIENT_SETTINGS = '-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0';

const TABLES = `
  SELECT n.nspname AS schema, c.relname AS "table", array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`;

/** A sequence of a column knows its table by a dependency, automatic (serial) or internal (identity). */
const SEQUENCES = `
  SELECT n.nspname AS schema, c.relname AS sequence FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass
  LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
  WHERE n.nspname = ANY($1) AND c.relkind = 'S' AND NOT coalesce(tn.nspname || '.' || t.relname = ANY($2), false)
  ORDER BY n.nspname, c.relname`;

/** The tables of these schemas, a partitioned one as one; `leftOut` ones are not among them. */
export async function readTables(session: Session, schemas: readonly string[], leftOut: readonly string[]): Promise<TableFacts[]> {
  const tables = await session.query<TableFacts>(TABLES, [schemas]);
  return tables.filter(({ schema, table }) => !leftOut.includes(`${schema}.${table}`));
}

/** The sequences of these schemas but those of `leftOut` tables. */
export function readSequences(
  session: Session, schemas: readonly string[], leftOut: readonly string[],
): Promise<{ schema: string; sequence: string }[]> {
  return session.query(SEQUENCES, [schemas, leftOut]);
}
