import { DomainError } from '@onething/kernel';
import { Client } from 'pg';

export interface ApplicationRoleRules {
  /** Tables, with schema, that the application may only read and insert into: `onething.case_event`. */
  appendOnlyTables: readonly string[];
}

/**
 * Refuses a database role that could rewrite history. Every role that it could become by SET ROLE counts, and every
 * partition of an append-only table.
 * @param url the application's own connection
 * @throws DomainError `PERSISTENCE.APPLICATION_ROLE_TOO_STRONG` (or `…_TOO_WEAK`) in one line naming what is wrong
 */
export async function assertApplicationRole(url: string, rules: ApplicationRoleRules): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: [strong] } = await client.query<{ fault: string }>(TOO_STRONG_ROLE);
    refuse(strong?.fault);
    for (const table of rules.appendOnlyTables) {
      const { rows: faults } = await client.query<{ fault: string; missing: boolean }>(FAULTS_OF_TABLE, [table]);
      refuse(faults[0]?.fault, faults[0]?.missing);
    }
  } finally {
    await client.end();
  }
}

function refuse(fault: string | undefined, tooWeak = false): void {
  if (fault === undefined) return;
  throw new DomainError('refused', `PERSISTENCE.APPLICATION_ROLE_TOO_${tooWeak ? 'WEAK' : 'STRONG'}`, `DATABASE_URL: ${fault}`);
}

/** Every role that this session can act as. `MEMBER` counts direct and indirect membership, inherited or by SET ROLE. */
const REACHABLE = `reachable AS (
  SELECT oid, rolname, rolsuper, rolcreaterole,
    CASE WHEN rolname = session_user THEN 'the role ' || session_user
      ELSE 'the role ' || session_user || ' is a member of ' || rolname || ', which' END AS who
  FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER') ORDER BY rolname <> session_user
)`;

/** CREATEROLE: on PostgreSQL 15 such a role can make itself a member of the owner. Server files and programs: of anybody. */
const TOO_STRONG_ROLE = `
WITH me AS (SELECT rolsuper FROM pg_roles WHERE rolname = session_user), ${REACHABLE}
SELECT CASE
    WHEN (SELECT rolsuper FROM me) THEN 'the role ' || session_user || ' is a superuser'
    WHEN rolsuper THEN who || ' is a superuser'
    WHEN rolcreaterole THEN who || ' may create roles'
    WHEN rolname IN ('pg_execute_server_program', 'pg_write_server_files') THEN who || ' may change the server''s files'
    WHEN owned.what IS NOT NULL THEN who || ' owns the ' || owned.what
  END || ': give the application a role of its own that owns nothing' AS fault
FROM reachable LEFT JOIN LATERAL (
  SELECT 'database ' || datname AS what FROM pg_database WHERE datname = current_database() AND datdba = reachable.oid
  UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = 'onething' AND nspowner = reachable.oid
) AS owned ON true
WHERE rolsuper OR rolcreaterole OR rolname IN ('pg_execute_server_program', 'pg_write_server_files') OR owned.what IS NOT NULL
LIMIT 1`;

/** UPDATE of one column is UPDATE; a trigger of the application's own would run with the rights of whoever writes. */
const FAULTS_OF_TABLE = `
WITH RECURSIVE ${REACHABLE},
root AS (
  SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname || '.' || c.relname = $1
),
part AS (
  SELECT oid FROM root UNION ALL SELECT inhrelid FROM pg_inherits JOIN part ON inhparent = part.oid
),
named AS (
  SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relowner
  FROM part JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace
)
SELECT 'the table ' || $1 || ' does not exist' AS fault, true AS missing WHERE NOT EXISTS (SELECT FROM root)
UNION ALL
SELECT who || ' owns ' || name || ': give the application a role of its own that owns nothing', false
FROM reachable JOIN named ON relowner = reachable.oid
UNION ALL
SELECT who || ' may ' || privilege || ' ' || name || ': REVOKE ' || privilege || ' ON ' || name || ' FROM ' || quote_ident(rolname), false
FROM reachable CROSS JOIN named CROSS JOIN unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS privilege
WHERE has_table_privilege(reachable.oid, named.oid, privilege)
UNION ALL
SELECT who || ' may UPDATE a column of ' || name || ': REVOKE UPDATE (column) ON ' || name || ' FROM ' || quote_ident(rolname), false
FROM reachable CROSS JOIN named WHERE has_any_column_privilege(reachable.oid, named.oid, 'UPDATE')
UNION ALL
SELECT 'the role ' || session_user || ' may not ' || privilege || ' ' || $1 || ': GRANT ' || privilege || ' ON ' || $1 || ' TO ' || quote_ident(session_user), true
FROM root CROSS JOIN unnest(ARRAY['SELECT', 'INSERT']) AS privilege WHERE NOT has_table_privilege(session_user, root.oid, privilege)`;
