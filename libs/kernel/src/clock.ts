/** Where "now" comes from. Domain code receives instants as arguments; only the edges hold a clock. */
export interface Clock {
  /** The present instant, epoch milliseconds, UTC. */
  now(): number;
}

/** Injection token of the clock. */
export const CLOCK = Symbol('Clock');

export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }
}

/** A clock that moves only when told to: for the demo and the tests. The platform refuses it outside embedded mode. */
export class VirtualClock implements Clock {
  constructor(private instant: number) {}

  now(): number {
    return this.instant;
  }

  /** Moves forward to `instant` (epoch ms). @throws RangeError when that would go back in time. */
  advanceTo(instant: number): void {
    if (instant < this.instant) throw new RangeError('A clock does not go back');
    this.instant = instant;
  }

  advanceBy(milliseconds: number): void {
    this.advanceTo(this.instant + milliseconds);
  }
}
