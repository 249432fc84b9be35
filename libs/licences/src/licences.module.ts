import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogueModule } from '@onething/catalogue';
import { EncryptedColumns } from '@onething/crypto';
import { IdentityModule } from '@onething/identity';
import { ObjectStoreModule } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { SealedFilesModule } from '@onething/sealed-files';
import { ConsentFeed } from './consent-feed';
import { Consents } from './consents';
import { DemoLicences } from './demo/demo-licences';
import { LicencePhotos } from './file/licence-photos';
import { LicenceRenderer } from './file/licence-renderer';
import { ConsentsController } from './http/consents.controller';
import { LicencesController } from './http/licences.controller';
import { PresentationsController } from './http/presentations.controller';
import { LicenceOffice } from './licence-office';
import { LicenceCounts } from './licence-counts';
import { LicenceRegister } from './licence-register';
import { ConsentRepository } from './persistence/consent.repository';
import { licenceColumns } from './persistence/licence-columns';
import { LicenceRepository } from './persistence/licence.repository';
import { PresentationRepository } from './persistence/presentation.repository';
import { OwnLicences } from './own-licences';
import { Presentations } from './presentations';
import { Wallet } from './wallet';

/**
 * `LicenceIssuer` is not in here: it needs `IssuedResults` of the cases, and is provided where the application is put
 * together. `ConsentRevocability` is taken from a global module there; without one every consent is revocable.
 */
@Module({
  imports: [CatalogueModule, IdentityModule, ObjectStoreModule, SealedFilesModule],
  controllers: [LicencesController, ConsentsController, PresentationsController],
  providers: [LicenceRepository, ConsentRepository, LicenceOffice, LicenceRegister, LicenceCounts, LicencePhotos, LicenceRenderer, Consents, ConsentFeed, OwnLicences, PresentationRepository, Presentations, Wallet, DemoLicences],
  exports: [LicenceCounts, LicenceRegister, Consents, ConsentFeed, DemoLicences, OwnLicences],
})
export class LicencesModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    for (const column of licenceColumns(this.database)) this.columns.register(column);
  }
}
