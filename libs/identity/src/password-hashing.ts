import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet); about 20 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** At most so many hashes at once: they share libuv's four threads with file access, and each holds its memory. */
const MOST_AT_ONCE = 2;
/** Who comes behind so many waiters is told to come again. */
const MOST_WAITING = 1_000;

/** Makes and checks password hashes, a few at a time. */
@Injectable()
export class PasswordHashing {
  protected readonly mostWaiting: number = MOST_WAITING;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy?: Promise<string>;

  /** How many wait for their turn. */
  get waitingCount(): number {
    return this.waiting.length;
  }

  /** @throws DomainError `IDENTITY.TOO_BUSY` */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, COST));
  }

  /** As `verifyNow`, when its turn has come. @throws DomainError `IDENTITY.TOO_BUSY` */
  verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    return this.inTurn(() => this.verifyNow(passwordHash, password));
  }

  /**
   * True when the password fits. Without a hash it costs the same and is false: nobody learns which accounts exist. To be called
   * within `inTurn`.
   */
  async verifyNow(passwordHash: string | undefined, password: string): Promise<boolean> {
    this.decoy ??= hash(randomBytes(16).toString('hex'), COST);
    const fits = await verify(passwordHash ?? await this.decoy, password);
    return fits && passwordHash !== undefined;
  }

  /** Does what goes with a hash when its turn has come; what is looked up there is as fresh as it can be. @throws DomainError `IDENTITY.TOO_BUSY` */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= MOST_AT_ONCE) await this.turn();
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  /** Resolves when a running work hands its place over. */
  private turn(): Promise<void> {
    if (this.waiting.length >= this.mostWaiting) {
      throw new DomainError('unavailable', 'IDENTITY.TOO_BUSY', 'Too many people are logging in at this moment. Try again in a few seconds.');
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
