import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case of the window that comes back after a restore has no request: the exchange knows what was sent, not by whom. */
export class RestoredCrossCases1795700000106 implements MigrationInterface {
  name = 'RestoredCrossCases1795700000106';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE onething.cross_case DROP CONSTRAINT cross_case_check,
      ADD CONSTRAINT cross_case_check CHECK (num_nonnulls(account_id, idempotency_key, request_digest) = CASE WHEN account_id IS NOT NULL AND side = 'intake' THEN 3 ELSE 0 END)`);
  }

  /** Cases that came back would break the rule of before; what is there already is not looked at. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE onething.cross_case DROP CONSTRAINT cross_case_check,
      ADD CONSTRAINT cross_case_check CHECK ((side = 'intake') = (account_id IS NOT NULL AND idempotency_key IS NOT NULL AND request_digest IS NOT NULL)) NOT VALID`);
  }
}
