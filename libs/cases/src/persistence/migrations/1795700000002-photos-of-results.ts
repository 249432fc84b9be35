import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which file of the case is the photo of a result's holder. */
export class PhotosOfResults1795700000002 implements MigrationInterface {
  name = 'PhotosOfResults1795700000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE case_result ADD COLUMN photo_file uuid');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE case_result DROP COLUMN photo_file');
  }
}
