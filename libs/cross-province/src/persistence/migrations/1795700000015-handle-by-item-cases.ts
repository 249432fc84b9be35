import type { MigrationInterface, QueryRunner } from 'typeorm';

/** At the deciding place a case is handled as an item case, by the process of its item. */
export class HandleByItemCases1795700000015 implements MigrationInterface {
  name = 'HandleByItemCases1795700000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.cross_case ADD COLUMN handled_case_id uuid, ADD COLUMN handled_item_id uuid,
        ADD CHECK ((handled_case_id IS NULL) = (handled_item_id IS NULL)), ADD CHECK (handled_case_id IS NULL OR side = 'deciding');
      CREATE UNIQUE INDEX cross_case_handled ON onething.cross_case (handled_case_id) WHERE handled_case_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.cross_case DROP COLUMN handled_case_id, DROP COLUMN handled_item_id');
  }
}
