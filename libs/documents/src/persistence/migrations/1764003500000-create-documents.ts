import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That a document was issued, and under which number. What it says is made from the case when somebody reads it. Numbers have no
 * gaps in an authority, a kind and a year, so a document can neither be changed nor be removed.
 */
export class CreateDocuments1764003500000 implements MigrationInterface {
  name = 'CreateDocuments1764003500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document_serial (
        authority_uscc text NOT NULL,
        kind text NOT NULL,
        year int NOT NULL,
        last int NOT NULL,
        PRIMARY KEY (authority_uscc, kind, year)
      );
      CREATE TABLE document (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL,
        item_id uuid,
        seq int NOT NULL,
        kind text NOT NULL,
        authority_uscc text NOT NULL,
        authority_name jsonb NOT NULL,
        year int NOT NULL,
        serial int NOT NULL,
        number text NOT NULL,
        issued_on date NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (case_id, seq, kind, item_id),
        UNIQUE (authority_uscc, kind, year, serial)
      )`);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON document FROM ${await quotedAppRole(runner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document, document_serial');
  }
}
