import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { defaultHome, hostFacts, makeHome } from '../config/home';
import type { PlatformFacts } from './platform-process';

/** A throw-away platform on a real disk: temporary folders are often in memory, where a flush costs nothing. */
export class MeasuredPlatform {
  private stopping: Promise<void> | undefined;

  private constructor(
    readonly facts: PlatformFacts,
    readonly pid: number,
    /** A connection of the owner, to look behind the API and to lay out pgbench's tables. */
    readonly database: Client,
    private readonly child: ChildProcess,
    private readonly home: string,
  ) {}

  /** @throws Error with the last lines that the API printed when it does not start */
  static async start({ worker }: { worker: boolean }): Promise<MeasuredPlatform> {
    const host = hostFacts();
    const home = join(defaultHome(host), `bench-${process.pid}`);
    makeHome(home, host);
    const logFile = join(home, 'api.log');
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(process.execPath, [...process.execArgv, join(__dirname, 'platform-process.js'), ...(worker ? ['--worker'] : [])], {
      env: { ...process.env, ONETHING_HOME: home, PORT: '0', NODE_ENV: 'production', RATE_LIMITS: 'off' }, stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    const ended = once(child, 'exit').then(() => undefined);
    const facts = await Promise.race([once(child, 'message').then(([message]) => message as PlatformFacts), ended]);
    if (!facts) {
      const said = readFileSync(logFile, 'utf8').split('\n').slice(-10).join('\n');
      rmSync(home, { recursive: true, force: true });
      throw new Error(`The platform did not start:\n${said}`);
    }
    const database = new Client({ connectionString: facts.ownerUrl, options: '-c search_path=onething' });
    await database.connect();
    return new MeasuredPlatform(facts, child.pid!, database, child, home);
  }

  /** Ends the platform and removes its data; told twice, it is done once. */
  stop(): Promise<void> {
    return this.stopping ??= this.end();
  }

  private async end(): Promise<void> {
    await this.database.end();
    const ended = this.child.exitCode === null && this.child.signalCode === null ? once(this.child, 'exit') : undefined;
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.home, { recursive: true, force: true });
  }
}
