import { Injectable } from '@nestjs/common';
import type { Envelope } from '@onething/crypto';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { StoredAct } from '../domain/leaf';
import type { FeedPosition } from '../domain/stored-chain';

export interface ActRow {
  id: string;
  recorded_at: Date;
  act: string;
  outcome: string;
  actor_account_id: string | null;
  actor_person_id: string | null;
  actor_roles: string[] | null;
  subject_person_id: string | null;
  object_kind: string | null;
  object_id: string | null;
  address: string | null;
  request_id: string | null;
  detail: object | null;
  reason_digest: string | null;
}

/** The columns of an act, in the order of its table. */
export const ACT = `a.id, a.recorded_at, a.act, a.outcome, a.actor_account_id, a.actor_person_id, a.actor_roles, a.subject_person_id, a.object_kind,
  a.object_id, a.address, a.request_id, a.detail, a.reason_digest`;

/** Only acts of transactions before which nothing is still open: one that commits late can no longer appear behind them. */
const FOLLOW: Statement = {
  name: 'audit.follow-acts',
  text: `SELECT ${ACT}, a.xid::text AS xid, a.position FROM security_act a
    WHERE (a.xid, a.position) > ($1::xid8, $2::bigint) AND a.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY a.xid, a.position LIMIT $3`,
};
const BY_IDS: Statement = {
  name: 'audit.acts-by-ids',
  text: `SELECT ${ACT}, r.reason FROM security_act a LEFT JOIN security_act_reason r ON r.act_id = a.id WHERE a.id = ANY($1::uuid[])`,
};
/** Acts that the log has passed by: each of them must be a leaf. */
const UNLOGGED: Statement = {
  name: 'audit.unlogged-acts',
  text: `SELECT a.id FROM security_act a JOIN audit_progress p ON p.source = 'acts' AND (a.xid, a.position) <= (p.xid, p.position)
    WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.act_id = a.id) ORDER BY a.id LIMIT $1`,
};
const YOUNGER: Statement = {
  name: 'audit.younger-acts',
  text: `SELECT count(*)::int AS count FROM security_act a JOIN audit_progress p ON p.source = 'acts' AND (a.xid, a.position) > (p.xid, p.position)`,
};
/** The act says whom it concerned and is signed; the table by which these persons find it must say the same. */
const CONCERNED_OTHERWISE: Statement = {
  name: 'audit.concerned-otherwise',
  text: `SELECT act_id AS "actId", count(*) FILTER (WHERE found.person IS NULL)::int AS lost, count(*) FILTER (WHERE said.person IS NULL)::int AS added
    FROM (SELECT id AS act_id, unnest(string_to_array(detail->>'concerned', ' ')) AS person FROM security_act WHERE detail ? 'concerned') said
    FULL JOIN (SELECT act_id, person_id::text AS person FROM security_act_concerned) found USING (act_id, person)
    WHERE said.person IS NULL OR found.person IS NULL GROUP BY act_id ORDER BY act_id LIMIT $1`,
};

/** An act that other persons find than those whom it names. */
export interface ConcernedOtherwise {
  actId: string;
  /** Whom it names, and who do not find it any more. */
  lost: number;
  /** Whom it does not name, and who find it. */
  added: number;
}

/** The table of security acts. */
@Injectable()
export class ActRepository {
  constructor(private readonly database: Database) {}

  /** The next acts that the log has not seen, in an order that skips none. */
  async follow(tx: Transaction, after: FeedPosition, limit: number): Promise<{ acts: StoredAct[]; next: FeedPosition }> {
    const rows = await tx.query<ActRow & FeedPosition>(FOLLOW, [after.xid, after.position, limit]);
    const last = rows.at(-1);
    return { acts: rows.map(storedAct), next: last ? { xid: last.xid, position: last.position } : after };
  }

  async byIds(ids: readonly string[]): Promise<Map<string, { act: StoredAct; reason: Envelope | null }>> {
    const rows = await this.database.query<ActRow & { reason: Envelope | null }>(BY_IDS, [ids]);
    return new Map(rows.map((row) => [row.id, { act: storedAct(row), reason: row.reason }]));
  }

  /** Acts that stand where the log has been, without being in it; at most `limit`. */
  async unlogged(limit: number): Promise<string[]> {
    return (await this.database.query<{ id: string }>(UNLOGGED, [limit])).map(({ id }) => id);
  }

  /** At most `limit`; acts that no head has yet are looked at too. */
  concernedOtherwise(limit: number): Promise<ConcernedOtherwise[]> {
    return this.database.query<ConcernedOtherwise>(CONCERNED_OTHERWISE, [limit]);
  }

  /** How many acts the log has not reached yet. */
  async countYounger(): Promise<number> {
    return (await this.database.query<{ count: number }>(YOUNGER, []))[0]!.count;
  }
}

export const storedAct = (row: ActRow): StoredAct => ({
  id: row.id,
  recordedAt: row.recorded_at.getTime(),
  act: row.act,
  outcome: row.outcome,
  actorAccountId: row.actor_account_id,
  actorPersonId: row.actor_person_id,
  actorRoles: row.actor_roles,
  subjectPersonId: row.subject_person_id,
  objectKind: row.object_kind,
  objectId: row.object_id,
  address: row.address,
  requestId: row.request_id,
  detail: row.detail,
  reasonDigest: row.reason_digest,
});
