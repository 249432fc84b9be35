import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultHome, hostFacts, makeHome } from '../../config/home';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../libs/persistence/src/embedded/embedded-postgres';

/** Environment variable that tells the test processes where to ask for the server. */
export const SERVER_VARIABLE = 'ONETHING_TEST_POSTGRES';

/**
 * One PostgreSQL for each worker of a test run, started when the first test asks for it: pure specs do not wait for it. Not one for
 * all: followers of events wait for the oldest transaction of the whole server, also for those of another worker's database.
 */
export class PostgresServer {
  private readonly started = new Map<string, Promise<EmbeddedPostgres>>();
  private readonly home = mkdtempSync(join(tmpdir(), 'onething-test-'));
  private readonly token = randomBytes(16).toString('hex');

  private constructor(private readonly door: Server, private readonly durable: boolean) {
    this.door.on('request', (request, response) => {
      // A line that is kept open may be closed here while a later suite asks through it.
      response.setHeader('connection', 'close');
      const [, token, worker] = request.url?.split('/') ?? [];
      if (token !== this.token || !worker || !/^\d+$/.test(worker)) return void response.writeHead(404).end();
      this.of(worker).then(
        ({ superuserUrl, ownerUrl, appUrl }) => response.end(JSON.stringify({ superuserUrl, ownerUrl, appUrl, folder: join(this.home, `${worker}-files`) })),
        (error: Error) => response.writeHead(500).end(error.message),
      );
    });
  }

  /** @param durable waits for the disk at each commit: what is measured does, tests do not */
  static async open({ durable = false } = {}): Promise<PostgresServer> {
    const door = createServer().listen(0, '127.0.0.1');
    await once(door, 'listening');
    return new PostgresServer(door, durable);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.door.address() as AddressInfo).port}/${this.token}`;
  }

  async close(): Promise<void> {
    this.door.close();
    this.door.closeAllConnections();
    const servers = await Promise.allSettled(this.started.values());
    for (const server of servers) if (server.status === 'fulfilled') await server.value.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  private of(worker: string): Promise<EmbeddedPostgres> {
    const started = this.started.get(worker) ?? this.boot(join(this.home, worker));
    this.started.set(worker, started);
    return started;
  }

  private async boot(home: string): Promise<EmbeddedPostgres> {
    const host = hostFacts();
    const binariesFolder = defaultHome(host);
    if (host.runsAsRoot) {
      makeHome(binariesFolder, host);
      chmodSync(this.home, 0o755);
    }
    mkdirSync(home, { mode: 0o755 });
    const password = () => randomBytes(16).toString('hex');
    return startEmbeddedPostgres({
      home, binariesFolder, durable: this.durable,
      passwords: { superuserPassword: password(), ownerPassword: password(), appPassword: password() },
    });
  }
}
