import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { withoutInput } from '@onething/kernel';

/** Something that the worker does again and again. @returns how much it found to do; 0 lets the worker rest */
export interface Duty {
  readonly name: string;
  /** Follows the events of the cases under that name. */
  readonly followsEvents?: true;
  run(): Promise<number>;
}

/** Injection token of the duties. */
export const DUTIES = Symbol('Duties');

/** For upkeep: a duty that finds nothing to do, and does it once in so many ms at most. */
export function atMostEvery(milliseconds: number, work: () => Promise<void>): Duty['run'] {
  let last = -Infinity;
  return async () => {
    if (performance.now() - last < milliseconds) return 0;
    last = performance.now();
    await work();
    return 0;
  };
}

/** How long a duty rests that found nothing to do, ms; and after a failure, doubled up to the longest. */
const REST_MS = 100;
const LONGEST_REST_MS = 10_000;

/**
 * Performs the duties, each in a loop of its own, so that a slow or failing one holds nobody up. What a duty has not finished
 * when the process ends is found again by the next worker: duties are idempotent.
 */
@Injectable()
export class Worker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Worker');
  private readonly loops: Promise<void>[] = [];
  private readonly wakers = new Set<() => void>();
  private stopping = false;

  constructor(@Inject(DUTIES) private readonly duties: Duty[]) {}

  onApplicationBootstrap(): void {
    this.loops.push(...this.duties.map((duty) => this.perform(duty)));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const wake of this.wakers) wake();
    await Promise.all(this.loops);
  }

  private async perform(duty: Duty): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      try {
        const done = await duty.run();
        failures = 0;
        if (done === 0) await this.rest(REST_MS);
      } catch (error) {
        failures += 1;
        this.log.error({ duty: duty.name, failures, error: withoutInput(error) });
        await this.rest(Math.min(REST_MS * 2 ** failures, LONGEST_REST_MS));
      }
    }
  }

  private rest(milliseconds: number): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.wakers.add(wake);
    });
  }
}
