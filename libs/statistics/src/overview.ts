import { Inject, Injectable } from '@nestjs/common';
import { CatalogueService } from '@onething/catalogue';
import { SETTINGS, type Settings } from '@onething/config';
import { PersonDirectory } from '@onething/identity';
import { CLOCK, type Clock } from '@onething/kernel';
import { activeRatingRate, activeRatings, netGrades, onTimeRate, share, toldSatisfactionRate } from './domain/rates';
import { type CountedFigure, type FigureDefinition } from './domain/figure';
import { OVERVIEW_DEFINITIONS, type OverviewFigure } from './overview-definitions';
import { inSteps, LEAST_COUNT, suppressParts } from './domain/suppression';
import { FigureRepository, type FigureSum } from './persistence/figure.repository';

export interface OverviewEntry {
  code: OverviewFigure;
  definition: FigureDefinition;
  unit: 'count' | 'share';
  /** Null when there is nothing to divide by, or so little that it is withheld. */
  value: number | null;
  /** The value's parts, by level, state, type or grade; null where they are so few that they are withheld. */
  parts?: Record<string, number | null>;
  /** Epoch ms: when the figure was read. */
  asOf: number;
}

export interface Overview {
  /** Division code of the region that the figures are about. */
  region: string;
  asOf: number;
  /** Instant of the youngest event or rating that was counted; undefined before the first. */
  countedUpTo?: number;
  figures: OverviewEntry[];
}

const REACHED = ['submitted', 'received', 'accepted', 'granted', 'refused', 'withdrawn', 'aborted'] as const;

/** The public overview: sums of the kept figures beside what other libraries count themselves. */
@Injectable()
export class StatisticsOverview {
  constructor(
    private readonly repository: FigureRepository,
    private readonly directory: PersonDirectory,
    private readonly catalogue: CatalogueService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read(): Promise<Overview> {
    const asOf = this.clock.now();
    const [sums, countedUpTo, levels, edition] = await Promise.all([
      this.repository.sums(), this.repository.findCountedUpTo(), this.directory.countByLevel(), this.catalogue.getEdition(),
    ]);
    const published = [...edition.catalogue.oneThings.values()].filter((oneThing) => oneThing.status === 'open').length;
    const values = { ...countedValues(sums), 'persons.registered': counted(levels), 'oneThings.published': { value: published } };
    const figures = (Object.keys(OVERVIEW_DEFINITIONS) as OverviewFigure[]).map((code): OverviewEntry => ({
      code, definition: OVERVIEW_DEFINITIONS[code], unit: code.endsWith('Rate') ? 'share' : 'count', ...values[code], asOf,
    }));
    return { region: this.settings.region, asOf, countedUpTo, figures };
  }
}

interface Value {
  value: number | null;
  /** As they may be told. */
  parts?: Record<string, number | null>;
}
type CountedOverviewFigure = Exclude<OverviewFigure, 'persons.registered' | 'oneThings.published'>;

function countedValues(sums: FigureSum[]): Record<CountedOverviewFigure, Value> {
  const total = (figure: CountedFigure) => sums.filter((sum) => sum.figure === figure).reduce((sum, { count }) => sum + count, 0);
  const byDetail = (figure: CountedFigure) =>
    Object.fromEntries(sums.filter((sum) => sum.figure === figure).map(({ detail, count }) => [detail, count]));
  const grades = netGrades(sums, 'ratings.whole', 'ratings.wholeExcluded');
  const gradesTold = inSteps(Object.fromEntries(grades.map((count, index) => [index + 1, count])));
  const named = byDetail('badRatings.dispatched').named ?? 0;
  const reached = Object.fromEntries(REACHED.map((state) => [state, total(`items.${state}`)]));
  return {
    'cases.submitted': { value: total('cases.submitted') },
    'cases.completed': { value: total('cases.completed') },
    'cases.delivered': { value: total('cases.delivered') },
    'items.reached': { value: total('items.submitted'), parts: suppressParts(reached) },
    'items.onTimeRate': { value: onTimeRate(total('items.onTime'), total('items.late')) },
    'licences.issued': counted(byDetail('licences.issued')),
    'ratings.active': { value: activeRatings(grades), parts: gradesTold },
    'ratings.satisfactionRate': { value: toldSatisfactionRate(gradesTold) },
    'ratings.activeRate': { value: activeRatingRate(grades, total('cases.completed')) },
    'ratings.excluded': { value: told(total('ratings.wholeExcluded')) },
    'badRatings.calledBackRate': { value: shareOfEnough(total('badRatings.calledBack'), named) },
    'badRatings.rectifiedRate': { value: shareOfEnough(total('badRatings.rectifiedOnTime'), total('badRatings.due')) },
  };
}

const told = (count: number): number | null => (count > 0 && count < LEAST_COUNT ? null : count);

/** A share of few would tell of each of them. */
const shareOfEnough = (part: number, whole: number): number | null => (whole < LEAST_COUNT ? null : share(part, whole));

function counted(parts: Record<string, number>): Value {
  return { value: Object.values(parts).reduce((sum, count) => sum + count, 0), parts: suppressParts(parts) };
}
