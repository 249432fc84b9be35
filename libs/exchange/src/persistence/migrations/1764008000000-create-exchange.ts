import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The exchange with other provinces. What was received is append-only but for its outcome; payloads are encrypted; what was sent keeps its core for
 * good and gets receipts. One row of `exchange_state` says how far the hub was read.
 */
export class CreateExchange1764008000000 implements MigrationInterface {
  name = 'CreateExchange1764008000000';

  async up(runner: QueryRunner): Promise<void> {
    await createState(runner);
    await createOutgoing(runner);
    await createIncoming(runner);
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON onething.exchange_outgoing, onething.exchange_incoming, onething.exchange_directory FROM ${app}`);
    await runner.query(`GRANT UPDATE (state, payload, head, hub_receipt, from_number, outcome, answer, answered_at, overdue_told, resend) ON onething.exchange_outgoing TO ${app}`);
    await runner.query(`GRANT UPDATE (outcome, payload, files_noted) ON onething.exchange_incoming TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE onething.exchange_quarantine, onething.exchange_incoming, onething.exchange_delivery, onething.exchange_lane,
      onething.exchange_outgoing, onething.exchange_conversation, onething.exchange_directory, onething.exchange_state`);
  }
}

async function createState(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE onething.exchange_state (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    number bigint NOT NULL DEFAULT 0,
    digest text NOT NULL DEFAULT repeat('0', 64),
    at timestamptz,
    pulled_at timestamptz,
    failure text,
    failed_since timestamptz
  )`);
  await runner.query('INSERT INTO onething.exchange_state DEFAULT VALUES');
  await runner.query(`CREATE TABLE onething.exchange_directory (
    number bigint PRIMARY KEY,
    directory jsonb NOT NULL,
    accepted_at timestamptz NOT NULL
  )`);
  await runner.query(`CREATE TABLE onething.exchange_conversation (
    id uuid PRIMARY KEY,
    peer text NOT NULL,
    sent integer NOT NULL DEFAULT 0 CHECK (sent >= 0),
    sent_digest text NOT NULL DEFAULT repeat('0', 64),
    received integer NOT NULL DEFAULT 0 CHECK (received >= 0),
    received_digest text NOT NULL DEFAULT repeat('0', 64),
    asked_at timestamptz,
    changed_at timestamptz NOT NULL
  )`);
  await runner.query('CREATE INDEX exchange_conversation_changed ON onething.exchange_conversation (peer, changed_at)');
}

async function createOutgoing(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE onething.exchange_outgoing (
    id uuid PRIMARY KEY,
    lane uuid NOT NULL,
    conversation uuid NOT NULL,
    peer text NOT NULL,
    sequence integer NOT NULL CHECK (sequence >= 0),
    type text NOT NULL,
    core jsonb NOT NULL,
    payload jsonb NOT NULL,
    enqueued_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent')),
    resend boolean NOT NULL DEFAULT false,
    head jsonb,
    hub_receipt jsonb,
    from_number bigint,
    outcome text CHECK (outcome IN ('applied', 'refused')),
    answer jsonb,
    answered_at timestamptz,
    overdue_told boolean NOT NULL DEFAULT false,
    CHECK (state = 'waiting' OR num_nulls(head, hub_receipt, from_number) = 0)
  )`);
  await runner.query('CREATE UNIQUE INDEX exchange_outgoing_order ON onething.exchange_outgoing (conversation, sequence) WHERE sequence > 0');
  await runner.query(`CREATE INDEX exchange_outgoing_waiting ON onething.exchange_outgoing (lane, sequence) WHERE state = 'waiting'`);
  await runner.query('CREATE INDEX exchange_outgoing_open ON onething.exchange_outgoing (enqueued_at) WHERE outcome IS NULL AND sequence > 0');
  // What is tried when: a row only while something waits. `version` keeps a lane from being closed beside a message that was just put into it.
  await runner.query(`CREATE TABLE onething.exchange_lane (
    lane uuid PRIMARY KEY,
    peer text NOT NULL,
    due_at timestamptz NOT NULL,
    since timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 0,
    last_error text
  )`);
  await runner.query('CREATE INDEX exchange_lane_due ON onething.exchange_lane (due_at)');
}

async function createIncoming(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE onething.exchange_delivery (
    number bigint PRIMARY KEY,
    envelope bytea NOT NULL,
    hub_receipt jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'parked', 'done')),
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    conversation uuid,
    peer text,
    sequence integer,
    last_error text
  )`);
  await runner.query(`CREATE INDEX exchange_delivery_due ON onething.exchange_delivery (due_at, number) WHERE state = 'waiting'`);
  await runner.query(`CREATE INDEX exchange_delivery_parked ON onething.exchange_delivery (conversation, sequence) WHERE state = 'parked'`);
  await runner.query(`CREATE TABLE onething.exchange_incoming (
    id uuid PRIMARY KEY,
    conversation uuid NOT NULL,
    peer text NOT NULL,
    sequence integer NOT NULL CHECK (sequence >= 0),
    type text NOT NULL,
    head jsonb NOT NULL,
    payload jsonb NOT NULL,
    hub_receipt jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('applied', 'refused')),
    files_noted boolean NOT NULL DEFAULT false
  )`);
  await runner.query('CREATE UNIQUE INDEX exchange_incoming_order ON onething.exchange_incoming (conversation, sequence) WHERE sequence > 0');
  await runner.query(`CREATE TABLE onething.exchange_quarantine (
    id uuid PRIMARY KEY,
    delivery bigint NOT NULL,
    peer text,
    conversation uuid,
    message uuid,
    code text NOT NULL,
    detail text NOT NULL,
    at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'retried', 'rejected')),
    decided_by uuid,
    decided_at timestamptz
  )`);
  await runner.query(`CREATE INDEX exchange_quarantine_open ON onething.exchange_quarantine (at) WHERE state = 'open'`);
}
