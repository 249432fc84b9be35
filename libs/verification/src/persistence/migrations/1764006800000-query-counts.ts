import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often somebody has asked for one identifier. Unlogged: it may be forgotten in a crash, and is written often. */
export class QueryCounts1764006800000 implements MigrationInterface {
  name = 'QueryCounts1764006800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE verification_query_count (
        key text PRIMARY KEY,
        window_start timestamptz NOT NULL,
        count int NOT NULL
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE verification_query_count');
  }
}
