import type { CountedFigure, FigureDefinition } from '../figure';

/** What the annual report may print. A value that is not there is not reported. */
export const REPORT_FIGURES = [
  'oneThings.published', 'savings.materials', 'savings.steps', 'savings.visits', 'persons.registered', 'licences.types', 'licences.held',
  'seals.registered', 'items.submitted', 'items.decided', 'items.onTimeRate', 'licences.reused', 'ratings.active', 'ratings.satisfactionRate',
  'crossProvince.items', 'dataSharing.departments', 'dataSharing.catalogues',
] as const;
export type ReportFigure = (typeof REPORT_FIGURES)[number];

/** A row of counts of item cases. */
export interface ItemCounts {
  submitted: number;
  accepted: number;
  granted: number;
  refused: number;
  withdrawn: number;
  aborted: number;
  onTime: number;
  late: number;
}

/** What was read for a year, before anything is checked. Counts of a register are those of `asOf`, flows those of the days named. */
export interface AnnualData {
  year: number;
  /** Epoch ms. */
  asOf: number;
  /** Instant of the youngest event that was counted, epoch ms. */
  countedUpTo?: number;
  /** Cumulative to the end of the year. */
  itemsToDate: ItemCounts;
  /** Of the year. */
  items: ItemCounts;
  byDepartment: { code: string; name: string; items: ItemCounts; grades: number[] }[];
  byMonth: { month: string; items: ItemCounts }[];
  byChannel: { channel: string; submitted: number }[];
  /** Cumulative, of items, grades 1 to 5, without those that are excluded. */
  gradesToDate: number[];
  /** Ratings of items that count no more. */
  excludedToDate: number;
  wholeRatingsToDate: number;
  completedToDate: number;
  levels: { level: number; accounts: number }[];
  accounts: number;
  licences: { code: string; name: string; held: number }[];
  licencesHeld: number;
  licencesReused: number;
  seals: number;
  oneThings: { materials: number; steps: number; visits: number }[];
  /** Of the cross-province catalogue (跨省通办): by mode of handling, and in all. */
  crossProvinceByMode: number[];
  crossProvince: number;
  /** Figures whose kept count is not what a recount finds. */
  miscounted: CountedFigure[];
}

export interface ReportedFigure {
  code: ReportFigure;
  value: number;
  definition: FigureDefinition;
}
