import type { FigureDefinitionDto, StatisticsTextDto } from './overview.dto';

export class FigureBoardRowDto {
  key!: string;
  name!: StatisticsTextDto;
  submitted!: number;
  accepted!: number;
  granted!: number;
  refused!: number;
  withdrawn!: number;
  aborted!: number;
  onTime!: number;
  late!: number;
  issued!: number;
  reused!: number;
  sparedMaterials!: number;
  sparedSteps!: number;
  sparedVisits!: number;
  /** Working days. */
  sparedDays!: number;
  /** Between 0 and 1; null where there is nothing to divide by. */
  onTimeRate!: number | null;
  medianDays!: number | null;
  ninetiethDays!: number | null;
  /** Of items, without what is excluded. */
  ratings!: number;
  bad!: number;
  satisfactionRate!: number | null;
  verySatisfiedRate!: number | null;
  badRate!: number | null;
  /** Of 10 points. */
  meanScore!: number | null;
  /** Ratings of items that count no more: by a review, or found mistaken or malicious. */
  excluded!: number;
  /** Persons at counters. */
  visits!: number;
  /** Ratings of intake and acceptance there. */
  visitRatings!: number;
  badDispatched!: number;
  badCalledBack!: number;
  /** Of the bad ratings whose rater is known. */
  callBackRate!: number | null;
  /** Bad ratings that were to be rectified by now. */
  badDue!: number;
  /** Within 15 working days. */
  badRectified!: number;
  rectificationRate!: number | null;
  badAnswered!: number;
  badClosed!: number;
}

export class FigureBoardDto {
  asOf!: string;
  /** Instant of the youngest event that was counted; null before the first. */
  countedUpTo!: string | null;
  total!: FigureBoardRowDto;
  rows!: FigureBoardRowDto[];
}

export class ExplainedCountDto {
  day!: string;
  division!: string;
  department!: string;
  oneThing!: string;
  item!: string;
  detail!: string;
  count!: number;
  /** Official number of the item, else of the case. */
  number!: string | null;
}

export class FigureExplanationDto {
  figure!: string;
  definition!: FigureDefinitionDto;
  kept!: number;
  /** Counted just now from the single events. */
  found!: number;
  /** The first 500. */
  counts!: ExplainedCountDto[];
}
