/** The least value that the given share does not exceed (nearest rank); null of nothing. @param counts how often each value occurs */
export function percentile(counts: readonly { value: number; count: number }[], share: number): number | null {
  const sorted = [...counts].sort((left, right) => left.value - right.value);
  const rank = Math.ceil(share * sorted.reduce((sum, { count }) => sum + count, 0));
  let passed = 0;
  return sorted.find(({ count }) => (passed += count) >= rank && rank > 0)?.value ?? null;
}
