import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failed log-ins, counted for all processes. Logins and sources stand here as keyed digests. */
export class LoginLocks1764000101200 implements MigrationInterface {
  name = 'LoginLocks1764000101200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.login_lock (
        login_key text PRIMARY KEY,
        failures int NOT NULL CHECK (failures >= 0),
        last_tried_at timestamptz NOT NULL
      );
      CREATE INDEX login_lock_last_tried_at_idx ON onething.login_lock (last_tried_at);
      COMMENT ON COLUMN onething.login_lock.failures IS 'attempts that have not succeeded, those under way too';

      CREATE TABLE onething.login_source_failure (
        source_key text NOT NULL,
        login_key text NOT NULL,
        failed_at timestamptz NOT NULL,
        PRIMARY KEY (source_key, login_key)
      );
      CREATE INDEX login_source_failure_failed_at_idx ON onething.login_source_failure (failed_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.login_source_failure, onething.login_lock');
  }
}
