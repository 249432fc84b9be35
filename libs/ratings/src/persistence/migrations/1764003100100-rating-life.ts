import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The life of a rating after it was given: facts for those who count and tell (`rating_event`), invitations, what looks suspicious and what a
 * human says of it, words before publication, and bad ratings (差评) until they are closed. `xid` and `position` order the facts in such
 * a way that a transaction which commits late is not skipped.
 */
export class RatingLife1764003100100 implements MigrationInterface {
  name = 'RatingLife1764003100100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE onething.rating
      ADD COLUMN visit_id uuid,
      ADD COLUMN intake_division text,
      ADD COLUMN handled_by text NOT NULL DEFAULT 'local' CHECK (handled_by IN ('local', 'peer')),
      ADD COLUMN is_anonymous boolean NOT NULL DEFAULT false,
      ADD COLUMN entered_by uuid,
      DROP CONSTRAINT rating_once,
      ADD CONSTRAINT rating_once UNIQUE NULLS NOT DISTINCT (case_id, item_id, account_id, stage, visit_id, sequence)`);
    await runner.query(`COMMENT ON COLUMN onething.rating.intake_division IS 'null: the division of the case'`);
    for (const table of [EVENTS, TRACES, REVIEWS, WORDS, INVITATIONS, BAD_RATINGS, NOTES]) await runner.query(table);
    await runner.query('CREATE INDEX rating_event_feed ON onething.rating_event (xid, position)');
    await runner.query('CREATE INDEX rating_event_of_rating ON onething.rating_event (rating_id)');
    for (const column of ['device', 'network', 'words']) await runner.query(`CREATE INDEX rating_trace_${column} ON onething.rating_trace (${column}, given_at)`);
    await runner.query('CREATE INDEX rating_trace_offices ON onething.rating_trace USING gin (offices)');
    await runner.query(`CREATE INDEX rating_review_waiting ON onething.rating_review (division, rating_id) WHERE state = 'waiting'`);
    await runner.query(`CREATE INDEX rating_words_waiting ON onething.rating_words (division, rating_id) WHERE state = 'waiting'`);
    await runner.query('CREATE INDEX rating_invitation_reminders ON onething.rating_invitation (remind_at) WHERE reminded_at IS NULL');
    await runner.query(`CREATE INDEX bad_rating_office ON onething.bad_rating (department, division, id) WHERE state <> 'closed'`);
    await runner.query(`CREATE INDEX bad_rating_clock ON onething.bad_rating (next_check_on) WHERE next_check_on IS NOT NULL`);
    await runner.query(`CREATE INDEX bad_rating_closed ON onething.bad_rating (closed_at, id) WHERE state = 'closed'`);
    await runner.query('CREATE INDEX bad_rating_of_rating ON onething.bad_rating (rating_id)');
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE ON onething.rating_event, onething.bad_rating_note FROM ${app}`);
    await runner.query(`GRANT UPDATE (body) ON onething.bad_rating_note TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE onething.bad_rating_note, onething.bad_rating, onething.rating_invitation, onething.rating_words, onething.rating_review,
      onething.rating_trace, onething.rating_event`);
    await runner.query(`ALTER TABLE onething.rating DROP CONSTRAINT rating_once,
      ADD CONSTRAINT rating_once UNIQUE NULLS NOT DISTINCT (case_id, item_id, account_id, sequence),
      DROP COLUMN visit_id, DROP COLUMN intake_division, DROP COLUMN handled_by, DROP COLUMN is_anonymous, DROP COLUMN entered_by`);
  }
}

const EVENTS = `CREATE TABLE onething.rating_event (
  id uuid PRIMARY KEY,
  type text NOT NULL,
  case_id uuid NOT NULL,
  rating_id uuid,
  bad_rating_id uuid,
  actor_id uuid,
  occurred_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()
)`;

const TRACES = `CREATE TABLE onething.rating_trace (
  rating_id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  offices text[] NOT NULL,
  device text,
  network text,
  words text,
  given_at timestamptz NOT NULL
)`;

const REVIEWS = `CREATE TABLE onething.rating_review (
  rating_id uuid PRIMARY KEY,
  division text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'counts', 'excluded')),
  suspicions jsonb NOT NULL,
  flagged_at timestamptz NOT NULL,
  judged_by uuid,
  judged_at timestamptz,
  reason jsonb,
  CHECK ((state = 'waiting') = (judged_by IS NULL) AND (judged_by IS NULL) = (judged_at IS NULL))
)`;

const WORDS = `CREATE TABLE onething.rating_words (
  rating_id uuid PRIMARY KEY,
  division text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'released', 'withheld')),
  found text[] NOT NULL,
  judged_by uuid,
  judged_at timestamptz
)`;

const INVITATIONS = `CREATE TABLE onething.rating_invitation (
  case_id uuid PRIMARY KEY,
  invited_at timestamptz NOT NULL,
  remind_at timestamptz NOT NULL,
  reminded_at timestamptz,
  expires_at timestamptz NOT NULL
)`;

const BAD_RATINGS = `CREATE TABLE onething.bad_rating (
  id uuid PRIMARY KEY,
  rating_id uuid NOT NULL,
  case_id uuid NOT NULL,
  account_id uuid NOT NULL,
  one_thing text NOT NULL,
  division text NOT NULL,
  department text NOT NULL,
  item text,
  grade smallint NOT NULL CHECK (grade IN (4, 5)),
  tags text[] NOT NULL,
  is_anonymous boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('verifying', 'appealed', 'rectifying', 'answering', 'answered', 'closed')),
  version integer NOT NULL CHECK (version >= 1),
  finding text CHECK (finding IN ('true', 'mistaken', 'malicious', 'noLegalBasis')),
  call_back_tries integer NOT NULL DEFAULT 0,
  called_back_at timestamptz,
  appeal_upheld boolean,
  dispatched_at timestamptz NOT NULL,
  clock jsonb NOT NULL,
  call_back_due_on date NOT NULL,
  due_on date NOT NULL,
  calendar_version text NOT NULL,
  escalation smallint NOT NULL DEFAULT 0,
  next_check_on date,
  rectified_at timestamptz,
  was_on_time boolean,
  answered_at timestamptz,
  second_rating_until date,
  second_grade smallint CHECK (second_grade BETWEEN 1 AND 5),
  closed_at timestamptz
)`;

const NOTES = `CREATE TABLE onething.bad_rating_note (
  id uuid PRIMARY KEY,
  bad_rating_id uuid NOT NULL REFERENCES onething.bad_rating,
  kind text NOT NULL,
  body jsonb NOT NULL,
  actor_id uuid NOT NULL,
  written_at timestamptz NOT NULL,
  idempotency_key text NOT NULL,
  request_digest text NOT NULL,
  UNIQUE (actor_id, idempotency_key)
)`;
