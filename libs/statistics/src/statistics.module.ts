import { Module } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { IdentityModule } from '@onething/identity';
import { LicencesModule } from '@onething/licences';
import { RatingsModule } from '@onething/ratings';
import { SealsModule } from '@onething/seals';
import { EventCounter } from './event-counter';
import { StatisticsController } from './http/statistics.controller';
import { StatisticsOverview } from './overview';
import { FigureBreakdown } from './persistence/figure-breakdown';
import { FigureRepository } from './persistence/figure.repository';
import { RatingCounter } from './rating-counter';
import { AnnualFigures } from './report/annual-figures';

/** `FigureRecount` is not in here: it needs `EventHistory` of the cases, and is provided where the application is put together. */
@Module({
  imports: [CatalogueModule, IdentityModule, LicencesModule, RatingsModule, SealsModule],
  controllers: [StatisticsController],
  providers: [FigureRepository, FigureBreakdown, AnnualFigures, EventCounter, RatingCounter, StatisticsOverview],
  exports: [FigureRepository, EventCounter, RatingCounter, RatingsModule],
})
export class StatisticsModule {}
