import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under which thresholds of lights a row of the queue was computed, so that those of before are found when the thresholds change. */
export class LightsVersion1764000000950 implements MigrationInterface {
  name = 'LightsVersion1764000000950';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE queue_item ADD COLUMN lights_version text COLLATE "C" NOT NULL DEFAULT '';
      COMMENT ON COLUMN queue_item.lights_version IS 'of the thresholds of lights, as in the clock of the item; empty: before there were versions';
      CREATE INDEX queue_item_lights_version ON queue_item (lights_version)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX queue_item_lights_version; ALTER TABLE queue_item DROP COLUMN lights_version');
  }
}
