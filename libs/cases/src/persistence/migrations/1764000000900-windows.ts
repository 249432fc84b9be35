import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What windows that serve several departments look for: intake in the queues of offices, and results to hand over. */
export class Windows1764000000900 implements MigrationInterface {
  name = 'Windows1764000000900';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE queue_item ADD COLUMN claimed_at_window boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN queue_item.claimed_at_window IS 'by a clerk of a service window: the claim ends where the intake ends';
      CREATE INDEX queue_item_clerk_due ON queue_item (department, division_code, due_on, case_id, item_id) WHERE waits_for = 'clerk';
      CREATE INDEX bundle_case_to_deliver ON bundle_case (division_code, one_thing, one_thing_version, id)
        WHERE state = 'completed' AND jsonb_path_exists(ends, '$.*.result')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX bundle_case_to_deliver, queue_item_clerk_due; ALTER TABLE queue_item DROP COLUMN claimed_at_window');
  }
}
