import { Injectable } from '@nestjs/common';
import type { Transaction } from '@onething/persistence';

/** That somebody came to a counter. */
export interface WindowVisit {
  division: string;
  /** Empty at a service window: it serves several. */
  department: string;
  /** Id of the service window; null at a counter of the department itself. */
  window: string | null;
  /** Epoch ms. */
  begunAt: number;
}

/** Behind which visit a reader goes on: transaction id (as text) and position. */
export interface VisitPosition {
  xid: string;
  position: number;
}

type Row = Omit<WindowVisit, 'begunAt'> & VisitPosition & { begunAt: Date };

const COLUMNS = 'xid::text AS xid, position, division_code AS division, department_code AS department, window_id AS "window", begun_at AS "begunAt"';
/** Only transactions older than every running one are read: none of them can still commit before what was read. */
const READ = {
  name: 'identity.read-visits',
  text: `SELECT ${COLUMNS} FROM onething.window_visit v
    WHERE v.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (v.xid, v.position) > ($1::text::xid8, $2::bigint)
      AND ($4::text IS NULL OR (v.xid, v.position) <= ($4::text::xid8, $5::bigint))
    ORDER BY v.xid, v.position LIMIT $3`,
};

const BETWEEN = { name: 'identity.visits-between', text: `SELECT ${COLUMNS} FROM onething.window_visit WHERE begun_at >= $1 AND begun_at < $2 ORDER BY begun_at, id` };

const visitOf = ({ division, department, window, begunAt }: Row): WindowVisit => ({ division, department, window, begunAt: begunAt.getTime() });

/** Visits of counters for those who count them, in an order that never skips a transaction which commits late. */
@Injectable()
export class WindowVisitFeed {
  /**
   * @param upTo the last one wanted; without it all that are there
   * @returns at most `limit` visits behind `after`, and where to go on
   */
  async read(tx: Transaction, after: VisitPosition, limit: number, upTo?: VisitPosition): Promise<{ visits: WindowVisit[]; next: VisitPosition }> {
    const rows = await tx.query<Row>(READ, [after.xid, after.position, limit, upTo?.xid ?? null, upTo?.position ?? null]);
    const last = rows.at(-1);
    return {
      visits: rows.map(visitOf),
      next: last ? { xid: last.xid, position: last.position } : after,
    };
  }

  /** Gives `visit` those that began from one instant on and before another, epoch ms. */
  async between(tx: Transaction, [from, before]: [number, number], visit: (visits: WindowVisit[]) => void): Promise<void> {
    visit((await tx.query<Row>(BETWEEN, [new Date(from), new Date(before)])).map(visitOf));
  }
}
