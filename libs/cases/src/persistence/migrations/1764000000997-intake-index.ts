import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A service window sees the intake of many offices at once: what it counts, filters and names stands in the index, or each count would
 * visit as many places of the table as there is intake. Its columns change with the deadline, which is in the index anyway.
 */
export class IntakeIndex1764000000997 implements MigrationInterface {
  name = 'IntakeIndex1764000000997';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX queue_item_clerk_due;
      CREATE INDEX queue_item_intake ON queue_item (department, division_code, due_on, case_id, item_id)
        INCLUDE (state, paused, yellow_at, orange_at, one_thing, one_thing_version, item, waits_for, step) WHERE waits_for = 'clerk' AND step IS NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX queue_item_intake;
      CREATE INDEX queue_item_clerk_due ON queue_item (department, division_code, due_on, case_id, item_id) WHERE waits_for = 'clerk'`);
  }
}
