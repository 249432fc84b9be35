import { Module } from '@nestjs/common';
import { IdentityModule } from '@onething/identity';
import { LicencesModule } from '@onething/licences';
import { SealedFilesModule } from '@onething/sealed-files';
import { SealsModule } from '@onething/seals';
import { VerificationController } from './http/verification.controller';
import { TrustLists } from './trust-lists';
import { Verification } from './verification';

@Module({
  imports: [IdentityModule, LicencesModule, SealedFilesModule, SealsModule],
  controllers: [VerificationController],
  providers: [TrustLists, Verification],
  exports: [TrustLists],
})
export class VerificationModule {}
