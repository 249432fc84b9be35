import { createHash } from 'node:crypto';
import type { Part } from '../domain/manifest';

/** Passes content on, and computes size and digests on the way. */
export class Meter {
  private readonly sha256 = createHash('sha256');
  private readonly sm3 = createHash('sm3');
  private size = 0;

  async *pass(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      this.size += chunk.length;
      this.sha256.update(chunk);
      this.sm3.update(chunk);
      yield chunk;
    }
  }

  /** Once, when everything has passed. */
  result(): Omit<Part, 'part'> {
    return { size: this.size, sha256: this.sha256.digest('hex'), sm3: this.sm3.digest('hex') };
  }
}

/** Reads content to its end. */
export async function measure(content: AsyncIterable<Buffer>): Promise<Omit<Part, 'part'>> {
  const meter = new Meter();
  const passing = meter.pass(content);
  while (!(await passing.next()).done);
  return meter.result();
}

/** What of size and digests is not as it should be; undefined when all is. */
export function differenceOf(found: Omit<Part, 'part'>, expected: Omit<Part, 'part'>): string | undefined {
  if (found.size !== expected.size) return `has ${found.size} bytes instead of ${expected.size}`;
  if (found.sha256 !== expected.sha256) return 'does not have its SHA-256';
  return found.sm3 === expected.sm3 ? undefined : 'does not have its SM3';
}
