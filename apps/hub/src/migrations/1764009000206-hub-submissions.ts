import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A region that was restored from a backup asks what it has sent. */
export class HubSubmissions1764009000206 implements MigrationInterface {
  name = 'HubSubmissions1764009000206';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX hub_delivery_submitted ON onething.hub_delivery ((receipt->>'from'), ((receipt->>'fromNumber')::bigint))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onething.hub_delivery_submitted');
  }
}
