import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who counts ratings follows their facts: the table of ratings needs no order of its own any more. */
export class OneRatingFeed1764003100204 implements MigrationInterface {
  name = 'OneRatingFeed1764003100204';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onething.rating_feed');
    await runner.query('ALTER TABLE onething.rating DROP COLUMN xid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.rating ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()');
    await runner.query('CREATE INDEX rating_feed ON onething.rating (xid, position) WHERE item_id IS NULL');
  }
}
