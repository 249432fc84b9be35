import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures of the papers that show what is right, handed in for a correction. */
export class CorrectionFiles1764000102600 implements MigrationInterface {
  name = 'CorrectionFiles1764000102600';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.correction_file (
        id uuid PRIMARY KEY,
        correction_id uuid NOT NULL CONSTRAINT correction_file_correction_id_fkey REFERENCES onething.master_data_correction (id),
        name jsonb NOT NULL,
        content_type text NOT NULL,
        size integer NOT NULL CHECK (size > 0),
        sha256 text NOT NULL,
        object_key text NOT NULL CONSTRAINT correction_file_object_key UNIQUE,
        request_key text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT correction_file_request_key UNIQUE (correction_id, request_key)
      );
      COMMENT ON COLUMN onething.correction_file.request_key IS 'the same request again is the same file';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.correction_file');
  }
}
