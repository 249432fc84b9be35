import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DomainError, type FieldProblem } from '@onething/kernel';
import { HEAD_BYTES } from './file-kind';

/**
 * A file that is arriving. Its first bytes are looked at before the rest is taken. The connection under it is never torn down
 * from here, so that whoever sends too much still gets an answer.
 */
export class UploadBody {
  private readonly chunks: AsyncIterator<Buffer> & AsyncIterable<Buffer>;
  private readonly first: Buffer[] = [];

  constructor(private readonly source: Readable) {
    this.chunks = source.iterator({ destroyOnReturn: false }) as typeof this.chunks;
  }

  /** The first bytes; fewer when the file is shorter. @throws DomainError `CASES.UPLOAD_BROKEN_OFF` */
  async head(): Promise<Buffer> {
    let length = 0;
    while (length < HEAD_BYTES) {
      const next = await this.chunks.next().catch(brokenOff);
      if (next.done) break;
      this.first.push(next.value);
      length += next.value.length;
    }
    return Buffer.concat(this.first);
  }

  /** The whole file, once, after `head`. It fails with `CASES.UPLOAD_BROKEN_OFF` when the sender goes away. */
  content(): Readable {
    return Readable.from(this.whole(), { objectMode: false });
  }

  /** Digest of the whole file, once, after `head`. @returns SHA-256, hexadecimal; undefined when it has more bytes */
  async digest(maxBytes: number): Promise<string | undefined> {
    const sha256 = createHash('sha256');
    let size = 0;
    for await (const chunk of this.whole()) {
      size += chunk.length;
      if (size > maxBytes) return undefined;
      sha256.update(chunk);
    }
    return sha256.digest('hex');
  }

  /** Lets go: what has not arrived yet is thrown away, so that the connection can be used again. */
  async release(): Promise<void> {
    await this.chunks.return?.();
    this.source.on('error', () => undefined);
    this.source.resume();
  }

  private async *whole(): AsyncGenerator<Buffer> {
    yield* this.first;
    try {
      for await (const chunk of this.chunks) yield chunk;
    } catch {
      brokenOff();
    }
  }
}

function brokenOff(): never {
  throw fileProblem('CASES.UPLOAD_BROKEN_OFF', 'The file did not arrive whole. Send it again.');
}

export function fileProblem(code: string, message: string, field = 'file'): DomainError {
  const fields: FieldProblem[] = [{ field, code, message }];
  return new DomainError('invalid', code, message, { fields });
}
