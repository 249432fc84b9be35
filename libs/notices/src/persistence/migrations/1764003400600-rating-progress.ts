import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the facts of ratings have been told. */
export class RatingProgress1764003400600 implements MigrationInterface {
  name = 'RatingProgress1764003400600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`INSERT INTO onething.notice_progress VALUES ('ratings', '0', 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM onething.notice_progress WHERE source = 'ratings'`);
  }
}
