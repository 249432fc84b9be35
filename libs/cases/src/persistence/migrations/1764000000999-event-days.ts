import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who looks behind the figures of a month reads the events of its days. Events come nearly in order of time: a BRIN index costs writers next to nothing. */
export class EventDays1764000000999 implements MigrationInterface {
  name = 'EventDays1764000000999';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX case_event_occurred ON onething.case_event USING brin (occurred_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onething.case_event_occurred');
  }
}
