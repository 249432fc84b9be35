import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface StartOptions {
  /** The clone to start from. */
  clone: string;
  env?: Record<string, string>;
  /** Another OS user to start as, for a test that runs as root. */
  user?: { uid: number; gid: number };
}

/** One `npm start` and what it printed. */
export class RunningPlatform {
  output = '';
  readonly ended: Promise<number | string | null>;

  private constructor(readonly launcher: ChildProcess) {
    for (const stream of [launcher.stdout!, launcher.stderr!]) stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = new Promise((resolve) => launcher.once('close', (code, signal) => resolve(code ?? signal)));
  }

  static start({ clone, env, user }: StartOptions): RunningPlatform {
    const { PATH, TMPDIR } = process.env;
    // A group of its own, as a terminal gives it: Ctrl-C is a signal to the whole group.
    return new RunningPlatform(spawn('npm', ['start'], {
      ...user, cwd: clone, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, ...(TMPDIR ? { TMPDIR } : {}), HOME: clone, PORT: '0', npm_config_update_notifier: 'false', ...env },
    }));
  }

  /** Address of the API, when it is ready. @throws Error with everything it printed when it ended instead */
  async url(): Promise<string> {
    for (;;) {
      const found = /OneThing.*?(http:\/\/\S+)/.exec(this.output)?.[1];
      if (found) return found;
      const ended = await Promise.race([this.ended, this.nextOutput()]);
      if (ended !== undefined) throw new Error(`The start ended with ${String(ended)}:\n${this.output}`);
    }
  }

  async health(): Promise<number> {
    return (await fetch(`${await this.url()}/api/health`)).status;
  }

  /** What the start itself said, without npm's own lines. */
  get lines(): string[] {
    return this.output.split('\n').filter((line) => line.trim() !== '' && !/^(>|npm )/.test(line));
  }

  pressCtrlC(): Promise<number | string | null> {
    process.kill(-this.launcher.pid!, 'SIGINT');
    return this.ended;
  }

  /** Ends whatever is left; for `afterEach`. */
  async cleanUp(): Promise<void> {
    try {
      process.kill(-this.launcher.pid!, 'SIGTERM');
    } catch {
      return;
    }
    await this.ended;
  }

  private nextOutput(): Promise<undefined> {
    return new Promise((resolve) => {
      this.launcher.stdout!.once('data', () => resolve(undefined));
      this.launcher.stderr!.once('data', () => resolve(undefined));
    });
  }
}

/** The process that serves the API, and the one that is its database; undefined when there is none. */
export function processesOf(home: string): { api?: number; database?: number } {
  const lock = join(home, 'instance.pid');
  const database = join(home, 'postgres/data/postmaster.pid');
  return {
    api: existsSync(lock) ? (JSON.parse(readFileSync(lock, 'utf8')) as { pid: number }).pid : undefined,
    database: existsSync(database) ? Number(readFileSync(database, 'utf8').split('\n')[0]) : undefined,
  };
}

/** The processes that a process has started and that run. */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  return running.flatMap((child) => {
    try {
      if (!new RegExp(`^PPid:\\s+${pid}$`, 'm').test(readFileSync(`/proc/${child}/status`, 'utf8'))) return [];
      return [{ pid: child, command: readFileSync(`/proc/${child}/cmdline`, 'utf8') }];
    } catch {
      return [];
    }
  });
}

/** Ends when the process has gone. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
