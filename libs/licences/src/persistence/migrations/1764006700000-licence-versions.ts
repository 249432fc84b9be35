import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One licence for an item, but any number of versions of it. */
export class LicenceVersions1764006700000 implements MigrationInterface {
  name = 'LicenceVersions1764006700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onething.licence_one_per_item');
    await runner.query('CREATE UNIQUE INDEX licence_one_per_item ON onething.licence (source_case_id, source_item_id, version)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX onething.licence_one_per_item');
    await runner.query('CREATE UNIQUE INDEX licence_one_per_item ON onething.licence (source_case_id, source_item_id)');
  }
}
