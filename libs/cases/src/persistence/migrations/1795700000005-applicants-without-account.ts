import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who applies at a window of another region has a person here, and perhaps no account. */
export class ApplicantsWithoutAccount1795700000005 implements MigrationInterface {
  name = 'ApplicantsWithoutAccount1795700000005';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE bundle_case ALTER COLUMN applicant_account_id DROP NOT NULL');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE bundle_case ALTER COLUMN applicant_account_id SET NOT NULL');
  }
}
