import { quotedAppRole } from '@onething/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Published versions are immutable: the application may insert and read them, nothing else. pg_trgm may have been installed
 * beforehand by the database's administrator in a schema of his choice; `search_likeness` finds it there.
 */
export class CreatePublishedCatalogue1795478400100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE published_one_thing (
        code text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        status text NOT NULL CHECK (status IN ('open', 'outline')),
        audience text NOT NULL,
        life_stage text NOT NULL,
        listing jsonb NOT NULL,
        content jsonb NOT NULL,
        search_text text NOT NULL,
        search_vector tsvector NOT NULL,
        published_at timestamptz NOT NULL,
        PRIMARY KEY (code, version)
      );
      CREATE TABLE published_catalogue (
        edition integer PRIMARY KEY CHECK (edition > 0),
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        one_things jsonb NOT NULL,
        content jsonb NOT NULL,
        published_at timestamptz NOT NULL
      );
      COMMENT ON COLUMN published_catalogue.one_things IS 'Version of each one-thing that is current in this edition, by code';`);
    const app = await quotedAppRole(queryRunner);
    await queryRunner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON published_one_thing, published_catalogue FROM ${app}`);
    await queryRunner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const [extension] = (await queryRunner.query(`
      SELECT quote_ident(nspname) AS schema FROM pg_extension
      JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_trgm'`)) as { schema: string }[];
    await queryRunner.query(`
      CREATE FUNCTION search_likeness(query text, target text) RETURNS real LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN ${extension!.schema}.word_similarity(query, target)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION search_likeness; DROP TABLE published_catalogue, published_one_thing');
  }
}
