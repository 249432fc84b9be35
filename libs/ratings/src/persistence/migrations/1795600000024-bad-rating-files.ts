import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files on which findings, decisions on appeals and rectifications rest (佐证材料). */
export class BadRatingFiles1795600000024 implements MigrationInterface {
  name = 'BadRatingFiles1795600000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.bad_rating_file (
        id uuid PRIMARY KEY,
        bad_rating_id uuid NOT NULL REFERENCES onething.bad_rating (id),
        note_id uuid REFERENCES onething.bad_rating_note (id),
        name jsonb NOT NULL,
        content_type text NOT NULL,
        size integer NOT NULL CHECK (size > 0),
        sha256 text NOT NULL,
        object_key text NOT NULL UNIQUE,
        request_key text NOT NULL,
        added_by uuid NOT NULL,
        added_at timestamptz NOT NULL,
        UNIQUE (bad_rating_id, request_key)
      );
      COMMENT ON COLUMN onething.bad_rating_file.note_id IS 'the note that has named it first; until then it can be taken back';
      COMMENT ON COLUMN onething.bad_rating_file.request_key IS 'the same request again is the same file';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.bad_rating_file');
  }
}
