import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';
import { CaseDefinitions } from '../../case-definitions';
import type { QueueChange } from './queue-change';

const MOST_EVENTS = 500;
/** Claims get their positions before they are committed: a late one is still found so far back. */
const CLAIMS_OVERLAP = 200;

const BEGIN: Statement = {
  name: 'cases.queue-changes-begin',
  text: `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid, (SELECT coalesce(max(position), 0) FROM item_claim_history) AS claims`,
};
/** As `EventFeed` reads: nothing of a transaction before which another is still open, so that none is skipped. */
const EVENTS: Statement = {
  name: 'cases.queue-changes-events',
  text: `SELECT e.xid::text AS xid, e.position, e.case_id AS "caseId", e.item_id AS "itemId", i.department, i.division_code AS division,
      b.one_thing AS "oneThing", b.one_thing_version AS "oneThingVersion", b.division_code AS "caseDivision", b.state AS "caseState"
    FROM (SELECT e.xid, e.position, e.case_id, e.item_id FROM case_event e
        WHERE (e.xid, e.position) > ($1::xid8, $2::bigint) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY e.xid, e.position LIMIT ${MOST_EVENTS}) e
      LEFT JOIN bundle_case b ON b.id = e.case_id
      LEFT JOIN item_case i ON i.case_id = e.case_id AND i.item_id = e.item_id
    ORDER BY e.xid, e.position`,
};
const CLAIMS: Statement = {
  name: 'cases.queue-changes-claims',
  text: `SELECT h.position, h.case_id AS "caseId", h.item_id AS "itemId", i.department, i.division_code AS division
    FROM item_claim_history h JOIN item_case i ON i.case_id = h.case_id AND i.item_id = h.item_id
    WHERE h.position > $1 ORDER BY h.position LIMIT ${MOST_EVENTS + CLAIMS_OVERLAP}`,
};

const HAS_RESULTS: ReadonlySet<string | null> = new Set(['completed', 'delivered']);

interface EventRow {
  xid: string;
  position: number;
  caseId: string;
  itemId: string | null;
  department: string | null;
  division: string | null;
  /** Null where the case is gone: a draft that was thrown away. */
  oneThing: string | null;
  oneThingVersion: number | null;
  caseDivision: string | null;
  caseState: string | null;
}

type ClaimRow = QueueChange & { position: number };

/** How far one reader has come. */
interface Place {
  xid: string;
  position: number;
  claims: number;
  /** Claims that were told already, of those that are looked at again. */
  told: Set<number>;
}

/** What changes in queues, as the event table and the history of claims say it: one reader for a whole process. */
@Injectable()
export class QueueChanges {
  private place?: Place;

  constructor(private readonly database: Database, private readonly definitions: CaseDefinitions) {}

  /** From now on. */
  async begin(): Promise<void> {
    const [now] = await this.database.query<{ xid: string; claims: number }>(BEGIN, []);
    const known = await this.claimsAround(now!.claims);
    // Whatever is committed from now on has this id or a later one; what shares it already is told once more.
    this.place = { xid: now!.xid, position: -1, claims: now!.claims, told: new Set(known.map(({ position }) => position)) };
  }

  /** What has changed since it was asked last; nothing before `begin`. */
  async next(): Promise<QueueChange[]> {
    if (!this.place) return [];
    const { place } = this;
    const [events, claims] = await Promise.all([
      this.database.query<EventRow>(EVENTS, [place.xid, place.position]),
      this.claimsAround(place.claims),
    ]);
    const last = events.at(-1);
    const fresh = claims.filter(({ position }) => !place.told.has(position));
    this.place = {
      xid: last?.xid ?? place.xid, position: last?.position ?? place.position,
      claims: claims.at(-1)?.position ?? place.claims, told: new Set(claims.map(({ position }) => position)),
    };
    const changes = await Promise.all(events.map((event) => this.changesOf(event)));
    return [...changes.flat(), ...fresh];
  }

  private claimsAround(position: number): Promise<ClaimRow[]> {
    return this.database.query<ClaimRow>(CLAIMS, [position - CLAIMS_OVERLAP]);
  }

  /** What happens to a whole case concerns the department that leads it, once there are results to hand over. */
  private async changesOf({ caseId, itemId, department, division, oneThing, oneThingVersion, caseDivision, caseState }: EventRow): Promise<QueueChange[]> {
    if (itemId !== null && department !== null && division !== null) return [{ caseId, itemId, department, division }];
    if (oneThing === null || oneThingVersion === null || caseDivision === null || !HAS_RESULTS.has(caseState)) return [];
    const { oneThing: { leadDepartment } } = await this.definitions.getPublished(oneThing, oneThingVersion);
    return [{ caseId, itemId: null, department: leadDepartment, division: caseDivision }];
  }
}
