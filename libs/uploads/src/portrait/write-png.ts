import { crc32, deflateSync } from 'node:zlib';

const BEGIN = Buffer.from('89504e470d0a1a0a', 'hex');
const CHANNELS = 3;
/** Filter of every row: the difference to what its neighbours let expect. */
const PAETH = 4;

/** A picture as PNG: 8 bits each of red, green and blue, no other data. @param pixels row by row */
export function writePng(width: number, height: number, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([BEGIN, chunk('IHDR', header), chunk('IDAT', deflateSync(filtered(width, height, pixels), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function filtered(width: number, height: number, pixels: Uint8Array): Buffer {
  const row = width * CHANNELS;
  const out = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y += 1) {
    out[y * (row + 1)] = PAETH;
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x < CHANNELS ? 0 : pixels[at - CHANNELS]!;
      const up = y === 0 ? 0 : pixels[at - row]!;
      const corner = x < CHANNELS || y === 0 ? 0 : pixels[at - row - CHANNELS]!;
      out[y * (row + 1) + 1 + x] = pixels[at]! - paeth(left, up, corner);
    }
  }
  return out;
}

/** ISO/IEC 15948 §9.4. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
