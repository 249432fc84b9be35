import { createHash, randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HEAD_BYTES } from './file-kind';
import { UploadBody } from './upload-body';

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const chunked = (content: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(content.length / size) }, (_, index) => content.subarray(index * size, (index + 1) * size)),
  );

test.each([0, 1, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 1, 100_000])(
  'a file of %i bytes is given on whole after its head was looked at',
  async (size) => {
    const content = randomBytes(size);
    for (const chunk of [1_000, 7_777]) {
      const body = new UploadBody(chunked(content, chunk));
      expect((await body.head()).subarray(0, HEAD_BYTES)).toEqual(content.subarray(0, HEAD_BYTES));
      expect((await buffer(body.content())).equals(content)).toBe(true);
      const again = new UploadBody(chunked(content, chunk));
      await again.head();
      expect(await again.digest(size)).toBe(sha256(content));
    }
  },
);

test('only the head is taken until the rest is asked for', async () => {
  const source = new PassThrough({ highWaterMark: 1_000 });
  const body = new UploadBody(source);
  const head = body.head();
  source.write(Buffer.alloc(HEAD_BYTES));
  await head;
  let taken = 0;
  while (source.write(Buffer.alloc(1_000))) taken += 1;
  expect(taken).toBeLessThan(4);
});

test('whoever reads the content and fails leaves the connection alone, and the rest flows away', async () => {
  const source = new PassThrough();
  const body = new UploadBody(source);
  source.write(Buffer.alloc(HEAD_BYTES));
  await body.head();
  const content = body.content();
  content.once('error', () => undefined);
  content.destroy(new Error('the disk is full'));
  await body.release();
  expect(source.destroyed).toBe(false);
  const ended = new Promise((resolve) => source.once('end', resolve));
  source.end(Buffer.alloc(500_000));
  await ended;
});

test.each(['while the head is read', 'after it'])('a sender that goes away %s is told apart from a short file', async (when) => {
  const source = new PassThrough();
  const body = new UploadBody(source);
  source.write(Buffer.alloc(when === 'after it' ? HEAD_BYTES : 10));
  const reading = when === 'after it' ? body.head().then(() => buffer(body.content())) : body.head();
  setImmediate(() => source.destroy(new Error('aborted')));
  await expect(reading).rejects.toMatchObject({ code: 'CASES.UPLOAD_BROKEN_OFF' });
  await body.release();
});

test('a file over the limit has no digest, not even that of its beginning', async () => {
  const body = new UploadBody(chunked(Buffer.alloc(50_000), 1_000));
  await body.head();
  expect(await body.digest(49_999)).toBeUndefined();
});
