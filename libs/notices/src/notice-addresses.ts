import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@onething/persistence';

const FORGET: Statement = {
  name: 'notices.forget-account',
  text: 'WITH address AS (DELETE FROM notice_address WHERE account_id = $1) DELETE FROM notice_preference WHERE account_id = $1',
};

/** Mail addresses and preferences of accounts that end. */
@Injectable()
export class NoticeAddresses {
  async forget(accountId: string, where: Transaction): Promise<void> {
    await where.query(FORGET, [accountId]);
  }
}
