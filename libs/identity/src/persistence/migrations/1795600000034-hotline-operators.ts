import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = `'clerk', 'windowClerk', 'reviewer', 'head', 'supervisor', 'administrator', 'securityAdministrator', 'auditor'`;

/** Operators of the hotline (12345 热线话务员), who enter ratings for callers and handle nothing. */
export class HotlineOperators1795600000034 implements MigrationInterface {
  name = 'HotlineOperators1795600000034';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE onething.post DROP CONSTRAINT post_role_check,
        ADD CONSTRAINT post_role_check CHECK (role IN (${ROLES}, 'hotlineOperator'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM onething.post WHERE role = 'hotlineOperator';
      ALTER TABLE onething.post DROP CONSTRAINT post_role_check,
        ADD CONSTRAINT post_role_check CHECK (role IN (${ROLES}))
    `);
  }
}
