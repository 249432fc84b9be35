import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Windows find what they have to hand over by what was not handed over yet, and by what is late although other items go on. */
export class Deliveries1764000000960 implements MigrationInterface {
  name = 'Deliveries1764000000960';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX bundle_case_to_deliver;
      CREATE INDEX bundle_case_to_deliver ON bundle_case (division_code, one_thing, one_thing_version, id)
        WHERE state = 'completed' AND clock ? 'deliverBy' OR state = 'handling' AND clock ? 'deliveryOverdue'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX bundle_case_to_deliver;
      CREATE INDEX bundle_case_to_deliver ON bundle_case (division_code, one_thing, one_thing_version, id)
        WHERE state = 'completed' AND jsonb_path_exists(ends, '$.*.result')`);
  }
}
