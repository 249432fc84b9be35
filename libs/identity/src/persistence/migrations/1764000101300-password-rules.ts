import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How old a password is, and which ones an account had before. */
export class PasswordRules1764000101300 implements MigrationInterface {
  name = 'PasswordRules1764000101300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.account ADD COLUMN password_set_at timestamptz;
      COMMENT ON COLUMN onething.account.password_set_at IS 'null: its age does not count';

      CREATE TABLE onething.former_password (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES onething.account,
        password_hash text NOT NULL,
        replaced_at timestamptz NOT NULL
      );
      CREATE INDEX former_password_account_id_idx ON onething.former_password (account_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.former_password; ALTER TABLE onething.account DROP COLUMN password_set_at');
  }
}
