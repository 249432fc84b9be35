import { quotedAppRole } from '@onething/persistence';
import { getConstructionPlans } from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { JOB_SCHEMA } from '../job-schema';

/**
 * The tables of pg-boss, made by the owner role; the application's role only uses them. pg-boss makes a schema as new as
 * itself, so its version is pinned in package.json, and raising it takes a further migration with its `getMigrationPlans`.
 */
export class CreateJobSchema1764003300000 implements MigrationInterface {
  name = 'CreateJobSchema1764003300000';

  /** pg-boss's statements are a transaction already: what comes after may be repeated. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const [found] = (await runner.query(
      `SELECT to_regnamespace('${JOB_SCHEMA}') IS NOT NULL AS schema, to_regclass('${JOB_SCHEMA}.version') IS NOT NULL AS tables`,
    )) as { schema: boolean; tables: boolean }[];
    if (!found!.schema) await runner.query(`CREATE SCHEMA ${JOB_SCHEMA}`);
    if (!found!.tables) await runner.query(getConstructionPlans(JOB_SCHEMA, { createSchema: false }));
    const app = await quotedAppRole(runner);
    await runner.query(`GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${app}`);
    const rights = 'SELECT, INSERT, UPDATE, DELETE';
    await runner.query(`GRANT ${rights} ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${app}`);
    await runner.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${JOB_SCHEMA} GRANT ${rights} ON TABLES TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${JOB_SCHEMA} CASCADE`);
  }
}
