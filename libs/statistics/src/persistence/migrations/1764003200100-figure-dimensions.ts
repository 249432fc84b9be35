import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Through which channel, and by whose platform. What was counted before is counted again from the events by `figures rebuild`. */
export class FigureDimensions1764003200100 implements MigrationInterface {
  name = 'FigureDimensions1764003200100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE onething.figure_day
      ADD COLUMN channel text NOT NULL DEFAULT '', ADD COLUMN handled_by text NOT NULL DEFAULT '',
      DROP CONSTRAINT figure_day_pkey,
      ADD PRIMARY KEY (figure, day, division, department, one_thing, item, detail, channel, handled_by)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE onething.figure_day DROP CONSTRAINT figure_day_pkey, DROP COLUMN channel, DROP COLUMN handled_by,
      ADD PRIMARY KEY (figure, day, division, department, one_thing, item, detail)`);
  }
}
