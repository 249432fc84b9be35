import { createHmac, hash, type KeyObject } from 'node:crypto';

/** The SM3 digest (GB/T 32905-2016) of bytes, or of a text in UTF-8: 64 hexadecimal digits. */
export function sm3(data: string | Uint8Array): string {
  return hash('sm3', data);
}

/** HMAC (GB/T 15852.2) over SM3: 32 bytes. */
export function hmacSm3(key: Uint8Array | KeyObject, data: string | Uint8Array): Buffer {
  return createHmac('sm3', key).update(data).digest();
}
