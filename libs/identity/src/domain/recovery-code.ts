import { randomBytes } from 'node:crypto';
import { toBase32 } from './totp';

const BYTES = 10;
/** So many are given at enrolment. */
export const RECOVERY_CODES = 8;

/** 80 random bits, to be written down: `ABCD-EFGH-IJKL-MNOP`. */
export function newRecoveryCode(): string {
  return toBase32(randomBytes(BYTES)).match(/.{4}/g)!.join('-');
}

/** What people make of it when they type it. @returns undefined when it cannot be one */
export function readRecoveryCode(typed: string): string | undefined {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z2-7]{16}$/.test(plain) ? plain : undefined;
}
