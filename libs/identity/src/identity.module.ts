import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS, type Settings } from '@onething/config';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { ACCOUNT_TABLE, AccountRegister } from './account-register';
import { Actors } from './actors';
import { Authentication } from './authentication';
import { CorrectionNews } from './corrections/correction-news';
import { CORRECTION_FILE_TABLE, CorrectionFileRepository } from './corrections/correction-file.repository';
import { CORRECTION_SECRETS, CORRECTION_TABLE, CorrectionRepository } from './corrections/correction.repository';
import { DemoAccounts } from './demo/demo-accounts';
import { comparableName } from './domain/person-name';
import { AccessGuard } from './http/access.guard';
import { AuditProofsController } from './http/audit-proofs.controller';
import { AuthController } from './http/auth.controller';
import { MandatesController } from './http/mandates.controller';
import { MeController } from './http/me.controller';
import { RefusalInterceptor } from './http/refusal.interceptor';
import { RefusalRecord } from './http/refusal-record';
import { SecurityLogController } from './http/security-log.controller';
import { ServiceWindowsController } from './http/service-windows.controller';
import { MandateChanges } from './mandate-changes';
import { MANDATE_ENTITIES, MANDATE_PROVIDERS, registerMandateColumns } from './mandate-providers';
import { ExternalIdentities } from './oidc/external-identities';
import { OwnIdentity } from './own-identity';
import { PasswordHashing } from './password-hashing';
import { AccountEntity } from './persistence/account.entity';
import { GuardianshipEntity } from './persistence/guardianship.entity';
import { CorrectionFileEntity } from './persistence/correction-file.entity';
import { MasterDataCorrectionEntity } from './persistence/master-data-correction.entity';
import { PersonEntity } from './persistence/person.entity';
import { NAME_PURPOSE, NUMBER_PURPOSE, PERSON_TABLE, PersonRepository } from './persistence/person.repository';
import { PostEntity } from './persistence/post.entity';
import { ServiceWindowEntity } from './persistence/service-window.entity';
import { Passwords } from './passwords/passwords';
import { PersonDirectory } from './person-directory';
import { ClaimRepository } from './registration/claims';
import { Representations } from './representations';
import { SecondFactors } from './second-factor/second-factors';
import { registerSessionColumns, SESSION_CONTROLLERS, SESSION_ENTITIES, SESSION_PROVIDERS } from './session-providers';
import { LoginAttempts } from './sessions/login-attempts';
import { LoginSessions } from './sessions/login-sessions';
import { StaffDevices } from './sessions/staff-devices';
import { ServiceWindowRepository } from './windows/service-window.repository';
import { ServiceWindows } from './windows/service-windows';
import { WindowVisitFeed } from './windows/window-visit-feed';

/** Persons, accounts, log-in, and the guard that stands before every route of the whole API. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      PersonEntity, GuardianshipEntity, AccountEntity, PostEntity, ServiceWindowEntity, MasterDataCorrectionEntity, CorrectionFileEntity,
      ...SESSION_ENTITIES,
      ...MANDATE_ENTITIES,
    ]),
    JwtModule.registerAsync({ inject: [SETTINGS], useFactory: ({ jwtSecret }: Settings) => ({ secret: jwtSecret }) }),
  ],
  controllers: [
    AuthController, MeController, ServiceWindowsController,
    ...SESSION_CONTROLLERS,
    MandatesController,
    SecurityLogController, AuditProofsController,
  ],
  providers: [
    OwnIdentity, ClaimRepository, CorrectionRepository, CorrectionFileRepository, CorrectionNews,
    AccountRegister, Actors, Authentication, DemoAccounts, PasswordHashing, PersonDirectory, PersonRepository, ServiceWindowRepository,
    ServiceWindows, WindowVisitFeed,
    ...SESSION_PROVIDERS,
    ...MANDATE_PROVIDERS,
    RefusalRecord,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: RefusalInterceptor },
  ],
  exports: [ClaimRepository, CorrectionRepository, CorrectionFileRepository, CorrectionNews, AccountRegister, Actors, DemoAccounts, ExternalIdentities, LoginAttempts, LoginSessions, StaffDevices, SecondFactors, OwnIdentity, PasswordHashing, Passwords, PersonDirectory, MandateChanges, Representations, ServiceWindows, WindowVisitFeed],
})
export class IdentityModule implements OnModuleInit {
  constructor(
    @Inject(EncryptedColumns) private readonly columns: EncryptedColumns,
    @Inject(Database) private readonly database: Database,
  ) {}

  onModuleInit(): void {
    const key = 'id';
    const nameIndex = { column: 'name_index', purpose: NAME_PURPOSE, form: comparableName };
    this.columns.register(sqlEncryptedColumn(this.database, { table: PERSON_TABLE, field: 'name', key, index: nameIndex }));
    const index = { column: 'number_index', purpose: NUMBER_PURPOSE };
    this.columns.register(sqlEncryptedColumn(this.database, { table: PERSON_TABLE, field: 'number', key, index }));
    this.columns.register(sqlEncryptedColumn(this.database, { table: ACCOUNT_TABLE, field: 'mobile', key }));
    this.columns.register(sqlEncryptedColumn(this.database, { table: CORRECTION_FILE_TABLE, field: 'name', key }));
    for (const field of CORRECTION_SECRETS) this.columns.register(sqlEncryptedColumn(this.database, { table: CORRECTION_TABLE, field, key }));
    registerMandateColumns(this.database, this.columns);
    registerSessionColumns(this.database, this.columns);
  }
}
