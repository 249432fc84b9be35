import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which days were compared with each peer, and what was found. */
export class ReconcileDays1764008000406 implements MigrationInterface {
  name = 'ReconcileDays1764008000406';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE onething.exchange_reconciliation (
      peer text NOT NULL,
      day date NOT NULL,
      stated_at timestamptz,
      stated integer NOT NULL DEFAULT 0,
      compared_at timestamptz,
      compared integer NOT NULL DEFAULT 0,
      missing_here integer NOT NULL DEFAULT 0,
      missing_there integer NOT NULL DEFAULT 0,
      contradictions integer NOT NULL DEFAULT 0,
      PRIMARY KEY (peer, day)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.exchange_reconciliation');
  }
}
