import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@onething/kernel';

export interface SourceFile {
  path: string;
  text: string;
}

/**
 * Reads the files, and in folders all `*.yaml` and `*.yml` at any depth, in alphabetical order and each once.
 * @throws DomainError `CATALOGUE.NO_SUCH_PATH` when a path does not exist, `CATALOGUE.NO_FILES` when there is nothing to read
 */
export async function readCatalogueFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const found = new Set<string>();
  for (const path of paths) {
    for (const file of await expand(path)) found.add(file);
  }
  if (found.size === 0) {
    throw new DomainError(
      'notFound',
      'CATALOGUE.NO_FILES',
      `There is no .yaml file in ${paths.join(', ')}. Name a folder that holds a catalogue.`,
    );
  }
  return Promise.all([...found].map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
}

async function expand(path: string): Promise<string[]> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts)
    throw new DomainError('notFound', 'CATALOGUE.NO_SUCH_PATH', `There is no file or folder ${path}. Check the spelling.`);
  if (!facts.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name));
}
