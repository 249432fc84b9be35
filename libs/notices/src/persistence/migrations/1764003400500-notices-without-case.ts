import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice may be about something else than a case: a mandate. */
export class NoticesWithoutCase1764003400500 implements MigrationInterface {
  name = 'NoticesWithoutCase1764003400500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.notice ALTER COLUMN case_id DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.notice ALTER COLUMN case_id SET NOT NULL');
  }
}
