import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Electronic seals, their versions, what was done with them, and the certificates of this installation. Steps and uses are append-only; of a
 * version the application changes what its life cycle changes; no private key is in the database.
 */
export class CreateSeals1764006000000 implements MigrationInterface {
  name = 'CreateSeals1764006000000';

  async up(runner: QueryRunner): Promise<void> {
    await createSeals(runner);
    await createRecords(runner);
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON onething.seal, onething.seal_version, onething.seal_step, onething.seal_use, onething.seal_certificate FROM ${app}`);
    await runner.query(`GRANT UPDATE (use_count, closed_at) ON onething.seal TO ${app}`);
    const cycle = 'state, revision, decided_by, owner_key_id, owner_certificate, document_key_id, document_certificate, data, valid_from, valid_to';
    await runner.query(`GRANT UPDATE (${cycle}) ON onething.seal_version TO ${app}`);
    await runner.query(`GRANT UPDATE (revoked_at, revocation_reason) ON onething.seal_certificate TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.seal_certificate, onething.seal_use, onething.seal_step, onething.seal_version, onething.seal');
  }
}

async function createSeals(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE onething.seal (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('legalName', 'internalOrgan', 'branch', 'business')),
    owner_rank text NOT NULL,
    owner_uscc text NOT NULL,
    use_count bigint NOT NULL DEFAULT 0 CHECK (use_count >= 0),
    closed_at timestamptz
  )`);
  await runner.query(`CREATE UNIQUE INDEX seal_one_legal_name ON onething.seal (owner_uscc) WHERE kind = 'legalName' AND closed_at IS NULL`);
  await runner.query('CREATE INDEX seal_of_owner ON onething.seal (owner_uscc, id DESC)');
  await runner.query(`CREATE TABLE onething.seal_version (
    seal_id uuid NOT NULL REFERENCES onething.seal (id),
    version integer NOT NULL CHECK (version >= 1),
    name text NOT NULL,
    lower_text text,
    number text,
    purposes text[] NOT NULL CHECK (cardinality(purposes) >= 1),
    image text NOT NULL,
    state text NOT NULL CHECK (state IN ('applied', 'approved', 'rejected', 'made', 'filed', 'enabled', 'suspended', 'replaced', 'cancelled')),
    revision integer NOT NULL CHECK (revision >= 1),
    applied_by uuid NOT NULL,
    applied_by_person uuid NOT NULL,
    applied_at timestamptz NOT NULL,
    decided_by uuid,
    owner_key_id text,
    owner_certificate bytea,
    document_key_id text,
    document_certificate bytea,
    data bytea,
    valid_from timestamptz,
    valid_to timestamptz,
    PRIMARY KEY (seal_id, version),
    CHECK (decided_by <> applied_by),
    CHECK (state NOT IN ('made', 'filed', 'enabled', 'suspended', 'replaced') OR num_nulls(owner_key_id, owner_certificate, document_key_id, document_certificate, data, valid_from, valid_to, decided_by) = 0)
  )`);
  await runner.query(`CREATE UNIQUE INDEX seal_version_in_use ON onething.seal_version (seal_id) WHERE state IN ('enabled', 'suspended')`);
  await runner.query(`CREATE UNIQUE INDEX seal_version_to_come ON onething.seal_version (seal_id) WHERE state IN ('applied', 'approved', 'made', 'filed')`);
}

async function createRecords(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE onething.seal_step (
    seal_id uuid NOT NULL,
    seq integer NOT NULL CHECK (seq >= 1),
    version integer NOT NULL,
    act text NOT NULL,
    from_state text,
    to_state text NOT NULL,
    account_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (seal_id, seq),
    FOREIGN KEY (seal_id, version) REFERENCES onething.seal_version (seal_id, version)
  )`);
  await runner.query(`CREATE TABLE onething.seal_use (
    id uuid PRIMARY KEY,
    seal_id uuid NOT NULL,
    version integer NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    purpose text NOT NULL,
    case_id uuid,
    document_id text NOT NULL,
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    authorised_by text NOT NULL,
    used_at timestamptz NOT NULL,
    UNIQUE (seal_id, seq),
    FOREIGN KEY (seal_id, version) REFERENCES onething.seal_version (seal_id, version)
  )`);
  await runner.query(`CREATE TABLE onething.seal_certificate (
    fingerprint text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('root', 'maker', 'owner', 'document')),
    algorithm text NOT NULL CHECK (algorithm IN ('SM2', 'P-256')),
    key_id text NOT NULL,
    certificate bytea NOT NULL,
    serial text NOT NULL,
    valid_to timestamptz NOT NULL,
    revoked_at timestamptz,
    revocation_reason integer,
    CHECK ((revoked_at IS NULL) = (revocation_reason IS NULL))
  )`);
}
