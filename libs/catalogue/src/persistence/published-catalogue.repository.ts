import { Injectable } from '@nestjs/common';
import { Database, GroupedRead, questions, type Statement, type Transaction } from '@onething/persistence';
import type { OneThingListing } from '../domain/listing';
import { segmentQuery } from '../domain/segment';
import type { CatalogueSnapshot } from '../domain/snapshot';
import { comparableText, likenessThreshold, searchTermOf } from './text-search';

export interface PublishedOneThingRow {
  code: string;
  version: number;
  digest: string;
  content: CatalogueSnapshot;
  publishedAt: Date;
}

export interface EditionRow {
  edition: number;
  digest: string;
  /** Version of each current one-thing, by code. */
  oneThings: Record<string, number>;
  content: CatalogueSnapshot;
  publishedAt: Date;
}

export interface NewOneThing extends PublishedOneThingRow {
  listing: OneThingListing;
  searchText: string;
  searchVector: string;
}

export interface OneThingQuery {
  query?: string;
  audience?: OneThingListing['audience'];
  lifeStage?: string;
  status?: OneThingListing['status'];
  /** From 1. */
  page: number;
  pageSize: number;
}

export type ListedOneThing = OneThingListing & { version: number; publishedAt: string };

export interface OneThingPage {
  total: number;
  entries: ListedOneThing[];
}

/** Share of a query's words that must be found. */
const LEAST_COVERAGE = 0.6;

const LOCK: Statement = {
  name: 'catalogue.lock-publishing',
  text: `SELECT pg_advisory_xact_lock(hashtext('onething.catalogue.publish'))`,
};

const LATEST_VERSIONS: Statement = {
  name: 'catalogue.latest-versions',
  text: 'SELECT DISTINCT ON (code) code, version, digest FROM published_one_thing ORDER BY code, version DESC',
};

const LATEST_EDITION: Statement = {
  name: 'catalogue.latest-edition',
  text: `SELECT q.i, latest.edition, latest.digest
    FROM (SELECT edition, digest FROM published_catalogue ORDER BY edition DESC LIMIT 1) AS latest, ${questions()}`,
};

const EDITION: Statement = {
  name: 'catalogue.edition',
  text: `SELECT edition, digest, one_things AS "oneThings", content, published_at AS "publishedAt"
    FROM published_catalogue WHERE edition = $1`,
};

const CURRENT_VERSION: Statement = {
  name: 'catalogue.current-version',
  text: `SELECT q.i, (current.one_things ->> q.code)::integer AS version
    FROM (SELECT one_things FROM published_catalogue ORDER BY edition DESC LIMIT 1) AS current, ${questions('code text')}`,
};

const ONE_THING: Statement = {
  name: 'catalogue.one-thing',
  text: `SELECT code, version, digest, content, published_at AS "publishedAt"
    FROM published_one_thing WHERE code = $1 AND version = $2`,
};

const INSERT_ONE_THING: Statement = {
  name: 'catalogue.insert-one-thing',
  text: `INSERT INTO published_one_thing
      (code, version, digest, status, audience, life_stage, listing, content, search_text, search_vector, published_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::tsvector, $11)`,
};

const INSERT_EDITION: Statement = {
  name: 'catalogue.insert-edition',
  text: 'INSERT INTO published_catalogue (edition, digest, one_things, content, published_at) VALUES ($1, $2, $3, $4, $5)',
};

/**
 * A one-thing is found when enough words of the query begin words of it, or when names and everyday words are so like the query
 * that it was probably mistyped. A few thousand short rows are read; no index would be faster.
 */
const SEARCH: Statement = {
  name: 'catalogue.search',
  text: `
    WITH listed AS (
      SELECT p.* FROM (SELECT one_things FROM published_catalogue ORDER BY edition DESC LIMIT 1) AS current
      CROSS JOIN LATERAL jsonb_each_text(current.one_things) AS chosen (code, version)
      JOIN published_one_thing p ON p.code = chosen.code AND p.version = chosen.version::integer
      WHERE NOT p.listing ? 'unlisted' AND ($3::text IS NULL OR p.audience = $3) AND ($4::text IS NULL OR p.life_stage = $4)
        AND ($5::text IS NULL OR p.status = $5)
    ), matching AS (
      SELECT listed.code, listed.version, listed.listing, listed.published_at, listed.status,
        found.coverage, found.coverage + found.rank + likeness AS score
      FROM listed
      CROSS JOIN LATERAL (
        SELECT coalesce(avg((search_vector @@ term::tsquery)::integer), 0) AS coverage,
          coalesce(sum(ts_rank(search_vector, term::tsquery)), 0) AS rank
        FROM unnest($1::text[]) AS term
      ) AS found
      CROSS JOIN LATERAL (SELECT CASE WHEN $2 = '' THEN 0 ELSE search_likeness($2, search_text) END AS likeness) AS like_it
      WHERE cardinality($1::text[]) = 0 OR found.coverage >= $6 OR likeness >= $7
    )
    SELECT (SELECT count(*) FROM matching) AS total, coalesce(jsonb_agg(
        listing || jsonb_build_object('version', version, 'publishedAt', published_at)
        ORDER BY score DESC, status, code), '[]') AS entries
    FROM (SELECT * FROM matching ORDER BY score DESC, status, code LIMIT $8 OFFSET $9) AS page`,
};

/** The tables of published versions. Insert and read only: nothing that was published ever changes. */
@Injectable()
export class PublishedCatalogueRepository {
  private readonly latestEdition: GroupedRead<object, { edition: number; digest: string }>;
  private readonly currentVersions: GroupedRead<{ code: string }, { version: number | null }>;

  constructor(private readonly database: Database) {
    this.latestEdition = new GroupedRead(database, LATEST_EDITION);
    this.currentVersions = new GroupedRead(database, CURRENT_VERSION);
  }

  /** Runs `work` while no other process publishes. */
  publishing<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      await tx.query(LOCK, []);
      return work(tx);
    });
  }

  latestVersions(tx: Transaction): Promise<{ code: string; version: number; digest: string }[]> {
    return tx.query(LATEST_VERSIONS, []);
  }

  async findLatestEdition(within?: Transaction): Promise<{ edition: number; digest: string } | undefined> {
    return (await this.latestEdition.ask({}, within))[0];
  }

  async findEdition(edition: number): Promise<EditionRow | undefined> {
    return (await this.database.query<EditionRow>(EDITION, [edition]))[0];
  }

  /** The version in force; undefined when the one-thing is not in the present edition. */
  async findCurrentVersion(code: string): Promise<number | undefined> {
    return (await this.currentVersions.ask({ code }))[0]?.version ?? undefined;
  }

  async findOneThing(code: string, version: number): Promise<PublishedOneThingRow | undefined> {
    return (await this.database.query<PublishedOneThingRow>(ONE_THING, [code, version]))[0];
  }

  async insertOneThing(tx: Transaction, row: NewOneThing): Promise<void> {
    const { listing } = row;
    await tx.query(INSERT_ONE_THING, [
      row.code,
      row.version,
      row.digest,
      listing.status,
      listing.audience,
      listing.lifeStage,
      JSON.stringify(listing),
      JSON.stringify(row.content),
      row.searchText,
      row.searchVector,
      row.publishedAt,
    ]);
  }

  async insertEdition(tx: Transaction, row: EditionRow): Promise<void> {
    await tx.query(INSERT_EDITION, [
      row.edition,
      row.digest,
      JSON.stringify(row.oneThings),
      JSON.stringify(row.content),
      row.publishedAt,
    ]);
  }

  /** One page of the present edition, best match first, then open ones, then by code. */
  async search({ query = '', audience, lifeStage, status, page, pageSize }: OneThingQuery): Promise<OneThingPage> {
    const words = segmentQuery(query);
    const comparable = comparableText(words);
    const [row] = await this.database.query<OneThingPage>(SEARCH, [
      words.map(searchTermOf),
      comparable,
      audience ?? null,
      lifeStage ?? null,
      status ?? null,
      LEAST_COVERAGE,
      likenessThreshold(comparable),
      pageSize,
      (page - 1) * pageSize,
    ]);
    return row!;
  }
}
