import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sealed files until their recipients have them. */
export class HubFiles1764009000100 implements MigrationInterface {
  name = 'HubFiles1764009000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE onething.hub_file (id uuid PRIMARY KEY, sender text NOT NULL, recipient text NOT NULL)');
    await runner.query('CREATE TABLE onething.hub_file_part (file uuid NOT NULL REFERENCES onething.hub_file (id), part integer NOT NULL, content bytea NOT NULL, PRIMARY KEY (file, part))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onething.hub_file_part, onething.hub_file');
  }
}
