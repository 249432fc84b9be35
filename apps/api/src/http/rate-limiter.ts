import type { RateClass } from '@onething/kernel';

/** Requests a minute, by class. */
export type RateBudgets = Readonly<Record<RateClass, number>>;

/** How a request was counted. */
export interface Counted {
  /** Requests a minute. */
  budget: number;
  /** Requests that may follow at once. */
  remaining: number;
  /** Seconds until the whole budget is there again. */
  resetSeconds: number;
  /** Set when the request is one too many: seconds until the next one passes. */
  retrySeconds?: number;
}

interface Bucket {
  tokens: number;
  /** Epoch ms of the last look. */
  at: number;
}

export const WINDOW_MS = 60_000;
/** Addresses that are remembered, about 100 bytes each; who has been quiet longest is forgotten first. */
const MOST_REMEMBERED = 100_000;

/** Counts requests by class and client, each in a bucket that fills up evenly and holds the budget of a minute. For this process alone. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly budgets: RateBudgets, private readonly mostRemembered = MOST_REMEMBERED) {}

  /**
   * @param client under which key the client is counted
   * @param now epoch ms
   */
  count(rateClass: RateClass, client: string, now: number): Counted {
    const budget = this.budgets[rateClass];
    const perMs = budget / WINDOW_MS;
    const key = `${rateClass} ${client}`;
    const tokens = this.tokensOf(key, budget, now);
    const passes = tokens >= 1;
    const left = passes ? tokens - 1 : tokens;
    this.remember(key, { tokens: left, at: now });
    const counted = { budget, remaining: Math.floor(left), resetSeconds: seconds((budget - left) / perMs) };
    return passes ? counted : { ...counted, retrySeconds: Math.max(1, seconds((1 - left) / perMs)) };
  }

  private tokensOf(key: string, budget: number, now: number): number {
    const bucket = this.buckets.get(key);
    if (!bucket) return budget;
    return Math.min(budget, bucket.tokens + (Math.max(now - bucket.at, 0) * budget) / WINDOW_MS);
  }

  /** The map keeps the order in which its entries were put in. */
  private remember(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= this.mostRemembered) return;
    const [quietest] = this.buckets.keys();
    this.buckets.delete(quietest!);
  }
}

/** Rounded up, but for what is lost in arithmetic. */
function seconds(milliseconds: number): number {
  return Math.ceil(Math.round(milliseconds) / 1000);
}
