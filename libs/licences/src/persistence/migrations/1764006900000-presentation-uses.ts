import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Presentations that were read, as long as their code could be read again. */
export class PresentationUses1764006900000 implements MigrationInterface {
  name = 'PresentationUses1764006900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE licence_presentation_use (
        id uuid PRIMARY KEY,
        expires_at timestamptz NOT NULL
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE licence_presentation_use');
  }
}
