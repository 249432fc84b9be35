import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pending command that has failed waits before it is tried again. */
export class Retries1764000000980 implements MigrationInterface {
  name = 'Retries1764000000980';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE pending_command ADD COLUMN retry_at timestamptz;
      COMMENT ON COLUMN pending_command.retry_at IS 'after a failure: not tried before, by the clock of the platform'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE pending_command DROP COLUMN retry_at');
  }
}
