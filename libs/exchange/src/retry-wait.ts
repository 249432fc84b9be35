import { randomInt } from 'node:crypto';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Twice as long each time, and a quarter more or less, so that a hub that comes back is not overrun. @returns ms */
export function waitAfter(attempts: number): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts, 20), LONGEST_WAIT_MS);
  return wait + randomInt(Math.ceil(-wait / 4), Math.floor(wait / 4) + 1);
}
