import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { ExchangeModule } from '@onething/exchange';
import { IdentityModule } from '@onething/identity';
import { Database } from '@onething/persistence';
import { CrossActs } from './cross-acts';
import { CrossCaseExchange } from './cross-case-exchange';
import { CrossCaseReader } from './cross-case-reader';
import { CrossIntake } from './cross-intake';
import { CrossItems } from './cross-items';
import { CrossProvinceController } from './http/cross-province.controller';
import { CrossCaseRepository } from './persistence/cross-case.repository';

@Module({
  imports: [CatalogueModule, ExchangeModule, IdentityModule],
  controllers: [CrossProvinceController],
  providers: [CrossActs, CrossCaseExchange, CrossCaseReader, CrossCaseRepository, CrossIntake, CrossItems],
  exports: [CrossCaseExchange],
})
export class CrossProvinceModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'cross_case', key: 'id', field: 'content' }));
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'cross_case_act', key: 'id', field: 'detail' }));
  }
}
