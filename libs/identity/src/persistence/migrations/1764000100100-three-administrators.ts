import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The three administrators (三员): of the system, of security, of the audit. */
export class ThreeAdministrators1764000100100 implements MigrationInterface {
  name = 'ThreeAdministrators1764000100100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.post DROP CONSTRAINT post_role_check;
      ALTER TABLE onething.post ADD CONSTRAINT post_role_check
        CHECK (role IN ('clerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor'));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.post DROP CONSTRAINT post_role_check;
      ALTER TABLE onething.post ADD CONSTRAINT post_role_check CHECK (role IN ('clerk', 'reviewer', 'head', 'supervisor', 'administrator'));
    `);
  }
}
