import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Windows that serve several departments, and the posts of their clerks. `held_post` shows what each open post amounts to: that of
 * a window clerk once for each department of the window, all others as they are.
 */
export class ServiceWindows1764000100200 implements MigrationInterface {
  name = 'ServiceWindows1764000100200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.service_window (
        id uuid PRIMARY KEY,
        division_code char(6) NOT NULL,
        code text NOT NULL,
        name jsonb NOT NULL,
        place jsonb NOT NULL,
        departments text[] NOT NULL CHECK (cardinality(departments) > 0),
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        version int NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX service_window_open_key ON onething.service_window (division_code, code) WHERE closed_at IS NULL;
      COMMENT ON COLUMN onething.service_window.place IS 'hall, floor and desk, in both languages';

      ALTER TABLE onething.post
        ADD COLUMN window_id uuid REFERENCES onething.service_window,
        DROP CONSTRAINT post_role_check,
        ADD CONSTRAINT post_role_check CHECK (role IN ('clerk', 'windowClerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor')),
        ADD CONSTRAINT post_window_check CHECK ((role = 'windowClerk') = (window_id IS NOT NULL));
      CREATE INDEX post_window_id_idx ON onething.post (window_id) WHERE window_id IS NOT NULL;

      CREATE VIEW onething.held_post AS
        SELECT post.account_id, post.id, post.opened_at, post.role, post.window_id, post.department_code, post.division_code
        FROM onething.post WHERE post.closed_at IS NULL AND post.window_id IS NULL
        UNION ALL
        SELECT post.account_id, post.id, post.opened_at, post.role, post.window_id, served.department, w.division_code
        FROM onething.post JOIN onething.service_window w ON w.id = post.window_id AND w.closed_at IS NULL,
          unnest(w.departments) AS served(department)
        WHERE post.closed_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP VIEW onething.held_post;
      DELETE FROM onething.post WHERE role = 'windowClerk';
      ALTER TABLE onething.post DROP COLUMN window_id, DROP CONSTRAINT post_role_check,
        ADD CONSTRAINT post_role_check CHECK (role IN ('clerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor'));
      DROP TABLE onething.service_window;
    `);
  }
}
