import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateKeySet } from '@onething/crypto';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database';

jest.setTimeout(120_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the worker runs as a process of its own, does its duties, and stops when it is told to', async () => {
  const worker = spawn(process.execPath, [join(__dirname, '../../scripts/run.mjs'), 'worker'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl,
      S3_ENDPOINT: 'http://127.0.0.1:1', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b', S3_BUCKET: 'files', JWT_SECRET: 'x'.repeat(32),
      ONETHING_KEYS: JSON.stringify(generateKeySet()),
    },
  });
  const ended = once(worker, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(worker.stdout)) {
    lines.push(line);
    if (line === 'The worker runs') worker.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
  expect(lines).toContain('The worker runs');
  expect(await followers(database.ownerUrl)).toEqual(expect.arrayContaining(['parties', 'licences', 'statistics']));
});

/** Who has read the events at least once. */
async function followers(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ name: string }>('SELECT name FROM onething.follower_position')).rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
