import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeySet } from '@onething/crypto';
import type { DemoAccount } from '@onething/identity';
import { cloneDatabase, nameDatabase, type TestDatabase, testServer } from './database';

/** What a platform leaves behind when it stops. */
export interface StartedPlatform {
  database: TestDatabase;
  /** Folder of its files. */
  home: string;
  keys: KeySet;
  accounts: DemoAccount[];
}

/**
 * A platform right after its first start, which takes seconds (publishing the catalogue, making seals) and always ends the same: made by
 * the first test of this worker that asks for it, cloned for all.
 * @param name of the template
 * @param home empty folder for the clone's files
 * @param make starts a platform, prepares it and stops it; its database and folder are then the template's
 */
export async function cloneStarted(name: string, home: string, make: () => Promise<StartedPlatform>): Promise<StartedPlatform> {
  const { folder } = await testServer();
  const template = join(folder, name);
  if (!existsSync(template)) await keep(await make(), `onething_${name}`, template);
  await cp(join(template, 'home'), home, { recursive: true });
  const { keys, accounts } = JSON.parse(await readFile(join(template, 'memory.json'), 'utf8')) as Pick<StartedPlatform, 'keys' | 'accounts'>;
  return { database: await cloneDatabase(`onething_${name}`), home, keys, accounts };
}

/** The folder appears under its name when the database has its own. */
async function keep({ database, home, keys, accounts }: StartedPlatform, databaseName: string, template: string): Promise<void> {
  const draft = `${template}-draft`;
  await mkdir(draft, { recursive: true });
  await rename(home, join(draft, 'home'));
  await writeFile(join(draft, 'memory.json'), JSON.stringify({ keys, accounts }));
  await nameDatabase(database, databaseName);
  await rename(draft, template);
}
