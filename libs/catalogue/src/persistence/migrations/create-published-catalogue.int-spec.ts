import { randomBytes } from 'node:crypto';
import { Database, migrate, roleOf } from '@onething/persistence';
import { Client } from 'pg';
import { inDatabase, testServer } from '../../../../../test/support/database';
import { CATALOGUE_MIGRATIONS } from '.';

async function as(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

test('pg_trgm may have been installed by the administrator in another schema', async () => {
  const server = await testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await as(server.superuserUrl, `CREATE DATABASE ${name} OWNER ${roleOf(server.ownerUrl)}`);
  await as(
    inDatabase(server.superuserUrl, name),
    'CREATE SCHEMA tools',
    'CREATE EXTENSION pg_trgm SCHEMA tools',
    'GRANT USAGE ON SCHEMA tools TO public',
  );
  await migrate({
    ownerUrl: inDatabase(server.ownerUrl, name),
    appRole: roleOf(server.appUrl),
    migrations: CATALOGUE_MIGRATIONS,
  });
  const database = new Database({ url: inDatabase(server.appUrl, name), poolSize: 1 });
  const likeness = { name: 'test.likeness', text: 'SELECT search_likeness($1, $2) AS likeness' };
  expect(await database.query(likeness, ['resturant', 'open a restaurant'])).toEqual([{ likeness: expect.closeTo(8 / 13, 5) }]);
  await database.close();
  await as(server.superuserUrl, `DROP DATABASE ${name} WITH (FORCE)`);
});
