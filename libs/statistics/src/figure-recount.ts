import { Injectable } from '@nestjs/common';
import { WindowVisitFeed } from '@onething/identity';
import { Database, type Transaction } from '@onething/persistence';
import { FEED_START, RatingEventFeed } from '@onething/ratings';
import { countEvents } from './counting/count-events';
import { countRatings } from './counting/count-ratings';
import { countVisits } from './counting/count-visits';
import { type FigureDifference, FigureSet } from './domain/figure';
import { EventCounter } from './event-counter';
import { EventHistory } from './event-history.port';
import { type FeedPosition, FigureRepository, type FigureTable } from './persistence/figure.repository';

const PAGE = 500;
/** So many cells are held in memory before they are written. */
const MOST_CELLS = 10_000;
/** So many differences are named at most. */
const MOST_DIFFERENCES = 30_000;

export interface RecountReport {
  /** How many cells follow from the events, ratings and visits. */
  cells: number;
  /** Where the kept figures say something else, the first 30,000; empty when all is well. */
  differences: FigureDifference[];
}

/** How far the kept figures have come, where they have a place of their own. */
interface Counted {
  ratings: FeedPosition;
  visits: FeedPosition;
}

/** Counts everything again from nothing, beside the kept figures, and compares. However much there is, it holds little of it at a time. */
@Injectable()
export class FigureRecount {
  constructor(
    private readonly database: Database,
    private readonly repository: FigureRepository,
    private readonly counter: EventCounter,
    private readonly history: EventHistory,
    private readonly ratings: RatingEventFeed,
    private readonly visits: WindowVisitFeed,
  ) {}

  /** Counting waits while this runs: both sides are then the same events. */
  compare(): Promise<RecountReport> {
    return this.database.transaction(async (tx) => {
      const counted = await this.holdCounting(tx);
      await this.repository.forget(tx, 'figure_recount');
      await this.recountInto(tx, 'figure_recount', counted);
      const found = { cells: await this.repository.count(tx, 'figure_recount'), differences: await this.repository.differences(tx, MOST_DIFFERENCES) };
      await this.repository.forget(tx, 'figure_recount');
      return found;
    });
  }

  /** Throws the kept figures away and counts them anew. @returns how many cells there are now */
  rebuild(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const counted = await this.holdCounting(tx);
      await this.repository.forget(tx, 'figure_day');
      await this.recountInto(tx, 'figure_day', counted);
      return this.repository.count(tx, 'figure_day');
    });
  }

  private async holdCounting(tx: Transaction): Promise<Counted> {
    await this.repository.lockProgress(tx, 'events');
    const { position: ratings } = await this.repository.lockProgress(tx, 'ratings');
    const { position: visits } = await this.repository.lockProgress(tx, 'visits');
    return { ratings, visits };
  }

  private async recountInto(tx: Transaction, table: FigureTable, counted: Counted): Promise<void> {
    let figures = new FigureSet();
    const write = async (least: number) => {
      if (figures.size <= least) return;
      await this.repository.add(tx, figures, table);
      figures = new FigureSet();
    };
    await this.history.replay(tx, this.counter.name, async (events) => {
      countEvents(events, figures);
      await write(MOST_CELLS);
    });
    await eachPage(async (after) => {
      const { events, next } = await this.ratings.read(tx, after, PAGE, counted.ratings);
      countRatings(events, figures);
      await write(MOST_CELLS);
      return { next, isLast: events.length === 0 };
    });
    await eachPage(async (after) => {
      const { visits, next } = await this.visits.read(tx, after, PAGE, counted.visits);
      countVisits(visits, figures);
      await write(MOST_CELLS);
      return { next, isLast: visits.length === 0 };
    });
    await write(0);
  }
}

async function eachPage(read: (after: FeedPosition) => Promise<{ next: FeedPosition; isLast: boolean }>): Promise<void> {
  for (let after: FeedPosition = FEED_START; ;) {
    const { next, isLast } = await read(after);
    if (isLast) return;
    after = next;
  }
}
