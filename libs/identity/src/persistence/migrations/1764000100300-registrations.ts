import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts of level 1, what they claim, how it was proven, one-time codes, and who tries too often. */
export class Registrations1764000100300 implements MigrationInterface {
  name = 'Registrations1764000100300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNIQUE INDEX account_proven_person_key ON onething.account (person_id)
        WHERE kind = 'resident' AND level >= 2 AND state <> 'closed';

      CREATE TABLE onething.account_claim (
        account_id uuid PRIMARY KEY REFERENCES onething.account,
        kind text NOT NULL CHECK (kind IN ('natural', 'legal')),
        name jsonb NOT NULL,
        number jsonb NOT NULL,
        representative jsonb,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT account_claim_representative CHECK ((kind = 'legal') = (representative IS NOT NULL))
      );
      COMMENT ON TABLE onething.account_claim IS 'who the owner of an account says to be; linked to nobody until it is proven';

      CREATE TABLE onething.identity_proof (
        account_id uuid PRIMARY KEY REFERENCES onething.account,
        person_id uuid NOT NULL REFERENCES onething.person,
        way text NOT NULL CHECK (way IN ('register', 'window')),
        paper text,
        confirmed_by uuid REFERENCES onething.account,
        representative jsonb,
        proven_at timestamptz NOT NULL,
        CONSTRAINT identity_proof_window CHECK ((way = 'window') = (paper IS NOT NULL) AND (way = 'window') = (confirmed_by IS NOT NULL))
      );

      CREATE TABLE onething.one_time_code (
        purpose text NOT NULL CHECK (purpose IN ('registration', 'recovery', 'mobileChange')),
        recipient text NOT NULL,
        digest text NOT NULL,
        expires_at timestamptz NOT NULL,
        tries int NOT NULL,
        PRIMARY KEY (purpose, recipient)
      );

      CREATE UNLOGGED TABLE onething.identity_attempt (
        key text PRIMARY KEY,
        window_start timestamptz NOT NULL,
        count int NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE onething.identity_attempt, onething.one_time_code, onething.identity_proof, onething.account_claim;
      DROP INDEX onething.account_proven_person_key;
    `);
  }
}
