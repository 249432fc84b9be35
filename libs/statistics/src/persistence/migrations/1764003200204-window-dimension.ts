import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By service window, and the visits of counters as a third source. Cells of ratings are counted anew: their facts say the window now. */
export class WindowDimension1764003200204 implements MigrationInterface {
  name = 'WindowDimension1764003200204';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE onething.figure_day ADD COLUMN window_id text NOT NULL DEFAULT '',
      DROP CONSTRAINT figure_day_pkey, ADD PRIMARY KEY (figure, day, division, department, one_thing, item, detail, channel, handled_by, window_id)`);
    await runner.query(`ALTER TABLE onething.figure_progress DROP CONSTRAINT figure_progress_source_check,
      ADD CONSTRAINT figure_progress_source_check CHECK (source IN ('events', 'ratings', 'visits'))`);
    await runner.query(`INSERT INTO onething.figure_progress (source) VALUES ('visits')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM onething.figure_progress WHERE source = 'visits'`);
    await runner.query(`DELETE FROM onething.figure_day WHERE window_id <> ''`);
    await runner.query(`ALTER TABLE onething.figure_progress DROP CONSTRAINT figure_progress_source_check,
      ADD CONSTRAINT figure_progress_source_check CHECK (source IN ('events', 'ratings'))`);
    await runner.query(`ALTER TABLE onething.figure_day DROP CONSTRAINT figure_day_pkey, DROP COLUMN window_id,
      ADD PRIMARY KEY (figure, day, division, department, one_thing, item, detail, channel, handled_by)`);
  }
}
