import { Injectable } from '@nestjs/common';
import { Database } from '@onething/persistence';
import { RatingEventFeed } from '@onething/ratings';
import { countRatings } from './counting/count-ratings';
import { FigureSet } from './domain/figure';
import { FigureRepository } from './persistence/figure.repository';

/** Follows the facts of ratings and keeps their figures. A worker calls it again and again; two at once wait for each other. */
@Injectable()
export class RatingCounter {
  constructor(
    private readonly database: Database,
    private readonly feed: RatingEventFeed,
    private readonly repository: FigureRepository,
  ) {}

  /** Counts the next facts. @returns how many there were; fewer than `limit` when it has caught up */
  catchUp(limit = 500): Promise<number> {
    return this.database.transaction(async (tx) => {
      const { position } = await this.repository.lockProgress(tx, 'ratings');
      const { events, next } = await this.feed.read(tx, position, limit);
      if (events.length === 0) return 0;
      const figures = new FigureSet();
      countRatings(events, figures);
      await this.repository.add(tx, figures);
      await this.repository.moveProgress(tx, 'ratings', next, Math.max(...events.map((event) => event.occurredAt)));
      return events.length;
    });
  }
}
