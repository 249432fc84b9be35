import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Objects whose rows are gone, until the store has removed them too. A key names case and file by their ids only. */
export class FileRemovals1764000000810 implements MigrationInterface {
  name = 'FileRemovals1764000000810';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE file_removal (
        object_key text PRIMARY KEY,
        removed_at timestamptz NOT NULL,
        claimed_until timestamptz
      );
      CREATE INDEX file_removal_order ON file_removal (removed_at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE file_removal');
  }
}
