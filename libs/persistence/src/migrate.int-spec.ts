import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { Database } from './database';
import { migrate, quotedAppRole, roleOf } from './migrate';

class MakeLedger1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE ledger (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text)');
    await queryRunner.query(`REVOKE UPDATE, DELETE ON ledger FROM ${await quotedAppRole(queryRunner)}`);
  }

  async down(): Promise<void> {}
}

class Fails1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE half_made (id int)');
    await queryRunner.query('SELECT 1 / 0');
  }

  async down(): Promise<void> {}
}

let clone: TestDatabase;
let database: Database;
beforeAll(async () => {
  clone = await createTestDatabase();
  database = new Database({ url: clone.appUrl, poolSize: 1 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

const options = (...migrations: (new () => MigrationInterface)[]) => ({ ownerUrl: clone.ownerUrl, appRole: roleOf(clone.appUrl), migrations });
const ask = <Row>(text: string) => database.query<Row>({ name: '', text }, []);

test('two starters at once migrate once', async () => {
  const ran = await Promise.all([migrate(options(MakeLedger1700000000000)), migrate(options(MakeLedger1700000000000))]);
  expect(ran.flat()).toEqual(['MakeLedger1700000000000']);
});

test('the application may use the tables, as far as the migration leaves it the right', async () => {
  expect(await ask(`INSERT INTO ledger (note) VALUES ('first') RETURNING id`)).toEqual([{ id: 1 }]);
  await expect(ask(`UPDATE ledger SET note = 'other'`)).rejects.toMatchObject({ code: '42501' });
});

test('the application cannot pretend that a migration ran', async () => {
  await expect(ask('DELETE FROM migration')).rejects.toMatchObject({ code: '42501' });
  await expect(ask(`INSERT INTO migration (timestamp, name) VALUES (1, 'Sly')`)).rejects.toMatchObject({ code: '42501' });
});

test('a migration that fails leaves nothing behind', async () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  await expect(migrate(options(MakeLedger1700000000000, Fails1700000000001))).rejects.toThrow(/division by zero/);
  expect(log).toHaveBeenCalledWith(expect.stringContaining('Fails1700000000001'));
  log.mockRestore();
  expect(await ask(`SELECT to_regclass('half_made') AS found`)).toEqual([{ found: null }]);
});

test('names the application role that does not exist', async () => {
  const appRole = `nobody ${randomBytes(4).toString('hex')}`;
  await expect(migrate({ ...options(), appRole })).rejects.toThrow(new RegExp(`The role ${appRole} of DATABASE_URL does not exist`));
});
