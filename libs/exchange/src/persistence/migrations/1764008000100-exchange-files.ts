import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files beside messages: what is sent to a peer, what is fetched from one (its parts still sealed), and what has arrived. */
export class ExchangeFiles1764008000100 implements MigrationInterface {
  name = 'ExchangeFiles1764008000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.exchange_incoming ADD COLUMN has_files boolean NOT NULL DEFAULT false');
    await runner.query(`CREATE TABLE onething.exchange_upload (
      id uuid PRIMARY KEY,
      conversation uuid NOT NULL,
      peer text NOT NULL,
      sha256 text NOT NULL,
      certificate text NOT NULL,
      secret jsonb NOT NULL,
      parts integer NOT NULL CHECK (parts >= 1),
      next integer NOT NULL DEFAULT 0,
      state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done')),
      due_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      last_error text
    )`);
    await runner.query('CREATE UNIQUE INDEX exchange_upload_once ON onething.exchange_upload (peer, sha256, certificate)');
    await runner.query(`CREATE INDEX exchange_upload_due ON onething.exchange_upload (due_at) WHERE state = 'waiting'`);
    await runner.query(`CREATE TABLE onething.exchange_fetch (
      sha256 text NOT NULL,
      message uuid NOT NULL,
      conversation uuid NOT NULL,
      peer text NOT NULL,
      size bigint NOT NULL,
      content_type text NOT NULL,
      transfer uuid,
      certificate text,
      ephemeral text,
      parts integer,
      next integer NOT NULL DEFAULT 0,
      asked_at timestamptz NOT NULL,
      due_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      last_error text,
      PRIMARY KEY (message, sha256)
    )`);
    await runner.query('CREATE INDEX exchange_fetch_due ON onething.exchange_fetch (due_at) WHERE transfer IS NOT NULL');
    await runner.query(`CREATE TABLE onething.exchange_part (
      transfer uuid NOT NULL,
      part integer NOT NULL,
      content bytea NOT NULL,
      PRIMARY KEY (transfer, part)
    )`);
    await runner.query(`CREATE TABLE onething.exchange_stored_file (
      object_key text PRIMARY KEY,
      sha256 text NOT NULL UNIQUE,
      content_type text NOT NULL,
      stored_at timestamptz NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onething.exchange_incoming DROP COLUMN has_files');
    await runner.query('DROP TABLE onething.exchange_stored_file, onething.exchange_part, onething.exchange_fetch, onething.exchange_upload');
  }
}
