import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts by day, kept up with the events, and how far they were followed. Empty text stands where a dimension does not apply. */
export class CreateFigures1764003200000 implements MigrationInterface {
  name = 'CreateFigures1764003200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE onething.figure_day (
      figure text NOT NULL,
      day date NOT NULL,
      division text NOT NULL,
      department text NOT NULL,
      one_thing text NOT NULL,
      item text NOT NULL,
      detail text NOT NULL,
      count bigint NOT NULL,
      PRIMARY KEY (figure, day, division, department, one_thing, item, detail)
    )`);
    await runner.query(`CREATE TABLE onething.figure_progress (
      source text PRIMARY KEY CHECK (source IN ('events', 'ratings')),
      xid text NOT NULL DEFAULT '0',
      position bigint NOT NULL DEFAULT 0,
      counted_up_to timestamptz
    )`);
    await runner.query(`INSERT INTO onething.figure_progress (source) VALUES ('events'), ('ratings')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.figure_progress, onething.figure_day');
  }
}
