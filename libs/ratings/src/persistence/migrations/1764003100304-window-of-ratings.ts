import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The service window whose link was used; of the whole alone. */
export class WindowOfRatings1764003100304 implements MigrationInterface {
  name = 'WindowOfRatings1764003100304';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.rating ADD COLUMN window_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.rating DROP COLUMN window_id');
  }
}
