import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is not erased, whatever the rules of retention say. Who placed a hold and why is in the security log. */
export class CreateLegalHolds1764004200000 implements MigrationInterface {
  name = 'CreateLegalHolds1764004200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.legal_hold (
        object_kind text NOT NULL CHECK (object_kind IN ('case', 'person')),
        object_id uuid NOT NULL,
        placed_at timestamptz NOT NULL,
        PRIMARY KEY (object_id, object_kind)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.legal_hold');
  }
}
