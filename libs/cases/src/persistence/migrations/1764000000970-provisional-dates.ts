import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Open items with dates that may still move, by the calendar under which they were computed: few, except at the end of a year. */
export class ProvisionalDates1764000000970 implements MigrationInterface {
  name = 'ProvisionalDates1764000000970';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX item_case_provisional ON item_case ((clock->'dates'->>'calendarVersion'))
        WHERE ended_at IS NULL AND clock->'dates'->>'provisional' = 'true'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX item_case_provisional');
  }
}
