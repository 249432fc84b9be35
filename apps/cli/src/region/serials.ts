/** Running numbers of a scope and a day, from 1. There are as many as a year's days of all offices, however many cases: they are kept small. */
export class Serials {
  private readonly last = new Map<string, Map<string, number>>();

  take(scope: string, day: string): number {
    const days = this.last.get(scope) ?? new Map<string, number>();
    this.last.set(scope, days);
    const serial = (days.get(day) ?? 0) + 1;
    days.set(day, serial);
    return serial;
  }

  *all(): Generator<{ scope: string; day: string; last: number }> {
    for (const [scope, days] of this.last) for (const [day, last] of days) yield { scope, day, last };
  }
}
