/**
 * A table that others read in the order of `(xid, position)`, its two columns, in such a way that a transaction which commits
 * late is not skipped. Transaction ids mean something in their own cluster only: whoever moves the rows to another one must
 * renew them, and the places of the readers with them.
 */
export interface FeedTable {
  /** Without schema: `case_event`. */
  table: string;
}

/** A table that remembers, in its columns `xid` and `position`, how far somebody has read. */
export interface FeedReaders {
  table: string;
  /** Table that is read. */
  feed: string;
  /** SQL over the columns of `table`: the rows that are readers of this feed; all when not given. */
  where?: string;
}
