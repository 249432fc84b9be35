import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons, guardians, accounts and posts. Envelopes are the jsonb columns; instants come from the clock port. */
export class CreateIdentity1764000100000 implements MigrationInterface {
  name = 'CreateIdentity1764000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.person (
        id uuid PRIMARY KEY,
        division_code char(6) NOT NULL,
        kind text NOT NULL CHECK (kind IN ('natural', 'legal')),
        name jsonb NOT NULL,
        name_index text NOT NULL,
        number jsonb,
        number_index text CONSTRAINT person_number_index_key UNIQUE,
        synthetic boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        CONSTRAINT person_number_with_index CHECK ((number IS NULL) = (number_index IS NULL))
      );
      CREATE INDEX person_name_index_idx ON onething.person (name_index);
      COMMENT ON COLUMN onething.person.number IS 'citizen number or unified social credit code; a newborn has none yet';
      COMMENT ON COLUMN onething.person.synthetic IS 'made up for the demonstration, no real person or company';

      CREATE TABLE onething.guardianship (
        child_person_id uuid NOT NULL REFERENCES onething.person,
        guardian_person_id uuid NOT NULL REFERENCES onething.person,
        division_code char(6) NOT NULL,
        source text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (child_person_id, guardian_person_id),
        CONSTRAINT guardianship_of_another CHECK (child_person_id <> guardian_person_id)
      );
      CREATE INDEX guardianship_guardian_person_id_idx ON onething.guardianship (guardian_person_id);

      CREATE TABLE onething.account (
        id uuid PRIMARY KEY,
        division_code char(6) NOT NULL,
        person_id uuid NOT NULL REFERENCES onething.person,
        kind text NOT NULL CHECK (kind IN ('resident', 'staff')),
        login text NOT NULL CONSTRAINT account_login_key UNIQUE CHECK (login = lower(login)),
        password_hash text NOT NULL,
        level smallint NOT NULL CHECK (level BETWEEN 1 AND 4),
        state text NOT NULL CHECK (state IN ('active', 'locked', 'closed')),
        mobile jsonb,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX account_person_id_idx ON onething.account (person_id);

      CREATE TABLE onething.post (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES onething.account,
        role text NOT NULL CHECK (role IN ('clerk', 'reviewer', 'head', 'supervisor', 'administrator')),
        department_code text NOT NULL,
        division_code char(6) NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz
      );
      CREATE UNIQUE INDEX post_open_key ON onething.post (account_id, role, department_code, division_code) WHERE closed_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.post, onething.account, onething.guardianship, onething.person');
  }
}
