import { Module } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { IdentityModule } from '@onething/identity';
import { RatingsModule } from '@onething/ratings';
import { EventCounter } from './event-counter';
import { StatisticsController } from './http/statistics.controller';
import { StatisticsOverview } from './overview';
import { FigureRepository } from './persistence/figure.repository';
import { RatingCounter } from './rating-counter';

/** `FigureRecount` is not in here: it needs `EventHistory` of the cases, and is provided where the application is put together. */
@Module({
  imports: [CatalogueModule, IdentityModule, RatingsModule],
  controllers: [StatisticsController],
  providers: [FigureRepository, EventCounter, RatingCounter, StatisticsOverview],
  exports: [FigureRepository, EventCounter, RatingCounter, RatingsModule],
})
export class StatisticsModule {}
