import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has begun a case by mandate. The applicant is the principal, also of the account. */
export class Agents1764000000850 implements MigrationInterface {
  name = 'Agents1764000000850';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE bundle_case ADD COLUMN agent_account_id uuid, ADD COLUMN agent_person_id uuid;
      COMMENT ON COLUMN bundle_case.agent_person_id IS 'agent who has begun it by mandate; null when the applicant has'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE bundle_case DROP COLUMN agent_account_id, DROP COLUMN agent_person_id');
  }
}
