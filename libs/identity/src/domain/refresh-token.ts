import { createHmac, randomBytes } from 'node:crypto';

const BYTES = 32;

/**
 * A token presented a second time within so many ms was sent twice by one client (two tabs, an answer that was lost): it gets the
 * same successor again. Later it was stolen.
 */
export const RESEND_MS = 10_000;

/** 256 random bits, base64url: the first token of a session. */
export function firstRefreshToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** 256 random bits that are kept beside a used token until its successor is used. */
export function newSuccessorSalt(): string {
  return randomBytes(BYTES).toString('base64url');
}

/**
 * The token that follows. It is computed from the used token, which only its holder knows, and a salt, which only we know: so the
 * same answer can be given twice although no token is kept.
 */
export function successorOf(token: string, salt: string): string {
  return createHmac('sha256', Buffer.from(token, 'base64url')).update(salt).digest('base64url');
}
