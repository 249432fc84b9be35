import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scans and results that people of this place hand in for cases of two provinces. */
export class CrossCaseFiles1795700000006 implements MigrationInterface {
  name = 'CrossCaseFiles1795700000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.cross_case_file (
        id uuid PRIMARY KEY,
        case_id uuid REFERENCES onething.cross_case (id),
        department text NOT NULL,
        division text NOT NULL,
        name jsonb NOT NULL,
        content_type text NOT NULL,
        size integer NOT NULL CHECK (size > 0),
        sha256 text NOT NULL,
        object_key text NOT NULL UNIQUE,
        request_key text NOT NULL,
        added_by uuid NOT NULL,
        added_at timestamptz NOT NULL,
        UNIQUE (added_by, request_key)
      );
      CREATE INDEX cross_case_file_of_case ON onething.cross_case_file (case_id, sha256) WHERE case_id IS NOT NULL;
      CREATE INDEX cross_case_file_unnamed ON onething.cross_case_file (id) WHERE case_id IS NULL;
      COMMENT ON COLUMN onething.cross_case_file.case_id IS 'the case a step of which has named it; until then it can be taken back';
      COMMENT ON COLUMN onething.cross_case_file.request_key IS 'the same request again is the same file';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.cross_case_file');
  }
}
