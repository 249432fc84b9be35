import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What persons ask to have corrected in the register (PIPL art. 46), and what became of it. */
export class Corrections1764000102400 implements MigrationInterface {
  name = 'Corrections1764000102400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.master_data_correction (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES onething.person,
        account_id uuid NOT NULL REFERENCES onething.account,
        division_code char(6) NOT NULL,
        field text NOT NULL CHECK (field IN ('name', 'number')),
        old_value jsonb NOT NULL,
        new_value jsonb NOT NULL,
        reason jsonb NOT NULL,
        evidence jsonb,
        state text NOT NULL CHECK (state IN ('asked', 'corrected', 'refused', 'withdrawn')),
        way text CHECK (way IN ('register', 'window')),
        paper text,
        decided_by uuid REFERENCES onething.account,
        decision_reason jsonb,
        asked_at timestamptz NOT NULL,
        decided_at timestamptz,
        told boolean NOT NULL DEFAULT false,
        CONSTRAINT master_data_correction_decided CHECK ((state = 'asked') = (decided_at IS NULL)),
        CONSTRAINT master_data_correction_way CHECK ((state IN ('corrected', 'refused')) = (way IS NOT NULL)),
        CONSTRAINT master_data_correction_reasoned CHECK ((state = 'refused') = (decision_reason IS NOT NULL)),
        CONSTRAINT master_data_correction_by_another CHECK (decided_by <> account_id)
      );
      CREATE UNIQUE INDEX master_data_correction_open_key ON onething.master_data_correction (person_id, field) WHERE state = 'asked';
      CREATE INDEX master_data_correction_person_idx ON onething.master_data_correction (person_id, id);
      CREATE INDEX master_data_correction_waiting_idx ON onething.master_data_correction (division_code, id) WHERE state = 'asked';
      CREATE INDEX master_data_correction_untold_idx ON onething.master_data_correction (id) WHERE NOT told AND state <> 'asked';
      COMMENT ON COLUMN onething.master_data_correction.division_code IS 'whose windows decide on it';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.master_data_correction');
  }
}
