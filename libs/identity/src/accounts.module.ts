import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { ObjectStoreModule } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { CorrectionEvidence } from './corrections/correction-evidence';
import { Correcting } from './corrections/correcting';
import { OwnCorrections } from './corrections/own-corrections';
import { WindowCorrections } from './corrections/window-corrections';
import { AccountMeasuresController } from './http/account-measures.controller';
import { CorrectionFilesController } from './http/correction-files.controller';
import { CorrectionsController } from './http/corrections.controller';
import { IdentityChecksController } from './http/identity-checks.controller';
import { OwnAccountController } from './http/own-account.controller';
import { OwnCorrectionsController } from './http/own-corrections.controller';
import { RecoveriesController } from './http/recoveries.controller';
import { RegistrationsController } from './http/registrations.controller';
import { RoleGrantsController } from './http/role-grants.controller';
import { StaffAccountsController } from './http/staff-accounts.controller';
import { WindowAttendancesController } from './http/window-attendances.controller';
import { WindowRecoveriesController } from './http/window-recoveries.controller';
import { IdentityModule } from './identity.module';
import { AccountChangesRepository } from './persistence/account-changes.repository';
import { AccountMeasureEntity } from './persistence/account-measure.entity';
import { AccountClaimEntity } from './persistence/account-claim.entity';
import { IdentityAttemptEntity } from './persistence/identity-attempt.entity';
import { IdentityProofEntity } from './persistence/identity-proof.entity';
import { OneTimeCodeEntity } from './persistence/one-time-code.entity';
import { RoleGrantEntity } from './persistence/role-grant.entity';
import { WindowAttendanceEntity } from './persistence/window-attendance.entity';
import { WindowRecoveryEntity } from './persistence/window-recovery.entity';
import { AccountChanges } from './registration/account-changes';
import { AccountRecovery } from './registration/account-recovery';
import { AccountRetention } from './retention/account-retention';
import { DormantAccounts } from './retention/dormant-accounts';
import { AccountClosing } from './registration/account-closing';
import { AccountUpkeep } from './registration/account-upkeep';
import { AttemptLimits } from './registration/attempt-limits';
import { CLAIM_TABLE } from './registration/claims';
import { HttpPopulationRegister } from './registration/http-population-register';
import { IdentityProofs, PROOF_TABLE } from './registration/identity-proofs';
import { MobileNotices } from './registration/mobile-notices';
import { OneTimeCodes } from './registration/one-time-codes';
import { PopulationRegister } from './registration/population-register.port';
import { RegistrationOffers } from './registration/registration-offers';
import { Registrations } from './registration/registrations';
import { WindowLookUps } from './registration/window-look-ups';
import { WindowRecoveries } from './registration/window-recoveries';
import { WINDOW_RECOVERY_TABLE, WindowRecoveryRepository } from './registration/window-recovery.repository';
import { AccountLocks } from './staff/account-locks';
import { AccountMeasureRepository, MEASURE_TABLE } from './staff/account-measure.repository';
import { AccountMeasures } from './staff/account-measures';
import { FirstAdministrators } from './staff/first-administrators';
import { PostChecks } from './staff/post-checks';
import { GRANT_TABLE, RoleGrantRepository } from './staff/role-grant.repository';
import { RoleGrants } from './staff/role-grants';
import { StaffAccounts } from './staff/staff-accounts';
import { StaffSearches } from './staff/staff-searches';
import { Attendances } from './windows/attendances';

/**
 * How accounts come to be, change and end. Needs `CodeSender`, `AccountMatters` and `AccountAddresses`, from a global module where the
 * application is put together.
 */
@Module({
  imports: [
    IdentityModule,
    ObjectStoreModule,
    TypeOrmModule.forFeature([AccountClaimEntity, IdentityProofEntity, OneTimeCodeEntity, IdentityAttemptEntity, RoleGrantEntity, AccountMeasureEntity, WindowRecoveryEntity, WindowAttendanceEntity]),
  ],
  controllers: [
    RegistrationsController, RecoveriesController, OwnAccountController, IdentityChecksController, WindowRecoveriesController, WindowAttendancesController,
    StaffAccountsController, RoleGrantsController, AccountMeasuresController, OwnCorrectionsController, CorrectionsController, CorrectionFilesController,
  ],
  providers: [
    AccountChangesRepository, AccountChanges, AccountClosing, AccountRecovery, AccountRetention, AccountUpkeep, DormantAccounts, AttemptLimits, IdentityProofs, OneTimeCodes,
    RegistrationOffers, Registrations, MobileNotices, WindowLookUps, WindowRecoveries, WindowRecoveryRepository, FirstAdministrators, PostChecks, RoleGrantRepository, RoleGrants,
    Attendances, CorrectionEvidence, Correcting, OwnCorrections, WindowCorrections, StaffAccounts, StaffSearches, AccountLocks, AccountMeasures, AccountMeasureRepository,
    {
      provide: PopulationRegister,
      inject: [SETTINGS],
      useFactory: ({ populationRegister }: Settings) => new HttpPopulationRegister(populationRegister),
    },
  ],
  exports: [AccountRetention, AccountUpkeep, FirstAdministrators],
})
export class AccountsModule implements OnModuleInit {
  constructor(@Inject(EncryptedColumns) private readonly columns: EncryptedColumns, @Inject(Database) private readonly database: Database) {}

  onModuleInit(): void {
    const key = 'account_id';
    for (const field of ['name', 'number', 'representative']) {
      this.columns.register(sqlEncryptedColumn(this.database, { table: CLAIM_TABLE, field, key }));
    }
    this.columns.register(sqlEncryptedColumn(this.database, { table: PROOF_TABLE, field: 'representative', key }));
    for (const table of [GRANT_TABLE, MEASURE_TABLE]) this.columns.register(sqlEncryptedColumn(this.database, { table, field: 'reason', key: 'id' }));
    this.columns.register(sqlEncryptedColumn(this.database, { table: WINDOW_RECOVERY_TABLE, field: 'mobile', key: 'id' }));
  }
}
