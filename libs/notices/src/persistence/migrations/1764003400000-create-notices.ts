import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The inbox, what leaves the platform, how each account wants to be told. Ids of notices sort by the time of their events. */
export class CreateNotices1764003400000 implements MigrationInterface {
  name = 'CreateNotices1764003400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.notice (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        case_id uuid NOT NULL,
        item_id uuid,
        kind text NOT NULL,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        read_at timestamptz
      );
      CREATE INDEX notice_inbox ON onething.notice (account_id, id DESC);
      CREATE INDEX notice_unread ON onething.notice (account_id) WHERE read_at IS NULL;

      CREATE TABLE onething.notice_delivery (
        id uuid PRIMARY KEY,
        notice_id uuid NOT NULL REFERENCES onething.notice (id),
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
        round int NOT NULL,
        attempts int NOT NULL,
        last_problem text,
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        UNIQUE (notice_id, channel),
        CHECK ((state = 'waiting') = (settled_at IS NULL))
      );
      CREATE INDEX notice_delivery_open ON onething.notice_delivery (state, id) WHERE state <> 'sent';

      CREATE TABLE onething.notice_preference (
        account_id uuid PRIMARY KEY,
        language text NOT NULL CHECK (language IN ('zh', 'en')),
        email boolean NOT NULL,
        sms boolean NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE TABLE onething.notice_address (
        account_id uuid PRIMARY KEY,
        email jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['notice_address', 'notice_preference', 'notice_delivery', 'notice']) await runner.query(`DROP TABLE onething.${table}`);
  }
}
