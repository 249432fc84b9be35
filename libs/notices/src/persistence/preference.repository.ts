import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { NoticePreferences } from '../domain/preferences';

/** What an account has said about notices; null where it has said nothing. */
export interface StoredPreferences {
  preferences: NoticePreferences | null;
  emailAddress: string | null;
}

/** Table of the addresses, also the `table` of its envelopes' place. */
export const ADDRESS_TABLE = 'notice_address';

const FIND: Statement = {
  name: 'notices.find-preferences',
  text: `SELECT p.language, p.email, p.sms, a.email AS address
    FROM (SELECT $1::uuid AS account_id) AS wanted
    LEFT JOIN notice_preference p USING (account_id) LEFT JOIN notice_address a USING (account_id)`,
};
const PUT: Statement = {
  name: 'notices.put-preferences',
  text: `INSERT INTO notice_preference (account_id, language, email, sms, updated_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (account_id) DO UPDATE SET language = $2, email = $3, sms = $4, updated_at = $5`,
};
const PUT_ADDRESS: Statement = {
  name: 'notices.put-address',
  text: `INSERT INTO notice_address (account_id, email, updated_at) VALUES ($1, $2, $3)
    ON CONFLICT (account_id) DO UPDATE SET email = $2, updated_at = $3`,
};
const DELETE_ADDRESS: Statement = { name: 'notices.delete-address', text: 'DELETE FROM notice_address WHERE account_id = $1' };

interface Row {
  language: NoticePreferences['language'] | null;
  email: boolean | null;
  sms: boolean | null;
  address: Envelope | null;
}

const placeOf = (accountId: string): Place => ({ table: ADDRESS_TABLE, field: 'email', row: accountId });

/** Preferences and e-mail addresses, these encrypted. */
@Injectable()
export class PreferenceRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  async find(accountId: string): Promise<StoredPreferences> {
    const [row] = await this.database.query<Row>(FIND, [accountId]);
    const { language, email, sms, address } = row!;
    return {
      preferences: language === null ? null : { language, channels: { email: email!, sms: sms! } },
      emailAddress: address && this.keyring.decrypt(placeOf(accountId), address),
    };
  }

  async put(tx: Transaction, accountId: string, { language, channels }: NoticePreferences, now: number): Promise<void> {
    await tx.query(PUT, [accountId, language, channels.email, channels.sms, new Date(now)]);
  }

  /** @param address null removes it */
  async putAddress(tx: Transaction, accountId: string, address: string | null, now: number): Promise<void> {
    if (address === null) await tx.query(DELETE_ADDRESS, [accountId]);
    else await tx.query(PUT_ADDRESS, [accountId, this.keyring.encrypt(placeOf(accountId), address), new Date(now)]);
  }
}
