import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was written on bad ratings goes by a rule of retention; that it was written, of which kind and when, stays. */
export class ErasableNotes1795478500102 implements MigrationInterface {
  name = 'ErasableNotes1795478500102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.bad_rating_note ALTER COLUMN body DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.bad_rating_note ALTER COLUMN body SET NOT NULL');
  }
}
