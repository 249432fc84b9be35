import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chains of cases that two provinces handle come into the transparency log too. */
export class LogCrossCases1795600000005 implements MigrationInterface {
  name = 'LogCrossCases1795600000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.audit_progress DROP CONSTRAINT audit_progress_source_check;
      ALTER TABLE onething.audit_progress ADD CONSTRAINT audit_progress_source_check CHECK (source IN ('acts', 'events', 'crossCases'));
      INSERT INTO onething.audit_progress VALUES ('crossCases', '0', 0);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM onething.audit_progress WHERE source = 'crossCases';
      ALTER TABLE onething.audit_progress DROP CONSTRAINT audit_progress_source_check;
      ALTER TABLE onething.audit_progress ADD CONSTRAINT audit_progress_source_check CHECK (source IN ('acts', 'events'));`);
  }
}
