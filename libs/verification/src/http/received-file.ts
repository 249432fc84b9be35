import type { Readable } from 'node:stream';
import { DomainError } from '@onething/kernel';

/** No file of ours is larger, bytes. */
const LARGEST = 8 * 1024 * 1024;

/**
 * Takes a file as it arrives, and no more of it than one of ours may have. The connection is never torn down from here, so that whoever sends too
 * much still gets an answer.
 * @throws DomainError `VERIFICATION.FILE_TOO_LARGE`, `VERIFICATION.FILE_EMPTY`, `VERIFICATION.UPLOAD_BROKEN_OFF`
 */
export async function receiveFile(source: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > LARGEST) break;
      parts.push(part);
    }
  } catch {
    throw problem('UPLOAD_BROKEN_OFF', 'The file did not arrive whole. Send it again.');
  }
  if (size > LARGEST) {
    source.on('error', () => undefined);
    source.resume();
    throw problem('FILE_TOO_LARGE', `No licence file has more than ${LARGEST / 1024 / 1024} MiB.`);
  }
  if (size === 0) throw problem('FILE_EMPTY', 'Send the bytes of the file as the body.');
  return Buffer.concat(parts);
}

export function problem(code: string, message: string): DomainError {
  return new DomainError('invalid', `VERIFICATION.${code}`, message, { fields: [{ field: 'file', code: `VERIFICATION.${code}`, message }] });
}
