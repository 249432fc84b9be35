import { Injectable } from '@nestjs/common';
import type { Statement, Transaction } from '@onething/persistence';

const LOCK: Statement = {
  name: 'notices.lock-progress',
  text: 'SELECT xid::text AS xid, position FROM onething.notice_progress WHERE source = $1 FOR UPDATE SKIP LOCKED',
};
const MOVE: Statement = {
  name: 'notices.move-progress', text: 'UPDATE onething.notice_progress SET xid = $2::text::xid8, position = $3 WHERE source = $1',
};

type Source = 'consents' | 'ratings';

/** How far sources other than the case events have been told. */
@Injectable()
export class ProgressRepository {
  /** Held until the transaction ends; undefined while another worker holds it. */
  async lock(tx: Transaction, source: Source): Promise<{ xid: string; position: number } | undefined> {
    return (await tx.query<{ xid: string; position: number }>(LOCK, [source]))[0];
  }

  async move(tx: Transaction, source: Source, { xid, position }: { xid: string; position: number }): Promise<void> {
    await tx.query(MOVE, [source, xid, position]);
  }
}
