import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often somebody has tried query codes. Unlogged: it may be forgotten in a crash, and is written often. */
export class Tracking1764000000700 implements MigrationInterface {
  name = 'Tracking1764000000700';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE tracking_attempt (
        key text PRIMARY KEY,
        window_start timestamptz NOT NULL,
        count int NOT NULL
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE tracking_attempt');
  }
}
