import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { LedgerLine } from '../protocol/ledger';

export interface StatedConversation extends LedgerLine {
  /** UUID. */
  id: string;
}

/** What a comparison has found: numbers of conversations. */
export interface Findings {
  compared: number;
  missingHere: number;
  missingThere: number;
  contradictions: number;
}

const LINE = 'id, sent, sent_digest AS "sentDigest", received, received_digest AS "receivedDigest"';
const TAKE_DAY = {
  name: 'exchange.take-day',
  text: `INSERT INTO exchange_reconciliation (peer, day, stated_at, stated)
    SELECT peer, $1::date, $4, count(*) FROM exchange_conversation WHERE changed_at >= $2 AND changed_at < $3 GROUP BY peer
    ON CONFLICT (peer, day) DO UPDATE SET stated_at = excluded.stated_at, stated = excluded.stated WHERE exchange_reconciliation.stated_at IS NULL RETURNING peer`,
};
const AT_REST = {
  name: 'exchange.conversations-at-rest',
  text: `SELECT ${LINE} FROM exchange_conversation WHERE peer = $1 AND changed_at >= $2 AND changed_at < $3 ORDER BY id`,
};
const LINES = { name: 'exchange.ledger-lines', text: `SELECT peer, ${LINE} FROM exchange_conversation WHERE id = ANY ($1)` };
const FOUND = {
  name: 'exchange.reconciled',
  text: `INSERT INTO exchange_reconciliation AS r (peer, day, compared_at, compared, missing_here, missing_there, contradictions) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (peer, day) DO UPDATE SET compared_at = $3, compared = r.compared + $4, missing_here = r.missing_here + $5, missing_there = r.missing_there + $6,
      contradictions = r.contradictions + $7`,
};

@Injectable()
export class ReconciliationRepository {
  constructor(private readonly database: Database) {}

  /** Peers with whom conversations came to rest on that day, and to whom that was not stated yet; it is from now on. */
  async takeDay(tx: Transaction, day: CivilDate, { from, to }: { from: Date; to: Date }, now: Date): Promise<string[]> {
    return (await tx.query<{ peer: string }>(TAKE_DAY, [day, from, to, now])).map(({ peer }) => peer);
  }

  listAtRest(tx: Transaction, peer: string, { from, to }: { from: Date; to: Date }): Promise<StatedConversation[]> {
    return tx.query<StatedConversation>(AT_REST, [peer, from, to]);
  }

  async linesOf(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, LedgerLine & { peer: string }>> {
    const rows = await tx.query<StatedConversation & { peer: string }>(LINES, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async noteFindings(tx: Transaction, peer: string, day: CivilDate, { compared, missingHere, missingThere, contradictions }: Findings, now: Date): Promise<void> {
    await tx.query(FOUND, [peer, day, now, compared, missingHere, missingThere, contradictions]);
  }
}
