import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import type { OsUser } from './os-user';
import { commandLine, isRunning, waitUntilGone } from './running-process';

/** Where a cluster lies and what runs it. */
export interface ClusterPlace {
  home: string;
  binaries: Binaries;
  user: OsUser;
  /** False for throw-away data: no fsync, faster. */
  durable: boolean;
}

export interface RunningCluster {
  port: number;
  process: ChildProcess;
}

const SUPERUSER = 'postgres';
const SHUTDOWN_PATIENCE = 30_000;
const START_PATIENCE = 120_000;
const LARGEST_LOG = 10 * 1024 * 1024;

const dataFolder = (home: string) => join(home, 'postgres', 'data');

/** Makes the data folder when there is none. An initdb that was killed half-way leaves nothing that looks whole. */
export async function initialise(place: ClusterPlace, superuserPassword: string): Promise<void> {
  const data = dataFolder(place.home);
  if (existsSync(data)) return assertSameMajor(data, place.binaries.major);
  const folder = join(place.home, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, place.user);
  const draft = `${data}.making`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(place.home, 'initdb.password');
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600, flag: 'wx' });
  giveTo(passwordFile, place.user);
  try {
    await promisify(execFile)(place.binaries.initdb, [
      `--pgdata=${draft}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
      '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions', ...(place.durable ? [] : ['--no-sync']),
    ], { ...place.user, cwd: folder, env: serverEnvironment() });
  } catch (error) {
    const lastLine = String((error as { stderr?: string }).stderr ?? error).trim().split('\n').at(-1);
    throw new EmbeddedPostgresError(`PostgreSQL could not make its data in ${data}: ${lastLine}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
}

/** Starts the server on the loopback interface. Another process may take the free port first: then another one is tried. */
export async function start(place: ClusterPlace, wantedPort?: number): Promise<RunningCluster> {
  for (let tries = 1; ; tries += 1) {
    const port = wantedPort ?? await freePort();
    const server = launch(place, port);
    if (await isReady(place, server)) return { port, process: server };
    const reason = lastLogLine(place.home);
    if (wantedPort !== undefined || tries === 5 || !/lock file|bind|in use/i.test(reason)) {
      throw new EmbeddedPostgresError(`PostgreSQL did not start: ${reason} (${logFile(place.home)})`);
    }
  }
}

/** Stops the server that a killed process left behind, and waits until it has gone: two servers would ruin the data. */
export async function stopOrphan(home: string): Promise<void> {
  const data = dataFolder(home);
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (pid > 0 && isRunning(pid) && commandLine(pid)?.includes(data)) return stop(pid);
  // The id was given to another program meanwhile; PostgreSQL would take that one for its own predecessor.
  rmSync(pidFile, { force: true });
}

/** Ends sessions and stops (fast shutdown); a server that does not obey is stopped at once and recovers at the next start. */
export async function stop(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntilGone(pid, SHUTDOWN_PATIENCE)) return;
  }
  throw new EmbeddedPostgresError(`PostgreSQL (process ${pid}) does not stop: stop it by hand`);
}

function launch(place: ClusterPlace, port: number): ChildProcess {
  const log = logFile(place.home);
  if (existsSync(log) && statSync(log).size > LARGEST_LOG) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);
  const settings = {
    port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200, timezone: 'UTC', log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    ...(place.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' }),
  };
  // Detached: Ctrl-C in a terminal reaches this process only, which first lets requests end and then stops the server.
  const server = spawn(
    place.binaries.postgres,
    ['-D', dataFolder(place.home), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...place.user, cwd: join(place.home, 'postgres'), detached: true, stdio: ['ignore', output, output], env: serverEnvironment() },
  );
  closeSync(output);
  if (server.pid !== undefined) guard(server, place.user);
  return server;
}

/** A shell that outlives this process by a moment: when the pipe to us breaks, even by kill -9, it stops the server. */
function guard(server: ChildProcess, user: OsUser): void {
  const watcher = spawn('/bin/sh', ['-c', 'read _; kill -INT "$1" 2>/dev/null', 'onething-guard', String(server.pid)], {
    ...user, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  server.once('exit', () => watcher.kill('SIGKILL'));
}

/** @returns false when the server ended instead of becoming ready */
async function isReady(place: ClusterPlace, server: ChildProcess): Promise<boolean> {
  const ended = new AbortController();
  server.once('error', () => ended.abort());
  server.once('exit', () => ended.abort());
  const pidFile = join(dataFolder(place.home), 'postmaster.pid');
  const step = 20;
  for (let waited = 0; !ended.signal.aborted; waited += step) {
    const [pid, , , , , , , status] = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
    if (Number(pid) === server.pid && status?.trim() === 'ready') return true;
    if (waited > START_PATIENCE) {
      server.kill('SIGQUIT');
      await once(server, 'exit');
    }
    await delay(step);
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function assertSameMajor(data: string, major: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new EmbeddedPostgresError(`${data} was written by PostgreSQL ${found}, this is ${major}: dump it with the old version and load the dump here`);
}

const logFile = (home: string) => join(home, 'postgres.log');

function lastLogLine(home: string): string {
  const lines = readFileSync(logFile(home), 'utf8').trim().split('\n');
  return (lines.findLast((line) => /(FATAL|ERROR|PANIC):/.test(line)) ?? lines.at(-1) ?? '').replace(/^.*?(FATAL|ERROR|PANIC): */, '');
}

function giveTo(path: string, user: OsUser): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
}

/** Nothing of our own environment, which may hold secrets. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
