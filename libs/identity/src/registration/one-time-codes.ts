import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, rateKey, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AttemptLimits } from './attempt-limits';
import { CodeSender } from './code-sender.port';

export const CODE_PURPOSES = ['registration', 'recovery', 'mobileChange'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

/** Five minutes, ms. */
const LIFETIME_MS = 300_000;
export const CODE_LIFETIME_SECONDS = LIFETIME_MS / 1000;
const MOST_TRIES = 5;
/** In an hour. Whole offices share an address. */
const MOST_PER_MOBILE = 5;
const MOST_PER_ADDRESS = 60;

const STORE = {
  name: 'identity.store-code',
  text: `INSERT INTO onething.one_time_code (purpose, recipient, digest, expires_at, tries) VALUES ($1, $2, $3, $4, 0)
    ON CONFLICT (purpose, recipient) DO UPDATE SET digest = EXCLUDED.digest, expires_at = EXCLUDED.expires_at, tries = 0`,
};
/** A try counts before it is compared, also when the command that it belongs to fails. */
const TRY = {
  name: 'identity.try-code',
  text: `UPDATE onething.one_time_code SET tries = tries + 1
    WHERE purpose = $1 AND recipient = $2 AND expires_at > $3 AND tries < ${MOST_TRIES} RETURNING digest`,
};
const SPEND = {
  name: 'identity.spend-code',
  text: 'DELETE FROM onething.one_time_code WHERE purpose = $1 AND recipient = $2 AND digest = $3 RETURNING purpose',
};
const FORGET = { name: 'identity.forget-codes', text: 'DELETE FROM onething.one_time_code WHERE expires_at < $1' };

/** Whom a code is for: a mobile, and the account when it is about one. */
export interface CodeRecipient {
  mobile: string;
  accountId?: string;
}

/** A code that fits and is not spent yet. */
export interface TriedCode {
  purpose: CodePurpose;
  recipient: string;
  digest: string;
}

/**
 * One-time codes (验证码) by SMS: six digits, five minutes, five tries, one at a time for a purpose and recipient. Stored are a
 * blind index of the recipient and a keyed digest of the code: neither can be read or guessed from the table.
 */
@Injectable()
export class OneTimeCodes {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly limits: AttemptLimits,
    private readonly sender: CodeSender,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `IDENTITY.NO_SMS` */
  requireSender(): void {
    if (!this.sender.works) throw noSms();
  }

  /** Counts a request for a code, whether or not one will be sent. @throws DomainError `IDENTITY.TOO_MANY_ATTEMPTS` */
  countRequest(address: string, recipient: string): Promise<void> {
    return this.limits.count(
      { of: 'code.address', by: rateKey(address), most: MOST_PER_ADDRESS }, { of: 'code.recipient', by: recipient, most: MOST_PER_MOBILE });
  }

  /** Counts a try of a code for an account that may not exist. @throws DomainError `IDENTITY.TOO_MANY_ATTEMPTS` */
  countTry(address: string): Promise<void> {
    return this.limits.count({ of: 'code.try', by: rateKey(address), most: MOST_PER_ADDRESS });
  }

  /** Makes a code and sends it; an earlier one for the same is void. @throws DomainError `IDENTITY.NO_SMS` */
  async send(purpose: CodePurpose, to: CodeRecipient): Promise<void> {
    this.requireSender();
    const now = this.clock.now();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const recipient = this.recipientOf(purpose, to);
    await this.database.query(STORE, [purpose, recipient, this.keyring.keyedDigest([purpose, recipient, code]), new Date(now + LIFETIME_MS)]);
    try {
      await this.sender.send(newId(now), to.mobile, textOf(code));
    } catch {
      throw noSms();
    }
  }

  /** @throws DomainError `IDENTITY.CODE_WRONG`, also when there is none, it is over, or was tried too often */
  async try(purpose: CodePurpose, to: CodeRecipient, code: string): Promise<TriedCode> {
    const recipient = this.recipientOf(purpose, to);
    const [stored] = await this.database.query<{ digest: string }>(TRY, [purpose, recipient, new Date(this.clock.now())]);
    if (!stored || !this.keyring.matchesDigest([purpose, recipient, code], stored.digest)) throw wrongCode();
    return { purpose, recipient, digest: stored.digest };
  }

  /** In the transaction of what the code allows: of two that use it at once, one succeeds. @throws DomainError `IDENTITY.CODE_WRONG` */
  async spend({ purpose, recipient, digest }: TriedCode, where: Transaction): Promise<void> {
    if ((await where.query(SPEND, [purpose, recipient, digest])).length === 0) throw wrongCode();
  }

  /** Removes codes that are over. */
  async forget(): Promise<void> {
    await this.database.query(FORGET, [new Date(this.clock.now())]);
  }

  private recipientOf(purpose: CodePurpose, { mobile, accountId = '' }: CodeRecipient): string {
    return this.keyring.blindIndex(`code.${purpose}`, `${accountId}/${mobile}`);
  }
}

const textOf = (code: string): string =>
  `【一件事】验证码 ${code}，5分钟内有效。工作人员不会向您索要验证码。/ Code ${code}, valid for 5 minutes. Our staff never ask for it.`;

/** The same for every reason: nobody learns whether a code was sent. */
export function wrongCode(): DomainError {
  const message = 'The code is wrong or no longer valid. Compare it with the message, or ask for a new one.';
  return new DomainError('invalid', 'IDENTITY.CODE_WRONG', message, { fields: [{ field: 'code', code: 'IDENTITY.CODE_WRONG', message }] });
}

function noSms(): DomainError {
  return new DomainError('unavailable', 'IDENTITY.NO_SMS', 'No message can be sent to mobiles now. Try again later, or go to a window.');
}
