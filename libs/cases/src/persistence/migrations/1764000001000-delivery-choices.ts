import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How applicants want their results, one row for each case; the address is encrypted. */
export class DeliveryChoices1764000001000 implements MigrationInterface {
  name = 'DeliveryChoices1764000001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE case_delivery_choice (
        case_id uuid PRIMARY KEY,
        version int NOT NULL,
        way text NOT NULL CHECK (way IN ('electronic', 'collected', 'posted', 'terminal')),
        address jsonb,
        chosen_by uuid NOT NULL,
        chosen_at timestamptz NOT NULL,
        CHECK ((way = 'posted') = (address IS NOT NULL))
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE case_delivery_choice');
  }
}
