import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 多地联办: at the intake place a case may be one item of a one-thing of this region. */
export class ItemsOfBundles1795700000025 implements MigrationInterface {
  name = 'ItemsOfBundles1795700000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.cross_case ADD COLUMN part_of_case_id uuid, ADD COLUMN part_of_item_id uuid,
        ADD CHECK ((part_of_case_id IS NULL) = (part_of_item_id IS NULL)), ADD CHECK (part_of_case_id IS NULL OR side = 'intake');
      CREATE UNIQUE INDEX cross_case_part ON onething.cross_case (part_of_case_id, part_of_item_id) WHERE part_of_case_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.cross_case DROP COLUMN part_of_case_id, DROP COLUMN part_of_item_id');
  }
}
