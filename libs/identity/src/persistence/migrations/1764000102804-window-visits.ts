import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That somebody came to a counter, for those who count visits: no person, and it stays when the attendance itself is erased. `xid` and `position`
 * order them in such a way that a transaction which commits late is not skipped. Those of before are taken up.
 */
export class WindowVisits1764000102804 implements MigrationInterface {
  name = 'WindowVisits1764000102804';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE onething.window_visit (
      id uuid PRIMARY KEY,
      division_code text NOT NULL,
      department_code text NOT NULL,
      window_id uuid,
      begun_at timestamptz NOT NULL,
      position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      xid xid8 NOT NULL DEFAULT pg_current_xact_id()
    )`);
    await runner.query(`COMMENT ON COLUMN onething.window_visit.window_id IS 'null: at a counter of the department itself'`);
    await runner.query('CREATE INDEX window_visit_feed ON onething.window_visit (xid, position)');
    await runner.query(`INSERT INTO onething.window_visit (id, division_code, department_code, window_id, begun_at)
      SELECT id, division_code, '', window_id, begun_at FROM onething.window_attendance ORDER BY begun_at, id`);
    await runner.query(`REVOKE UPDATE, DELETE ON onething.window_visit FROM ${await quotedAppRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.window_visit');
  }
}
