const HOUR_MS = 3_600_000;

/** Counts checks in the present hour, in memory: of each number, so that nobody tries mobiles, and of all together. */
export class CheckLimits {
  private counts = new Map<string, number>();
  private hour = -1;
  private total = 0;

  constructor(private readonly most: { ofNumber: number; ofAll: number }) {}

  /** Counts one more. @param now epoch ms @returns false when that is too many */
  allow(number: string, now: number): boolean {
    const hour = Math.floor(now / HOUR_MS);
    if (hour !== this.hour) {
      this.hour = hour;
      this.total = 0;
      this.counts = new Map();
    }
    this.total += 1;
    if (this.total > this.most.ofAll) return false;
    const count = (this.counts.get(number) ?? 0) + 1;
    this.counts.set(number, count);
    return count <= this.most.ofNumber;
  }
}
