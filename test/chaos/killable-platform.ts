import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddedSettings, loadSettings } from '@onething/config';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@onething/persistence';
import { defaultHome, hostFacts, makeHome } from '../../config/home';
import type { OpenAccount } from '../acceptance/entrance';
import { KillableProcess } from './killable-process';
import { allGone, killTree, postmasterOf } from './process-tree';

export const TARGETS = ['api', 'worker', 'database'] as const;
export type Target = (typeof TARGETS)[number];

const WORKERS = 2;
/** Monday, 2 March 2026, 10:00 in China. */
const BEGIN = Date.parse('2026-03-02T02:00:00Z');
const DAY_MS = 86_400_000;

/**
 * One API, two workers and a PostgreSQL, each a process of its own that can be killed and started again while the others live.
 * The database lies on a real disk; its port stays, as it would in production.
 */
export class KillablePlatform {
  /** Processes that ended although nobody had killed them. */
  readonly unexpectedEnds: string[] = [];
  private shift = BEGIN - Date.now();
  private readonly api: KillableProcess;
  private readonly workers: KillableProcess[];

  private constructor(readonly settings: EmbeddedSettings, private database: EmbeddedPostgres) {
    const watch = (how: string) => void this.unexpectedEnds.push(how);
    this.api = new KillableProcess('api', 'api', settings.home, watch);
    this.workers = Array.from({ length: WORKERS }, (_, index) => new KillableProcess(`worker-${index + 1}`, 'worker', settings.home, watch));
  }

  static async start(): Promise<KillablePlatform> {
    const host = hostFacts();
    const home = join(defaultHome(host), `chaos-${process.pid}`);
    makeHome(home, host);
    const settings = loadSettings({ ONETHING_HOME: home, PORT: '0' }) as EmbeddedSettings;
    const platform = new KillablePlatform(settings, await startDatabase(settings));
    try {
      await Promise.all([platform.api, ...platform.workers].map((one) => one.start(platform.orders)));
      return platform;
    } catch (error) {
      await platform.stop();
      throw error;
    }
  }

  get url(): string {
    return this.api.ready.url!;
  }

  get accounts(): OpenAccount[] {
    return this.api.ready.accounts;
  }

  get databaseUrls(): Pick<EmbeddedPostgres, 'ownerUrl' | 'appUrl'> {
    return this.database;
  }

  /** Epoch ms on the platform's clock. */
  now(): number {
    return Date.now() + this.shift;
  }

  letDaysPass(days: number): void {
    this.shift += days * DAY_MS;
    for (const one of [this.api, ...this.workers]) one.tell({ shift: this.shift });
  }

  /** @param chance between 0 and 1, which worker */
  async kill(target: Target, chance: number): Promise<() => Promise<void>> {
    if (target === 'database') return this.killDatabase();
    const victim = target === 'api' ? this.api : this.workers[Math.floor(chance * WORKERS)]!;
    await victim.kill();
    return () => victim.start(this.orders);
  }

  /** Lets the API and the workers end what they are at; the database lives on. */
  async stopProcesses(): Promise<void> {
    await Promise.all([this.api, ...this.workers].map((one) => one.stop()));
  }

  async stop(): Promise<void> {
    await this.stopProcesses();
    await this.database.stop();
  }

  async removeHome(): Promise<void> {
    await rm(this.settings.home, { recursive: true, force: true });
  }

  private get orders() {
    const { ownerUrl, appUrl } = this.database;
    return { databaseUrls: { ownerUrl, appUrl }, shift: this.shift };
  }

  /** The postmaster and every backend, writer and checkpointer at once. */
  private async killDatabase(): Promise<() => Promise<void>> {
    await allGone(killTree(postmasterOf(this.settings.home)));
    // Gives the home free again.
    await this.database.stop();
    return async () => {
      this.database = await startDatabase(this.settings, this.database.port);
    };
  }
}

/** With flushes: without them PostgreSQL acknowledges what a SIGKILL takes away again. */
function startDatabase({ home, postgres }: EmbeddedSettings, port?: number): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ home, passwords: postgres, binariesFolder: defaultHome(hostFacts()), port });
}
