import { Module } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { IdentityModule } from '@onething/identity';
import { LicencesModule } from '@onething/licences';
import { RatingsModule } from '@onething/ratings';
import { SealsModule } from '@onething/seals';
import { EventCounter } from './event-counter';
import { FigureBoard } from './figure-board';
import { FigureExplanation } from './figure-explanation';
import { FigureBoardController } from './http/figure-board.controller';
import { OpenDataController } from './http/open-data.controller';
import { StatisticsController } from './http/statistics.controller';
import { StatisticsOverview } from './overview';
import { FigureBreakdown } from './persistence/figure-breakdown';
import { FigureRepository } from './persistence/figure.repository';
import { PublicFigures } from './public-figures';
import { RatingCounter } from './rating-counter';
import { RegisterCounts } from './register-counts';
import { VisitCounter } from './visit-counter';
import { AnnualFigures } from './report/annual-figures';

/**
 * `FigureRecount` is not in here: it is provided where the application is put together. `EventHistory` and `CountedCases` are taken from a global
 * module there.
 */
@Module({
  imports: [CatalogueModule, IdentityModule, LicencesModule, RatingsModule, SealsModule],
  controllers: [StatisticsController, OpenDataController, FigureBoardController],
  providers: [FigureRepository, FigureBreakdown, FigureBoard, FigureExplanation, PublicFigures, AnnualFigures, EventCounter, RatingCounter, VisitCounter, StatisticsOverview, RegisterCounts],
  exports: [FigureRepository, EventCounter, RatingCounter, VisitCounter, IdentityModule, RatingsModule],
})
export class StatisticsModule {}
