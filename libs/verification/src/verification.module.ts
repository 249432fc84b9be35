import { Module, type OnModuleInit } from '@nestjs/common';
import { EncryptedColumns } from '@onething/crypto';
import { IdentityModule } from '@onething/identity';
import { LicencesModule } from '@onething/licences';
import { ObjectStoreModule } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { SealedFilesModule } from '@onething/sealed-files';
import { SealsModule } from '@onething/seals';
import { ImportedLicencesController } from './http/imported-licences.controller';
import { VerificationController } from './http/verification.controller';
import { ForeignTrust } from './imports/foreign-trust';
import { ImportedLicences } from './imports/imported-licences';
import { importColumns, ImportedLicenceRepository } from './persistence/imported-licence.repository';
import { QueryLimits } from './query-limits';
import { TrustLists } from './trust-lists';
import { Verification } from './verification';

@Module({
  imports: [IdentityModule, LicencesModule, ObjectStoreModule, SealedFilesModule, SealsModule],
  controllers: [VerificationController, ImportedLicencesController],
  providers: [ForeignTrust, ImportedLicenceRepository, ImportedLicences, QueryLimits, TrustLists, Verification],
  exports: [ImportedLicences, QueryLimits, TrustLists],
})
export class VerificationModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    for (const column of importColumns(this.database)) this.columns.register(column);
  }
}
