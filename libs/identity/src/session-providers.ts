import { type EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import type { Database } from '@onething/persistence';
import { BrowserController } from './http/browser.controller';
import { OidcController } from './http/oidc.controller';
import { PasswordController } from './http/password.controller';
import { SecondFactorController } from './http/second-factor.controller';
import { SessionCookies } from './http/session-cookies';
import { SessionsController } from './http/sessions.controller';
import { ExternalIdentities } from './oidc/external-identities';
import { ExternalLogIn } from './oidc/external-log-in';
import { IdentityProvider } from './oidc/identity-provider';
import { SealedCookies } from './oidc/sealed-cookies';
import { Passwords } from './passwords/passwords';
import { ExternalIdentityEntity } from './persistence/external-identity.entity';
import { FormerPasswordEntity } from './persistence/former-password.entity';
import { LoginLockEntity, LoginSourceFailureEntity } from './persistence/login-lock.entity';
import { LoginSessionEntity } from './persistence/login-session.entity';
import { RecoveryCodeEntity } from './persistence/recovery-code.entity';
import { RefreshTokenEntity } from './persistence/refresh-token.entity';
import { SecondFactorEntity } from './persistence/second-factor.entity';
import { Enrolment } from './second-factor/enrolment';
import { SecondFactorStep } from './second-factor/second-factor-step';
import { SECOND_FACTOR_TABLE, SecondFactors } from './second-factor/second-factors';
import { LogIn } from './sessions/log-in';
import { LoginAttempts } from './sessions/login-attempts';
import { LoginRecord } from './sessions/login-record';
import { LoginSessions, SESSION_TABLE } from './sessions/login-sessions';
import { StaffDevices } from './sessions/staff-devices';
import { Reauthentication } from './sessions/reauthentication';
import { RefreshTokens } from './sessions/refresh-tokens';
import { SessionOpener } from './sessions/session-opener';

export const SESSION_ENTITIES = [
  LoginSessionEntity, RefreshTokenEntity, SecondFactorEntity, RecoveryCodeEntity, LoginLockEntity, LoginSourceFailureEntity, FormerPasswordEntity,
  ExternalIdentityEntity,
];
export const SESSION_CONTROLLERS = [SessionsController, SecondFactorController, PasswordController, BrowserController, OidcController];
export const SESSION_PROVIDERS = [
  LogIn, LoginAttempts, LoginRecord, LoginSessions, Reauthentication, StaffDevices, RefreshTokens, SessionOpener, SecondFactors, Enrolment, SecondFactorStep, Passwords,
  ExternalIdentities, ExternalLogIn, IdentityProvider, SealedCookies, SessionCookies,
];

export function registerSessionColumns(database: Database, columns: EncryptedColumns): void {
  columns.register(sqlEncryptedColumn(database, { table: SESSION_TABLE, field: 'address', key: 'id' }));
  columns.register(sqlEncryptedColumn(database, { table: SECOND_FACTOR_TABLE, field: 'secret', key: 'account_id' }));
}
