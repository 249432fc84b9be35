/** Chance that comes out the same for the same seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1. */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  happens(probability: number): boolean {
    return this.roll() < probability;
  }

  /** One of them, as often as its weight says. */
  pick<T>(choices: readonly (readonly [weight: number, value: T])[]): T {
    let left = this.roll() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return choices.at(-1)![1];
  }

  shuffled<T>(values: readonly T[]): T[] {
    return values.map((value) => [this.roll(), value] as const).sort(([one], [other]) => one - other).map(([, value]) => value);
  }

  /** Another one, whose rolls do not depend on how often this one is rolled afterwards. */
  split(): Dice {
    return new Dice(Math.floor(this.roll() * 4_294_967_296));
  }
}
