import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose data an act was about besides its subject, to be found by person. It follows from the act's own detail, which the transparency log signs.
 */
export class ConcernedPersons1764004300000 implements MigrationInterface {
  name = 'ConcernedPersons1764004300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE security_act_concerned (
        person_id uuid NOT NULL,
        act_id uuid NOT NULL,
        PRIMARY KEY (person_id, act_id)
      )`);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON security_act_concerned FROM ${await quotedAppRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE security_act_concerned');
  }
}
