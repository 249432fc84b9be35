import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ratings are counted by following their facts: from the first one on, in place of what was counted from the table of ratings. */
export class FiguresOfRatings1764003200104 implements MigrationInterface {
  name = 'FiguresOfRatings1764003200104';

  up(runner: QueryRunner): Promise<void> {
    return countAnew(runner);
  }

  down(runner: QueryRunner): Promise<void> {
    return countAnew(runner);
  }
}

async function countAnew(runner: QueryRunner): Promise<void> {
  await runner.query(`DELETE FROM onething.figure_day WHERE figure LIKE 'ratings.%' OR figure LIKE 'badRatings.%'`);
  await runner.query(`UPDATE onething.figure_progress SET xid = '0', position = 0 WHERE source = 'ratings'`);
}
