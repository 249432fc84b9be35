import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Promises (告知承诺) that are to be checked or put right, by office and day: also of items that are granted, and in no queue any more. Days
 * are compared as text, which for `YYYY-MM-DD` is the same. Official numbers are found by how they begin, and by how they end (what people
 * read from the end of a receipt).
 */
export class PromisesAndNumberParts1795564800001 implements MigrationInterface {
  name = 'PromisesAndNumberParts1795564800001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX item_case_promise ON item_case (department, division_code, (coalesce(clock->>'rectifyBy', clock->>'checkPromiseBy')), case_id, item_id)
        WHERE state IN ('handling', 'granted') AND coalesce(clock->>'rectifyBy', clock->>'checkPromiseBy') IS NOT NULL;
      CREATE INDEX official_number_beginning ON official_number (number text_pattern_ops);
      CREATE INDEX official_number_end ON official_number (reverse(number) text_pattern_ops)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX item_case_promise; DROP INDEX official_number_beginning; DROP INDEX official_number_end');
  }
}
