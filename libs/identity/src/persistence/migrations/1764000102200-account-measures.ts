import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What two decide about an account, and what two clerks confirm at a window; a lost second factor is not forgotten before it is replaced. */
export class AccountMeasures1764000102200 implements MigrationInterface {
  name = 'AccountMeasures1764000102200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.second_factor ADD COLUMN lost_at timestamptz;
      COMMENT ON COLUMN onething.second_factor.lost_at IS 'since then only recovery codes open the account, until another one is confirmed';

      CREATE TABLE onething.account_measure (
        id uuid PRIMARY KEY,
        what text NOT NULL CHECK (what IN ('lock', 'unlock', 'resetSecondFactor')),
        account_id uuid NOT NULL REFERENCES onething.account,
        reason jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
        proposed_by uuid NOT NULL REFERENCES onething.account,
        proposed_at timestamptz NOT NULL,
        decided_by uuid REFERENCES onething.account,
        decided_at timestamptz,
        version int NOT NULL,
        CONSTRAINT account_measure_decided CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
        CONSTRAINT account_measure_by_two CHECK (decided_by <> proposed_by),
        CONSTRAINT account_measure_of_another CHECK (decided_by <> account_id)
      );
      CREATE UNIQUE INDEX account_measure_open_key ON onething.account_measure (account_id, what) WHERE state = 'proposed';
      CREATE INDEX account_measure_state_idx ON onething.account_measure (state, id);

      CREATE TABLE onething.window_recovery (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES onething.account,
        division_code char(6) NOT NULL,
        paper text NOT NULL,
        mobile jsonb,
        asked_by uuid NOT NULL REFERENCES onething.account,
        asked_at timestamptz NOT NULL,
        confirmed_by uuid REFERENCES onething.account,
        confirmed_at timestamptz,
        CONSTRAINT window_recovery_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_by IS NULL) = (mobile IS NOT NULL)),
        CONSTRAINT window_recovery_by_two CHECK (confirmed_by <> asked_by)
      );
      CREATE UNIQUE INDEX window_recovery_open_key ON onething.window_recovery (account_id) WHERE confirmed_by IS NULL;
      CREATE INDEX window_recovery_asked_at_idx ON onething.window_recovery (asked_at);
      COMMENT ON COLUMN onething.window_recovery.mobile IS 'until it is the mobile of the account';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.window_recovery, onething.account_measure; ALTER TABLE onething.second_factor DROP COLUMN lost_at');
  }
}
