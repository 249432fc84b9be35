import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The licence register and the holders' consents. A licence's version is never rewritten: the application may change only
 * its state, which goes with a status record, and what a key rotation rewrites. `version_id` is the row under which the
 * encrypted values of a version stand.
 */
export class CreateLicences1764003000000 implements MigrationInterface {
  name = 'CreateLicences1764003000000';

  async up(runner: QueryRunner): Promise<void> {
    await createRegister(runner);
    await createConsents(runner);
    await limitRights(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['licence_consent_decision', 'licence_consent', 'licence_number_serial', 'licence_status', 'licence']) {
      await runner.query(`DROP TABLE onething.${table}`);
    }
  }
}

async function createRegister(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE onething.licence (
    id uuid NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    version_id uuid NOT NULL UNIQUE,
    is_current boolean NOT NULL DEFAULT true,
    type_code text NOT NULL,
    number jsonb NOT NULL,
    number_index text NOT NULL,
    holder_person_id uuid NOT NULL,
    holder_kind text NOT NULL CHECK (holder_kind IN ('naturalPerson', 'legalPerson')),
    face jsonb NOT NULL,
    face_digest text NOT NULL,
    state text NOT NULL CHECK (state IN ('VALID', 'SUSPENDED', 'REPLACED', 'CANCELLED', 'WITHDRAWN', 'REVOKED', 'TRANSFERRED')),
    issuer_uscc text NOT NULL,
    issuing_department text NOT NULL,
    division_code text NOT NULL CHECK (division_code ~ '^[0-9]{6}$'),
    issued_on date NOT NULL,
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    source_case_id uuid,
    source_item_id uuid,
    origin text NOT NULL CHECK (origin IN ('issued', 'seeded')),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (id, version),
    CHECK ((source_case_id IS NULL) = (source_item_id IS NULL)),
    CHECK (is_current = (state <> 'REPLACED'))
  )`);
  await runner.query('CREATE UNIQUE INDEX licence_one_current_version ON onething.licence (id) WHERE is_current');
  await runner.query('CREATE UNIQUE INDEX licence_number_of_type ON onething.licence (type_code, number_index) WHERE is_current');
  await runner.query('CREATE UNIQUE INDEX licence_one_per_item ON onething.licence (source_case_id, source_item_id)');
  await runner.query('CREATE INDEX licence_held ON onething.licence (holder_person_id, issued_on DESC, id DESC)');
  await runner.query(`CREATE TABLE onething.licence_status (
    licence_id uuid NOT NULL,
    seq integer NOT NULL CHECK (seq >= 1),
    version integer NOT NULL,
    from_state text,
    to_state text NOT NULL,
    reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
    legal_document text,
    operator text NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (licence_id, seq),
    FOREIGN KEY (licence_id, version) REFERENCES onething.licence (id, version)
  )`);
  await runner.query(`CREATE TABLE onething.licence_number_serial (
    type_code text NOT NULL,
    issuer_uscc text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (type_code, issuer_uscc, year)
  )`);
}

async function createConsents(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE onething.licence_consent (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    holder_person_id uuid,
    holder_number jsonb NOT NULL,
    holder_number_index text NOT NULL,
    requested_by_account uuid NOT NULL,
    requested_by_person uuid NOT NULL,
    subject text NOT NULL,
    purpose_zh text NOT NULL,
    purpose_en text NOT NULL,
    scope text[] NOT NULL CHECK (cardinality(scope) >= 1),
    state text NOT NULL CHECK (state IN ('asked', 'granted', 'refused', 'revoked')),
    asked_at timestamptz NOT NULL,
    decided_at timestamptz,
    expires_at timestamptz NOT NULL
  )`);
  await runner.query('CREATE INDEX licence_consent_of_case ON onething.licence_consent (case_id)');
  await runner.query('CREATE INDEX licence_consent_of_holder ON onething.licence_consent (holder_person_id, id DESC)');
  await runner.query('CREATE INDEX licence_consent_of_number ON onething.licence_consent (holder_number_index, id DESC)');
  await runner.query(`CREATE TABLE onething.licence_consent_decision (
    consent_id uuid NOT NULL REFERENCES onething.licence_consent (id),
    seq integer NOT NULL CHECK (seq >= 1),
    from_state text,
    to_state text NOT NULL,
    account_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (consent_id, seq)
  )`);
}

async function limitRights(runner: QueryRunner): Promise<void> {
  const app = await quotedAppRole(runner);
  await runner.query(`REVOKE UPDATE, DELETE ON onething.licence, onething.licence_consent FROM ${app}`);
  await runner.query(`GRANT UPDATE (state, is_current, number, number_index, face) ON onething.licence TO ${app}`);
  const decided = 'state, decided_at, holder_person_id, holder_number, holder_number_index';
  await runner.query(`GRANT UPDATE (${decided}) ON onething.licence_consent TO ${app}`);
  await runner.query(`REVOKE DELETE ON onething.licence_number_serial FROM ${app}`);
  await runner.query(`REVOKE UPDATE, DELETE ON onething.licence_status, onething.licence_consent_decision FROM ${app}`);
}
