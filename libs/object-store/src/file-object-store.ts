import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { checkedStream, writeMetered } from './metered-write';
import { assertKey, type ExpectedObject, type ListedObject, noSuchObject, objectExists, ObjectStore, type PutOptions, type StoredObject } from './object-store.port';

/** No key begins with a dot, so what is still arriving cannot be read. */
const ARRIVING = '.arriving';
/** Folders that were cleared by this process. */
const CLEARED = new Map<string, Promise<void>>();

/** Files below one folder, for embedded mode: one process at a time. */
export class FileObjectStore extends ObjectStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(key: string, content: Readable, { maxBytes, replace = false }: PutOptions): Promise<StoredObject> {
    const target = this.pathOf(key);
    await this.prepare();
    const draft = join(this.folder, ARRIVING, randomUUID());
    try {
      const stored = await writeMetered(draft, content, maxBytes);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await (replace ? rename(draft, target) : appear(draft, target));
      await flushFolder(dirname(target));
      return stored;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async get(key: string, expected?: ExpectedObject): Promise<Readable> {
    const stream = createReadStream(this.pathOf(key));
    return new Promise((resolve, reject) => {
      stream.once('open', () => resolve(checkedStream(stream, expected)));
      stream.once('error', (error: NodeJS.ErrnoException) => reject(isMissing(error) ? noSuchObject() : error));
    });
  }

  async head(key: string): Promise<{ size: number } | undefined> {
    try {
      const found = await stat(this.pathOf(key));
      return found.isFile() ? { size: found.size } : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async *list(folder: string): AsyncGenerator<string> {
    const entries = await readdir(this.pathOf(folder), { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    yield* entries.filter((entry) => entry.isFile()).map(({ name }) => `${folder}/${name}`).sort();
  }

  async *walk(folder: string): AsyncGenerator<ListedObject> {
    const place = this.pathOf(folder);
    const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await stat(path).catch(() => undefined);
      if (found) yield { key: relative(this.folder, path).split(sep).join('/'), storedAt: found.mtimeMs };
    }
  }

  /** Nothing: what arrives lies apart, and is cleared at the next start. */
  async clearUnfinished(folder: string): Promise<number> {
    assertKey(folder);
    return 0;
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async assertUsable(): Promise<void> {
    await this.prepare();
  }

  private pathOf(key: string): string {
    assertKey(key);
    return join(this.folder, key);
  }

  /** What a killed process was still receiving is thrown away: once a process, for another store of it may be receiving now. */
  private async prepare(): Promise<void> {
    const arriving = join(this.folder, ARRIVING);
    const cleared = CLEARED.get(arriving) ?? rm(arriving, { recursive: true, force: true });
    CLEARED.set(arriving, cleared);
    await cleared;
    await mkdir(arriving, { recursive: true, mode: 0o700 });
  }
}

/** Gives the draft its place, unless that is taken: in one step, whoever comes at the same time. */
async function appear(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? objectExists() : error;
  }
  await rm(draft);
}

/** A renamed file survives a power cut only when its folder is flushed too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
