import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The identifier of a licence (电子证照标识), and the signature of a status record. Licences from before have no identifier and no file. */
export class LicenceIdentifiers1764006600000 implements MigrationInterface {
  name = 'LicenceIdentifiers1764006600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.licence ADD COLUMN identifier text;
      CREATE UNIQUE INDEX licence_identifier ON onething.licence (identifier);
      ALTER TABLE onething.licence_status ADD COLUMN signature text, ADD COLUMN signing_key text,
        ADD CHECK ((signature IS NULL) = (signing_key IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onething.licence_status DROP COLUMN signature, DROP COLUMN signing_key;
      ALTER TABLE onething.licence DROP COLUMN identifier`);
  }
}
