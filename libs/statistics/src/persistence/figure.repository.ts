import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@onething/persistence';
import type { RatingPosition } from '@onething/ratings';
import { type CountedFigure, type FigureCell, FigureSet } from '../domain/figure';

/** What is followed: the cases' events, and the ratings. */
export type FigureSource = 'events' | 'ratings';

/** How far a source was counted. `position` is used by the ratings alone: the feed of events keeps its own. */
export interface FigureProgress {
  position: RatingPosition;
  /** Instant of the youngest entry that was counted, epoch ms; undefined before the first. */
  countedUpTo?: number;
}

/** Sum of one figure over all days and dimensions. */
export interface FigureSum {
  figure: CountedFigure;
  detail: string;
  count: number;
}

const CELLS_AT_ONCE = 5_000;

const ADD = {
  name: 'statistics.add',
  text: `INSERT INTO onething.figure_day AS kept (figure, day, division, department, one_thing, item, detail, channel, handled_by, count)
    SELECT figure, day, division, department, "oneThing", item, detail, channel, "handledBy", count FROM jsonb_to_recordset($1::jsonb)
      AS added(figure text, day date, division text, department text, "oneThing" text, item text, detail text,
        channel text, "handledBy" text, count bigint)
    ON CONFLICT (figure, day, division, department, one_thing, item, detail, channel, handled_by) DO UPDATE SET count = kept.count + excluded.count`,
};
const ALL = {
  name: 'statistics.all-cells',
  text: `SELECT figure, day, division, department, one_thing AS "oneThing", item, detail, channel, handled_by AS "handledBy", count
    FROM onething.figure_day WHERE count <> 0`,
};
const FORGET = { name: 'statistics.forget-cells', text: 'DELETE FROM onething.figure_day' };
const SUMS = {
  name: 'statistics.sums',
  text: 'SELECT figure, detail, sum(count)::bigint AS count FROM onething.figure_day GROUP BY figure, detail ORDER BY figure, detail',
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

  async add(tx: Transaction, figures: FigureSet): Promise<void> {
    const cells = figures.entries().map(({ cell, count }) => ({ ...cell, count }));
    for (let from = 0; from < cells.length; from += CELLS_AT_ONCE) await tx.query(ADD, [JSON.stringify(cells.slice(from, from + CELLS_AT_ONCE))]);
  }

  async readAll(tx: Transaction): Promise<FigureSet> {
    const figures = new FigureSet();
    for (const { count, ...cell } of await tx.query<FigureCell & { count: number }>(ALL, [])) figures.add(cell, count);
    return figures;
  }

  /** Takes all cells away: for who counts them again in the same transaction. */
  async forget(tx: Transaction): Promise<void> {
    await tx.query(FORGET, []);
  }

  sums(): Promise<FigureSum[]> {
    return this.database.query<FigureSum>(SUMS, []);
  }

  /** Holds the progress of a source until the transaction ends: who counts it meanwhile waits. */
  async lockProgress(tx: Transaction, source: FigureSource): Promise<FigureProgress> {
    const [row] = await tx.query<{ xid: string; position: number; counted_up_to: Date | null }>(LOCK, [source]);
    return { position: { xid: row!.xid, position: row!.position }, countedUpTo: row!.counted_up_to?.getTime() };
  }

  async moveProgress(tx: Transaction, source: FigureSource, position: RatingPosition, countedUpTo: number): Promise<void> {
    await tx.query(MOVE, [source, position.xid, position.position, new Date(countedUpTo)]);
  }

  /** Epoch ms. */
  async findCountedUpTo(): Promise<number | undefined> {
    const [row] = await this.database.query<{ countedUpTo: Date | null }>(COUNTED_UP_TO, []);
    return row?.countedUpTo?.getTime();
  }
}
