import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this side had sent and has forgotten since it was restored from a backup, until it is back. */
export class ForgottenMessages1764008000306 implements MigrationInterface {
  name = 'ForgottenMessages1764008000306';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE onething.exchange_forgotten (
      id uuid PRIMARY KEY,
      conversation uuid NOT NULL,
      peer text NOT NULL,
      sequence integer NOT NULL CHECK (sequence > 0),
      head jsonb NOT NULL,
      hub_receipt jsonb NOT NULL,
      noticed_at timestamptz NOT NULL,
      asked_at timestamptz,
      payload jsonb,
      restored_at timestamptz
    )`);
    await runner.query('CREATE INDEX exchange_forgotten_open ON onething.exchange_forgotten (conversation, sequence) WHERE restored_at IS NULL');
    await runner.query('CREATE INDEX exchange_outgoing_submitted ON onething.exchange_outgoing (from_number)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onething.exchange_outgoing_submitted');
    await runner.query('DROP TABLE onething.exchange_forgotten');
  }
}
