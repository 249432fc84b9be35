import { isInForce, lastValidDay, shownState } from './validity';

describe('lastValidDay', () => {
  it.each([
    ['2021-01-08', 3, '2024-01-08'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2096-02-29', 4, '2100-02-28'],
  ])('%s and %d years give %s', (from, years, expected) => {
    expect(lastValidDay(from, years)).toBe(expected);
  });
});

describe('shown state', () => {
  const validity = { from: '2026-01-01', to: '2026-06-30' };

  it('keeps a licence valid through its last day and no longer', () => {
    expect(shownState('VALID', validity, '2026-06-30')).toBe('VALID');
    expect(shownState('VALID', validity, '2026-07-01')).toBe('EXPIRED');
  });

  it('lets a suspended licence expire, but keeps how another one ended', () => {
    expect(shownState('SUSPENDED', validity, '2026-07-01')).toBe('EXPIRED');
    expect(shownState('REVOKED', validity, '2026-07-01')).toBe('REVOKED');
  });

  it('never lets a licence without an end expire', () => {
    expect(shownState('VALID', { from: '2026-01-01' }, '9999-12-31')).toBe('VALID');
  });

  it('relies on a licence neither before its first day nor while it is suspended', () => {
    expect(isInForce('VALID', validity, '2025-12-31')).toBe(false);
    expect(isInForce('VALID', validity, '2026-01-01')).toBe(true);
    expect(isInForce('SUSPENDED', validity, '2026-03-01')).toBe(false);
  });
});
