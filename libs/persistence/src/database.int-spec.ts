import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { Database } from './database';

let clone: TestDatabase;
let database: Database;

beforeAll(async () => {
  clone = await createTestDatabase();
  database = new Database({ url: clone.appUrl, poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

const ask = <Row>(text: string, values: unknown[] = []) => database.query<Row>({ name: `test.${text.slice(0, 40)}`, text }, values);

test('gives values the types that the platform expects', async () => {
  const [row] = await ask(`SELECT 9007199254740991::int8 AS big, ARRAY[1, NULL, 3]::int8[] AS bigs, '{}'::int8[] AS none,
    '2025-03-01T00:00:00+08'::timestamptz AS instant, '2025-03-01'::date AS day, 0.10::numeric AS money, '{"a":1}'::jsonb AS json,
    count(*) AS counted`);
  expect(row).toEqual({
    big: Number.MAX_SAFE_INTEGER, bigs: [1, null, 3], none: [], instant: new Date('2025-02-28T16:00:00Z'), day: '2025-03-01', money: '0.10',
    json: { a: 1 }, counted: 1,
  });
});

test('refuses an integer that a number would falsify', async () => {
  await expect(ask('SELECT 9007199254740993::int8 AS big')).rejects.toThrow(RangeError);
});

test('prepares a statement once and finds tables without their schema', async () => {
  await ask('SELECT $1::text AS word', ['a']);
  const prepared = await ask<{ name: string }>('SELECT name FROM pg_prepared_statements');
  expect(prepared.map((statement) => statement.name)).toContain('test.SELECT $1::text AS word');
  expect(await ask('SELECT current_schema() AS schema, current_setting($1) AS zone', ['timezone'])).toEqual([{ schema: 'onething', zone: 'UTC' }]);
});

test('a transaction commits as a whole or not at all, and its connection serves on', async () => {
  const count = { name: 'test.count', text: 'SELECT count(*) AS rows FROM pg_temp.note' };
  const single = new Database({ url: clone.appUrl, poolSize: 1 });
  try {
    await single.query({ name: 'test.make', text: 'CREATE TEMPORARY TABLE note (body text)' }, []);
    const insert = { name: 'test.insert', text: 'INSERT INTO pg_temp.note VALUES ($1)' };
    await single.transaction((tx) => tx.query(insert, ['kept']));
    const failure = single.transaction(async (tx) => {
      await tx.query(insert, ['lost']);
      await tx.query({ name: 'test.division', text: 'SELECT 1 / 0' }, []);
    });
    await expect(failure).rejects.toThrow(/division by zero/);
    expect(await single.query(count, [])).toEqual([{ rows: 1 }]);
  } finally {
    await single.close();
  }
});

test('a connection that breaks within a transaction fails that transaction, and the process lives on', async () => {
  const broken = database.transaction((tx) => tx.query({ name: 'test.terminate', text: 'SELECT pg_terminate_backend(pg_backend_pid())' }, []));
  await expect(broken).rejects.toThrow(/terminat/);
  const unused = database.transaction(async (tx) => {
    const [{ pid }] = await tx.query<{ pid: number }>({ name: 'test.pid', text: 'SELECT pg_backend_pid() AS pid' }, []) as [{ pid: number }];
    await database.query({ name: 'test.terminate-other', text: 'SELECT pg_terminate_backend($1, 5000)' }, [pid]);
    await new Promise((resolve) => setImmediate(resolve));
    await tx.query({ name: 'test.after', text: 'SELECT 1' }, []);
  });
  await expect(unused).rejects.toThrow();
  expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('runs the several statements of a library that brings its own SQL, and gives their rows together', async () => {
  expect(await database.execute('BEGIN; SELECT 1 AS one; SELECT 2 AS two; COMMIT')).toEqual({ rows: [{ one: 1 }, { two: 2 }] });
  expect(await database.execute('SELECT $1::int AS one', [1])).toEqual({ rows: [{ one: 1 }] });
});
