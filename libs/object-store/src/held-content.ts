import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Meter, openDraft, writeDraft } from './metered-write';
import type { StoredObject } from './object-store.port';

/** No padding: as long as the content. The key serves one file and leaves the process with it. */
const CIPHER = 'aes-256-ctr';

/**
 * Content that has arrived whole and waits until it is known where it goes: where an object lies depends on its digest. It waits in a
 * temporary file without a name, under a key that only this process knows. Whoever receives it releases it.
 */
export class HeldContent {
  private constructor(private readonly draft: FileHandle, private readonly key: Buffer, private readonly iv: Buffer, readonly measured: StoredObject) {}

  /**
   * @param maxBytes largest content that is taken
   * @throws DomainError `OBJECT_STORE.TOO_LARGE`; `OBJECT_STORE.UNAVAILABLE` when the disk is full; whatever the stream fails with
   */
  static async receive(content: Readable, maxBytes: number): Promise<HeldContent> {
    const [draft, key, iv, meter] = [await openDraft(), randomBytes(32), randomBytes(16), new Meter(maxBytes)];
    try {
      const cipher = createCipheriv(CIPHER, key, iv);
      await writeDraft(draft, passed(meter.over(content as AsyncIterable<Buffer>), cipher), maxBytes);
      return new HeldContent(draft, key, iv, meter.measured());
    } catch (error) {
      await draft.close();
      throw error;
    }
  }

  /** From its first byte; one at a time. */
  content(): Readable {
    const decipher = createDecipheriv(CIPHER, this.key, this.iv);
    return passed(this.draft.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>, decipher);
  }

  async release(): Promise<void> {
    await this.draft.close();
  }
}

function passed(chunks: AsyncIterable<Buffer>, cipher: { update(chunk: Buffer): Buffer }): Readable {
  async function* turned(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) yield cipher.update(chunk);
  }
  return Readable.from(turned(), { objectMode: false });
}
