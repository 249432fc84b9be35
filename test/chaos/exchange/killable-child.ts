import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFacts } from '../../../config/home';
import type { Order, Orders, Report } from './orders';

type Answer = Extract<Report, { id: number }>;

/** The process is gone, or goes, before it has answered. */
export class NoAnswer extends Error {}

/** A process of the storm: killed, started again, asked, and watched for ends that nobody has brought about. */
export class KillableChild {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Map<number, { resolve: (done: number) => void; reject: (error: Error) => void }>();
  private asked = 0;

  /** @param onUnexpectedEnd called when it ends although nobody has killed it */
  constructor(private readonly entry: 'node-process' | 'hub-process', private readonly log: string, private readonly onUnexpectedEnd: (how: string) => void) {}

  /** @returns what it says when it is ready @throws Error with the last lines that it printed when it does not come up */
  async start(orders: Orders): Promise<Report> {
    const log = openSync(this.log, 'a', 0o600);
    const child = spawn(process.execPath, ['--enable-source-maps', join(hostFacts().projectRoot, 'dist/test/chaos/exchange', `${this.entry}.js`)], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', CHAOS_ORDERS: JSON.stringify(orders) }, stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    // An order to a process that has just been killed.
    child.on('error', () => undefined);
    this.child = child;
    this.ended = once(child, 'exit');
    child.once('exit', (code, signal) => this.noteEnd(child, String(code ?? signal)));
    const ready = await Promise.race([once(child, 'message').then(([report]) => report as Report), this.ended.then(() => undefined)]);
    if (!ready) throw new Error(`${this.entry} of ${orders.region} did not start:\n${this.lastLines()}`);
    child.on('message', (report: Report) => this.take(report));
    return ready;
  }

  get isRunning(): boolean {
    return this.child !== undefined;
  }

  moveClock(now: number): void {
    if (this.child?.connected) this.child.send({ now } satisfies Order, () => undefined);
  }

  /** @throws NoAnswer when it ends before it has answered; Error with what it says when it fails */
  ask(order: Omit<Extract<Order, { id: number; send: unknown }>, 'id'> | Omit<Extract<Order, { id: number; prove: unknown }>, 'id'>): Promise<number> {
    const { child } = this;
    if (!child?.connected) return Promise.reject(new NoAnswer());
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      child.send({ ...order, id }, (error) => {
        if (error) this.take({ id, failed: 'gone' });
      });
    });
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    child?.kill('SIGKILL');
    await this.ended;
  }

  private take(report: Report): void {
    if (!('id' in report)) return;
    const asker = this.waiting.get(report.id);
    this.waiting.delete(report.id);
    settle(asker, report);
  }

  private noteEnd(child: ChildProcess, how: string): void {
    for (const { reject } of this.waiting.values()) reject(new NoAnswer());
    this.waiting.clear();
    if (this.child !== child) return;
    this.child = undefined;
    this.onUnexpectedEnd(`${this.entry} ended by itself (${how}):\n${this.lastLines()}`);
  }

  private lastLines(): string {
    return readFileSync(this.log, 'utf8').split('\n').slice(-12).join('\n');
  }
}

function settle(asker: { resolve: (done: number) => void; reject: (error: Error) => void } | undefined, report: Answer): void {
  if ('done' in report) asker?.resolve(report.done);
  else asker?.reject(report.failed === 'gone' ? new NoAnswer() : new Error(report.failed));
}
