import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AUDIT_MIGRATIONS } from '@onething/audit';
import { generateKeySet, type KeySet } from '@onething/crypto';
import { EXCHANGE_MIGRATIONS, HUB_REGION } from '@onething/exchange';
import { type EmbeddedPostgres, migrate, type MigrationClass, roleOf, startEmbeddedPostgres } from '@onething/persistence';
import { HUB_MIGRATIONS } from '../../../apps/hub/src/migrations';
import { defaultHome, hostFacts, makeHome } from '../../../config/home';
import type { HubProxy } from '../../exchange/hub-proxy';
import { allGone, killTree, postmasterOf } from '../process-tree';
import { ChaosCases } from './chaos-cases';
import { ChaosNation } from './chaos-nation';
import { KillableChild } from './killable-child';

/** Monday, 2 March 2026, 10:00 in China. */
const BEGIN = Date.parse('2026-03-02T02:00:00Z');
const MIGRATIONS: MigrationClass[] = [...AUDIT_MIGRATIONS, ...EXCHANGE_MIGRATIONS];

/** A node or the hub: a process and a PostgreSQL of its own, each of which can be killed while everything else lives. */
interface Place {
  region: string;
  home: string;
  passwords: { superuserPassword: string; ownerPassword: string; appPassword: string };
  database: EmbeddedPostgres;
  child: KillableChild;
  keySet: KeySet;
  /** How far its clock differs, ms. */
  skew: number;
}

/** A hub and provinces as processes, behind a bad line. Databases lie on a real disk; their ports stay, as they would in production. */
export class KillableNation {
  /** Processes that ended although nobody had killed them. */
  readonly unexpectedEnds: string[] = [];
  readonly places = new Map<string, Place>();
  readonly nation: ChaosNation;
  now = BEGIN;
  private hubPort = 0;
  private proxyUrl = '';

  private constructor(private readonly home: string, readonly regions: readonly string[], readonly proxy: HubProxy, private readonly skewOf: (region: string) => number) {
    this.nation = new ChaosNation(home, regions, BEGIN);
  }

  /** @param skewOf how far the clock of a place differs when its process starts, ms */
  static async start(regions: readonly string[], proxy: HubProxy, skewOf: (region: string) => number): Promise<KillableNation> {
    const host = hostFacts();
    const home = join(defaultHome(host), `exchange-chaos-${process.pid}`);
    makeHome(home, host);
    const one = new KillableNation(home, regions, proxy, skewOf);
    try {
      await one.open(HUB_REGION);
      one.proxyUrl = await proxy.start(`http://127.0.0.1:${one.hubPort}`);
      await Promise.all(regions.map((region) => one.open(region)));
      return one;
    } catch (error) {
      await one.stop();
      throw error;
    }
  }

  place(region: string): Place {
    return this.places.get(region)!;
  }

  moveClocks(milliseconds: number): void {
    this.now += milliseconds;
    for (const { child, skew } of this.places.values()) child.moveClock(this.now + skew);
  }

  async killProcess(region: string): Promise<void> {
    await this.place(region).child.kill();
  }

  async startProcess(region: string): Promise<void> {
    const place = this.place(region);
    place.skew = this.skewOf(region);
    const isHub = region === HUB_REGION;
    const ready = await place.child.start({
      region, databaseUrl: place.database.appUrl, folder: join(place.home, 'objects'), hubUrl: this.proxyUrl, port: isHub ? this.hubPort : 0, keyFile: this.nation.keyFile(region),
      rootFile: this.nation.rootFile, directoryFile: this.nation.directoryFile, now: this.now + place.skew, ...(isHub ? {} : { keySet: place.keySet }),
    });
    // Meanwhile time has passed.
    place.child.moveClock(this.now + place.skew);
    if (isHub && 'url' in ready) this.hubPort = Number(new URL(ready.url!).port);
  }

  /** The postmaster and every backend, writer and checkpointer at once. */
  async killDatabase(region: string): Promise<void> {
    const place = this.place(region);
    await allGone(killTree(postmasterOf(place.home)));
    // Gives the home free again.
    await place.database.stop();
  }

  async startDatabase(region: string): Promise<void> {
    const place = this.place(region);
    place.database = await startPostgres(place.home, place.passwords, place.database.port);
  }

  async stop(): Promise<void> {
    for (const { child } of this.places.values()) await child.kill();
    await this.proxy.stop();
    await Promise.all([...this.places.values()].map(({ database }) => database.stop()));
  }

  /** Gone with all that a look into it could tell. */
  async removeHome(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }

  private async open(region: string): Promise<void> {
    const home = join(this.home, region);
    mkdirSync(join(home, 'objects'), { recursive: true });
    chmodSync(home, 0o755);
    const password = () => randomBytes(16).toString('hex');
    const passwords = { superuserPassword: password(), ownerPassword: password(), appPassword: password() };
    const database = await startPostgres(home, passwords);
    const isHub = region === HUB_REGION;
    const child = new KillableChild(isHub ? 'hub-process' : 'node-process', join(home, 'process.log'), (how) => void this.unexpectedEnds.push(how));
    this.places.set(region, { region, home, passwords, database, child, keySet: generateKeySet(), skew: 0 });
    await migrate({ ownerUrl: database.ownerUrl, appRole: roleOf(database.appUrl), migrations: isHub ? HUB_MIGRATIONS : MIGRATIONS });
    if (!isHub) await ChaosCases.prepare(database.ownerUrl);
    await this.startProcess(region);
  }
}

/** With flushes: without them PostgreSQL acknowledges what a SIGKILL takes away again. */
function startPostgres(home: string, passwords: Place['passwords'], port?: number): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ home, passwords, binariesFolder: defaultHome(hostFacts()), port });
}
