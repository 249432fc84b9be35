import { readFileSync } from 'node:fs';
import { type Directory, FileNodeKeys, readDirectory, requireNewer, rootsIn } from '@onething/exchange';
import { Database, migrate, roleOf } from '@onething/persistence';
import { createHub } from './create-hub';
import { HUB_MIGRATIONS } from './migrations';

/** The hub as a process of its own, with a database of its own. */
async function main(): Promise<void> {
  const { HUB_HOST: host = '127.0.0.1', HUB_PORT: port = '0' } = process.env;
  const [databaseUrl, ownerUrl] = [setting('HUB_DATABASE_URL'), setting('HUB_MIGRATION_DATABASE_URL')];
  const roots = rootsIn(readFileSync(setting('HUB_ROOT_FILE'), 'utf8'));
  const directoryFile = setting('HUB_DIRECTORY_FILE');
  await migrate({ ownerUrl, appRole: roleOf(databaseUrl), migrations: HUB_MIGRATIONS });
  const database = new Database({ url: databaseUrl, poolSize: Number(process.env.HUB_POOL_SIZE ?? 10) });
  const hub = createHub({ database, keys: new FileNodeKeys(setting('HUB_KEY_FILE')), roots, directory: newestIn(directoryFile, roots), now: () => Date.now() });
  const end = () => void hub.close().then(() => database.close()).finally(() => process.exit(0));
  if (process.send) process.once('disconnect', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  const url = await hub.listen({ host, port: Number(port) });
  if (process.send) process.send({ url });
  else console.log(`The exchange hub answers at ${url}`);
}

/** The directory is brought by hand: a newer file takes its place, an older one or one of another root does not. */
function newestIn(file: string, roots: readonly string[]): () => Directory {
  let present: Directory | undefined;
  let text = '';
  return () => {
    const found = readFileSync(file, 'utf8');
    if (present && found === text) return present;
    const candidate = readDirectory(JSON.parse(found), roots);
    requireNewer(candidate, present);
    [present, text] = [candidate, found];
    return candidate;
  };
}

function setting(name: string): string {
  const value = process.env[name]?.trim();
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
