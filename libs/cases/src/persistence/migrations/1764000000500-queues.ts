import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Queues1764000000500 implements MigrationInterface {
  name = 'Queues1764000000500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(QUEUE_TABLES);
    await queryRunner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON item_claim_history FROM ${await quotedAppRole(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE absence, item_claim_history, queue_item');
  }
}

/**
 * One row for each item case that an office has to do with now, written by the statement that writes the case: its size is that
 * of the open work, not of the years. `due_on` is the last day of the deadline that runs, `infinity` when none does. State, step
 * and lights stand in no index, so that most commands change the row where it stands. Who has claimed an item stands in its row, under a version of
 * its own: a claim is no fact of the case, and goes when the item leaves the queue.
 */
const QUEUE_TABLES = `
  CREATE TABLE queue_item (
    case_id uuid NOT NULL,
    item_id uuid NOT NULL,
    one_thing text NOT NULL,
    one_thing_version int NOT NULL,
    item text NOT NULL,
    department text NOT NULL,
    division_code text NOT NULL,
    applicant_person_id uuid NOT NULL,
    state text NOT NULL,
    step text,
    waits_for text NOT NULL CHECK (waits_for IN ('clerk', 'reviewer', 'head')),
    paused boolean NOT NULL,
    due_on date NOT NULL,
    yellow_at timestamptz NOT NULL,
    orange_at timestamptz NOT NULL,
    version int NOT NULL,
    submitted_at timestamptz NOT NULL,
    claimed_by uuid,
    claimed_at timestamptz,
    claim_version int NOT NULL DEFAULT 0,
    freed_from uuid,
    PRIMARY KEY (case_id, item_id)
  ) WITH (fillfactor = 80);
  COMMENT ON COLUMN queue_item.submitted_at IS 'when it came to the office: with the submission, or when what it waited for was granted';
  CREATE INDEX queue_item_due ON queue_item (department, division_code, due_on, case_id, item_id);
  CREATE INDEX queue_item_submitted ON queue_item (department, division_code, submitted_at, case_id, item_id);
  COMMENT ON COLUMN queue_item.claimed_by IS 'account that works on it';
  COMMENT ON COLUMN queue_item.freed_from IS 'who had claimed it before the last command took it on to another role or office';
  CREATE INDEX queue_item_applicant ON queue_item (applicant_person_id);
  CREATE INDEX queue_item_claimed ON queue_item (claimed_by) WHERE claimed_by IS NOT NULL;

  CREATE TABLE item_claim_history (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id uuid NOT NULL,
    item_id uuid NOT NULL,
    what text NOT NULL CHECK (what IN ('claimed', 'released', 'handedOver', 'assigned', 'movedOn', 'ended')),
    account_id uuid,
    at timestamptz NOT NULL,
    by text NOT NULL
  );
  COMMENT ON COLUMN item_claim_history.account_id IS 'whose claim begins; of movedOn and ended: whose claim ends';
  COMMENT ON COLUMN item_claim_history.by IS 'account that brought it about, or the event by which the item moved on';
  CREATE INDEX item_claim_history_item ON item_claim_history (case_id, item_id, position);

  CREATE TABLE absence (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    substitute_account_id uuid NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    declared_by uuid NOT NULL,
    declared_at timestamptz NOT NULL,
    cancelled_at timestamptz,
    CHECK (from_on <= to_on),
    CHECK (account_id <> substitute_account_id)
  );
  CREATE INDEX absence_account ON absence (account_id, to_on);
  CREATE INDEX absence_substitute ON absence (substitute_account_id, to_on);`;
