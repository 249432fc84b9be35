import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles are given and ended by two persons; a staff account waits for the first of its roles. */
export class RoleGrants1764000102000 implements MigrationInterface {
  name = 'RoleGrants1764000102000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.account DROP CONSTRAINT account_state_check,
        ADD CONSTRAINT account_state_check CHECK (state IN ('proposed', 'active', 'locked', 'closed'));

      CREATE UNIQUE INDEX post_one_administrator ON onething.post (account_id)
        WHERE closed_at IS NULL AND role IN ('administrator', 'securityAdministrator', 'auditor');

      CREATE TABLE onething.role_grant (
        id uuid PRIMARY KEY,
        what text NOT NULL CHECK (what IN ('grant', 'end')),
        account_id uuid NOT NULL REFERENCES onething.account,
        role text NOT NULL,
        department_code text NOT NULL,
        division_code char(6) NOT NULL,
        window_id uuid REFERENCES onething.service_window,
        reason jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
        proposed_by uuid NOT NULL REFERENCES onething.account,
        proposed_at timestamptz NOT NULL,
        decided_by uuid REFERENCES onething.account,
        decided_at timestamptz,
        version int NOT NULL,
        CONSTRAINT role_grant_decided CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
        CONSTRAINT role_grant_by_two CHECK (decided_by <> proposed_by),
        CONSTRAINT role_grant_of_another CHECK (decided_by <> account_id)
      );
      CREATE UNIQUE INDEX role_grant_open_key ON onething.role_grant (account_id, what, role, department_code, division_code) WHERE state = 'proposed';
      CREATE INDEX role_grant_state_idx ON onething.role_grant (state, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE onething.role_grant;
      DROP INDEX onething.post_one_administrator;
      ALTER TABLE onething.account DROP CONSTRAINT account_state_check,
        ADD CONSTRAINT account_state_check CHECK (state IN ('active', 'locked', 'closed'));
    `);
  }
}
