import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What messages said, and files that they named, go by a rule of retention; heads, digests and receipts stay, so that every chain still verifies. */
export class ErasableMessages1795478500202 implements MigrationInterface {
  name = 'ErasableMessages1795478500202';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['exchange_outgoing', 'exchange_incoming']) {
      await runner.query(`ALTER TABLE onething.${table} ALTER COLUMN payload DROP NOT NULL`);
      await runner.query(`CREATE INDEX ${table}_content ON onething.${table} (conversation) WHERE payload IS NOT NULL AND sequence > 0`);
    }
    await runner.query(`CREATE TABLE onething.exchange_file_use (
      sha256 text NOT NULL,
      conversation uuid NOT NULL,
      PRIMARY KEY (sha256, conversation)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.exchange_file_use');
    for (const table of ['exchange_outgoing', 'exchange_incoming']) {
      await runner.query(`DROP INDEX onething.${table}_content`);
      await runner.query(`ALTER TABLE onething.${table} ALTER COLUMN payload SET NOT NULL`);
    }
  }
}
