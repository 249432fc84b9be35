import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What both places did becomes a chain of hashes that the transparency log follows. What was written is erased when its time is over: acts stay, with
 * the digests of what they said. Requests are remembered by their keys.
 */
export class ChainCrossCases1795600000015 implements MigrationInterface {
  name = 'ChainCrossCases1795600000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.cross_case
        ALTER COLUMN content DROP NOT NULL,
        ADD COLUMN case_number text,
        ADD COLUMN last_seq int NOT NULL DEFAULT 0,
        ADD COLUMN last_hash text NOT NULL DEFAULT '${'0'.repeat(64)}',
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
      CREATE UNIQUE INDEX cross_case_number_there ON onething.cross_case (case_number) WHERE side = 'deciding';
      CREATE INDEX cross_case_kept ON onething.cross_case (id) WHERE ended AND content IS NOT NULL;
      ALTER TABLE onething.cross_case_act
        ALTER COLUMN detail DROP NOT NULL,
        ADD COLUMN seq int NOT NULL,
        ADD COLUMN prev_hash text NOT NULL,
        ADD COLUMN hash text NOT NULL,
        ADD COLUMN detail_digest text NOT NULL,
        ADD COLUMN idempotency_key text,
        ADD COLUMN request_digest text,
        ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        ADD UNIQUE (case_id, seq);
      CREATE UNIQUE INDEX cross_case_act_idempotency ON onething.cross_case_act (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
      CREATE INDEX cross_case_act_feed ON onething.cross_case_act (xid, position);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX onething.cross_case_act_feed, onething.cross_case_act_idempotency, onething.cross_case_kept, onething.cross_case_number_there;
      ALTER TABLE onething.cross_case_act DROP COLUMN seq, DROP COLUMN prev_hash, DROP COLUMN hash, DROP COLUMN detail_digest, DROP COLUMN idempotency_key,
        DROP COLUMN request_digest, DROP COLUMN xid;
      ALTER TABLE onething.cross_case DROP COLUMN case_number, DROP COLUMN last_seq, DROP COLUMN last_hash, DROP COLUMN updated_at;`);
  }
}
