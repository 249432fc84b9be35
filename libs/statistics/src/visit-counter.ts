import { Injectable } from '@nestjs/common';
import { WindowVisitFeed } from '@onething/identity';
import { Database } from '@onething/persistence';
import { countVisits } from './counting/count-visits';
import { FigureSet } from './domain/figure';
import { FigureRepository } from './persistence/figure.repository';

/** Follows the visits of counters and keeps their figures. A worker calls it again and again; two at once wait for each other. */
@Injectable()
export class VisitCounter {
  constructor(private readonly database: Database, private readonly feed: WindowVisitFeed, private readonly repository: FigureRepository) {}

  /** Counts the next visits. @returns how many there were; fewer than `limit` when it has caught up */
  catchUp(limit = 500): Promise<number> {
    return this.database.transaction(async (tx) => {
      const { position } = await this.repository.lockProgress(tx, 'visits');
      const { visits, next } = await this.feed.read(tx, position, limit);
      if (visits.length === 0) return 0;
      const figures = new FigureSet();
      countVisits(visits, figures);
      await this.repository.add(tx, figures);
      await this.repository.moveProgress(tx, 'visits', next, Math.max(...visits.map(({ begunAt }) => begunAt)));
      return visits.length;
    });
  }
}
