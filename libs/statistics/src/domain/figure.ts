import type { CivilDate, Text } from '@onething/kernel';

/**
 * What is counted day by day. `detail` of a cell divides a figure further: the licence type, the grade, the days that an item took.
 * Figures of `spared` and `licences.reused` are sums over submissions, the others numbers of things.
 */
export const COUNTED_FIGURES = [
  'cases.submitted', 'cases.completed', 'cases.delivered',
  'items.submitted', 'items.received', 'items.accepted',
  'items.granted', 'items.refused', 'items.withdrawn', 'items.aborted', 'items.onTime', 'items.late',
  'items.days', 'licences.issued', 'licences.reused',
  'spared.materials', 'spared.steps', 'spared.visits', 'spared.days',
  'ratings.whole', 'ratings.item', 'ratings.wholeExcluded', 'ratings.itemExcluded', 'ratings.visit', 'ratings.flagged',
  'visits.begun',
  'badRatings.dispatched', 'badRatings.calledBack', 'badRatings.found', 'badRatings.appeals', 'badRatings.due', 'badRatings.rectifiedOnTime',
  'badRatings.rectifiedLate', 'badRatings.answered', 'badRatings.secondRatings', 'badRatings.closed',
] as const;
export type CountedFigure = (typeof COUNTED_FIGURES)[number];

/** One cell of the day table. Empty text stands where a dimension does not apply (a bundle has no item). */
export interface FigureCell {
  figure: CountedFigure;
  detail: string;
  division: string;
  department: string;
  oneThing: string;
  item: string;
  /** Of submissions: `online`, `agent`, `window`; of ratings, where they were given. */
  channel: string;
  /** Of items: `local`, or `peer:<province>` (跨省通办). */
  handledBy: string;
  /** Of visits, and of ratings by the link of a service window: its id. */
  window: string;
  /** The day in China on which it happened. */
  day: CivilDate;
}

/** Where counting puts what it finds. `source` is the case behind it, for those who want to see it. */
export interface FigureSink {
  add(cell: FigureCell, count: number, source: FigureSource): void;
}

/** The very thing that was counted. */
export interface FigureSource {
  /** Null where no case is behind it. */
  caseId: string | null;
  /** Null of the whole. */
  itemId: string | null;
}

/** Counts by cell. Order of counting never matters: cells only add up. */
export class FigureSet implements FigureSink {
  private readonly counts = new Map<string, { cell: FigureCell; count: number }>();

  add(cell: FigureCell, count = 1): void {
    const key = cellKey(cell);
    const entry = this.counts.get(key);
    if (entry) entry.count += count;
    else this.counts.set(key, { cell, count });
  }

  get size(): number {
    return this.counts.size;
  }

  /** All cells in a fixed order, the order in which they are also written (two writers never wait for each other crosswise). */
  entries(): { cell: FigureCell; count: number }[] {
    return [...this.counts.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
  }
}

/** Cells whose counts differ. `kept` stands in the table, `recounted` follows from the events. */
export interface FigureDifference {
  cell: FigureCell;
  kept: number;
  recounted: number;
}

function cellKey(cell: FigureCell): string {
  return JSON.stringify([cell.figure, cell.detail, cell.division, cell.department, cell.oneThing, cell.item, cell.channel, cell.handledBy, cell.window, cell.day]);
}

/** What a figure means, for everybody who reads it. */
export interface FigureDefinition {
  name: Text;
  formula: Text;
  source: Text;
}
