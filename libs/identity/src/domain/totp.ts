import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** Clocks of a telephone and a server may be a step apart (RFC 6238 §5.2). */
const STEPS_APART = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits (RFC 4226 §4), in base32 (RFC 4648 §6) as people type it into an authenticator app. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(SECRET_BYTES));
}

/** The code of a moment (RFC 6238, SHA-1, 30 seconds, 6 digits: what every authenticator app does). @param now epoch ms */
export function totpCode(secret: string, now: number): string {
  return codeOf(fromBase32(secret), Math.floor(now / STEP_MS));
}

/** How long the code of this moment is shown, seconds. @param now epoch ms */
export function secondsLeft(now: number): number {
  return Math.ceil((STEP_MS - (now % STEP_MS)) / 1000);
}

/**
 * Which step's code it is, of the present step and those beside it.
 * @param code 6 digits @param now epoch ms
 */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  const key = fromBase32(secret);
  const present = Math.floor(now / STEP_MS);
  const steps = Array.from({ length: 2 * STEPS_APART + 1 }, (_, index) => present - STEPS_APART + index);
  return steps.filter((step) => isEqual(codeOf(key, step), code)).at(-1);
}

/** What an authenticator app reads from a QR code. */
export function otpauthUri(secret: string, login: string): string {
  const issuer = 'OneThing';
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: String(DIGITS), period: String(STEP_MS / 1000) });
  return `otpauth://totp/${issuer}:${encodeURIComponent(login)}?${query.toString()}`;
}

function codeOf(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1)! & 0x0f) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

function isEqual(one: string, other: string): boolean {
  return /^\d{6}$/.test(other) && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
