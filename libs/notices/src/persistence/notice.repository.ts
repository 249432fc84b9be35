import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { Notice } from '../domain/notice';

export interface NoticeRow {
  id: string;
  account_id: string;
  case_id: string | null;
  item_id: string | null;
  kind: Notice['kind'];
  data: Notice['data'];
  created_at: Date;
  read_at: Date | null;
}

const INSERT: Statement = {
  name: 'notices.insert',
  text: `INSERT INTO notice (id, account_id, case_id, item_id, kind, data, created_at)
    SELECT id, "accountId", "caseId", "itemId", kind, data, to_timestamp("createdAt" / 1000.0)
    FROM jsonb_to_recordset($1::jsonb)
      AS each(id uuid, "accountId" uuid, "caseId" uuid, "itemId" uuid, kind text, data jsonb, "createdAt" bigint)
    ON CONFLICT (id) DO NOTHING`,
};
const LIST: Statement = {
  name: 'notices.list',
  text: 'SELECT * FROM notice WHERE account_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3',
};
const COUNT_UNREAD: Statement = {
  name: 'notices.count-unread', text: 'SELECT count(*) AS unread FROM notice WHERE account_id = $1 AND read_at IS NULL',
};
const MARK_READ: Statement = {
  name: 'notices.mark-read',
  text: 'UPDATE notice SET read_at = coalesce(read_at, $3) WHERE account_id = $1 AND id = $2 RETURNING id',
};
const MARK_ALL_READ: Statement = {
  name: 'notices.mark-all-read', text: 'UPDATE notice SET read_at = $3 WHERE account_id = $1 AND id <= $2 AND read_at IS NULL',
};

/** The table of notices: everybody's inbox. */
@Injectable()
export class NoticeRepository {
  constructor(private readonly database: Database) {}

  /** Those whose id is there already stay as they are. */
  async insert(tx: Transaction, notices: readonly Notice[]): Promise<void> {
    await tx.query(INSERT, [JSON.stringify(notices)]);
  }

  /** Newest first, behind the one of that id. */
  async list(accountId: string, after: string | undefined, limit: number): Promise<Notice[]> {
    return (await this.database.query<NoticeRow>(LIST, [accountId, after ?? null, limit])).map(noticeOf);
  }

  async countUnread(accountId: string): Promise<number> {
    return (await this.database.query<{ unread: number }>(COUNT_UNREAD, [accountId]))[0]!.unread;
  }

  /** @returns false when that account has no such notice */
  async markRead(accountId: string, id: string, now: number): Promise<boolean> {
    return (await this.database.query(MARK_READ, [accountId, id, new Date(now)])).length > 0;
  }

  /** The notice of that id and all older ones. */
  async markAllRead(accountId: string, upTo: string, now: number): Promise<void> {
    await this.database.query(MARK_ALL_READ, [accountId, upTo, new Date(now)]);
  }
}

export const noticeOf = (row: NoticeRow): Notice => ({
  id: row.id, accountId: row.account_id, caseId: row.case_id, itemId: row.item_id, kind: row.kind, data: row.data,
  createdAt: row.created_at.getTime(), readAt: row.read_at?.getTime() ?? null,
});
