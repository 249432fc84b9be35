import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { Post } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { deviceLabel } from '../domain/device-label';
import { addressOf, type Client } from './login-sessions';

type Office = Pick<Post, 'departmentCode' | 'divisionCode'>;

const FIND: Statement = {
  name: 'identity.staff-sessions-at',
  text: `SELECT s.id, s.account_id AS "accountId", s.device, s.address FROM onething.login_session s
    WHERE s.created_at > $2 AND s.address IS NOT NULL AND s.account_id IN (
      SELECT post.account_id FROM onething.held_post post WHERE post.department_code || '/' || post.division_code = ANY($1::text[]))
    ORDER BY s.created_at DESC LIMIT 500`,
};

/** Where officials have logged in, for those who look whether something came from an office itself. */
@Injectable()
export class StaffDevices {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /**
   * Officials of those offices who have logged in at the client's network with a device of the same kind. An office's network alone says
   * little: everybody in the hall is in it.
   * @param since epoch ms
   * @returns how many of them
   */
  async countAt({ address, userAgent }: Client, offices: readonly Office[], since: number): Promise<number> {
    const named = [...new Set(offices.map(({ departmentCode, divisionCode }) => `${departmentCode}/${divisionCode}`))];
    const rows = await this.database.query<{ id: string; accountId: string; device: string | null; address: Envelope }>(FIND, [named, new Date(since)]);
    const label = deviceLabel(userAgent);
    const there = rows.filter((row) => row.device === label && this.keyring.decrypt(addressOf(row.id), row.address) === address);
    return new Set(there.map(({ accountId }) => accountId)).size;
  }
}
