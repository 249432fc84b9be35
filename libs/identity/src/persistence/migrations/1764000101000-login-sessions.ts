import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions of log-ins and their refresh tokens. Instants come from the clock port. */
export class LoginSessions1764000101000 implements MigrationInterface {
  name = 'LoginSessions1764000101000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.login_session (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES onething.account,
        limited_to text CHECK (limited_to IN ('secondFactor', 'enrolment', 'passwordChange')),
        device text,
        address jsonb,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revoked_because text CHECK (revoked_because IN
          ('signedOut', 'signedOutEverywhere', 'revoked', 'replaced', 'refreshReused', 'passwordChanged', 'accountChanged')),
        CONSTRAINT login_session_revocation_whole CHECK ((revoked_at IS NULL) = (revoked_because IS NULL))
      );
      CREATE INDEX login_session_account_id_idx ON onething.login_session (account_id);
      COMMENT ON COLUMN onething.login_session.limited_to IS 'what it still lacks; null: it serves for everything';
      COMMENT ON COLUMN onething.login_session.device IS 'from the User-Agent header';

      CREATE TABLE onething.refresh_token (
        digest text PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES onething.login_session ON DELETE CASCADE,
        issued_at timestamptz NOT NULL,
        used_at timestamptz,
        successor_salt text,
        CONSTRAINT refresh_token_salt_when_used CHECK (successor_salt IS NULL OR used_at IS NOT NULL)
      );
      CREATE INDEX refresh_token_session_id_idx ON onething.refresh_token (session_id);
      COMMENT ON COLUMN onething.refresh_token.successor_salt IS 'until the successor is used';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.refresh_token, onething.login_session');
  }
}
