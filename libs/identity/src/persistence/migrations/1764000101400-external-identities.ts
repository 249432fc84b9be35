import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Log-in by an identity provider: whose account a subject is. */
export class ExternalIdentities1764000101400 implements MigrationInterface {
  name = 'ExternalIdentities1764000101400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE onething.external_identity (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES onething.account,
        issuer text NOT NULL,
        subject_key text NOT NULL,
        linked_at timestamptz NOT NULL,
        CONSTRAINT external_identity_subject_key UNIQUE (issuer, subject_key)
      );
      CREATE INDEX external_identity_account_id_idx ON onething.external_identity (account_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE onething.external_identity');
  }
}
