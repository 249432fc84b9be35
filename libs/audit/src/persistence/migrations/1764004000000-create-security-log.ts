import { ensurePartitions, quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months that a new installation has from the start; every process makes the following ones when it starts. */
const FIRST_PARTITIONS = { from: Date.UTC(2026, 0), months: 15 };

/**
 * The security log. `xid` and `position` order it for the transparency log in such a way that an act which commits late is not
 * skipped. The reason lies apart, because a rotation of keys writes it anew: the act itself holds its keyed digest.
 */
export class CreateSecurityLog1764004000000 implements MigrationInterface {
  name = 'CreateSecurityLog1764004000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE security_act_position;
      CREATE TABLE security_act (
        id uuid PRIMARY KEY,
        recorded_at timestamptz NOT NULL,
        act text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
        actor_account_id uuid,
        actor_person_id uuid,
        actor_roles text[],
        subject_person_id uuid,
        object_kind text,
        object_id text,
        address text,
        request_id text,
        detail jsonb,
        reason_digest text,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        position bigint NOT NULL DEFAULT nextval('security_act_position'),
        CHECK ((object_kind IS NULL) = (object_id IS NULL))
      ) PARTITION BY RANGE (id);
      CREATE INDEX security_act_feed ON security_act (xid, position);
      CREATE INDEX security_act_name ON security_act (act, id);
      CREATE INDEX security_act_actor ON security_act (actor_account_id, id);
      CREATE INDEX security_act_subject ON security_act (subject_person_id, id);
      CREATE INDEX security_act_object ON security_act (object_kind, object_id, id);
      CREATE INDEX security_act_refused ON security_act (id) WHERE outcome = 'refused';

      CREATE TABLE security_act_reason (
        act_id uuid PRIMARY KEY,
        reason jsonb NOT NULL
      );`);
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON security_act, security_act_reason FROM ${app}`);
    await runner.query(`GRANT UPDATE (reason) ON security_act_reason TO ${app}`);
    await ensurePartitions(runner, { table: 'security_act', column: 'id', ...FIRST_PARTITIONS });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE security_act_reason, security_act; DROP SEQUENCE security_act_position');
  }
}
