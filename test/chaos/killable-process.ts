import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFacts } from '../../config/home';
import type { ProcessOrders, ProcessReady } from './platform-process';

export type Role = 'api' | 'worker';

/** An API or a worker of the platform under test: killed, started again, and watched for ends that nobody has brought about. */
export class KillableProcess {
  ready: ProcessReady = { accounts: [] };
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();

  /** @param onUnexpectedEnd called when it ends although nobody has killed or stopped it */
  constructor(
    readonly name: string, private readonly role: Role, private readonly home: string, private readonly onUnexpectedEnd: (how: string) => void,
  ) {}

  /** @throws Error with the last lines that it printed when it does not come up */
  async start(orders: ProcessOrders): Promise<void> {
    const log = openSync(join(this.home, `${this.name}.log`), 'a', 0o600);
    const entry = join(hostFacts().projectRoot, 'dist/test/chaos/platform-process.js');
    const child = spawn(process.execPath, ['--enable-source-maps', entry, this.role], {
      env: { PATH: process.env.PATH, ONETHING_HOME: this.home, PORT: '0', NODE_ENV: 'production', RATE_LIMITS: 'off', CHAOS_ORDERS: JSON.stringify(orders) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    // A message to a process that has just been killed.
    child.on('error', () => undefined);
    this.child = child;
    this.ended = once(child, 'exit');
    const exit = once(child, 'exit').then(() => undefined);
    const ready = await Promise.race([once(child, 'message').then(([message]) => message as ProcessReady), exit]);
    if (!ready) throw new Error(`${this.name} did not start:\n${this.lastLines()}`);
    this.ready = ready;
    child.once('exit', (code, signal) => {
      if (this.child === child) this.onUnexpectedEnd(`${this.name} ended by itself (${code ?? signal}):\n${this.lastLines()}`);
    });
  }

  tell(orders: Pick<ProcessOrders, 'shift'>): void {
    if (this.child?.connected) this.child.send(orders, () => undefined);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    child?.kill(signal);
    await this.ended;
  }

  private lastLines(): string {
    return readFileSync(join(this.home, `${this.name}.log`), 'utf8').split('\n').slice(-12).join('\n');
  }
}
