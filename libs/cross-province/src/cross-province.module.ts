import { Module, type OnModuleInit } from '@nestjs/common';
import { CasesModule } from '@onething/cases';
import { CatalogueModule } from '@onething/catalogue';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { ExchangeModule } from '@onething/exchange';
import { IdentityModule } from '@onething/identity';
import { ObjectStoreModule } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { RatingsModule } from '@onething/ratings';
import { CrossActs } from './cross-acts';
import { CrossCaseFiles } from './cross-case-files';
import { CrossCaseExchange } from './cross-case-exchange';
import { CrossCaseFollower } from './cross-case-follower';
import { CrossCaseMatters } from './cross-case-matters';
import { CrossCaseReader } from './cross-case-reader';
import { CrossCaseRetention } from './cross-case-retention';
import { CrossIntake } from './cross-intake';
import { CrossItems } from './cross-items';
import { CrossPeerPlaces } from './cross-peer-places';
import { CrossPersons } from './cross-persons';
import { CrossRatings } from './cross-ratings';
import { CrossCaseFilesController } from './http/cross-case-files.controller';
import { JointItems } from './joint-items';
import { CrossProvinceController } from './http/cross-province.controller';
import { CrossCaseChains } from './persistence/cross-case-chains';
import { CrossCaseFileRepository } from './persistence/cross-case-file.repository';
import { CrossCaseRepository } from './persistence/cross-case.repository';

@Module({
  imports: [CasesModule, CatalogueModule, ExchangeModule, IdentityModule, ObjectStoreModule, RatingsModule],
  controllers: [CrossProvinceController, CrossCaseFilesController],
  providers: [CrossActs, CrossCaseChains, CrossCaseExchange, CrossCaseFileRepository, CrossCaseFiles, CrossCaseFollower, CrossCaseMatters, CrossCaseReader, CrossCaseRepository, CrossCaseRetention, CrossIntake, CrossItems, CrossPeerPlaces, CrossPersons, CrossRatings, JointItems],
  exports: [CrossCaseChains, CrossCaseExchange, CrossCaseFollower, CrossCaseMatters, CrossCaseRetention, CrossItems, CrossPeerPlaces, JointItems],
})
export class CrossProvinceModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'cross_case', key: 'id', field: 'content' }));
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'cross_case_act', key: 'id', field: 'detail' }));
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'cross_case_file', key: 'id', field: 'name' }));
  }
}
