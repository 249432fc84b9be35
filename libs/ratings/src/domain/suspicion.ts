import type { Channel } from './grade';
import type { SuspicionRules } from './rating-rules';

/** Why a rating looks suspicious (疑似异常评价). It is shown to a human; nothing is dropped by it. */
export interface Suspicion {
  /**
   * `burst` many ratings of one unit in a short time · `sharedDevice` several raters at one device · `staffDevice` the device or the network
   * at which somebody of the unit works · `sameWords` the same words as others'
   */
  reason: 'burst' | 'sharedDevice' | 'staffDevice' | 'sameWords';
  /** How many were counted, this one included. */
  count: number;
}

/** What was found about a rating, counted by who keeps them. */
export interface RatingTraces {
  channel: Channel;
  /** Ratings of the busiest of its units within `burst.minutes`, this one included. */
  ofUnit: number;
  /** Accounts that have rated at this device within `sharedDevice.hours`, this one included. */
  accountsAtDevice: number;
  /** Officials of its units who were logged in from there within `staffDevice.days`. */
  staffThere: number;
  /** Ratings of different accounts with these words within `sameWords.days`, this one included. */
  withSameWords: number;
}

/** Devices that stand there for everybody. */
const SHARED: ReadonlySet<Channel> = new Set(['tablet', 'terminal', 'hotline']);

export function suspicionsOf(traces: RatingTraces, rules: SuspicionRules): Suspicion[] {
  const isShared = SHARED.has(traces.channel);
  const found: (Suspicion & { holds: boolean })[] = [
    { reason: 'burst', count: traces.ofUnit, holds: traces.ofUnit >= rules.burst.ratings },
    { reason: 'sharedDevice', count: traces.accountsAtDevice, holds: !isShared && traces.accountsAtDevice >= rules.sharedDevice.accounts },
    { reason: 'staffDevice', count: traces.staffThere, holds: !isShared && traces.staffThere > 0 },
    { reason: 'sameWords', count: traces.withSameWords, holds: traces.withSameWords >= rules.sameWords.ratings },
  ];
  return found.filter(({ holds }) => holds).map(({ reason, count }) => ({ reason, count }));
}

const MINUTE_MS = 60_000;

/** Traces from before this are looked at by no rule. @param now epoch ms @returns epoch ms */
export function tracesNeededSince(now: number, { burst, sharedDevice, sameWords }: SuspicionRules): number {
  return now - Math.max(burst.minutes, sharedDevice.hours * 60, sameWords.days * 24 * 60) * MINUTE_MS;
}

/** Words without what does not make them differ: width, case, blanks and marks. Undefined when too little is left to compare. */
export function comparableWords(words: string | undefined, { sameWords }: SuspicionRules): string | undefined {
  const bare = (words ?? '').normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return [...bare].length >= sameWords.leastLength ? bare : undefined;
}
