import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The queue knows what waits for the approval of a head. */
export class Approvals1764000000990 implements MigrationInterface {
  name = 'Approvals1764000000990';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE queue_item ADD COLUMN extension_proposed boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN queue_item.extension_proposed IS 'an extension of the promise is proposed, and waits for a head';
      UPDATE queue_item q SET extension_proposed = true FROM item_case i
        WHERE i.case_id = q.case_id AND i.item_id = q.item_id AND q.state = 'handling' AND i.clock ? 'proposedExtension' AND NOT i.clock ? 'decidedOn';
      CREATE INDEX queue_item_extension ON queue_item (department, division_code, due_on, case_id, item_id) WHERE extension_proposed`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX queue_item_extension; ALTER TABLE queue_item DROP COLUMN extension_proposed');
  }
}
