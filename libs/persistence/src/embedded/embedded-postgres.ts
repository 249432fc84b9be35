import { copiedBinaries, installedBinaries } from './binaries';
import { type ClusterPlace, initialise, start, stop, stopOrphan } from './cluster';
import { lockInstance } from './instance-lock';
import { assertReachable, postgresUser } from './os-user';
import { prepareRoles, type RolePasswords, urlsOf } from './roles';

export interface EmbeddedPostgresOptions {
  /** Folder of this instance; must exist. Data, log and lock are kept in it. */
  home: string;
  passwords: RolePasswords;
  /** Where root keeps the copies of the binaries; the home when not given. An ordinary user needs none. */
  binariesFolder?: string;
  /** A free one when not given. The server listens on 127.0.0.1 only. */
  port?: number;
  /** False for throw-away data: no fsync. */
  durable?: boolean;
  /** How long to wait for another instance of this home that is just stopping, ms; 5 s when not given. */
  patience?: number;
  /** Called when the server ends although nobody stopped it. */
  onUnexpectedEnd?: () => void;
}

export interface EmbeddedPostgres {
  ownerUrl: string;
  appUrl: string;
  superuserUrl: string;
  port: number;
  stop(): Promise<void>;
}

const DEFAULT_PATIENCE = 5_000;

/**
 * A real PostgreSQL below `home`, with the roles `onething_owner` (owns the database) and `onething_app` (owns nothing).
 * A second start finds the data; after a kill -9 the server left behind is stopped first.
 * @throws EmbeddedPostgresError in one line, when another instance uses the home or the server cannot run
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const unlock = await lockInstance(options.home, options.patience ?? DEFAULT_PATIENCE);
  try {
    const user = postgresUser();
    assertReachable(options.home, user);
    const binaries = user.uid === undefined ? installedBinaries() : copiedBinaries(options.binariesFolder ?? options.home);
    const place: ClusterPlace = { home: options.home, binaries, user, durable: options.durable ?? true };
    await stopOrphan(options.home);
    await initialise(place, options.passwords.superuserPassword);
    return await run(place, options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function run(place: ClusterPlace, options: EmbeddedPostgresOptions, unlock: () => void): Promise<EmbeddedPostgres> {
  const { port, process: server } = await start(place, options.port);
  const urls = urlsOf(port, options.passwords);
  try {
    await prepareRoles(urls.superuserUrl, options.passwords);
  } catch (error) {
    await stop(server.pid!);
    throw error;
  }
  let stopping: Promise<void> | undefined;
  server.once('exit', () => {
    if (stopping === undefined) options.onUnexpectedEnd?.();
  });
  return {
    port, ...urls,
    stop: () => stopping ??= stop(server.pid!).finally(unlock),
  };
}
