import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors by one-time codes, and what replaces a lost one. */
export class SecondFactors1764000101100 implements MigrationInterface {
  name = 'SecondFactors1764000101100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.second_factor (
        account_id uuid PRIMARY KEY REFERENCES onething.account,
        secret jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step bigint,
        CONSTRAINT second_factor_used_when_confirmed CHECK ((last_step IS NULL) = (confirmed_at IS NULL))
      );
      COMMENT ON COLUMN onething.second_factor.last_step IS 'of the last code that was taken; no code serves twice';

      CREATE TABLE onething.recovery_code (
        digest text PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES onething.account,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX recovery_code_account_id_idx ON onething.recovery_code (account_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.recovery_code, onething.second_factor');
  }
}
