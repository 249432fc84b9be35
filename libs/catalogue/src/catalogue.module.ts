import { Module } from '@nestjs/common';
import { CataloguePublisher } from './catalogue-publisher';
import { CatalogueService } from './catalogue.service';
import { CatalogueReferenceController } from './http/catalogue-reference.controller';
import { OneThingsController } from './http/one-things.controller';
import { PublishedCatalogueRepository } from './persistence/published-catalogue.repository';

/** Needs `PersistenceModule` and the clock, which are global. */
@Module({
  controllers: [OneThingsController, CatalogueReferenceController],
  providers: [PublishedCatalogueRepository, CatalogueService, CataloguePublisher],
  exports: [CatalogueService, CataloguePublisher],
})
export class CatalogueModule {}
