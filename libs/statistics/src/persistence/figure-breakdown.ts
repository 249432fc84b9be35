import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@onething/kernel';
import { Database } from '@onething/persistence';
import type { CountedFigure } from '../domain/figure';

/** By what counts can be divided, and the column or expression that says it. */
const DIMENSIONS = {
  day: 'day::text', month: `to_char(day, 'YYYY-MM')`, division: 'division', department: 'department', oneThing: 'one_thing', item: 'item',
  detail: 'detail', channel: 'channel', handledBy: 'handled_by', window: 'window_id',
} as const;
export type FigureDimension = keyof typeof DIMENSIONS;
export const FIGURE_DIMENSIONS = Object.keys(DIMENSIONS) as FigureDimension[];

/** Which cells are meant. A day bound is of China and belongs to them. */
export interface FigureFilter {
  from?: CivilDate;
  to?: CivilDate;
  /** Those divisions, of 6 digits; none when the list is empty. */
  divisions?: readonly string[];
  department?: string;
  oneThing?: string;
  item?: string;
  window?: string;
}

export type FigureCount = { figure: CountedFigure; count: number } & Partial<Record<FigureDimension, string>>;

/** Sums of the kept figures. Quick: the table has a row a day and place, not a row a case. */
@Injectable()
export class FigureBreakdown {
  constructor(private readonly database: Database) {}

  async read(figures: readonly CountedFigure[], by: readonly FigureDimension[], filter: FigureFilter = {}): Promise<FigureCount[]> {
    const chosen = FIGURE_DIMENSIONS.filter((dimension) => by.includes(dimension));
    const columns = chosen.map((dimension) => `, ${DIMENSIONS[dimension]} AS "${dimension}"`).join('');
    const order = ['figure', ...chosen.map((dimension) => `"${dimension}"`)].join(', ');
    const text = `SELECT figure${columns}, sum(count)::bigint AS count FROM onething.figure_day
      WHERE figure = ANY($1::text[]) AND ($2::date IS NULL OR day >= $2) AND ($3::date IS NULL OR day <= $3)
        AND ($4::text[] IS NULL OR division = ANY($4)) AND ($5::text IS NULL OR department = $5) AND ($6::text IS NULL OR one_thing = $6)
        AND ($7::text IS NULL OR item = $7) AND ($8::text IS NULL OR window_id = $8)
      GROUP BY ${chosen.map((_, index) => index + 2).concat(1).join(', ')} HAVING sum(count) <> 0 ORDER BY ${order}`;
    const { from, to, divisions, department, oneThing, item, window } = filter;
    return this.database.query<FigureCount>(
      { name: `statistics.breakdown-${chosen.join('-')}`, text },
      [figures, from ?? null, to ?? null, divisions ?? null, department ?? null, oneThing ?? null, item ?? null, window ?? null],
    );
  }
}
