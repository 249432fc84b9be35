import { Injectable } from '@nestjs/common';
import { Database } from '@onething/persistence';
import { RatingFeed } from '@onething/ratings';
import { countRatings } from './counting/count-ratings';
import { FigureSet } from './domain/figure';
import { FigureRepository } from './persistence/figure.repository';

/** Follows the ratings and keeps their figures. A worker calls it again and again; two at once wait for each other. */
@Injectable()
export class RatingCounter {
  constructor(
    private readonly database: Database,
    private readonly feed: RatingFeed,
    private readonly repository: FigureRepository,
  ) {}

  /** Counts the next ratings. @returns how many there were; fewer than `limit` when it has caught up */
  catchUp(limit = 500): Promise<number> {
    return this.database.transaction(async (tx) => {
      const { position } = await this.repository.lockProgress(tx, 'ratings');
      const { ratings, next } = await this.feed.read(tx, position, limit);
      if (ratings.length === 0) return 0;
      const figures = new FigureSet();
      countRatings(ratings, figures);
      await this.repository.add(tx, figures);
      await this.repository.moveProgress(tx, 'ratings', next, Math.max(...ratings.map((rating) => rating.givenAt)));
      return ratings.length;
    });
  }
}
