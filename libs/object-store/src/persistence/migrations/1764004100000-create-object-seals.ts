import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The wrapped data keys of sealed objects. Two seals of one object are there only while it is being replaced. */
export class CreateObjectSeals1764004100000 implements MigrationInterface {
  name = 'CreateObjectSeals1764004100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onething.object_seal (
        id uuid PRIMARY KEY,
        object_key text NOT NULL,
        data_key jsonb NOT NULL,
        sealed_sha256 text
      );
      CREATE INDEX object_seal_object ON onething.object_seal (object_key);
      COMMENT ON COLUMN onething.object_seal.sealed_sha256 IS 'of the bytes in the store; absent while the object is being written';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.object_seal');
  }
}
