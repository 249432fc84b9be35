import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { damagedObject } from '../metered-write';

/**
 * A sealed object: a header of 24 bytes, then frames of 64 KiB of content and 16 bytes of authentication (AES-256-GCM). The key is of
 * this object alone, and the nonce counts the frames and marks the last one (STREAM of Hoang, Reyhanitabar, Rogaway and Vizár 2015):
 * frames that are left out, swapped, repeated or cut off at the end are told as such. Header and object key are authenticated with
 * every frame, so that the frames of one object cannot stand in another.
 */
const MAGIC = Buffer.from('894f545345414c01', 'hex');
const ID_BYTES = 16;
export const HEADER_BYTES = MAGIC.length + ID_BYTES;
/** Bytes of content in a frame, the last one excepted. */
export const FRAME_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const CIPHER = 'aes-256-gcm';

export type Chunks = AsyncIterable<Buffer> | Iterable<Buffer>;

/** What a frame is bound to. */
export interface Seal {
  /** UUID: which seal it is. */
  id: string;
  objectKey: string;
  /** 32 bytes, used for this object and never again. */
  key: KeyObject;
}

export function headerOf(sealId: string): Buffer {
  return Buffer.concat([MAGIC, Buffer.from(sealId.replaceAll('-', ''), 'hex')]);
}

/** @returns the id of the seal; undefined when these bytes begin no sealed object */
export function readHeader(head: Buffer): string | undefined {
  if (head.length < HEADER_BYTES || !head.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  return head.toString('hex', MAGIC.length, HEADER_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Bytes of the sealed object. There is always a last frame, be it empty. */
export function sealedSize(contentSize: number): number {
  return HEADER_BYTES + contentSize + TAG_BYTES * Math.max(1, Math.ceil(contentSize / FRAME_BYTES));
}

/** Bytes of the content of a whole sealed object. */
export function contentSize(sealed: number): number {
  const frames = sealed - HEADER_BYTES;
  return frames - TAG_BYTES * Math.ceil(frames / (FRAME_BYTES + TAG_BYTES));
}

/** Seals content as it comes, in the memory of two frames. */
export async function* sealFrames(seal: Seal, content: Chunks): AsyncGenerator<Buffer> {
  const bound = boundData(seal);
  yield headerOf(seal.id);
  let number = 0;
  for await (const { bytes, last } of blocks(content, FRAME_BYTES)) {
    const cipher = createCipheriv(CIPHER, seal.key, nonceOf(number, last)).setAAD(bound);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/**
 * Opens frames as they come; only authentic bytes are passed on.
 * @param frames what follows the header
 * @throws DomainError `OBJECT_STORE.DAMAGED` at the first frame that is not as it was written, or when the last one is missing
 */
export async function* openFrames(seal: Seal, frames: Chunks): AsyncGenerator<Buffer> {
  const bound = boundData(seal);
  let number = 0;
  for await (const { bytes, last } of blocks(frames, FRAME_BYTES + TAG_BYTES)) {
    if (bytes.length < TAG_BYTES) throw damagedObject();
    const cut = bytes.length - TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, seal.key, nonceOf(number, last), { authTagLength: TAG_BYTES })
      .setAAD(bound).setAuthTag(bytes.subarray(cut));
    const content = decipher.update(bytes.subarray(0, cut));
    try {
      decipher.final();
    } catch {
      throw damagedObject();
    }
    if (content.length > 0) yield content;
    number += 1;
  }
}

function boundData({ id, objectKey }: Seal): Buffer {
  return Buffer.concat([headerOf(id), Buffer.from(objectKey, 'utf8')]);
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeBigUInt64BE(BigInt(number), NONCE_BYTES - 9);
  nonce.writeUInt8(last ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

/** Cuts a stream into blocks of one size. The last one is known as such and may be shorter; a stream without bytes is one empty block. */
async function* blocks(chunks: Chunks, size: number): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    length += chunk.length;
    if (length <= size) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from > size; from += size) yield { bytes: all.subarray(from, from + size), last: false };
    held = [all.subarray(from)];
    length = all.length - from;
  }
  yield { bytes: Buffer.concat(held), last: true };
}
