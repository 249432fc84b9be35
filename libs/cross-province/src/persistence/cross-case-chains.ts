import { type ChainEnd, EventChains, type FeedPosition, type GrownChains, type StoredChain } from '@onething/audit';
import { type Envelope, Keyring } from '@onething/crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import { actHash, DIGEST_UNKNOWN } from '../domain/act-chain';
import { detailPlace } from './cross-case.repository';

/** Only what no open transaction can come before: the log never goes back. */
const GROWN: Statement = {
  name: 'cross-province.grown-chains',
  text: `SELECT case_id AS "caseId", seq, hash AS end, a.xid::text AS xid, position FROM cross_case_act a
    WHERE (a.xid, a.position) > ($1::xid8, $2::bigint) AND a.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY a.xid, a.position LIMIT $3`,
};
const CASE_IDS: Statement = {
  name: 'cross-province.chain-case-ids',
  text: `SELECT id FROM (
      (SELECT id FROM cross_case WHERE id > $1 ORDER BY id LIMIT $2) UNION (SELECT DISTINCT case_id FROM cross_case_act WHERE case_id > $1 ORDER BY case_id LIMIT $2)
    ) AS known ORDER BY id LIMIT $2`,
};
/** One statement, so that acts and states are those of one instant. */
const CHAINS: Statement = {
  name: 'cross-province.stored-chains',
  text: `SELECT coalesce(c.id, a.case_id) AS chain, c.last_seq, c.last_hash, a.id, a.seq, a.type, a.at, a.account_id, a.detail, a.detail_digest, a.prev_hash, a.hash,
      a.xid::text AS xid, a.position
    FROM (SELECT * FROM cross_case WHERE id = ANY($1::uuid[])) c FULL JOIN (SELECT * FROM cross_case_act WHERE case_id = ANY($1::uuid[])) a ON a.case_id = c.id
    ORDER BY chain, a.seq`,
};
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface ChainRow extends FeedPosition {
  chain: string;
  last_seq: number | null;
  last_hash: string | null;
  /** Null where there is a state without acts. */
  id: string | null;
  seq: number;
  type: string;
  at: Date;
  account_id: string | null;
  detail: Envelope | null;
  detail_digest: string;
  prev_hash: string;
  hash: string;
}

/** The chains of cases that two provinces handle, as the transparency log needs them. */
@Injectable()
export class CrossCaseChains extends EventChains {
  readonly source = 'crossCases';

  constructor(private readonly database: Database, private readonly keyring: Keyring) {
    super();
  }

  async grownSince(tx: Transaction, after: FeedPosition, limit: number): Promise<GrownChains> {
    const rows = await tx.query<Omit<ChainEnd, 'itemId'> & FeedPosition>(GROWN, [after.xid, after.position, limit]);
    const ends = new Map<string, ChainEnd>();
    for (const { caseId, seq, end } of rows) if (seq > (ends.get(caseId)?.seq ?? 0)) ends.set(caseId, { caseId, itemId: null, seq, end });
    const last = rows.at(-1);
    return { ends: [...ends.values()], read: rows.length, next: last ? { xid: last.xid, position: last.position } : after };
  }

  async caseIds(after: string | undefined, limit: number): Promise<string[]> {
    return (await this.database.query<{ id: string }>(CASE_IDS, [after ?? FIRST_ID, limit])).map(({ id }) => id);
  }

  async chainsOf(caseIds: readonly string[]): Promise<StoredChain[]> {
    const rows = await this.database.query<ChainRow>(CHAINS, [caseIds]);
    return [...Map.groupBy(rows, ({ chain }) => chain).values()].map((one) => this.chainOf(one));
  }

  private chainOf(rows: ChainRow[]): StoredChain {
    const { chain: caseId, last_seq: seq, last_hash: hash } = rows[0]!;
    const links = rows.filter(({ id }) => id !== null).map((row) => ({
      seq: row.seq, prevHash: row.prev_hash, hash: row.hash, place: { xid: row.xid, position: row.position },
      computedHash: actHash(row.prev_hash, {
        caseId, seq: row.seq, type: row.type, at: row.at.getTime(), accountId: row.account_id, detailDigest: this.says(row) ? row.detail_digest : 'something else',
      }),
    }));
    return { caseId, itemId: null, links, ...(seq === null || hash === null ? {} : { stateEnd: { seq, hash } }) };
  }

  /** What is written is what was digested, or was erased, or is older than the chain. */
  private says({ id, detail, detail_digest: digest }: ChainRow): boolean {
    if (!detail || digest === DIGEST_UNKNOWN) return true;
    try {
      return this.keyring.matchesDigest(JSON.parse(this.keyring.decrypt(detailPlace(id!), detail)), digest);
    } catch {
      return false;
    }
  }
}
