import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a recount puts what it finds, while it compares: as many cells as the kept figures have, which no process should hold in memory. */
export class FigureRecount1764003200304 implements MigrationInterface {
  name = 'FigureRecount1764003200304';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE onething.figure_recount (LIKE onething.figure_day INCLUDING ALL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.figure_recount');
  }
}
