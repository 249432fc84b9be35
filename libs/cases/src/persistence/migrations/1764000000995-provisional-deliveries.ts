import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-things with results whose day for the delivery may still move, by the calendar under which it was computed. */
export class ProvisionalDeliveries1764000000995 implements MigrationInterface {
  name = 'ProvisionalDeliveries1764000000995';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX bundle_case_provisional ON bundle_case ((clock->>'provisionalUnder')) WHERE clock ? 'provisionalUnder'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX bundle_case_provisional');
  }
}
