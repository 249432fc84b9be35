import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos of holders: which file of the case a version's comes from, and the picture as the licence bears it, one for all of its versions. */
export class LicencePhotos1795700000012 implements MigrationInterface {
  name = 'LicencePhotos1795700000012';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE licence ADD COLUMN photo_file uuid;
      CREATE TABLE licence_photo (
        licence_id uuid PRIMARY KEY,
        object_key text NOT NULL UNIQUE,
        content_type text NOT NULL,
        size bigint NOT NULL,
        sha256 text NOT NULL,
        taken_at timestamptz NOT NULL
      )`);
    await queryRunner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON licence_photo FROM ${await quotedAppRole(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE licence_photo; ALTER TABLE licence DROP COLUMN photo_file');
  }
}
