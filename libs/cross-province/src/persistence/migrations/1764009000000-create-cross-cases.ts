import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Cases that two regions handle, on either side. Names, numbers and answers are encrypted. What happened is kept for good: the application may
 * rewrite only the encrypted details, for a key rotation.
 */
export class CreateCrossCases1764009000000 implements MigrationInterface {
  name = 'CreateCrossCases1764009000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE onething.cross_case (
      id uuid PRIMARY KEY,
      conversation uuid NOT NULL UNIQUE,
      side text NOT NULL CHECK (side IN ('intake', 'deciding')),
      region text NOT NULL,
      item text NOT NULL,
      department text NOT NULL,
      division text NOT NULL,
      number text NOT NULL UNIQUE,
      applicant_person_id uuid,
      standing jsonb NOT NULL,
      ended boolean NOT NULL DEFAULT false,
      clock jsonb,
      due_on date,
      trouble jsonb,
      content jsonb NOT NULL,
      version integer NOT NULL DEFAULT 1,
      account_id uuid,
      idempotency_key text,
      request_digest text,
      created_at timestamptz NOT NULL,
      CHECK ((side = 'intake') = (account_id IS NOT NULL AND idempotency_key IS NOT NULL AND request_digest IS NOT NULL))
    )`);
    await runner.query('CREATE UNIQUE INDEX cross_case_idempotency ON onething.cross_case (account_id, idempotency_key) WHERE account_id IS NOT NULL');
    await runner.query('CREATE INDEX cross_case_queue ON onething.cross_case (department, division, side, due_on, id) WHERE NOT ended');
    await runner.query('CREATE INDEX cross_case_of_applicant ON onething.cross_case (applicant_person_id, id) WHERE applicant_person_id IS NOT NULL');
    await runner.query(`CREATE TABLE onething.cross_case_act (
      id uuid PRIMARY KEY,
      case_id uuid NOT NULL REFERENCES onething.cross_case (id),
      type text NOT NULL,
      at timestamptz NOT NULL,
      account_id uuid,
      detail jsonb NOT NULL,
      position bigint NOT NULL GENERATED ALWAYS AS IDENTITY
    )`);
    await runner.query('CREATE INDEX cross_case_act_of_case ON onething.cross_case_act (case_id, position)');
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON onething.cross_case_act FROM ${app}`);
    await runner.query(`GRANT UPDATE (detail) ON onething.cross_case_act TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.cross_case_act, onething.cross_case');
  }
}
