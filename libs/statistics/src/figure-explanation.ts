import { Injectable } from '@nestjs/common';
import { addDays, type CivilDate, DomainError, startOfDay } from '@onething/kernel';
import { WindowVisitFeed } from '@onething/identity';
import { Database } from '@onething/persistence';
import { RatingEventFeed } from '@onething/ratings';
import { CountedCases } from './counted-cases.port';
import { countEvents } from './counting/count-events';
import { countRatings } from './counting/count-ratings';
import { countVisits } from './counting/count-visits';
import { COUNTED_FIGURES, type CountedFigure, type FigureCell, type FigureDefinition, type FigureSink, type FigureSource } from './domain/figure';
import { EventCounter } from './event-counter';
import { EventHistory } from './event-history.port';
import { FIGURE_DEFINITIONS } from './figure-definitions';
import { FigureBreakdown, type FigureFilter } from './persistence/figure-breakdown';

/** A year and a day at most: what lies behind more is not read by anybody. */
const MOST_DAYS = 366;
/** Those that follow from the facts of ratings, not from events of cases. */
const OF_RATINGS = /^(ratings|badRatings)\./;

export interface ExplainedCount {
  day: CivilDate;
  division: string;
  department: string;
  oneThing: string;
  item: string;
  detail: string;
  count: number;
  /** Null where no case is behind it. */
  caseId: string | null;
  /** Official number of the item, else of the case; null before there is one. */
  number: string | null;
}

export interface Explanation {
  figure: CountedFigure;
  definition: FigureDefinition;
  /** What is kept. */
  kept: number;
  /** What was found behind it just now, event by event; the same, unless events came meanwhile or something is wrong. */
  found: number;
  counts: ExplainedCount[];
}

/** Shows the single things behind a figure. It counts them from the events, not from what is kept. */
@Injectable()
export class FigureExplanation {
  constructor(
    private readonly database: Database,
    private readonly breakdown: FigureBreakdown,
    private readonly counter: EventCounter,
    private readonly history: EventHistory,
    private readonly feed: RatingEventFeed,
    private readonly visits: WindowVisitFeed,
    private readonly cases: CountedCases,
  ) {}

  /**
   * @param most how many single counts are shown, the first ones; all are counted
   * @throws DomainError `STATISTICS.UNKNOWN_FIGURE`, `STATISTICS.PERIOD_INVALID`
   */
  async explain(name: string, filter: FigureFilter & { from: CivilDate; to: CivilDate }, most: number): Promise<Explanation> {
    const figure = requireFigure(name);
    if (filter.to < filter.from || addDays(filter.from, MOST_DAYS) < filter.to) {
      throw invalid('STATISTICS.PERIOD_INVALID', 'to', 'Give a last day that is not before the first, a year after it at most.');
    }
    const trace = new Trace((cell) => cell.figure === figure && matches(cell, filter), most);
    const [from, to] = [startOfDay(filter.from), startOfDay(addDays(filter.to, 1))];
    await this.database.transaction(async (tx) => {
      if (OF_RATINGS.test(figure)) await this.feed.between(tx, [from, to], (facts) => countRatings(facts, trace));
      else if (figure === 'visits.begun') await this.visits.between(tx, [from, to], (visits) => countVisits(visits, trace));
      else await this.history.between(tx, this.counter.name, [from, to], (events) => countEvents(events, trace));
    });
    const kept = (await this.breakdown.read([figure], [], filter)).reduce((sum, { count }) => sum + count, 0);
    const numbers = await this.cases.numbersOf(trace.counts.flatMap(({ source }) => idOf(source) ?? []));
    const counts = trace.counts.map(({ cell, count, source }): ExplainedCount => {
      const { day, division, department, oneThing, item, detail } = cell;
      return { day, division, department, oneThing, item, detail, count, caseId: source.caseId, number: numbers.get(idOf(source) ?? '') ?? null };
    });
    return { figure, definition: FIGURE_DEFINITIONS[figure], kept, found: trace.sum, counts };
  }
}

/** @throws DomainError `STATISTICS.UNKNOWN_FIGURE` naming those that there are */
function requireFigure(name: string): CountedFigure {
  const figure = COUNTED_FIGURES.find((known) => known === name);
  if (figure) return figure;
  throw invalid('STATISTICS.UNKNOWN_FIGURE', 'figure', `There is no such figure. Take one of ${COUNTED_FIGURES.join(', ')}.`);
}

function invalid(code: string, field: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}

const idOf = ({ caseId, itemId }: FigureSource): string | null => itemId ?? caseId;

function matches(cell: FigureCell, { from, to, divisions, department, oneThing, item, window }: FigureFilter): boolean {
  return (from === undefined || cell.day >= from) && (to === undefined || cell.day <= to) && (divisions === undefined || divisions.includes(cell.division))
    && [[department, cell.department], [oneThing, cell.oneThing], [item, cell.item], [window, cell.window]].every(([asked, is]) => asked === undefined || asked === is);
}

class Trace implements FigureSink {
  readonly counts: { cell: FigureCell; count: number; source: FigureSource }[] = [];
  sum = 0;

  constructor(private readonly wants: (cell: FigureCell) => boolean, private readonly most: number) {}

  add(cell: FigureCell, count: number, source: FigureSource): void {
    if (!this.wants(cell)) return;
    this.sum += count;
    if (this.counts.length < this.most) this.counts.push({ cell, count, source });
  }
}
