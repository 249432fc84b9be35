import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@onething/persistence';
import { FEED_START, RatingEventFeed, type RatingPosition } from '@onething/ratings';
import { countEvents } from './counting/count-events';
import { countRatings } from './counting/count-ratings';
import { differences, type FigureDifference, FigureSet } from './domain/figure';
import { EventCounter } from './event-counter';
import { EventHistory } from './event-history.port';
import { FigureRepository } from './persistence/figure.repository';

const PAGE = 500;

export interface RecountReport {
  /** How many cells follow from the events and ratings. */
  cells: number;
  /** Where the kept figures say something else; empty when all is well. */
  differences: FigureDifference[];
}

/** Counts everything again from nothing, beside the kept figures, and compares. */
@Injectable()
export class FigureRecount {
  constructor(
    private readonly database: Database,
    private readonly repository: FigureRepository,
    private readonly counter: EventCounter,
    private readonly history: EventHistory,
    private readonly feed: RatingEventFeed,
  ) {}

  /** Counting waits while this runs: both sides are then the same events. */
  compare(): Promise<RecountReport> {
    return this.database.transaction(async (tx) => {
      await this.repository.lockProgress(tx, 'events');
      const { position } = await this.repository.lockProgress(tx, 'ratings');
      const recounted = await this.recount(tx, position);
      const kept = await this.repository.readAll(tx);
      return { cells: recounted.entries().length, differences: differences(kept, recounted) };
    });
  }

  /** Throws the kept figures away and counts them anew. @returns how many cells there are now */
  rebuild(): Promise<number> {
    return this.database.transaction(async (tx) => {
      await this.repository.lockProgress(tx, 'events');
      const { position } = await this.repository.lockProgress(tx, 'ratings');
      const recounted = await this.recount(tx, position);
      await this.repository.forget(tx);
      await this.repository.add(tx, recounted);
      return recounted.entries().length;
    });
  }

  private async recount(tx: Transaction, countedRatings: RatingPosition): Promise<FigureSet> {
    const figures = new FigureSet();
    await this.history.replay(tx, this.counter.name, (events) => countEvents(events, figures));
    for (let after = FEED_START; ;) {
      const { events, next } = await this.feed.read(tx, after, PAGE, countedRatings);
      if (events.length === 0) return figures;
      countRatings(events, figures);
      after = next;
    }
  }
}
