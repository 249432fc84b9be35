import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mandates and what happened to them. Who is named as an agent need not be registered: name and number are kept as envelopes. */
export class CreateMandates1764000101500 implements MigrationInterface {
  name = 'CreateMandates1764000101500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.mandate (
        id uuid PRIMARY KEY,
        division_code char(6) NOT NULL,
        principal_person_id uuid NOT NULL REFERENCES onething.person,
        principal_account_id uuid NOT NULL REFERENCES onething.account,
        agent_person_id uuid REFERENCES onething.person,
        agent_name jsonb NOT NULL,
        agent_name_index text NOT NULL,
        agent_number jsonb NOT NULL,
        agent_number_index text NOT NULL,
        acts text[] NOT NULL,
        one_things text[],
        valid_from date NOT NULL,
        valid_until date NOT NULL,
        state text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'revoked', 'givenUp')),
        version int NOT NULL,
        offered_at timestamptz NOT NULL,
        answered_at timestamptz,
        ended_at timestamptz,
        request_key text NOT NULL,
        request_digest text NOT NULL,
        CONSTRAINT mandate_request_key UNIQUE (principal_account_id, request_key),
        CONSTRAINT mandate_period_check CHECK (valid_from <= valid_until),
        CONSTRAINT mandate_of_another CHECK (principal_person_id <> agent_person_id),
        CONSTRAINT mandate_agent_known CHECK (state NOT IN ('accepted', 'declined', 'givenUp') OR agent_person_id IS NOT NULL)
      );
      CREATE INDEX mandate_principal_idx ON onething.mandate (principal_person_id, id);
      CREATE INDEX mandate_agent_idx ON onething.mandate (agent_person_id, id) WHERE agent_person_id IS NOT NULL;
      CREATE INDEX mandate_named_idx ON onething.mandate (agent_number_index) WHERE agent_person_id IS NULL;
      CREATE INDEX mandate_end_idx ON onething.mandate (valid_until) WHERE state = 'accepted';
      COMMENT ON COLUMN onething.mandate.one_things IS 'codes of one-things; null for all';
      COMMENT ON COLUMN onething.mandate.valid_until IS 'the last day';

      CREATE TABLE onething.mandate_change (
        id uuid PRIMARY KEY,
        mandate_id uuid NOT NULL REFERENCES onething.mandate,
        what text NOT NULL CHECK (what IN ('offered', 'accepted', 'declined', 'revoked', 'givenUp', 'expiring')),
        account_id uuid,
        at timestamptz NOT NULL,
        told boolean NOT NULL DEFAULT false
      );
      CREATE INDEX mandate_change_mandate_idx ON onething.mandate_change (mandate_id, id);
      CREATE INDEX mandate_change_untold_idx ON onething.mandate_change (id) WHERE NOT told;
      CREATE UNIQUE INDEX mandate_change_expiring_key ON onething.mandate_change (mandate_id) WHERE what = 'expiring';
      COMMENT ON COLUMN onething.mandate_change.account_id IS 'who did it; null for the platform';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.mandate_change, onething.mandate');
  }
}
