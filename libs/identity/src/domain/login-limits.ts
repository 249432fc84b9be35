const MINUTE_MS = 60_000;

/** After so many failures in a row a login is locked (GB/T 22239-2019, level 3, in audit practice). */
export const MOST_FAILURES = 5;
/** How long, from the last failure; older failures count no more, ms. */
export const LOCKED_MS = 30 * MINUTE_MS;
/** A source that has failed with so many different logins is locked; a single one that mistypes locks nobody else out. */
const MOST_LOGINS_OF_SOURCE = 10;
/** From so many different logins on a source is slowed. */
const SLOWED_FROM = 3;
const LONGEST_PAUSE_MS = 10_000;

export interface SourceFailures {
  /** With how many different logins the source has failed lately. */
  logins: number;
  lastFailedAt: Date | null;
}

/** How long the source has to wait before it may try again, ms; 0: not at all. @param now epoch ms */
export function pauseOfSource({ logins, lastFailedAt }: SourceFailures, now: number): number {
  if (lastFailedAt === null || logins < SLOWED_FROM) return 0;
  const pause = logins >= MOST_LOGINS_OF_SOURCE ? LOCKED_MS : Math.min(1_000 * 2 ** (logins - SLOWED_FROM), LONGEST_PAUSE_MS);
  return Math.max(0, lastFailedAt.getTime() + pause - now);
}

export const isSourceLocked = ({ logins }: SourceFailures): boolean => logins >= MOST_LOGINS_OF_SOURCE;
