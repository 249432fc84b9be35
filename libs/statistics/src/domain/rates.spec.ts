import { activeRatingRate, activeRatings, badRate, meanScore, onTimeRate, satisfactionRate, toldRate, verySatisfiedRate } from './rates';

describe('rates', () => {
  it('reproduce the published example: 4,020,300 ratings, 99.98 % satisfied, 68.14 % of 5.90 million cases rated', () => {
    const grades = [4_000_000, 15_000, 4_496, 500, 304] as const;
    expect(activeRatings(grades)).toBe(4_020_300);
    expect(satisfactionRate(grades)).toBeCloseTo(0.9998, 4);
    expect(activeRatingRate(grades, 5_900_000)).toBeCloseTo(0.6814, 4);
  });

  it('count fairly satisfied as satisfied and dissatisfied not', () => {
    expect(satisfactionRate([0, 0, 1, 0, 0])).toBe(1);
    expect(satisfactionRate([0, 0, 0, 1, 0])).toBe(0);
  });

  it('follow the formulas of the rules of ratings', () => {
    const grades = [6, 2, 1, 0, 1] as const;
    expect([verySatisfiedRate(grades), satisfactionRate(grades), badRate(grades)]).toEqual([0.6, 0.9, 0.1]);
    // (6 × 10 + 2 × 8 + 1 × 6 + 1 × 2) ÷ 10
    expect(meanScore(grades)).toBe(8.4);
    expect([meanScore([3, 0, 0, 0, 0]), meanScore([0, 0, 0, 0, 3])]).toEqual([10, 2]);
  });

  it('tell of satisfaction what the told grades say, and nothing while one side is withheld', () => {
    expect(toldRate(satisfactionRate, { 1: 30, 2: 5, 3: null, 4: null, 5: 5 })).toBe(0.875);
    expect(toldRate(satisfactionRate, { 1: 30, 2: null, 3: null, 4: null, 5: null })).toBeNull();
    expect(toldRate(meanScore, { 1: 5, 2: null, 3: null, 4: null, 5: 5 })).toBe(6);
    expect(toldRate(satisfactionRate, { 1: null, 2: null, 3: null, 4: 5, 5: null })).toBeNull();
  });

  it('say nothing where nothing was counted', () => {
    for (const rate of [satisfactionRate, verySatisfiedRate, badRate, meanScore]) expect(rate([0, 0, 0, 0, 0])).toBeNull();
    expect(activeRatingRate([0, 0, 0, 0, 0], 0)).toBeNull();
    expect(onTimeRate(0, 0)).toBeNull();
    expect(onTimeRate(3, 1)).toBe(0.75);
  });
});
