import { Inject, Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { CLOCK, type Clock } from '@onething/kernel';

interface Sealed {
  value: unknown;
  /** Epoch ms. */
  expiresAt: number;
}

/** What a browser keeps for us without being able to read or change it, for a while. */
@Injectable()
export class SealedCookies {
  constructor(private readonly keyring: Keyring, @Inject(CLOCK) private readonly clock: Clock) {}

  /** @param lifetime ms */
  seal(name: string, value: unknown, lifetime: number): string {
    const sealed: Sealed = { value, expiresAt: this.clock.now() + lifetime };
    return Buffer.from(JSON.stringify(this.keyring.encrypt(placeOf(name), JSON.stringify(sealed)))).toString('base64url');
  }

  /** @returns undefined when it is none of ours under that name, or too old */
  open<T>(name: string, text: string | undefined): T | undefined {
    if (text === undefined) return undefined;
    try {
      const envelope = JSON.parse(Buffer.from(text, 'base64url').toString()) as Envelope;
      const { value, expiresAt } = JSON.parse(this.keyring.decrypt(placeOf(name), envelope)) as Sealed;
      return this.clock.now() < expiresAt ? (value as T) : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Bound to its name: one cookie does not pass for another. */
const placeOf = (name: string): Place => ({ table: 'cookie', field: name, row: name });
