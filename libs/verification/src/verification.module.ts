import { Module } from '@nestjs/common';
import { IdentityModule } from '@onething/identity';
import { LicencesModule } from '@onething/licences';
import { SealedFilesModule } from '@onething/sealed-files';
import { SealsModule } from '@onething/seals';
import { VerificationController } from './http/verification.controller';
import { QueryLimits } from './query-limits';
import { TrustLists } from './trust-lists';
import { Verification } from './verification';

@Module({
  imports: [IdentityModule, LicencesModule, SealedFilesModule, SealsModule],
  controllers: [VerificationController],
  providers: [QueryLimits, TrustLists, Verification],
  exports: [QueryLimits, TrustLists],
})
export class VerificationModule {}
