/** What the first parts of a picture say, before anything of it is decoded. */
export interface ImageHeader {
  contentType: 'image/jpeg' | 'image/png';
  /** Pixels, as they lie in the file. */
  width: number;
  height: number;
  /** How a camera was held: 1 to 8 of EXIF, 1 when nothing is said. */
  orientation: number;
}

const PNG_BEGIN = Buffer.from('89504e470d0a1a0a', 'hex');
/** SOF0 to SOF15 but DHT, JPG and DAC, which lie between them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const EXIF = 'Exif\0\0';
const ORIENTATION = 0x0112;

/** @returns undefined when it is neither JPEG nor PNG, or breaks off before its size is said */
export function readImageHeader(content: Buffer): ImageHeader | undefined {
  if (content.subarray(0, 8).equals(PNG_BEGIN)) return pngHeader(content);
  return content.length > 4 && content.readUInt16BE(0) === 0xffd8 ? jpegHeader(content) : undefined;
}

function pngHeader(content: Buffer): ImageHeader | undefined {
  if (content.length < 33 || content.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { contentType: 'image/png', width: content.readUInt32BE(16), height: content.readUInt32BE(20), orientation: 1 };
}

/** Walks over the segments up to the first scan. Of several frames the largest counts: no decoder is led to more than was looked at. */
function jpegHeader(content: Buffer): ImageHeader | undefined {
  let [width, height, orientation] = [0, 0, 1];
  for (let at = 2; at + 4 <= content.length;) {
    const [lead, marker] = [content[at]!, content[at + 1]!];
    if (lead !== 0xff) return undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) return width === 0 || height === 0 ? undefined : { contentType: 'image/jpeg', width, height, orientation };
    const body = content.subarray(at + 4, at + 2 + content.readUInt16BE(at + 2));
    if (isFrame(marker) && body.length >= 5) [height, width] = [Math.max(height, body.readUInt16BE(1)), Math.max(width, body.readUInt16BE(3))];
    if (marker === 0xe1 && body.toString('latin1', 0, 6) === EXIF) orientation = exifOrientation(body.subarray(6)) ?? orientation;
    at += 2 + content.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The first directory of TIFF alone: it has the orientation of the picture. */
function exifOrientation(tiff: Buffer): number | undefined {
  if (tiff.length < 8) return undefined;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < u16(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    const value = u16(at + 8);
    if (u16(at) === ORIENTATION) return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
