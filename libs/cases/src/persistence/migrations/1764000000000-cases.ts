import { ensurePartitions, quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months that a new installation has from the start; the worker adds the following ones. The default partition takes the rest. */
const FIRST_PARTITIONS = { from: Date.UTC(2026, 0), months: 15 };

export class Cases1764000000000 implements MigrationInterface {
  name = 'Cases1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [CASE_TABLES, EVENT_TABLES, SIDE_TABLES, NUMBER_TABLES]) await queryRunner.query(statement);
    await queryRunner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON case_event, official_number FROM ${await quotedAppRole(queryRunner)}`);
    await ensurePartitions(queryRunner, { table: 'bundle_case', column: 'id', ...FIRST_PARTITIONS });
    for (const table of ['item_case', 'case_event']) await ensurePartitions(queryRunner, { table, column: 'case_id', ...FIRST_PARTITIONS });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE case_note, case_result, case_file, case_material, case_party, case_answers, pending_command, follower_position,
        idempotency_key, official_number, number_serial, case_event, item_case, bundle_case;
      DROP SEQUENCE case_event_position;
      DROP FUNCTION with_check_character(text)`);
  }
}

/** The state is stored compactly: `machine` holds the state value and what the machine remembers. */
const CASE_TABLES = `
  CREATE TABLE bundle_case (
    id uuid PRIMARY KEY,
    one_thing text NOT NULL,
    one_thing_version int NOT NULL,
    region text NOT NULL,
    division_code text NOT NULL,
    applicant_account_id uuid NOT NULL,
    applicant_person_id uuid NOT NULL,
    state text NOT NULL,
    machine jsonb NOT NULL,
    shape jsonb,
    clock jsonb NOT NULL,
    ends jsonb NOT NULL,
    deliveries jsonb NOT NULL,
    version int NOT NULL,
    last_seq int NOT NULL,
    last_hash text NOT NULL,
    promised_on date,
    calendar_version text,
    submitted_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  ) PARTITION BY RANGE (id);
  CREATE INDEX bundle_case_applicant ON bundle_case (applicant_person_id, id DESC);

  CREATE TABLE item_case (
    case_id uuid NOT NULL,
    item_id uuid NOT NULL,
    one_thing text NOT NULL,
    one_thing_version int NOT NULL,
    item text NOT NULL,
    department text NOT NULL,
    authority_uscc text NOT NULL,
    region text NOT NULL,
    division_code text NOT NULL,
    handled_by text NOT NULL CHECK (handled_by ~ '^(local|peer:[0-9]{6})$'),
    state text NOT NULL,
    step text,
    machine jsonb NOT NULL,
    clock jsonb NOT NULL,
    due_on date,
    decision text CHECK (decision IN ('grant', 'refuse')),
    version int NOT NULL,
    last_seq int NOT NULL,
    last_hash text NOT NULL,
    ended_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, item_id)
  ) PARTITION BY RANGE (case_id);`;

/**
 * The event table is the outbox. xid and position order it for followers: an event is read only when every transaction
 * that began before its own has ended. Append-only for the application.
 */
const EVENT_TABLES = `
  CREATE SEQUENCE case_event_position;
  CREATE TABLE case_event (
    case_id uuid NOT NULL,
    item_id uuid,
    seq int NOT NULL,
    type text NOT NULL,
    schema_version int NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('resident', 'agent', 'staff', 'timer', 'peer')),
    actor_id text NOT NULL,
    on_behalf_of text,
    cause text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    payload jsonb NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    position bigint NOT NULL DEFAULT nextval('case_event_position'),
    CONSTRAINT case_event_chain UNIQUE NULLS NOT DISTINCT (case_id, item_id, seq)
  ) PARTITION BY RANGE (case_id);
  CREATE INDEX case_event_feed ON case_event (xid, position);

  CREATE TABLE follower_position (
    name text PRIMARY KEY,
    xid xid8 NOT NULL,
    position bigint NOT NULL
  );`;

/** A pending command with a due time is a timer: one of a name for each chain, moved and cancelled by the writes of the chain. */
const SIDE_TABLES = `
  CREATE TABLE case_answers (
    case_id uuid NOT NULL,
    revision int NOT NULL,
    answers jsonb NOT NULL,
    digest text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, revision)
  );
  CREATE TABLE case_party (
    case_id uuid NOT NULL,
    subject text NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (case_id, subject)
  );
  CREATE INDEX case_party_person ON case_party (person_id, case_id);
  CREATE TABLE case_material (
    case_id uuid NOT NULL,
    material text NOT NULL,
    source text NOT NULL CHECK (source IN ('files', 'licence', 'predecessorResult', 'sharedDatum', 'promise', 'onlineAuthorisation')),
    licence_id uuid,
    licence_version int,
    face_digest text,
    predecessor_item text,
    agreed_at timestamptz,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, material)
  );
  CREATE TABLE case_file (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    material text NOT NULL,
    name jsonb NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    sm3 text NOT NULL,
    object_key text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX case_file_material ON case_file (case_id, material);
  CREATE TABLE case_result (
    case_id uuid NOT NULL,
    item_id uuid NOT NULL,
    licence_id uuid NOT NULL UNIQUE,
    licence_type text NOT NULL,
    holder_person_id uuid NOT NULL,
    face jsonb NOT NULL,
    face_digest text NOT NULL,
    issued_on date NOT NULL,
    PRIMARY KEY (case_id, item_id)
  );
  CREATE TABLE case_note (
    case_id uuid NOT NULL,
    item_id uuid,
    seq int NOT NULL,
    note jsonb NOT NULL,
    UNIQUE NULLS NOT DISTINCT (case_id, item_id, seq)
  );
  CREATE TABLE pending_command (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    item_id uuid,
    type text NOT NULL,
    payload jsonb NOT NULL,
    cause text NOT NULL,
    created_at timestamptz NOT NULL,
    timer text,
    due_at timestamptz,
    attempts int NOT NULL DEFAULT 0,
    last_error text,
    claimed_until timestamptz,
    CHECK ((timer IS NULL) = (due_at IS NULL))
  );
  CREATE INDEX pending_command_order ON pending_command (attempts, id) WHERE due_at IS NULL;
  CREATE INDEX pending_command_due ON pending_command (due_at) WHERE due_at IS NOT NULL;
  CREATE UNIQUE INDEX pending_command_timer ON pending_command (case_id, item_id, timer) NULLS NOT DISTINCT WHERE timer IS NOT NULL;
  CREATE TABLE idempotency_key (
    actor_id text NOT NULL,
    key text NOT NULL,
    request_digest text NOT NULL,
    outcome jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (actor_id, key)
  );`;

/** Serials are taken inside the statement that uses them: a number that is not used is not taken, so there are no gaps. */
const NUMBER_TABLES = `
  CREATE TABLE number_serial (
    scope text NOT NULL,
    day date NOT NULL,
    last int NOT NULL,
    PRIMARY KEY (scope, day)
  );
  CREATE TABLE official_number (
    number text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('bundle', 'receipt', 'case')),
    case_id uuid NOT NULL,
    item_id uuid,
    issued_at timestamptz NOT NULL
  );
  CREATE INDEX official_number_case ON official_number (case_id, item_id, kind);
  CREATE FUNCTION with_check_character(body text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
  DECLARE
    alphabet constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    p int := 36;
    t int;
  BEGIN
    FOR i IN 1..length(body) LOOP
      t := (p + strpos(alphabet, substr(body, i, 1)) - 1) % 36;
      IF t = 0 THEN t := 36; END IF;
      p := t * 2 % 37;
    END LOOP;
    RETURN body || substr(alphabet, (37 - p) % 36 + 1, 1);
  END $$;`;
