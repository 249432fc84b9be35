import type { StoredObjects } from '@onething/object-store';
import type { FeedTable, MigrationClass } from '@onething/persistence';
import { CreateIdentity1764000100000 } from './persistence/migrations/1764000100000-create-identity';
import { ThreeAdministrators1764000100100 } from './persistence/migrations/1764000100100-three-administrators';
import { ServiceWindows1764000100200 } from './persistence/migrations/1764000100200-service-windows';
import { LoginSessions1764000101000 } from './persistence/migrations/1764000101000-login-sessions';
import { WindowRecoveries1764000102100 } from './persistence/migrations/1764000102100-window-recoveries';
import { AccountMeasures1764000102200 } from './persistence/migrations/1764000102200-account-measures';
import { WindowAttendances1764000102300 } from './persistence/migrations/1764000102300-window-attendances';
import { WindowVisits1764000102804 } from './persistence/migrations/1764000102804-window-visits';
import { CORRECTION_FILE_OBJECTS } from './corrections/correction-file.repository';
import { HotlineOperators1795600000034 } from './persistence/migrations/1795600000034-hotline-operators';
import { CorrectionFiles1764000102600 } from './persistence/migrations/1764000102600-correction-files';
import { CounterConsents1764000102700 } from './persistence/migrations/1764000102700-counter-consents';
import { ErasableReasons1795478500002 } from './persistence/migrations/1795478500002-erasable-reasons';
import { ClosedAccounts1764000102500 } from './persistence/migrations/1764000102500-closed-accounts';
import { Corrections1764000102400 } from './persistence/migrations/1764000102400-corrections';
import { RoleGrants1764000102000 } from './persistence/migrations/1764000102000-role-grants';
import { CreateMandates1764000101500 } from './persistence/migrations/1764000101500-create-mandates';
import { Registrations1764000100300 } from './persistence/migrations/1764000100300-registrations';
import { SecondFactors1764000101100 } from './persistence/migrations/1764000101100-second-factors';
import { LoginLocks1764000101200 } from './persistence/migrations/1764000101200-login-locks';
import { PasswordRules1764000101300 } from './persistence/migrations/1764000101300-password-rules';
import { ExternalIdentities1764000101400 } from './persistence/migrations/1764000101400-external-identities';

export { type Account, AccountRegister, type NewAccount } from './account-register';
export { AccountsModule } from './accounts.module';
export { Actors } from './actors';
export { CorrectionNews, type CorrectionOutcome } from './corrections/correction-news';
export { type DemoAccount, DemoAccounts, listDemoAccounts } from './demo/demo-accounts';
export { DEMO_DIVISION, DEMO_RESIDENTS, type DemoPerson } from './demo/demo-people';
export { SYNTHETIC_OFFERS, SYNTHETIC_REGISTER } from './demo/synthetic-register';
export { type Action, AUTHORISATION, authorise, type Grant, isAllowed, isAllowedToPeer, refusalOf, type Resource, type Scope } from './domain/authorisation';
export { rateClassOf } from './domain/rate-class';
export { covers, type MandateAct, type MandateInForce } from './domain/mandate';
export { totpCode } from './domain/totp';
export { CurrentActor, CurrentLoginSession, type RequestWithActor } from './http/current-actor.decorator';
export { CurrentClient } from './http/current-client.decorator';
export { IdempotencyKey } from './http/idempotency-key.decorator';
export { Requires } from './http/requires.decorator';
export { IdentityModule } from './identity.module';
export { ADMINISTRATOR_ROLES } from './domain/separation-of-duties';
export { type FirstAdministrator, FirstAdministrators } from './staff/first-administrators';
export { KnownDepartments } from './windows/known-departments.port';
export { KnownOneThings } from './known-one-things.port';
export { AccountAddresses } from './registration/account-addresses.port';
export { AccountMatters } from './registration/account-matters.port';
export { AccountRetention } from './retention/account-retention';
export { AccountUpkeep } from './registration/account-upkeep';
export { CodeSender } from './registration/code-sender.port';
export { PasswordHashing } from './password-hashing';
export { MandateChanges, type MandateNews } from './mandate-changes';
export { type Client, type CurrentSession, LoginSessions } from './sessions/login-sessions';
export { StaffDevices } from './sessions/staff-devices';
export { OwnIdentity } from './own-identity';
export { type NewPerson, type Person, PersonDirectory } from './person-directory';
export { Representations } from './representations';
export { ServiceWindows } from './windows/service-windows';
export { type VisitPosition, type WindowVisit, WindowVisitFeed } from './windows/window-visit-feed';

export const IDENTITY_MIGRATIONS: MigrationClass[] = [
  CreateIdentity1764000100000, ThreeAdministrators1764000100100, ServiceWindows1764000100200, Registrations1764000100300,
  LoginSessions1764000101000, SecondFactors1764000101100, LoginLocks1764000101200, PasswordRules1764000101300, ExternalIdentities1764000101400,
  CreateMandates1764000101500,
  RoleGrants1764000102000, WindowRecoveries1764000102100, AccountMeasures1764000102200, WindowAttendances1764000102300,
  Corrections1764000102400, ClosedAccounts1764000102500, CorrectionFiles1764000102600, CounterConsents1764000102700, ErasableReasons1795478500002, WindowVisits1764000102804,
  HotlineOperators1795600000034,
];
/** The papers of corrections, which a backup takes along. */
export const IDENTITY_STORED_OBJECTS: readonly StoredObjects[] = [CORRECTION_FILE_OBJECTS];
/** Tables that the application may only read and insert into. */
export const IDENTITY_APPEND_ONLY_TABLES: readonly string[] = ['onething.window_visit'];
/** Visits of counters, whose transaction ids a restore renews. */
export const IDENTITY_FEEDS: readonly FeedTable[] = [{ table: 'window_visit' }];
