/** Running numbers of a scope and a day, from 1. */
export class Serials {
  private readonly last = new Map<string, { scope: string; day: string; last: number }>();

  take(scope: string, day: string): number {
    const key = `${scope} ${day}`;
    const entry = this.last.get(key) ?? { scope, day, last: 0 };
    entry.last += 1;
    this.last.set(key, entry);
    return entry.last;
  }

  all(): { scope: string; day: string; last: number }[] {
    return [...this.last.values()];
  }
}
