import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when on the time runs for which something of a closed account is kept. */
export class ClosedAccounts1764000102500 implements MigrationInterface {
  name = 'ClosedAccounts1764000102500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.account ADD COLUMN closed_at timestamptz;
      UPDATE onething.account SET closed_at = now() WHERE state = 'closed';
      ALTER TABLE onething.account ADD CONSTRAINT account_closed_check CHECK ((state = 'closed') = (closed_at IS NOT NULL));
      CREATE INDEX account_closed_idx ON onething.account (id) WHERE state = 'closed';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX onething.account_closed_idx; ALTER TABLE onething.account DROP COLUMN closed_at');
  }
}
