import { randomBytes } from 'node:crypto';
import { DomainError } from '@onething/kernel';
import { Client } from 'pg';
import { createTestDatabase, inDatabase, type TestDatabase, testServer } from '../../../test/support/database';
import { assertApplicationRole } from './application-role';
import { Database } from './database';
import { migrate, roleOf } from './migrate';
import { ensurePartitions } from './partitions';

const RULES = { appendOnlyTables: ['onething.history'] };
const ID = '01950000-0000-7000-8000-000000000000';
/** Roles belong to the whole server, so each run makes its own. */
const run = randomBytes(4).toString('hex');
const [stranger, middle] = [`stranger_${run}`, `middle_${run}`];

let clone: TestDatabase;
let superuser: Client;
let owner: Client;

beforeAll(async () => {
  clone = await createTestDatabase();
  await migrate({ ownerUrl: clone.ownerUrl, appRole: roleOf(clone.appUrl), migrations: [] });
  const server = await testServer();
  superuser = new Client({ connectionString: inDatabase(server.superuserUrl, new URL(clone.appUrl).pathname.slice(1)) });
  owner = new Client({ connectionString: clone.ownerUrl, options: '-c search_path=onething' });
  await Promise.all([superuser.connect(), owner.connect()]);
  await owner.query(`CREATE TABLE history (id uuid PRIMARY KEY, note text) PARTITION BY RANGE (id)`);
  await owner.query(`REVOKE ALL ON history FROM onething_app; GRANT SELECT, INSERT ON history TO onething_app`);
  await ensurePartitions(clone.ownerUrl, { table: 'history', column: 'id', from: Date.UTC(2025, 1), months: 1 });
  await superuser.query(`CREATE ROLE ${stranger} LOGIN PASSWORD 'guest'; CREATE ROLE ${middle}; GRANT USAGE ON SCHEMA onething TO ${stranger};
    GRANT CONNECT ON DATABASE ${new URL(clone.appUrl).pathname.slice(1)} TO ${stranger}`);
  await owner.query(`GRANT SELECT, INSERT ON history TO ${stranger}`);
});

afterAll(async () => {
  await owner.end();
  await superuser.query(`DROP OWNED BY ${stranger}, ${middle}; DROP ROLE ${stranger}, ${middle}`);
  await superuser.end();
  await clone.drop();
});

const strangerUrl = () => Object.assign(new URL(clone.appUrl), { username: stranger, password: 'guest' }).href;

describe('through the application\'s own pool', () => {
  let database: Database;
  beforeAll(async () => {
    database = new Database({ url: clone.appUrl, poolSize: 1 });
    await database.query({ name: 'test.add', text: `INSERT INTO history VALUES ($1, 'first')` }, [ID]);
  });
  afterAll(() => database.close());

  const partitions = ['history', 'history_2025_02', 'history_default'];
  const statements = partitions.flatMap((table) => [
    `UPDATE ${table} SET note = 'other'`, `UPDATE ${table} SET note = 'other' WHERE false`, `DELETE FROM ${table}`, `DELETE FROM ${table} WHERE false`,
    `TRUNCATE ${table}`, `DROP TABLE ${table}`, `ALTER TABLE ${table} ADD COLUMN more text`, `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    `CREATE TRIGGER sly BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    `INSERT INTO ${table} VALUES ('${ID}', 'again') ON CONFLICT (id) DO UPDATE SET note = 'other'`,
    `MERGE INTO ${table} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE`, `SELECT * FROM ${table} FOR UPDATE`,
    `GRANT UPDATE ON ${table} TO onething_app`,
  ]);
  statements.push(
    'ALTER TABLE history DETACH PARTITION history_2025_02', 'SET ROLE onething_owner', 'DROP SCHEMA onething CASCADE',
    'CREATE TABLE onething.mine (id int)', 'SET session_replication_role = replica', `INSERT INTO history_2025_02 VALUES ('${ID}', 'aside')`,
  );

  test.each(statements)('is refused: %s', async (text) => {
    // GRANT of a right that one does not hold is a warning, not an error: there the right itself is looked at.
    const outcome = await database.query({ name: '', text }, []).catch((error: { code?: string }) => error);
    if (text.startsWith('GRANT')) {
      const [row] = await database.query<{ may: boolean }>({ name: '', text: `SELECT has_table_privilege('onething.history', 'UPDATE') AS may` }, []);
      expect(row).toEqual({ may: false });
    } else expect(outcome).toMatchObject({ code: '42501' });
    expect(await database.query({ name: 'test.all', text: 'SELECT id, note FROM history' }, [])).toEqual([{ id: ID, note: 'first' }]);
  });
});

describe('the start', () => {
  const refusalOf = async (url: string) => {
    const refusal = await assertApplicationRole(url, RULES).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DomainError);
    expect((refusal as DomainError).detail).toMatch(/^DATABASE_URL: [^\n]+$/);
    return (refusal as DomainError).detail;
  };

  /** Gives a right, looks at the refusal, takes the right away again. */
  const refusedWith = async (give: string, take: string) => {
    await superuser.query(give);
    try {
      return await refusalOf(strangerUrl());
    } finally {
      await superuser.query(take);
    }
  };

  test('takes the role that was made for the application, and one like it', async () => {
    await assertApplicationRole(clone.appUrl, RULES);
    await assertApplicationRole(strangerUrl(), RULES);
  });

  test('refuses a superuser, the owner, and one that may create roles', async () => {
    expect(await refusalOf((await testServer()).superuserUrl)).toContain('the role postgres is a superuser');
    expect(await refusalOf(clone.ownerUrl)).toContain('the role onething_owner owns the database');
    expect(await refusedWith(`ALTER ROLE ${stranger} CREATEROLE`, `ALTER ROLE ${stranger} NOCREATEROLE`)).toContain(`the role ${stranger} may create roles`);
  });

  test('refuses the owner of an append-only table or of one partition', async () => {
    for (const table of ['history', 'history_default']) {
      expect(await refusedWith(`ALTER TABLE onething.${table} OWNER TO ${stranger}`, `ALTER TABLE onething.${table} OWNER TO onething_owner`))
        .toContain(`the role ${stranger} owns onething.${table}`);
    }
    await owner.query(`GRANT SELECT, INSERT ON history TO ${stranger}`);
  });

  test('refuses a member of the owner, direct or indirect, inheriting or not', async () => {
    for (const inherit of ['TRUE', 'FALSE']) {
      expect(await refusedWith(`GRANT onething_owner TO ${stranger} WITH INHERIT ${inherit}`, `REVOKE onething_owner FROM ${stranger}`))
        .toContain(`the role ${stranger} is a member of onething_owner, which owns`);
      expect(await refusedWith(`GRANT onething_owner TO ${middle} WITH INHERIT ${inherit}; GRANT ${middle} TO ${stranger}`, `REVOKE ${middle} FROM ${stranger}; REVOKE onething_owner FROM ${middle}`))
        .toContain(`the role ${stranger} is a member of onething_owner, which owns`);
    }
  });

  test('refuses membership in a superuser or in a role that writes the server\'s files', async () => {
    for (const role of ['postgres', 'pg_write_server_files', 'pg_execute_server_program']) {
      expect(await refusedWith(`GRANT ${role} TO ${stranger}`, `REVOKE ${role} FROM ${stranger}`)).toContain(`is a member of ${role}`);
    }
  });

  test.each(['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'UPDATE (note)'])('refuses a role that may %s, itself, by everybody or by a membership', async (right) => {
    for (const table of ['history', 'history_2025_02', 'history_default']) {
      for (const grantee of [stranger, 'PUBLIC', middle]) {
        const join = grantee === middle ? `; GRANT ${middle} TO ${stranger}` : '';
        const leave = grantee === middle ? `; REVOKE ${middle} FROM ${stranger}` : '';
        const message = await refusedWith(`GRANT ${right} ON onething.${table} TO ${grantee}${join}`, `REVOKE ${right} ON onething.${table} FROM ${grantee}${leave}`);
        expect(message).toMatch(new RegExp(`may ${right.split(' ')[0]} (a column of )?onething.${table}`));
      }
    }
  });

  test('refuses a role that may write all data', async () => {
    expect(await refusedWith(`GRANT pg_write_all_data TO ${stranger}`, `REVOKE pg_write_all_data FROM ${stranger}`)).toContain('may UPDATE onething.history');
  });

  test('refuses a role that could not work, and a table that is not there', async () => {
    expect(await refusedWith(`REVOKE INSERT ON onething.history FROM ${stranger}`, `GRANT INSERT ON onething.history TO ${stranger}`)).toContain('may not INSERT');
    await expect(assertApplicationRole(clone.appUrl, { appendOnlyTables: ['onething.nowhere'] })).rejects.toThrow(/onething\.nowhere does not exist/);
  });
});
