import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, civilDate, DomainError, type Text } from '@onething/kernel';
import type { CountedFigure, FigureDefinition } from './domain/figure';
import { daysOf, isMonth } from './domain/month';
import { type Atom, type PublicCell, suppress } from './domain/suppression';
import { FigureBreakdown, type FigureCount } from './persistence/figure-breakdown';

interface Dataset {
  name: Text;
  definition: FigureDefinition;
  figures: readonly CountedFigure[];
  /** What divides it, of a row of counts: more than one where some of it moves from one part to another. */
  parts: (row: FigureCount) => { detail: string; count: number }[];
}

/** What anybody may take away. Sets share no count, so that one says nothing about another. */
export const DATASETS = {
  items: {
    name: { zh: '事项办件办结情况', en: 'How item cases ended' },
    definition: {
      name: { zh: '办结的事项办件', en: 'Ended item cases' },
      formula: { zh: '当月准予、不予、撤回、终止的事项办件数', en: 'Item cases granted, refused, withdrawn or aborted in the month' },
      source: { zh: '办件事件流水', en: 'Events of the cases' },
    },
    figures: ['items.granted', 'items.refused', 'items.withdrawn', 'items.aborted'], parts: ({ figure, count }) => [{ detail: figure.split('.')[1]!, count }],
  },
  ratings: {
    name: { zh: '好差评', en: 'Ratings' },
    definition: {
      name: { zh: '对事项的主动评价', en: 'Active ratings of items' },
      formula: {
        zh: '当月主动评价所及的事项数，按等级分（1 非常满意 … 5 非常不满意）；经复核排除或申诉成立的不计入等级，另列为 excluded，其后被排除的也从当月移出',
        en: 'Items reached by ratings of the month, by grade (1 very satisfied … 5 very dissatisfied); those that a review or an upheld appeal left out are in no grade but '
          + 'named as excluded, also when that came later',
      },
      source: { zh: '主动评价记录；本平台无默认评价', en: 'Ratings that people gave; there are no default ratings' },
    },
    figures: ['ratings.item', 'ratings.itemExcluded'],
    parts: ({ figure, detail, count }) => (
      figure === 'ratings.item' ? [{ detail: detail!, count }] : [{ detail: detail!, count: -count }, { detail: 'excluded', count }]),
  },
} as const satisfies Record<string, Dataset>;
export type DatasetCode = keyof typeof DATASETS;
export const DATASET_CODES = Object.keys(DATASETS) as DatasetCode[];

export interface PublicMonth {
  dataset: DatasetCode;
  month: string;
  cells: PublicCell[];
}

/** Figures for everybody: of months that are over, so that no two readings of a growing month can be subtracted. */
@Injectable()
export class PublicFigures {
  constructor(private readonly breakdown: FigureBreakdown, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Months that are over and have something, the newest first. */
  async months(dataset: DatasetCode): Promise<string[]> {
    const rows = await this.breakdown.read(DATASETS[dataset].figures, ['month']);
    const present = this.presentMonth();
    return [...new Set(rows.map(({ month }) => month!))].filter((month) => month < present).sort().reverse();
  }

  /** @throws DomainError `STATISTICS.MONTH_NOT_OVER`, `STATISTICS.UNKNOWN_DATASET` */
  async read(dataset: string, month: string): Promise<PublicMonth> {
    const code = DATASET_CODES.find((known) => known === dataset);
    if (!code) throw new DomainError('notFound', 'STATISTICS.UNKNOWN_DATASET', `There is no such data set. Take one of ${DATASET_CODES.join(', ')}.`);
    if (!isMonth(month) || month >= this.presentMonth()) {
      throw new DomainError('notFound', 'STATISTICS.MONTH_NOT_OVER', 'Figures are published for months that are over. Give one as YYYY-MM.');
    }
    const { figures, parts }: Dataset = DATASETS[code];
    const rows = await this.breakdown.read(figures, ['division', 'department', 'detail'], daysOf(month));
    return { dataset: code, month, cells: suppress(atomsOf(rows, parts)) };
  }

  private presentMonth(): string {
    return civilDate(this.clock.now()).slice(0, 7);
  }
}

function atomsOf(rows: readonly FigureCount[], parts: Dataset['parts']): Atom[] {
  const atoms = new Map<string, Atom>();
  for (const row of rows) {
    const { division = '', department = '' } = row;
    for (const { detail, count } of parts(row)) {
      const key = [division, department, detail].join('/');
      atoms.set(key, { division, department, detail, count: (atoms.get(key)?.count ?? 0) + count });
    }
  }
  return [...atoms.values()];
}
