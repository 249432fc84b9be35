import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import { type CountedFigure, type FigureCell, type FigureDifference, type FigureSet } from '../domain/figure';

/** What is followed: the cases' events, the facts of ratings, and the visits of counters. */
export type FigureSource = 'events' | 'ratings' | 'visits';

/** Behind which entry of a feed one goes on: transaction id (as text) and position. */
export interface FeedPosition {
  xid: string;
  position: number;
}

/** How far a source was counted. `position` is not used by events: the feed of events keeps its own. */
export interface FigureProgress {
  position: FeedPosition;
  /** Instant of the youngest entry that was counted, epoch ms; undefined before the first. */
  countedUpTo?: number;
}

/** Sum of one figure over all days and dimensions. */
export interface FigureSum {
  figure: CountedFigure;
  detail: string;
  count: number;
}

const CELLS_AT_ONCE = 2_000;

/** The kept figures, and what a recount finds beside them. */
export type FigureTable = 'figure_day' | 'figure_recount';

const addTo = (table: FigureTable): Statement => ({
  name: `statistics.add-${table}`,
  text: `INSERT INTO onething.${table} AS kept (figure, day, division, department, one_thing, item, detail, channel, handled_by, window_id, count)
    SELECT figure, day, division, department, "oneThing", item, detail, channel, "handledBy", "window", count FROM jsonb_to_recordset($1::jsonb)
      AS added(figure text, day date, division text, department text, "oneThing" text, item text, detail text,
        channel text, "handledBy" text, "window" text, count bigint)
    ON CONFLICT (figure, day, division, department, one_thing, item, detail, channel, handled_by, window_id) DO UPDATE SET count = kept.count + excluded.count`,
});
const ADD: Record<FigureTable, Statement> = { figure_day: addTo('figure_day'), figure_recount: addTo('figure_recount') };
const KEY = 'figure, day, division, department, one_thing, item, detail, channel, handled_by, window_id';
const DIFFERENCES = {
  name: 'statistics.differences',
  text: `SELECT figure, day, division, department, one_thing AS "oneThing", item, detail, channel, handled_by AS "handledBy", window_id AS "window",
      coalesce(d.count, 0) AS kept, coalesce(r.count, 0) AS recounted
    FROM onething.figure_day d FULL JOIN onething.figure_recount r USING (${KEY})
    WHERE coalesce(d.count, 0) <> coalesce(r.count, 0) ORDER BY ${KEY} LIMIT $1`,
};
const forget = (table: FigureTable): Statement => ({ name: `statistics.forget-${table}`, text: `DELETE FROM onething.${table}` });
const FORGET: Record<FigureTable, Statement> = { figure_day: forget('figure_day'), figure_recount: forget('figure_recount') };
const countOf = (table: FigureTable): Statement => ({ name: `statistics.count-${table}`, text: `SELECT count(*)::int AS cells FROM onething.${table} WHERE count <> 0` });
const COUNT: Record<FigureTable, Statement> = { figure_day: countOf('figure_day'), figure_recount: countOf('figure_recount') };
const SUMS = {
  name: 'statistics.sums',
  text: `SELECT figure, detail, sum(count)::bigint AS count FROM onething.figure_day WHERE $1::date IS NULL OR day <= $1
    GROUP BY figure, detail ORDER BY figure, detail`,
};
const MOST_SUBMITTED = {
  name: 'statistics.most-submitted',
  text: `SELECT one_thing AS "oneThing" FROM onething.figure_day WHERE figure = 'cases.submitted' AND day >= $1
    GROUP BY one_thing HAVING sum(count) > 0 ORDER BY sum(count) DESC, one_thing LIMIT $2`,
};
const LOCK = {
  name: 'statistics.lock-progress',
  text: 'SELECT xid, position, counted_up_to FROM onething.figure_progress WHERE source = $1 FOR UPDATE',
};
const MOVE = {
  name: 'statistics.move-progress',
  text: `UPDATE onething.figure_progress
    SET xid = $2, position = $3, counted_up_to = greatest(counted_up_to, $4::timestamptz) WHERE source = $1`,
};
const COUNTED_UP_TO = {
  name: 'statistics.counted-up-to',
  text: 'SELECT max(counted_up_to) AS "countedUpTo" FROM onething.figure_progress',
};

@Injectable()
export class FigureRepository {
  constructor(private readonly database: Database) {}

  async add(tx: Transaction, figures: FigureSet, to: FigureTable = 'figure_day'): Promise<void> {
    const cells = figures.entries().map(({ cell, count }) => ({ ...cell, count }));
    for (let from = 0; from < cells.length; from += CELLS_AT_ONCE) await tx.query(ADD[to], [JSON.stringify(cells.slice(from, from + CELLS_AT_ONCE))]);
  }

  /** Where the kept figures and a recount say different things, the first ones. */
  async differences(tx: Transaction, most: number): Promise<FigureDifference[]> {
    const rows = await tx.query<FigureCell & Pick<FigureDifference, 'kept' | 'recounted'>>(DIFFERENCES, [most]);
    return rows.map(({ kept, recounted, ...cell }) => ({ cell, kept, recounted }));
  }

  /** How many cells there are that are not 0. */
  async count(tx: Transaction, table: FigureTable): Promise<number> {
    return (await tx.query<{ cells: number }>(COUNT[table], []))[0]!.cells;
  }

  /** Takes all cells away: for who counts them again in the same transaction. */
  async forget(tx: Transaction, table: FigureTable): Promise<void> {
    await tx.query(FORGET[table], []);
  }

  /** @param upTo the last day that counts; all of them when absent */
  sums(upTo?: CivilDate): Promise<FigureSum[]> {
    return this.database.query<FigureSum>(SUMS, [upTo ?? null]);
  }

  /** Codes of the one-things that were applied for most since a day, the most often one first. */
  async mostSubmitted(since: CivilDate, most: number): Promise<string[]> {
    return (await this.database.query<{ oneThing: string }>(MOST_SUBMITTED, [since, most])).map(({ oneThing }) => oneThing);
  }

  /** Holds the progress of a source until the transaction ends: who counts it meanwhile waits. */
  async lockProgress(tx: Transaction, source: FigureSource): Promise<FigureProgress> {
    const [row] = await tx.query<{ xid: string; position: number; counted_up_to: Date | null }>(LOCK, [source]);
    return { position: { xid: row!.xid, position: row!.position }, countedUpTo: row!.counted_up_to?.getTime() };
  }

  async moveProgress(tx: Transaction, source: FigureSource, position: FeedPosition, countedUpTo: number): Promise<void> {
    await tx.query(MOVE, [source, position.xid, position.position, new Date(countedUpTo)]);
  }

  /** Epoch ms. */
  async findCountedUpTo(): Promise<number | undefined> {
    const [row] = await this.database.query<{ countedUpTo: Date | null }>(COUNTED_UP_TO, []);
    return row?.countedUpTo?.getTime();
  }
}
