import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Licences that others issued, as their holders brought them: apart from the register, so that nothing takes them for ours. They are inserted and
 * removed; what a key rotation rewrites is the one column that changes.
 */
export class ImportedLicences1764007000000 implements MigrationInterface {
  name = 'ImportedLicences1764007000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.imported_licence (
        id uuid PRIMARY KEY,
        holder_person_id uuid NOT NULL,
        standing text NOT NULL CHECK (standing IN ('verifiedByFile', 'unverified')),
        facts jsonb NOT NULL,
        trusted_issuer text CHECK ((trusted_issuer IS NULL) = (standing = 'unverified')),
        object_key text NOT NULL UNIQUE,
        content_type text NOT NULL,
        size bigint NOT NULL,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        imported_at timestamptz NOT NULL,
        UNIQUE (holder_person_id, sha256)
      )`);
    const role = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, TRUNCATE ON onething.imported_licence FROM ${role}`);
    await runner.query(`GRANT UPDATE (facts) ON onething.imported_licence TO ${role}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.imported_licence');
  }
}
