import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The transparency log: leaves in their order, the hashes of perfect subtrees, signed heads, and which of these lie outside the
 * database. `audit_progress` says how far acts and events have become leaves.
 */
export class CreateTransparencyLog1764004200000 implements MigrationInterface {
  name = 'CreateTransparencyLog1764004200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_leaf (
        index bigint PRIMARY KEY CHECK (index >= 0),
        act_id uuid,
        case_id uuid,
        item_id uuid,
        seq int,
        end_hash text,
        hash text NOT NULL,
        CHECK ((act_id IS NULL) <> (case_id IS NULL) AND (case_id IS NULL) = (seq IS NULL) AND (case_id IS NULL) = (end_hash IS NULL))
      );
      CREATE INDEX audit_leaf_act ON audit_leaf (act_id) WHERE act_id IS NOT NULL;
      CREATE INDEX audit_leaf_chain ON audit_leaf (case_id, item_id, seq) WHERE case_id IS NOT NULL;
      CREATE TABLE audit_node (
        level int NOT NULL CHECK (level >= 1),
        index bigint NOT NULL CHECK (index >= 0),
        hash text NOT NULL,
        PRIMARY KEY (level, index)
      );
      CREATE TABLE audit_head (
        number bigint PRIMARY KEY CHECK (number >= 1),
        size bigint NOT NULL,
        time timestamptz NOT NULL,
        root text NOT NULL,
        previous text NOT NULL,
        key text NOT NULL,
        signature text NOT NULL,
        object_key text NOT NULL UNIQUE,
        sha256 text NOT NULL
      );
      CREATE INDEX audit_head_size ON audit_head (size);
      CREATE TABLE audit_publication (
        number bigint PRIMARY KEY,
        published_at timestamptz NOT NULL
      );
      CREATE TABLE audit_progress (
        source text PRIMARY KEY CHECK (source IN ('acts', 'events')),
        xid xid8 NOT NULL,
        position bigint NOT NULL
      );
      INSERT INTO audit_progress VALUES ('acts', '0', 0), ('events', '0', 0);`);
    const app = await quotedAppRole(runner);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON audit_leaf, audit_node, audit_head, audit_publication FROM ${app}`);
    await runner.query(`REVOKE INSERT, DELETE, TRUNCATE ON audit_progress FROM ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_progress, audit_publication, audit_head, audit_node, audit_leaf');
  }
}
