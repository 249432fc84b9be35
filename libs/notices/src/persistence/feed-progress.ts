import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';

const LOCK: Statement = {
  name: 'notices.lock-progress',
  text: 'SELECT xid::text AS xid, position FROM onething.notice_progress WHERE source = $1 FOR UPDATE SKIP LOCKED',
};
const MOVE: Statement = {
  name: 'notices.move-progress', text: 'UPDATE onething.notice_progress SET xid = $2::text::xid8, position = $3 WHERE source = $1',
};
const BATCH = 100;

type Source = 'consents' | 'ratings';

interface Position {
  xid: string;
  position: number;
}

/** Something that is followed beside the case events. */
export interface FollowedFeed<Entry> {
  read: (tx: Transaction, after: Position, limit: number) => Promise<{ entries: Entry[]; next: Position }>;
  tell: (tx: Transaction, entry: Entry) => Promise<void>;
}

/** How far sources other than the case events have been told. */
@Injectable()
export class FeedProgress {
  constructor(private readonly database: Database) {}

  /** Tells of the next entries and moves on, in one transaction. @returns how many there were; 0 also while another worker is at it */
  follow<Entry>(source: Source, { read, tell }: FollowedFeed<Entry>): Promise<number> {
    return this.database.transaction(async (tx) => {
      const [position] = await tx.query<Position>(LOCK, [source]);
      if (!position) return 0;
      const { entries, next } = await read(tx, position, BATCH);
      if (entries.length === 0) return 0;
      for (const entry of entries) await tell(tx, entry);
      await tx.query(MOVE, [source, next.xid, next.position]);
      return entries.length;
    });
  }
}
