import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sealed files and those that are still to be made or to be erased. What was made is never rewritten: a row of `sealed_file` can be inserted, and
 * removed when the data that it rests on are erased.
 */
export class CreateSealedFiles1764006500000 implements MigrationInterface {
  name = 'CreateSealedFiles1764006500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.sealed_file_job (
        id uuid PRIMARY KEY,
        act text NOT NULL CHECK (act IN ('make', 'erase')),
        kind text NOT NULL,
        authority_uscc text NOT NULL,
        purpose text NOT NULL,
        case_id uuid,
        authorised_by text NOT NULL,
        due_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        failure text
      );
      CREATE INDEX sealed_file_job_due ON onething.sealed_file_job (due_at);
      CREATE TABLE onething.sealed_file (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        object_key text NOT NULL UNIQUE,
        content_type text NOT NULL,
        size bigint NOT NULL,
        sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        sm3 text NOT NULL CHECK (sm3 ~ '^[0-9a-f]{64}$'),
        seal_id uuid NOT NULL,
        seal_version integer NOT NULL,
        seal_use_id uuid NOT NULL UNIQUE,
        sealed_at timestamptz NOT NULL
      )`);
    await runner.query(`REVOKE UPDATE, TRUNCATE ON onething.sealed_file FROM ${await quotedAppRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.sealed_file, onething.sealed_file_job');
  }
}
