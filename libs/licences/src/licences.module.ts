import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { IdentityModule } from '@onething/identity';
import { Database } from '@onething/persistence';
import { Consents } from './consents';
import { DemoLicences } from './demo/demo-licences';
import { ConsentsController } from './http/consents.controller';
import { LicencesController } from './http/licences.controller';
import { LicenceRegister } from './licence-register';
import { ConsentRepository, HOLDER_INDEX } from './persistence/consent.repository';
import { NUMBER_INDEX } from './persistence/licence-rows';
import { LicenceRepository } from './persistence/licence.repository';
import { Wallet } from './wallet';

/**
 * `LicenceIssuer` is not in here: it needs `IssuedResults` of the cases, and is provided where the application is put
 * together. `ConsentRevocability` is taken from a global module there; without one every consent is revocable.
 */
@Module({
  imports: [CatalogueModule, IdentityModule],
  controllers: [LicencesController, ConsentsController],
  providers: [LicenceRepository, ConsentRepository, LicenceRegister, Consents, Wallet, DemoLicences],
  exports: [LicenceRegister, Consents, DemoLicences],
})
export class LicencesModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    const licence = { table: 'licence', key: 'version_id' };
    this.columns.register(sqlEncryptedColumn(this.database, { ...licence, field: 'number', index: { column: 'number_index', purpose: NUMBER_INDEX } }));
    this.columns.register(sqlEncryptedColumn(this.database, { ...licence, field: 'face' }));
    this.columns.register(sqlEncryptedColumn(this.database, {
      table: 'licence_consent', key: 'id', field: 'holder_number', index: { column: 'holder_number_index', purpose: HOLDER_INDEX },
    }));
  }
}
