import { RATE_CLASSES, type RateClass } from '@onething/kernel';
import fc from 'fast-check';
import { type RateBudgets, RateLimiter, WINDOW_MS } from './rate-limiter';

const budgets = (each: number): RateBudgets => Object.fromEntries(RATE_CLASSES.map((name) => [name, each])) as Record<RateClass, number>;

test('a burst of the whole budget passes, the next request waits for its share of the minute', () => {
  const limiter = new RateLimiter(budgets(6));
  const remaining = Array.from({ length: 6 }, () => limiter.count('read', 'a', 0).remaining);
  expect(remaining).toEqual([5, 4, 3, 2, 1, 0]);
  expect(limiter.count('read', 'a', 0)).toEqual({ budget: 6, remaining: 0, resetSeconds: 60, retrySeconds: 10 });
  expect(limiter.count('read', 'a', 9_999).retrySeconds).toBe(1);
  expect(limiter.count('read', 'a', 10_000).retrySeconds).toBeUndefined();
  expect(limiter.count('read', 'a', 10_000).retrySeconds).toBe(10);
});

test('classes and clients are counted apart', () => {
  const limiter = new RateLimiter(budgets(1));
  expect(limiter.count('read', 'a', 0).retrySeconds).toBeUndefined();
  expect(limiter.count('read', 'b', 0).retrySeconds).toBeUndefined();
  expect(limiter.count('command', 'a', 0).retrySeconds).toBeUndefined();
  expect(limiter.count('read', 'a', 0).retrySeconds).toBe(60);
});

test('in no time pass more requests than a full bucket and what has flown in since', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 600 }), fc.array(fc.nat(5_000), { maxLength: 300 }), (budget, pauses) => {
    const limiter = new RateLimiter(budgets(budget));
    let now = 0;
    let passed = 0;
    for (const pause of pauses) {
      now += pause;
      if (limiter.count('read', 'a', now).retrySeconds === undefined) passed += 1;
    }
    expect(passed).toBeLessThanOrEqual(budget + (now * budget) / WINDOW_MS);
  }));
});

test('whoever waits as long as told passes', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 600 }), (budget) => {
    const limiter = new RateLimiter(budgets(budget));
    let counted = limiter.count('read', 'a', 0);
    while (counted.retrySeconds === undefined) counted = limiter.count('read', 'a', 0);
    expect(limiter.count('read', 'a', counted.retrySeconds * 1000).retrySeconds).toBeUndefined();
  }));
});

test('a clock that goes back gives nothing away', () => {
  const limiter = new RateLimiter(budgets(1));
  limiter.count('read', 'a', 60_000);
  expect(limiter.count('read', 'a', 0).retrySeconds).toBe(60);
});

test('of more clients than can be remembered the quietest is forgotten', () => {
  const limiter = new RateLimiter(budgets(1), 2);
  for (const client of ['quiet', 'busy', 'new']) limiter.count('read', client, 0);
  expect(limiter.count('read', 'busy', 0).retrySeconds).toBe(60);
  expect(limiter.count('read', 'quiet', 0).retrySeconds).toBeUndefined();
});
