import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recovery at a window: until when the check of the papers there stands in for the register. */
export class WindowRecoveries1764000102100 implements MigrationInterface {
  name = 'WindowRecoveries1764000102100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE onething.account ADD COLUMN recovery_checked_until timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE onething.account DROP COLUMN recovery_checked_until');
  }
}
