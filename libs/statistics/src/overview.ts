import { Inject, Injectable } from '@nestjs/common';
import { CatalogueService } from '@onething/catalogue';
import { SETTINGS, type Settings } from '@onething/config';
import { addDays, CLOCK, type Clock, type CivilDate, civilDate, type Text } from '@onething/kernel';
import { activeRatingRate, activeRatings, badRate, type GradeCounts, meanScore, netGrades, satisfactionRate, share, toldRate, verySatisfiedRate } from './domain/rates';
import type { CountedFigure, FigureDefinition } from './domain/figure';
import { inSteps, LEAST_COUNT } from './domain/suppression';
import { OVERVIEW_DEFINITIONS, OVERVIEW_FIGURES, type OverviewFigure } from './overview-definitions';
import { partNamesOf } from './part-names';
import { FigureRepository, type FigureSum } from './persistence/figure.repository';
import { type Registered, RegisterCounts } from './register-counts';

export interface OverviewEntry {
  code: OverviewFigure;
  definition: FigureDefinition;
  /** `points` of 10. */
  unit: 'count' | 'share' | 'points';
  /** Null when there is nothing to divide by, or so little that it is withheld. */
  value: number | null;
  /** How it divides, by level, state, type or grade, up to the last day that is over, in steps; null where there are so few that they are withheld. */
  parts?: Record<string, number | null>;
  partNames?: Record<string, Text>;
  /** Epoch ms: when the figure was read. */
  asOf: number;
}

export interface Overview {
  /** Division code of the region that the figures are about. */
  region: string;
  asOf: number;
  /** Instant of the youngest event or rating that was counted; undefined before the first. */
  countedUpTo?: number;
  /** The last day that counts for parts, rates and registers. */
  dividedUpTo: CivilDate;
  figures: OverviewEntry[];
}

const REACHED = ['submitted', 'received', 'accepted', 'granted', 'refused', 'withdrawn', 'aborted'] as const;
/** Digits of a rate: more would tell the counts behind it. */
const TOLD_DIGITS = 4;

/**
 * The public overview. Sums of all grow as they are counted. Everything that divides them is of days that are over and in whole steps: who
 * reads before and after a single rating or decision sees that there is one more, and not which it was.
 */
@Injectable()
export class StatisticsOverview {
  constructor(
    private readonly repository: FigureRepository,
    private readonly registers: RegisterCounts,
    private readonly catalogue: CatalogueService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read(): Promise<Overview> {
    const asOf = this.clock.now();
    const dividedUpTo = addDays(civilDate(asOf), -1);
    const [now, over, countedUpTo, registered, edition] = await Promise.all([
      this.repository.sums(), this.repository.sums(dividedUpTo), this.repository.findCountedUpTo(), this.registers.upTo(dividedUpTo), this.catalogue.getEdition(),
    ]);
    const published = [...edition.catalogue.oneThings.values()].filter((oneThing) => oneThing.status === 'open').length;
    const values: Record<OverviewFigure, Value> = { 'oneThings.published': { value: published }, ...sumValues(now, over), ...rateValues(over), ...registerValues(registered) };
    const figures = OVERVIEW_FIGURES.map((code): OverviewEntry => {
      const { value, parts } = values[code];
      const divided = parts && { parts, partNames: partNamesOf(code, Object.keys(parts), edition.catalogue) };
      return { code, definition: OVERVIEW_DEFINITIONS[code], unit: unitOf(code), value, ...divided, asOf };
    });
    return { region: this.settings.region, asOf, countedUpTo, dividedUpTo, figures };
  }
}

interface Value {
  value: number | null;
  /** As they may be told. */
  parts?: Record<string, number | null>;
}

type RegisterFigure = 'persons.registered' | 'licences.registered' | 'licences.inForce' | 'seals.registered';
type RateFigure = Extract<OverviewFigure, `${string}Rate` | 'ratings.meanScore' | 'ratings.excluded'>;
type SumFigure = Exclude<OverviewFigure, RegisterFigure | RateFigure | 'oneThings.published'>;

const unitOf = (code: OverviewFigure): OverviewEntry['unit'] => (code === 'ratings.meanScore' ? 'points' : code.endsWith('Rate') ? 'share' : 'count');

const totalOf = (sums: readonly FigureSum[], figure: CountedFigure): number =>
  sums.filter((sum) => sum.figure === figure).reduce((sum, { count }) => sum + count, 0);
const detailsOf = (sums: readonly FigureSum[], figure: CountedFigure): Record<string, number> =>
  Object.fromEntries(sums.filter((sum) => sum.figure === figure).map(({ detail, count }) => [detail, count]));
const gradesOf = (sums: readonly FigureSum[]): GradeCounts => netGrades(sums, 'ratings.whole', 'ratings.wholeExcluded');
const toldGrades = (over: readonly FigureSum[]): Record<string, number | null> => inSteps(Object.fromEntries(gradesOf(over).map((count, index) => [index + 1, count])));

/** @param now everything @param over what counts of days that are over */
function sumValues(now: readonly FigureSum[], over: readonly FigureSum[]): Record<SumFigure, Value> {
  const total = (figure: CountedFigure): Value => ({ value: totalOf(now, figure) });
  return {
    'cases.submitted': total('cases.submitted'), 'cases.completed': total('cases.completed'), 'cases.delivered': total('cases.delivered'),
    'items.reached': { ...total('items.submitted'), parts: inSteps(Object.fromEntries(REACHED.map((state) => [state, totalOf(over, `items.${state}`)]))) },
    'licences.issued': { ...total('licences.issued'), parts: inSteps(detailsOf(over, 'licences.issued')) },
    'licences.reused': total('licences.reused'),
    'spared.materials': total('spared.materials'), 'spared.steps': total('spared.steps'), 'spared.visits': total('spared.visits'),
    'ratings.active': { value: activeRatings(gradesOf(now)), parts: toldGrades(over) },
  };
}

function rateValues(over: readonly FigureSum[]): Record<RateFigure, Value> {
  const [grades, told] = [gradesOf(over), toldGrades(over)];
  const total = (figure: CountedFigure) => totalOf(over, figure);
  const ofGrades = (rate: (counts: GradeCounts) => number | null): Value => ({ value: rounded(toldRate(rate, told)) });
  const [onTime, completed] = [total('items.onTime'), total('cases.completed')];
  return {
    'items.onTimeRate': { value: shareOfEnough(onTime, onTime + total('items.late')) },
    'ratings.activeRate': { value: completed < LEAST_COUNT ? null : rounded(activeRatingRate(grades, completed)) },
    'ratings.satisfactionRate': ofGrades(satisfactionRate), 'ratings.verySatisfiedRate': ofGrades(verySatisfiedRate), 'ratings.badRate': ofGrades(badRate),
    'ratings.meanScore': ofGrades(meanScore),
    'ratings.excluded': { value: excludedOf(total('ratings.wholeExcluded')) },
    'badRatings.calledBackRate': { value: shareOfEnough(total('badRatings.calledBack'), detailsOf(over, 'badRatings.dispatched').named ?? 0) },
    'badRatings.rectifiedRate': { value: shareOfEnough(total('badRatings.rectifiedOnTime'), total('badRatings.due')) },
  };
}

function registerValues({ levels, licencesByState, licencesByType, sealsByState }: Registered): Record<RegisterFigure, Value> {
  const of = (parts: Record<string, number>): Value => ({ value: Object.values(parts).reduce((sum, count) => sum + count, 0), parts: inSteps(parts) });
  return { 'persons.registered': of(levels), 'licences.registered': of(licencesByState), 'licences.inForce': of(licencesByType), 'seals.registered': of(sealsByState) };
}

const excludedOf = (count: number): number | null => (count === 0 ? 0 : inSteps({ count }).count!);

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(TOLD_DIGITS)));

/** A share of few would tell of each of them. */
const shareOfEnough = (part: number, whole: number): number | null => (whole < LEAST_COUNT ? null : rounded(share(part, whole)));
