import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** `<id of the key>.json`. */
export const KEY_FILE_NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/;

/** The files of a key store, as they are: each private key is encrypted under the platform's keys. Empty when there is no folder. */
export async function readKeyFiles(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => KEY_FILE_NAME.test(name)).sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)));
}

/** Puts files of a key store back. @throws RangeError for a name that is none of a key */
export async function writeKeyFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    if (!KEY_FILE_NAME.test(name)) throw new RangeError(`"${name}" is no name of a key file`);
    await writeKeyFile(folder, name, text);
  }
}

/** Whole or not at all, and on the disk before it is used: a certificate for a key that was lost is worth nothing. */
export async function writeKeyFile(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${name}.${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, name));
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
