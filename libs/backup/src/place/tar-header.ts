/** Bytes of a header, and what contents are filled up to. */
export const BLOCK = 512;

const NAME = { at: 0, length: 100 };
const SIZE = { at: 124, length: 12 };
const CHECKSUM = { at: 148, length: 8 };
const MAGIC = 'ustar\u000000';
const OCTAL_LIMIT = 8 ** 11;

/**
 * The header of an ordinary file in a tar (POSIX.1-2001 ustar; sizes from 8 GiB on in GNU's binary form).
 * @param mtime epoch ms
 */
export function tarHeader({ name, size, mtime }: { name: string; size: number; mtime: number }): Buffer {
  if (Buffer.byteLength(name) > NAME.length) throw new RangeError(`"${name}" is too long for a tar`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, NAME.at);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  writeSize(block, size);
  block.write(`${Math.floor(mtime / 1000).toString(8).padStart(11, '0')}\0`, 136);
  block.write('0', 156);
  block.write(MAGIC, 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, CHECKSUM.at);
  return block;
}

/** @returns undefined for a block of zeros, which ends a tar @throws RangeError when this is no header of ours */
export function readTarHeader(block: Buffer): { name: string; size: number } | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (parseInt(text(block, CHECKSUM), 8) !== checksum(block)) throw new RangeError('a header does not have its checksum');
  return { name: text(block, NAME), size: readSize(block) };
}

/** Zeros that fill a content up to a whole block. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function writeSize(block: Buffer, size: number): void {
  if (size < OCTAL_LIMIT) {
    block.write(`${size.toString(8).padStart(SIZE.length - 1, '0')}\0`, SIZE.at);
    return;
  }
  block[SIZE.at] = 0x80;
  block.writeBigUInt64BE(BigInt(size), SIZE.at + 4);
}

function readSize(block: Buffer): number {
  return block[SIZE.at] === 0x80 ? Number(block.readBigUInt64BE(SIZE.at + 4)) : parseInt(text(block, SIZE), 8);
}

/** The sum of all bytes, the checksum itself counted as blanks. */
function checksum(block: Buffer): number {
  const own = block.subarray(CHECKSUM.at, CHECKSUM.at + CHECKSUM.length);
  const sum = (bytes: Buffer) => bytes.reduce((total, byte) => total + byte, 0);
  return sum(block) - sum(own) + CHECKSUM.length * 0x20;
}

function text(block: Buffer, { at, length }: { at: number; length: number }): string {
  return block.toString('utf8', at, at + length).split('\0')[0]!.trim();
}
