import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { S3Settings } from '@onething/config';
import { Client } from 'minio';

/** Built by `.ci/s3-server`, which knows the version and the place too. */
const CACHED = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'onething', 'minio-v0.0.0-20260212201848-7aac2a2c5b7c', 'minio');

/** The program of a MinIO server, when there is one; `ONETHING_TEST_MINIO` names another one than that of the cache. */
export const MINIO_PROGRAM: string | undefined = [process.env['ONETHING_TEST_MINIO'], CACHED].find((file) => file !== undefined && existsSync(file));

export const NO_MINIO = 'needs a MinIO server: run .ci/s3-server once, or name the program in ONETHING_TEST_MINIO';

const SECRETS = { accessKey: 'onething-test', secretKey: 'a secret of tests' };

/** A real S3 server over a folder, which can be killed and started again. */
export class S3Server {
  private constructor(readonly settings: { kind: 's3' } & S3Settings, private readonly folder: string, private readonly owned: boolean, private process: ChildProcess) {}

  /** @param folder where its files lie; without one, in a temporary one */
  static async start(folder?: string): Promise<S3Server> {
    const place = folder ?? await mkdtemp(join(tmpdir(), 'onething-minio-'));
    const port = await freePort();
    const settings = { kind: 's3' as const, endpoint: `http://127.0.0.1:${port}`, bucket: 'onething-files', region: 'us-east-1', ...SECRETS };
    const server = new S3Server(settings, place, folder === undefined, await run(place, port));
    await clientOf(settings).makeBucket(settings.bucket);
    return server;
  }

  /** Looks behind the adapter. */
  get client(): Client {
    return clientOf(this.settings);
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await gone(this.process);
  }

  async startAgain(): Promise<void> {
    this.process = await run(this.folder, Number(new URL(this.settings.endpoint).port));
  }

  async stop(): Promise<void> {
    await this.kill();
    if (this.owned) await rm(this.folder, { recursive: true, force: true });
  }
}

function clientOf({ endpoint, accessKey, secretKey, region }: S3Settings): Client {
  const { hostname, port } = new URL(endpoint);
  return new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey, region });
}

/** Resolves once it answers. */
async function run(folder: string, port: number): Promise<ChildProcess> {
  const env = {
    PATH: process.env['PATH'], HOME: folder, MINIO_ROOT_USER: SECRETS.accessKey, MINIO_ROOT_PASSWORD: SECRETS.secretKey, MINIO_BROWSER: 'off', MINIO_UPDATE: 'off',
  };
  const server = spawn(MINIO_PROGRAM!, ['server', '--address', `127.0.0.1:${port}`, folder], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('API:')) resolve();
    });
    server.once('error', reject).once('exit', () => reject(new Error(`MinIO did not start: ${said.join('\n')}`)));
  });
  await ready;
  return server;
}

async function gone(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
}

async function freePort(): Promise<number> {
  const door = createServer().listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  door.close();
  await once(door, 'close');
  return port;
}
