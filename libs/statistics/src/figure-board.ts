import { Injectable } from '@nestjs/common';
import { CatalogueService } from '@onething/catalogue';
import { isAllowed, ServiceWindows } from '@onething/identity';
import { type Actor, type CivilDate, DomainError, type Text } from '@onething/kernel';
import type { CountedFigure } from './domain/figure';
import { percentile } from './domain/percentile';
import { activeRatings, badRate, meanScore, netGrades, onTimeRate, satisfactionRate, share, verySatisfiedRate } from './domain/rates';
import { FigureBreakdown, type FigureCount, type FigureFilter } from './persistence/figure-breakdown';

/** By what the board can be divided, going down. */
export const BOARD_DIMENSIONS = ['month', 'day', 'division', 'department', 'oneThing', 'item', 'channel', 'handledBy', 'window'] as const;
export type BoardDimension = (typeof BOARD_DIMENSIONS)[number];

const COUNTED: Record<string, CountedFigure> = {
  submitted: 'items.submitted', accepted: 'items.accepted', granted: 'items.granted', refused: 'items.refused', withdrawn: 'items.withdrawn',
  aborted: 'items.aborted', onTime: 'items.onTime', late: 'items.late', issued: 'licences.issued', reused: 'licences.reused', sparedMaterials: 'spared.materials',
  sparedSteps: 'spared.steps', sparedVisits: 'spared.visits', sparedDays: 'spared.days', excluded: 'ratings.itemExcluded', visits: 'visits.begun', badDispatched: 'badRatings.dispatched', badCalledBack: 'badRatings.calledBack',
  badDue: 'badRatings.due', badRectified: 'badRatings.rectifiedOnTime', badAnswered: 'badRatings.answered', badClosed: 'badRatings.closed',
};
const FIGURES: CountedFigure[] = [...Object.values(COUNTED), 'items.days', 'ratings.item', 'ratings.visit'];

export interface BoardRow {
  /** Code, month or day. */
  key: string;
  name: Text;
  submitted: number;
  accepted: number;
  granted: number;
  refused: number;
  withdrawn: number;
  aborted: number;
  onTime: number;
  late: number;
  issued: number;
  reused: number;
  sparedMaterials: number;
  sparedSteps: number;
  sparedVisits: number;
  /** Working days. */
  sparedDays: number;
  /** Null where there is nothing to divide by. */
  onTimeRate: number | null;
  /** Days that counted until the decision: half and nine tenths took no longer. */
  medianDays: number | null;
  ninetiethDays: number | null;
  /** Without what is excluded. */
  ratings: number;
  bad: number;
  satisfactionRate: number | null;
  verySatisfiedRate: number | null;
  badRate: number | null;
  /** Of 10 points. */
  meanScore: number | null;
  /** Ratings of items that count no more. */
  excluded: number;
  /** Persons at counters. */
  visits: number;
  /** Ratings of intake and acceptance there. */
  visitRatings: number;
  badDispatched: number;
  badCalledBack: number;
  /** 回访率: of the bad ratings whose rater is known. */
  callBackRate: number | null;
  badDue: number;
  badRectified: number;
  /** 整改率: rectified in time among those that were to be rectified. */
  rectificationRate: number | null;
  badAnswered: number;
  badClosed: number;
}

export type BoardFilter = Omit<FigureFilter, 'divisions'> & { division?: string; from: CivilDate; to: CivilDate };

/** What a supervisor (督办) sees of the divisions that he supervises: every count, also small ones. */
@Injectable()
export class FigureBoard {
  constructor(private readonly breakdown: FigureBreakdown, private readonly catalogue: CatalogueService, private readonly windows: ServiceWindows) {}

  /** The first row is the sum of all. @throws DomainError `IDENTITY.FORBIDDEN` for a division of others */
  async read(actor: Actor, by: BoardDimension, filter: BoardFilter): Promise<{ total: BoardRow; rows: BoardRow[] }> {
    const divisions = await this.divisionsOf(actor, filter.division);
    const counts = await this.breakdown.read(FIGURES, [by, 'detail'], { ...filter, divisions });
    const groups = [...Map.groupBy(counts, (count) => count[by]!)].filter(([key]) => key !== '').sort(([left], [right]) => (left < right ? -1 : 1));
    const names = await this.namesOf(by, groups.map(([key]) => key));
    return { total: rowOf('', { zh: '合计', en: 'Total' }, counts), rows: groups.map(([key, rows]) => rowOf(key, names(key), rows)) };
  }

  /** Those that the actor may see. @throws DomainError `IDENTITY.FORBIDDEN` when the one that is asked for is not among them */
  async divisionsOf(actor: Actor, asked?: string): Promise<string[]> {
    const { catalogue } = await this.catalogue.getEdition();
    const own = [...catalogue.divisions.keys()].filter((divisionCode) => isAllowed(actor, 'statistics.readInternal', { divisionCode }));
    if (asked === undefined) return own;
    if (own.includes(asked)) return [asked];
    throw new DomainError('forbidden', 'IDENTITY.FORBIDDEN', 'You do not supervise this division. Ask for one of your own.');
  }

  private async namesOf(by: BoardDimension, keys: string[]): Promise<(key: string) => Text> {
    if (by === 'window') {
      const windows = await this.windows.namesOf(keys);
      return (key) => windows.get(key) ?? { zh: key, en: key };
    }
    const { catalogue } = await this.catalogue.getEdition();
    const known: Partial<Record<BoardDimension, ReadonlyMap<string, { name: Text }>>> = {
      division: catalogue.divisions, department: catalogue.departments, oneThing: catalogue.oneThings, item: catalogue.items,
    };
    return (key) => WORDS[key] ?? known[by]?.get(key)?.name ?? { zh: key, en: key };
  }
}

const WORDS: Record<string, Text> = {
  online: { zh: '本人网上', en: 'Online' }, agent: { zh: '代办人网上', en: 'Online by an agent' }, window: { zh: '窗口', en: 'Window' },
  local: { zh: '本平台', en: 'Here' },
};

type Derived = 'key' | 'name' | 'onTimeRate' | 'medianDays' | 'ninetiethDays' | 'ratings' | 'bad' | 'satisfactionRate' | 'verySatisfiedRate' | 'badRate' | 'meanScore' | 'visitRatings' | 'callBackRate' | 'rectificationRate';

function rowOf(key: string, name: Text, counts: readonly FigureCount[]): BoardRow {
  const of = (figure: CountedFigure) => counts.filter((count) => count.figure === figure);
  const numbers = Object.fromEntries(Object.entries(COUNTED).map(([measure, figure]) => [measure, sumOf(of(figure))])) as unknown as Omit<BoardRow, Derived>;
  const days = of('items.days').map(({ detail, count }) => ({ value: Number(detail), count }));
  const grades = netGrades(counts, 'ratings.item', 'ratings.itemExcluded');
  const [ratings, bad] = [activeRatings(grades), grades[3] + grades[4]];
  const named = of('badRatings.dispatched').filter(({ detail }) => detail === 'named');
  return {
    key, name, ...numbers,
    onTimeRate: onTimeRate(numbers.onTime, numbers.late), medianDays: percentile(days, 0.5), ninetiethDays: percentile(days, 0.9),
    ratings, bad, satisfactionRate: satisfactionRate(grades), verySatisfiedRate: verySatisfiedRate(grades), badRate: badRate(grades), meanScore: meanScore(grades), visitRatings: sumOf(of('ratings.visit')),
    callBackRate: share(numbers.badCalledBack, sumOf(named)), rectificationRate: share(numbers.badRectified, numbers.badDue),
  };
}

const sumOf = (counts: readonly { count: number }[]): number => counts.reduce((sum, { count }) => sum + count, 0);
