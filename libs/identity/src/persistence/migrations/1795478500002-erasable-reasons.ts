import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reasons of roles and measures go by a rule of retention; what was decided, by whom and when, stays. */
export class ErasableReasons1795478500002 implements MigrationInterface {
  name = 'ErasableReasons1795478500002';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['role_grant', 'account_measure']) {
      await runner.query(`ALTER TABLE onething.${table} ALTER COLUMN reason DROP NOT NULL,
        ADD CONSTRAINT ${table}_reason_until_decided CHECK (state <> 'proposed' OR reason IS NOT NULL)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['role_grant', 'account_measure']) {
      await runner.query(`ALTER TABLE onething.${table} DROP CONSTRAINT ${table}_reason_until_decided, ALTER COLUMN reason SET NOT NULL`);
    }
  }
}
