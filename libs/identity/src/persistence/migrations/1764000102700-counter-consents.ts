import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever stands at a counter may let the clerk use their electronic licences in place of papers. */
export class CounterConsents1764000102700 implements MigrationInterface {
  name = 'CounterConsents1764000102700';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.window_attendance ADD COLUMN licences_allowed_at timestamptz;
      COMMENT ON COLUMN onething.window_attendance.licences_allowed_at IS 'the person let the clerk use their licences; null when not, or not any more'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE onething.window_attendance DROP COLUMN licences_allowed_at');
  }
}
