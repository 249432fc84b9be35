import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { contentSize, FRAME_BYTES, HEADER_BYTES, openFrames, readHeader, type Seal, sealedSize, sealFrames } from './sealed-frames';

const FRAME = FRAME_BYTES + 16;
const sealOf = (objectKey = 'cases/a/b'): Seal => ({ id: randomUUID(), objectKey, key: createSecretKey(randomBytes(32)) });
const seal = (by: Seal, content: Buffer) => buffer(Readable.from(sealFrames(by, [content])));
const open = (by: Seal, sealed: Buffer) => buffer(Readable.from(openFrames(by, [sealed.subarray(HEADER_BYTES)])));
const frame = (sealed: Buffer, number: number) => sealed.subarray(HEADER_BYTES + number * FRAME, HEADER_BYTES + (number + 1) * FRAME);

test.each([0, 1, 16, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 3 * FRAME_BYTES + 7])('seals and opens %i bytes, and knows the size', async (size) => {
  const [by, content] = [sealOf(), randomBytes(size)];
  const sealed = await seal(by, content);
  expect((await open(by, sealed)).equals(content)).toBe(true);
  expect(readHeader(sealed)).toBe(by.id);
  expect(sealedSize(size)).toBe(sealed.length);
  expect(contentSize(sealed.length)).toBe(size);
});

test('however the bytes arrive, they come out the same', () => fc.assert(fc.asyncProperty(
  fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 6 }), fc.integer({ min: 1, max: 70_000 }), async (sizes, step) => {
    const by = sealOf();
    const chunks = sizes.map((size) => randomBytes(size));
    const sealed = await buffer(Readable.from(sealFrames(by, chunks)));
    const body = sealed.subarray(HEADER_BYTES);
    const arriving = Array.from({ length: Math.ceil(body.length / step) }, (_, index) => body.subarray(index * step, (index + 1) * step));
    expect((await buffer(Readable.from(openFrames(by, arriving)))).equals(Buffer.concat(chunks))).toBe(true);
  },
), { numRuns: 40 }));

describe('what was done to a sealed object is found', () => {
  const by = sealOf();
  let sealed: Buffer;
  beforeAll(async () => {
    sealed = await seal(by, randomBytes(3 * FRAME_BYTES + 100));
  });
  const header = () => sealed.subarray(0, HEADER_BYTES);
  const cases: [string, () => Buffer][] = [
    ['the last frame is cut off', () => sealed.subarray(0, HEADER_BYTES + 3 * FRAME)],
    ['it ends in the middle of a frame', () => sealed.subarray(0, HEADER_BYTES + FRAME + 500)],
    ['everything behind the header is gone', () => header()],
    ['two frames are swapped', () => Buffer.concat([header(), frame(sealed, 1), frame(sealed, 0), frame(sealed, 2), sealed.subarray(HEADER_BYTES + 3 * FRAME)])],
    ['a frame is repeated', () => Buffer.concat([sealed.subarray(0, HEADER_BYTES + FRAME), frame(sealed, 0), sealed.subarray(HEADER_BYTES + FRAME)])],
    ['a frame is left out', () => Buffer.concat([header(), sealed.subarray(HEADER_BYTES + FRAME)])],
    ['something was appended', () => Buffer.concat([sealed, Buffer.from('x')])],
  ];
  test.each(cases)('%s', (_, altered) => expect(open(by, altered())).rejects.toThrow('OBJECT_STORE.DAMAGED'));

  test('any bit of any frame', () => fc.assert(fc.asyncProperty(fc.integer({ min: HEADER_BYTES, max: 3 * FRAME }), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
    const altered = Buffer.from(sealed);
    altered[at]! ^= 1 << bit;
    await expect(open(by, altered)).rejects.toThrow('OBJECT_STORE.DAMAGED');
  }), { numRuns: 30 }));

  test('it was moved to another object, or opened by another seal', async () => {
    await expect(open({ ...by, objectKey: 'cases/a/c' }, sealed)).rejects.toThrow('OBJECT_STORE.DAMAGED');
    await expect(open({ ...by, id: randomUUID() }, sealed)).rejects.toThrow('OBJECT_STORE.DAMAGED');
    await expect(open({ ...by, key: createSecretKey(randomBytes(32)) }, sealed)).rejects.toThrow('OBJECT_STORE.DAMAGED');
  });
});

test('what is no sealed object is told as such', () => {
  expect(readHeader(Buffer.from('%PDF-1.7 and so on, long enough'))).toBeUndefined();
  expect(readHeader(Buffer.alloc(3))).toBeUndefined();
});
