import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@onething/kernel';
import type { ExpectedObject, StoredObject } from './object-store.port';

/** Size and digests of what passes, which may not be more than a limit. */
export class Meter {
  private readonly sha256 = createHash('sha256');
  private readonly sm3 = createHash('sm3');
  private size = 0;

  /** @param maxBytes largest content that passes */
  constructor(private readonly maxBytes: number) {}

  /** @throws DomainError `OBJECT_STORE.TOO_LARGE` */
  async* over(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.size += chunk.length;
      if (this.size > this.maxBytes) throw new DomainError('invalid', 'OBJECT_STORE.TOO_LARGE', `The file is larger than ${this.maxBytes} bytes`);
      this.sha256.update(chunk);
      this.sm3.update(chunk);
      yield chunk;
    }
  }

  /** Of all that has passed. Once only. */
  measured(): StoredObject {
    return { size: this.size, sha256: this.sha256.digest('hex'), sm3: this.sm3.digest('hex') };
  }
}

/** What a full disk answers. */
const FULL = ['ENOSPC', 'EDQUOT'];

/**
 * Writes the stream into a new file, flushed to the disk, and computes size and digests on the way.
 * @throws DomainError `OBJECT_STORE.TOO_LARGE`, `OBJECT_STORE.UNAVAILABLE` when the disk is full; the file is then the caller's to
 *   remove, as after any failure
 */
export async function writeMetered(file: string, content: Readable, maxBytes: number): Promise<StoredObject> {
  // Open before anything can fail: a stream that opens by itself could still make the file after the caller removed it.
  const handle = await open(file, 'wx', 0o600);
  try {
    const stored = await writeDraft(handle, content, maxBytes);
    await handle.sync();
    return stored;
  } finally {
    await handle.close();
  }
}

/**
 * A temporary file that has no name any more: whatever ends the process, also a kill, leaves nothing of it.
 * The caller closes it.
 */
export async function openDraft(): Promise<FileHandle> {
  const file = join(tmpdir(), `onething-${randomUUID()}`);
  const handle = await open(file, 'wx+', 0o600);
  await rm(file);
  return handle;
}

/** As `writeMetered`, into a draft, which stays open and is not flushed. */
export async function writeDraft(draft: FileHandle, content: Readable, maxBytes: number): Promise<StoredObject> {
  const meter = new Meter(maxBytes);
  try {
    await pipeline(content, async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of meter.over(chunks)) await draft.writeFile(chunk);
    });
  } catch (error) {
    if (FULL.includes((error as NodeJS.ErrnoException).code ?? '')) throw fullStore();
    throw error;
  }
  return meter.measured();
}

/**
 * Passes content on and compares its digest. The last chunk is held back until it is known that all is well, so that a damaged
 * file never arrives whole.
 * @throws DomainError `OBJECT_STORE.DAMAGED`
 */
export async function* checked(content: AsyncIterable<Buffer>, expected: ExpectedObject | undefined): AsyncGenerator<Buffer, void> {
  const sha256 = createHash('sha256');
  let held: Buffer | undefined;
  for await (const chunk of content) {
    if (held) yield held;
    held = chunk;
    if (expected) sha256.update(chunk);
  }
  if (expected && sha256.digest('hex') !== expected.sha256) throw damagedObject();
  if (held) yield held;
}

/** What an adapter hands out: checked, if it is said what is expected. */
export function checkedStream(stream: Readable, expected: ExpectedObject | undefined): Readable {
  if (!expected) return stream;
  const handed = Readable.from(checked(stream as AsyncIterable<Buffer>, expected), { objectMode: false });
  handed.once('close', () => stream.destroy());
  return handed;
}

function fullStore(): DomainError {
  return new DomainError('unavailable', 'OBJECT_STORE.UNAVAILABLE', 'The file store is full: try again later');
}

export function damagedObject(): DomainError {
  return new DomainError('unavailable', 'OBJECT_STORE.DAMAGED', 'The file in the store is not what was stored. Tell the operators: it has to come from a backup');
}
