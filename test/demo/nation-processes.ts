import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@onething/persistence';
import { defaultHome, hostFacts, makeHome } from '../../config/home';
import type { Nation } from './nation';

const compiled = (entry: string) => resolve('dist', entry);
const ANNOUNCED = /OneThing.*?(http:\/\/\S+)/;

/** The hub with a PostgreSQL of its own. */
export class HubProcess {
  private constructor(readonly url: string, private readonly process: ChildProcess, private readonly database: EmbeddedPostgres) {}

  static async start(folder: string, nation: Nation): Promise<HubProcess> {
    const home = join(folder, 'hub');
    mkdirSync(home, { mode: 0o755 });
    const host = hostFacts();
    const binariesFolder = defaultHome(host);
    makeHome(binariesFolder, host);
    const password = () => randomBytes(16).toString('hex');
    const database = await startEmbeddedPostgres({
      home, binariesFolder, passwords: { superuserPassword: password(), ownerPassword: password(), appPassword: password() },
    });
    const process = spawnNode(compiled('apps/hub/src/main.js'), [], {
      HUB_DATABASE_URL: database.appUrl, HUB_MIGRATION_DATABASE_URL: database.ownerUrl, HUB_KEY_FILE: nation.keyFile('000000'), HUB_ROOT_FILE: nation.rootFile,
      HUB_DIRECTORY_FILE: nation.directoryFile,
    });
    return new HubProcess(await printed(process, /(http:\/\/\S+)/), process, database);
  }

  async stop(): Promise<void> {
    await end(this.process);
    await this.database.stop();
  }
}

/** One province: what `REGION=… npm start` starts, with its own database and keys. */
export class ProvinceProcess {
  private constructor(readonly region: string, readonly url: string, private readonly process: ChildProcess, private readonly env: Record<string, string>) {}

  static async start(folder: string, region: string, nation: Nation, hubUrl: string): Promise<ProvinceProcess> {
    const env = {
      ONETHING_HOME: join(folder, region), REGION: region, PORT: '0', EXCHANGE_HUB_URL: hubUrl, EXCHANGE_KEY_FILE: nation.keyFile(region), EXCHANGE_ROOT_FILE: nation.rootFile,
    };
    const process = spawnNode(compiled('apps/api/src/main.js'), [], env);
    return new ProvinceProcess(region, await printed(process, ANNOUNCED), process, env);
  }

  /** What `onething …` prints in this province. @throws Error when it fails */
  async command(...words: string[]): Promise<string> {
    const process = spawnNode(compiled('apps/cli/src/main.js'), words, this.env);
    const [out, code] = await Promise.all([textOf(process), once(process, 'close').then(([status]) => status as number)]);
    if (code !== 0) throw new Error(`onething ${words.join(' ')} in ${this.region} ended with ${code}: ${out}`);
    return out;
  }

  stop(): Promise<void> {
    return end(this.process);
  }
}

function spawnNode(script: string, words: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '', ...env } });
}

/** The first match in what a process prints. @throws Error with all of it when the process ends before */
function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((found, failed) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const match = pattern.exec(text)?.[1];
        if (match) found(match);
      });
    }
    child.once('close', (code) => failed(new Error(`A process ended with ${code}:\n${text}`)));
  });
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout!) text += String(chunk);
  return text;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
}
