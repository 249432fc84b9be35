import { type ChainEnd, EventChains, type FeedPosition, type GrownChains, type StoredChain } from '@onething/audit';
import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import { eventHash } from '../domain/event-chain';
import { EVENT, eventOf, type EventRow } from './event-feed';

/** The order, and why only these events, as in `EventFeed`. */
const GROWN: Statement = {
  name: 'cases.grown-chains',
  text: `SELECT case_id AS "caseId", item_id AS "itemId", seq, hash AS end, e.xid::text AS xid, position FROM case_event e
    WHERE (e.xid, e.position) > ($1::xid8, $2::bigint) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e.xid, e.position LIMIT $3`,
};
const CASE_IDS: Statement = {
  name: 'cases.chain-case-ids',
  text: `SELECT id FROM (
      (SELECT id FROM bundle_case WHERE id > $1 ORDER BY id LIMIT $2)
      UNION (SELECT DISTINCT case_id FROM case_event WHERE case_id > $1 ORDER BY case_id LIMIT $2)
    ) AS known ORDER BY id LIMIT $2`,
};
/** One statement, so that events and states are those of one instant. The id of an item is never that of a case. */
const CHAINS: Statement = {
  name: 'cases.stored-chains',
  text: `WITH state AS (
      SELECT id AS case_id, NULL::uuid AS item_id, last_seq, last_hash FROM bundle_case WHERE id = ANY($1::uuid[])
      UNION ALL SELECT case_id, item_id, last_seq, last_hash FROM item_case WHERE case_id = ANY($1::uuid[])
    ), event AS (SELECT ${EVENT} FROM case_event WHERE case_id = ANY($1::uuid[]))
    SELECT e.*, coalesce(e.case_id, s.case_id) AS chain_case, coalesce(e.item_id, s.item_id) AS chain_item, s.last_seq, s.last_hash
    FROM event e FULL JOIN state s ON s.case_id = e.case_id AND coalesce(s.item_id, s.case_id) = coalesce(e.item_id, e.case_id)
    ORDER BY chain_case, chain_item, e.seq`,
};
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface ChainRow extends Omit<EventRow, 'case_id'> {
  /** Null where there is a state without events. */
  case_id: string | null;
  chain_case: string;
  chain_item: string | null;
  last_seq: number | null;
  last_hash: string | null;
}

/** The event chains as the transparency log needs them: ends, and links with the hashes that they should have. */
@Injectable()
export class EventChainReader extends EventChains {
  readonly source = 'events';

  constructor(private readonly database: Database) {
    super();
  }

  async grownSince(tx: Transaction, after: FeedPosition, limit: number): Promise<GrownChains> {
    const rows = await tx.query<ChainEnd & FeedPosition>(GROWN, [after.xid, after.position, limit]);
    const ends = new Map<string, ChainEnd>();
    for (const { caseId, itemId, seq, end } of rows) {
      const id = itemId ?? caseId;
      if (seq > (ends.get(id)?.seq ?? 0)) ends.set(id, { caseId, itemId, seq, end });
    }
    const last = rows.at(-1);
    return { ends: [...ends.values()], read: rows.length, next: last ? { xid: last.xid, position: last.position } : after };
  }

  async caseIds(after: string | undefined, limit: number): Promise<string[]> {
    return (await this.database.query<{ id: string }>(CASE_IDS, [after ?? FIRST_ID, limit])).map(({ id }) => id);
  }

  async chainsOf(caseIds: readonly string[]): Promise<StoredChain[]> {
    const rows = await this.database.query<ChainRow>(CHAINS, [caseIds]);
    return [...Map.groupBy(rows, (row) => row.chain_item ?? row.chain_case).values()].map(chainOf);
  }
}

function chainOf(rows: ChainRow[]): StoredChain {
  const { chain_case: caseId, chain_item: itemId, last_seq: seq, last_hash: hash } = rows[0]!;
  const links = rows.filter((row): row is ChainRow & EventRow => row.case_id !== null).map((row) => {
    const { prevHash, hash: stored, ...event } = eventOf(row);
    return { seq: event.seq, prevHash, hash: stored, computedHash: eventHash(prevHash, event), place: { xid: row.xid, position: row.position } };
  });
  return { caseId, itemId, links, ...(seq === null || hash === null ? {} : { stateEnd: { seq, hash } }) };
}
