import { Readable } from 'node:stream';
import { DomainError } from '@onething/kernel';
import { checked, Meter } from '../metered-write';
import { assertKey, type ExpectedObject, type ListedObject, ObjectStore, type PutOptions, type StoredObject } from '../object-store.port';
import type { ObjectSeals } from './object-seals';
import { contentSize, HEADER_BYTES, openFrames, readHeader, sealedSize, sealFrames } from './sealed-frames';

/** What became of an object that `sealPlain` was to seal. */
export type SealingOutcome = 'sealed' | 'already' | 'missing' | 'damaged';

/**
 * Encrypts every object under a key of its own, over either adapter. Objects from before are read as they lie, until `sealPlain` has
 * encrypted them. Removing an object destroys its key first.
 */
export class SealedObjectStore extends ObjectStore {
  constructor(private readonly inner: ObjectStore, private readonly seals: ObjectSeals) {
    super();
  }

  async put(key: string, content: Readable, { contentType, maxBytes, replace }: PutOptions): Promise<StoredObject> {
    assertKey(key);
    const seal = await this.seals.make(key).catch((error: unknown) => {
      content.destroy();
      throw error;
    });
    const meter = new Meter(maxBytes);
    let sealed: StoredObject;
    try {
      const frames = Readable.from(sealFrames(seal, meter.over(content as AsyncIterable<Buffer>)), { objectMode: false });
      sealed = await this.inner.put(key, frames, { contentType, maxBytes: sealedSize(maxBytes), replace });
    } catch (error) {
      content.destroy();
      await this.seals.discard(seal).catch(() => undefined);
      throw error;
    }
    await this.seals.complete(seal, sealed.sha256);
    return meter.measured();
  }

  async get(key: string, expected?: ExpectedObject): Promise<Readable> {
    const { stream, head, rest } = await this.begin(key);
    const sealId = readHeader(head);
    if (sealId === undefined) return this.hand(stream, chained(head, rest), expected);
    const seal = await this.seals.find(sealId, key).catch((error: unknown) => {
      stream.destroy();
      throw error;
    });
    if (!seal) {
      stream.destroy();
      throw new DomainError('notFound', 'OBJECT_STORE.ERASED', 'The file was erased: its key is gone');
    }
    return this.hand(stream, openFrames(seal, chained(head.subarray(HEADER_BYTES), rest)), expected);
  }

  async head(key: string): Promise<{ size: number } | undefined> {
    const found = await this.inner.head(key);
    if (!found || found.size < HEADER_BYTES) return found;
    const { stream, head } = await this.begin(key);
    stream.destroy();
    return { size: readHeader(head) === undefined ? found.size : contentSize(found.size) };
  }

  list(folder: string): AsyncIterable<string> {
    return this.inner.list(folder);
  }

  walk(folder: string): AsyncIterable<ListedObject> {
    return this.inner.walk(folder);
  }

  clearUnfinished(folder: string, before: number): Promise<number> {
    return this.inner.clearUnfinished(folder, before);
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await this.seals.destroy(key);
    await this.inner.remove(key);
  }

  assertUsable(): Promise<void> {
    return this.inner.assertUsable();
  }

  /**
   * Encrypts an object from before. May be repeated and killed: until the sealed object lies in its place, the plain one does.
   * @param sha256 of the plain content, lower-case hexadecimal; another content is left as it is
   */
  async sealPlain(key: string, { contentType, sha256 }: { contentType: string; sha256: string }): Promise<SealingOutcome> {
    if (await this.seals.isSealed(key)) return 'already';
    const size = (await this.inner.head(key))?.size;
    if (size === undefined) return 'missing';
    try {
      await this.put(key, await this.get(key, { sha256 }), { contentType, maxBytes: size, replace: true });
      return 'sealed';
    } catch (error) {
      if (error instanceof DomainError && error.code === 'OBJECT_STORE.DAMAGED') return 'damaged';
      if (error instanceof DomainError && error.code === 'OBJECT_STORE.NO_SUCH_OBJECT') return 'missing';
      throw error;
    }
  }

  /** The first bytes of what lies there, enough to know a sealed object. */
  private async begin(key: string): Promise<{ stream: Readable; head: Buffer; rest: AsyncIterator<Buffer> }> {
    const stream = await this.inner.get(key);
    const rest = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let head = Buffer.alloc(0);
    while (head.length < HEADER_BYTES) {
      const next = await rest.next();
      if (next.done) break;
      head = Buffer.concat([head, next.value]);
    }
    return { stream, head, rest };
  }

  /** The first chunk is verified before it is promised that there is a file. */
  private async hand(stream: Readable, content: AsyncGenerator<Buffer>, expected?: ExpectedObject): Promise<Readable> {
    const verified = checked(content, expected);
    let first: IteratorResult<Buffer, void>;
    try {
      first = await verified.next();
    } catch (error) {
      stream.destroy();
      throw error;
    }
    const handed = Readable.from(first.done ? [] : chained(first.value, verified), { objectMode: false });
    handed.once('close', () => stream.destroy());
    return handed;
  }
}

async function* chained(first: Buffer, rest: AsyncIterator<Buffer, unknown>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
