import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `xid` and `position` order the steps of consents for readers, so that a transaction which commits late is not skipped. */
export class ConsentFeed1764003000210 implements MigrationInterface {
  name = 'ConsentFeed1764003000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.licence_consent_decision
        ADD COLUMN position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
      CREATE INDEX licence_consent_feed ON onething.licence_consent_decision (xid, position)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.licence_consent_decision DROP COLUMN position, DROP COLUMN xid');
  }
}
