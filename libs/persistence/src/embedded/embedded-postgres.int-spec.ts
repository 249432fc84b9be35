import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { copiedBinaries, installedBinaries } from './binaries';
import { start } from './cluster';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { postgresUser } from './os-user';
import { isRunning } from './running-process';

const passwords = { superuserPassword: 'super', ownerPassword: 'owner', appPassword: 'app' };
let home: string;
const running: EmbeddedPostgres[] = [];

const boot = async () => {
  const server = await startEmbeddedPostgres({ home, passwords, durable: false, patience: 0 });
  running.push(server);
  return server;
};

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = () => Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'onething-postgres-'));
  chmodSync(home, 0o755);
});
afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()));
  rmSync(home, { recursive: true });
});

test('starts in UTF-8 with two roles, of which neither is a superuser and one owns nothing', async () => {
  const { superuserUrl } = await boot();
  expect(await ask(superuserUrl, `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate, pg_get_userbyid(datdba) AS owner
    FROM pg_database WHERE datname = 'onething'`)).toEqual([{ encoding: 'UTF8', datcollate: 'C.UTF-8', owner: 'onething_owner' }]);
  expect(await ask(superuserUrl, `SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname LIKE 'onething%' ORDER BY 1`)).toEqual([
    { rolname: 'onething_app', rolsuper: false, rolcreaterole: false, rolcreatedb: false },
    { rolname: 'onething_owner', rolsuper: false, rolcreaterole: false, rolcreatedb: false },
  ]);
});

test('lets nobody in without the password, and opens no socket file', async () => {
  const { appUrl } = running[0]!;
  await expect(ask(appUrl.replace(':app@', ':guess@'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  expect(await ask(running[0]!.superuserUrl, `SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets`))
    .toEqual([{ listen: '127.0.0.1', sockets: '' }]);
});

test('the data are closed to other users', () => {
  expect(statSync(join(home, 'postgres')).mode & 0o077).toBe(0);
  expect(statSync(join(home, 'postgres.log')).mode & 0o077).toBe(0);
});

test('refuses a second instance of the same home in one line', async () => {
  const refusal = await boot().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(EmbeddedPostgresError);
  expect((refusal as Error).message).toMatch(new RegExp(`^Another instance \\(process ${process.pid}\\) uses [^\\n]+$`));
});

test('finds its data at the next start', async () => {
  await ask(running[0]!.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await running[0]!.stop();
  const again = await boot();
  expect(await ask(again.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await again.stop();
});

test('stops a server that a killed process left behind, takes over its lock and recovers', async () => {
  const user = postgresUser();
  const binaries = user.uid === undefined ? installedBinaries() : copiedBinaries(home);
  await start({ home, user, binaries, durable: false });
  const orphan = serverPid();
  writeFileSync(join(home, 'instance.pid'), JSON.stringify({ pid: process.pid, started: 'before the power cut' }));
  const again = await boot();
  expect(isRunning(orphan)).toBe(false);
  expect(serverPid()).not.toBe(orphan);
  expect(await ask(again.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await again.stop();
});

test('is not fooled by a process id that another program has by now', async () => {
  const pidFile = join(home, 'postgres/data/postmaster.pid');
  writeFileSync(pidFile, `${process.pid}\n${join(home, 'postgres/data')}\n`);
  const again = await boot();
  expect(await ask(again.ownerUrl, 'SELECT answer FROM kept')).toHaveLength(1);
  await again.stop();
});

test('tells when the server ends by itself', async () => {
  const ended = new Promise<void>((resolve) => {
    void startEmbeddedPostgres({ home, passwords, durable: false, onUnexpectedEnd: resolve }).then((server) => {
      running.push(server);
      process.kill(serverPid(), 'SIGQUIT');
    });
  });
  await ended;
  await running.at(-1)!.stop();
});

test('refuses data of another major version in one line', async () => {
  writeFileSync(join(home, 'postgres/data/PG_VERSION'), '12\n');
  await expect(boot()).rejects.toThrow(/^[^\n]+was written by PostgreSQL 12, this is \d+: [^\n]+$/);
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('names the folder that the OS user of PostgreSQL cannot enter', async () => {
  const closed = mkdtempSync(join(tmpdir(), `onething-closed-${randomBytes(2).toString('hex')}-`));
  try {
    const refusal = startEmbeddedPostgres({ home: closed, passwords });
    await expect(refusal).rejects.toThrow(/^The OS user onething-postgres[^\n]+cannot enter [^\n]+$/);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
  } finally {
    rmSync(closed, { recursive: true });
  }
});
