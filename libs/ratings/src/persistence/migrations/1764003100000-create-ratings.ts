import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ratings. One row rates the whole (`item_id` null), one each of its items. `xid` and `position` order the feed in such a
 * way that a transaction which commits late is not skipped. A rating stays as it was given: the application may rewrite only
 * the encrypted words, for a key rotation.
 */
export class CreateRatings1764003100000 implements MigrationInterface {
  name = 'CreateRatings1764003100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE onething.rating (
      id uuid PRIMARY KEY,
      act_id uuid NOT NULL,
      case_id uuid NOT NULL,
      item_id uuid,
      account_id uuid NOT NULL,
      sequence integer NOT NULL CHECK (sequence >= 1),
      grade smallint NOT NULL CHECK (grade BETWEEN 1 AND 5),
      is_own boolean NOT NULL,
      one_thing text NOT NULL,
      division text NOT NULL,
      item text,
      department text,
      tags text[] NOT NULL DEFAULT '{}',
      words jsonb,
      channel text NOT NULL CHECK (channel IN ('portal', 'windowQr', 'tablet', 'terminal', 'smsLink', 'hotline')),
      stage text NOT NULL CHECK (stage IN ('intake', 'acceptance', 'completion')),
      given_at timestamptz NOT NULL,
      idempotency_key text,
      request_digest text,
      position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
      CONSTRAINT rating_once UNIQUE NULLS NOT DISTINCT (case_id, item_id, account_id, sequence),
      CHECK ((item_id IS NULL) = (item IS NULL) AND (item_id IS NULL) = (department IS NULL)),
      CHECK ((idempotency_key IS NULL) = (item_id IS NOT NULL) AND (request_digest IS NULL) = (item_id IS NOT NULL))
    )`);
    await runner.query('CREATE UNIQUE INDEX rating_idempotency ON onething.rating (account_id, idempotency_key) WHERE item_id IS NULL');
    await runner.query('CREATE INDEX rating_feed ON onething.rating (xid, position) WHERE item_id IS NULL');
    await runner.query('CREATE INDEX rating_of_act ON onething.rating (act_id)');
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE ON onething.rating FROM ${app}`);
    await runner.query(`GRANT UPDATE (words) ON onething.rating TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.rating');
  }
}
