import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators look at: answers of the last day, and what lies in quarantine. */
export class ExchangeConsole1795650000006 implements MigrationInterface {
  name = 'ExchangeConsole1795650000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX exchange_outgoing_answered ON onething.exchange_outgoing (answered_at) WHERE answered_at IS NOT NULL');
    await runner.query('CREATE INDEX exchange_quarantine_state ON onething.exchange_quarantine (state, id)');
    await runner.query('CREATE INDEX exchange_quarantine_at ON onething.exchange_quarantine (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onething.exchange_outgoing_answered, onething.exchange_quarantine_state, onething.exchange_quarantine_at');
  }
}
