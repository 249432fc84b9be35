const MOST_REMEMBERED = 10_000;

/** What was recorded a moment ago, in this process: what happens again within the time is the same, and writes no line each time. */
export class RecentActs {
  private readonly recorded = new Map<string, number>();

  /** @param within ms */
  constructor(private readonly within: number) {}

  /** @param now epoch ms */
  has(key: string, now: number): boolean {
    const last = this.recorded.get(key);
    return last !== undefined && now - last < this.within;
  }

  add(key: string, now: number): void {
    this.recorded.delete(key);
    this.recorded.set(key, now);
    if (this.recorded.size > MOST_REMEMBERED) this.recorded.delete(this.recorded.keys().next().value!);
  }
}
