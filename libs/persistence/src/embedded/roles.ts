import { Client, escapeIdentifier, escapeLiteral } from 'pg';

const DATABASE = 'onething';
const OWNER_ROLE = 'onething_owner';
const APP_ROLE = 'onething_app';

export interface RolePasswords {
  superuserPassword: string;
  ownerPassword: string;
  appPassword: string;
}

/** How the server on that port is reached. */
export function urlsOf(port: number, passwords: RolePasswords): { superuserUrl: string; ownerUrl: string; appUrl: string } {
  const url = (role: string, password: string, database = DATABASE) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuserUrl: url('postgres', passwords.superuserPassword, 'postgres'),
    ownerUrl: url(OWNER_ROLE, passwords.ownerPassword),
    appUrl: url(APP_ROLE, passwords.appPassword),
  };
}

/** Makes the two roles and the database, or brings their passwords up to date. Neither role is a superuser. */
export async function prepareRoles(superuserUrl: string, passwords: { ownerPassword: string; appPassword: string }): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await putRole(client, OWNER_ROLE, passwords.ownerPassword);
    await putRole(client, APP_ROLE, passwords.appPassword);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
    await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${APP_ROLE}`);
  } finally {
    await client.end();
  }
}

async function putRole(client: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  const name = escapeIdentifier(role);
  if (!rowCount) await client.query(`CREATE ROLE ${name}`);
  await client.query(`ALTER ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${escapeLiteral(password)}`);
}
