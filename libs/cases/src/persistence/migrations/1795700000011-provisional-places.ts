import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A queue says which of its days may still move; so does a promise that is to be put right, also of an item that was granted on it. */
export class ProvisionalPlaces1795700000011 implements MigrationInterface {
  name = 'ProvisionalPlaces1795700000011';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE queue_item ADD COLUMN due_provisional boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN queue_item.due_provisional IS 'due_on was computed through a year whose notice of holidays is not out';
      UPDATE queue_item q SET due_provisional = true FROM item_case i
        WHERE i.case_id = q.case_id AND i.item_id = q.item_id AND isfinite(q.due_on) AND i.clock->'dates'->'provisionalDays' ?
          CASE WHEN q.state <> 'handling' THEN 'acceptBy' WHEN i.clock ? 'decidedOn' THEN 'stepDueOn' ELSE 'dueOn' END;
      DROP INDEX item_case_provisional;
      CREATE INDEX item_case_provisional ON item_case ((clock->'dates'->>'calendarVersion'))
        WHERE (ended_at IS NULL OR clock ? 'rectificationAskedOn') AND clock->'dates'->>'provisional' = 'true'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX item_case_provisional;
      CREATE INDEX item_case_provisional ON item_case ((clock->'dates'->>'calendarVersion'))
        WHERE ended_at IS NULL AND clock->'dates'->>'provisional' = 'true';
      ALTER TABLE queue_item DROP COLUMN due_provisional`);
  }
}
