import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@onething/kernel';
import type { StoredObject } from './object-store.port';

/**
 * Writes the stream into a new file, flushed to the disk, and computes size and digests on the way.
 * @throws DomainError `OBJECT_STORE.TOO_LARGE`; the file is then the caller's to remove, as after any failure
 */
export async function writeMetered(file: string, content: Readable, maxBytes: number): Promise<StoredObject> {
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')];
  let size = 0;
  const meter = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > maxBytes) throw new DomainError('invalid', 'OBJECT_STORE.TOO_LARGE', `The file is larger than ${maxBytes} bytes`);
      sha256.update(chunk);
      sm3.update(chunk);
      yield chunk;
    }
  };
  await pipeline(content, meter, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  return { size, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') };
}
