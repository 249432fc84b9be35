import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DomainError } from '@onething/kernel';
import type { ObjectStore } from '@onething/object-store';

/** Where files of heads lie, by their names. */
export interface HeadPlace {
  /** In their order. */
  names(): AsyncIterable<string>;
  /** @returns undefined when there is no such file */
  find(name: string): Promise<Readable | undefined>;
}

/** A folder of a store. */
export function storePlace(store: ObjectStore, folder: string): HeadPlace {
  return {
    async *names() {
      for await (const key of store.list(folder)) yield key.slice(folder.length + 1);
    },
    find: (name) => store.get(`${folder}/${name}`).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'OBJECT_STORE.NO_SUCH_OBJECT') return undefined;
      throw error;
    }),
  };
}

/** A folder of the file system, as somebody has copied it. */
export function folderPlace(path: string): HeadPlace {
  return {
    async *names() {
      yield* (await readdir(path)).sort();
    },
    find: (name) => new Promise((found, failed) => {
      const stream = createReadStream(join(path, name));
      stream.once('open', () => found(stream));
      stream.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? found(undefined) : failed(error)));
    }),
  };
}
