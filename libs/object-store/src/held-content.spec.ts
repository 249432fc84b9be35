import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HeldContent } from './held-content';

const CONTENT = randomBytes(200_001);
const inPieces = (content: Buffer) => Readable.from([content.subarray(0, 7), content.subarray(7, 70_000), content.subarray(70_000)]);

test('what was received is given back as it was, as often as it is asked for, with its digests', async () => {
  const held = await HeldContent.receive(inPieces(CONTENT), CONTENT.length);
  const digest = (algorithm: string) => createHash(algorithm).update(CONTENT).digest('hex');
  expect(held.measured).toEqual({ size: CONTENT.length, sha256: digest('sha256'), sm3: digest('sm3') });
  for (const again of [await buffer(held.content()), await buffer(held.content())]) expect(again.equals(CONTENT)).toBe(true);
  await held.release();
});

test('nothing is kept of what is too large, or breaks off', async () => {
  await expect(HeldContent.receive(inPieces(CONTENT), CONTENT.length - 1)).rejects.toMatchObject({ code: 'OBJECT_STORE.TOO_LARGE' });
  const broken = Readable.from((async function* () {
    yield CONTENT;
    throw new Error('the line broke');
  })());
  await expect(HeldContent.receive(broken, CONTENT.length)).rejects.toThrow('the line broke');
});

test('an empty file is a file', async () => {
  const held = await HeldContent.receive(Readable.from([]), 10);
  expect(held.measured.size).toBe(0);
  expect(await buffer(held.content())).toHaveLength(0);
  await held.release();
});
