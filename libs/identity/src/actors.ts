import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Actor } from '@onething/kernel';
import { AccountRegister } from './account-register';

/** How long a taken-away role may still work, milliseconds of real time. */
const KEPT_MS = 1_000;
const MOST_KEPT = 10_000;

/** Real time that only goes forward, milliseconds. */
export const MONOTONIC_TIME = Symbol('MonotonicTime');

/** Who acts with an account, read afresh at least every second. */
@Injectable()
export class Actors {
  private readonly kept = new Map<string, { readAt: number; actor: Promise<Actor | undefined> }>();
  private readonly time: () => number;

  constructor(private readonly accounts: AccountRegister, @Optional() @Inject(MONOTONIC_TIME) time?: () => number) {
    this.time = time ?? (() => performance.now());
  }

  findActor(accountId: string): Promise<Actor | undefined> {
    const now = this.time();
    const kept = this.kept.get(accountId);
    if (kept && now - kept.readAt < KEPT_MS) return kept.actor;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const actor = this.accounts.findActor(accountId);
    this.kept.set(accountId, { readAt: now, actor });
    actor.catch(() => this.kept.delete(accountId));
    return actor;
  }

  /** To be called by whoever changes roles, so that at least this process knows at once. */
  forget(accountId: string): void {
    this.kept.delete(accountId);
  }
}
