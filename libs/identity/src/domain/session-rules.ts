import { DomainError } from '@onething/kernel';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Without a request for so long a session is over (GB/T 22239-2019, level 3, in audit practice: 30 minutes), ms. */
export const IDLE_MS = 30 * MINUTE_MS;
/** Uses are noted that far apart, so that reading costs no write: a session ends 29 to 30 minutes after its last use, ms. */
export const NOTED_EVERY_MS = MINUTE_MS;
/** However busy, a session ends after so long: staff after a working day, residents after a day, ms. */
export const LONGEST_MS = { staff: 12 * HOUR_MS, resident: 24 * HOUR_MS } as const;

/** Why a session was ended before its time. */
export const REVOCATIONS = [
  'signedOut', 'signedOutEverywhere', 'revoked', 'replaced', 'refreshReused', 'passwordChanged', 'accountChanged',
] as const;
export type Revocation = (typeof REVOCATIONS)[number];

/** What a session still lacks; until then it serves for nothing else. */
export const SESSION_LIMITS = ['secondFactor', 'enrolment', 'passwordChange'] as const;
export type SessionLimit = (typeof SESSION_LIMITS)[number];

export interface SessionState {
  lastUsedAt: Date;
  expiresAt: Date;
  revokedBecause: Revocation | null;
}

/** @returns why the session does not serve any more; undefined while it does. @param now epoch ms */
export function endOfSession({ lastUsedAt, expiresAt, revokedBecause }: SessionState, now: number): DomainError | undefined {
  if (revokedBecause === 'replaced') {
    return ended('IDENTITY.SESSION_REPLACED', 'Somebody has logged in with this account elsewhere, which ended this session. Was it not you? Change the password.');
  }
  if (revokedBecause !== null) return ended('IDENTITY.SESSION_REVOKED', 'This session was ended. Log in again.');
  if (now >= expiresAt.getTime()) return ended('IDENTITY.SESSION_EXPIRED', 'This session has reached its longest time. Log in again.');
  if (now - lastUsedAt.getTime() >= IDLE_MS) return ended('IDENTITY.SESSION_IDLE', 'This session ended after 30 minutes without a request. Log in again.');
  return undefined;
}

const ended = (code: string, detail: string) => new DomainError('unauthenticated', code, detail);
