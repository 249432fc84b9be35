import { Injectable } from '@nestjs/common';
import type { Envelope as Encrypted } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';

/** A file that is on its way to a peer. */
export interface Upload {
  id: string;
  conversation: string;
  peer: string;
  sha256: string;
  certificate: string;
  /** Reference and private half of the ephemeral key. */
  secret: Encrypted;
  parts: number;
  next: number;
  attempts: number;
}

/** A file that a message names and that is not here yet. */
export interface Fetch {
  sha256: string;
  message: string;
  conversation: string;
  peer: string;
  size: number;
  contentType: string;
  transfer: string;
  certificate: string;
  ephemeral: string;
  parts: number;
  next: number;
  attempts: number;
}

const COLUMNS = 'id, conversation, peer, sha256, certificate, secret, parts, next, attempts';
const FETCH_COLUMNS = 'sha256, message, conversation, peer, size, content_type AS "contentType", transfer, certificate, ephemeral, parts, next, attempts';
const OFFER = {
  name: 'exchange.offer-file',
  text: `INSERT INTO exchange_upload (id, conversation, peer, sha256, certificate, secret, parts, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (peer, sha256, certificate) DO UPDATE SET id = excluded.id, secret = excluded.secret, parts = excluded.parts, next = 0, state = 'waiting',
      due_at = excluded.due_at, conversation = excluded.conversation WHERE exchange_upload.state = 'done'`,
};
const CLAIM_UPLOADS = {
  name: 'exchange.claim-uploads',
  text: `UPDATE exchange_upload SET due_at = $2 WHERE id IN (
      SELECT id FROM exchange_upload WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 4 FOR UPDATE SKIP LOCKED
    ) RETURNING ${COLUMNS}`,
};
const UPLOADED = { name: 'exchange.part-uploaded', text: 'UPDATE exchange_upload SET next = $2, attempts = 0, due_at = $3 WHERE id = $1' };
const UPLOAD_DONE = { name: 'exchange.upload-done', text: `UPDATE exchange_upload SET state = 'done' WHERE id = $1` };
const POSTPONE_UPLOAD = { name: 'exchange.postpone-upload', text: 'UPDATE exchange_upload SET due_at = $2, attempts = attempts + 1, last_error = $3 WHERE id = $1' };
const EXPECT = {
  name: 'exchange.expect-file',
  text: `WITH used AS (INSERT INTO exchange_file_use (sha256, conversation) VALUES ($1, $3) ON CONFLICT DO NOTHING)
    INSERT INTO exchange_fetch (sha256, message, conversation, peer, size, content_type, asked_at, due_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $7 WHERE NOT EXISTS (SELECT FROM exchange_stored_file WHERE sha256 = $1 FOR SHARE) ON CONFLICT DO NOTHING RETURNING sha256`,
};
const READY = {
  name: 'exchange.file-ready',
  text: `UPDATE exchange_fetch SET transfer = $3, certificate = $4, ephemeral = $5, parts = $6, next = 0, due_at = $7
    WHERE peer = $1 AND sha256 = $2 AND transfer IS DISTINCT FROM $3`,
};
const CLAIM_FETCHES = {
  name: 'exchange.claim-fetches',
  text: `UPDATE exchange_fetch SET due_at = $2 WHERE (message, sha256) IN (
      SELECT message, sha256 FROM exchange_fetch WHERE transfer IS NOT NULL AND due_at <= $1 ORDER BY due_at LIMIT 4 FOR UPDATE SKIP LOCKED
    ) RETURNING ${FETCH_COLUMNS}`,
};
const KEEP_PART = {
  name: 'exchange.keep-part',
  text: `WITH part AS (INSERT INTO exchange_part (transfer, part, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)
    UPDATE exchange_fetch SET next = $2 + 1, attempts = 0, due_at = $4 WHERE transfer = $1`,
};
const PART = { name: 'exchange.part', text: 'SELECT content FROM exchange_part WHERE transfer = $1 AND part = $2' };
const POSTPONE_FETCH = {
  name: 'exchange.postpone-fetch',
  text: 'UPDATE exchange_fetch SET due_at = $3, attempts = attempts + 1, last_error = $4 WHERE message = $1 AND sha256 = $2',
};
const FORGET_TRANSFER = {
  name: 'exchange.forget-transfer',
  text: `WITH parts AS (DELETE FROM exchange_part WHERE transfer = $1)
    UPDATE exchange_fetch SET transfer = NULL, next = 0, asked_at = to_timestamp(0) WHERE transfer = $1`,
};
const STORED = {
  name: 'exchange.file-stored',
  text: `WITH parts AS (DELETE FROM exchange_part WHERE transfer = $1),
      fetched AS (DELETE FROM exchange_fetch WHERE sha256 = $3 RETURNING message)
    INSERT INTO exchange_stored_file (object_key, sha256, content_type, stored_at) VALUES ($2, $3, $4, $5) ON CONFLICT (sha256) DO NOTHING`,
};
const OBJECT = { name: 'exchange.object-of-file', text: 'SELECT object_key AS key FROM exchange_stored_file WHERE sha256 = $1' };
const LIST_ARRIVED = { name: 'exchange.list-arrived-files', text: 'SELECT sha256 FROM exchange_stored_file WHERE sha256 = ANY($1::text[])' };
const ARRIVED = {
  name: 'exchange.files-arrived',
  text: `UPDATE exchange_incoming i SET files_noted = true WHERE id IN (
      SELECT id FROM exchange_incoming WHERE NOT files_noted AND has_files AND NOT EXISTS (SELECT FROM exchange_fetch f WHERE f.message = exchange_incoming.id) LIMIT 20 FOR UPDATE SKIP LOCKED
    ) RETURNING id, conversation, payload`,
};
const ASK = {
  name: 'exchange.files-to-ask-for',
  text: `UPDATE exchange_fetch SET asked_at = $1 WHERE (message, sha256) IN (
      SELECT message, sha256 FROM exchange_fetch WHERE transfer IS NULL AND asked_at <= $2 ORDER BY asked_at LIMIT 100 FOR UPDATE SKIP LOCKED
    ) RETURNING conversation, peer, sha256`,
};

/** Files beside messages. */
@Injectable()
export class FileRepository {
  constructor(private readonly database: Database) {}

  /** A peer lacks it: a new transfer, unless one is under way. */
  async offer(tx: Transaction, upload: Omit<Upload, 'next' | 'attempts'>, now: Date): Promise<void> {
    const { id, conversation, peer, sha256, certificate, secret, parts } = upload;
    await tx.query(OFFER, [id, conversation, peer, sha256, certificate, secret, parts, now]);
  }

  claimUploads(now: Date, until: Date): Promise<Upload[]> {
    return this.database.query<Upload>(CLAIM_UPLOADS, [now, until]);
  }

  async notePart(id: string, next: number, until: Date): Promise<void> {
    await this.database.query(UPLOADED, [id, next, until]);
  }

  async finishUpload(tx: Transaction, id: string): Promise<void> {
    await tx.query(UPLOAD_DONE, [id]);
  }

  async postponeUpload(id: string, until: Date, error: string): Promise<void> {
    await this.database.query(POSTPONE_UPLOAD, [id, until, error.slice(0, 500)]);
  }

  /** @returns whether it is not here yet */
  async expect(tx: Transaction, file: Pick<Fetch, 'sha256' | 'message' | 'conversation' | 'peer' | 'size' | 'contentType'>, now: Date): Promise<boolean> {
    const { sha256, message, conversation, peer, size, contentType } = file;
    return (await tx.query(EXPECT, [sha256, message, conversation, peer, size, contentType, now])).length > 0;
  }

  async noteReady(tx: Transaction, peer: string, file: Pick<Fetch, 'sha256' | 'transfer' | 'certificate' | 'ephemeral' | 'parts'>, now: Date): Promise<void> {
    await tx.query(READY, [peer, file.sha256, file.transfer, file.certificate, file.ephemeral, file.parts, now]);
  }

  claimFetches(now: Date, until: Date): Promise<Fetch[]> {
    return this.database.query<Fetch>(CLAIM_FETCHES, [now, until]);
  }

  async keepPart(transfer: string, part: number, content: Buffer, until: Date): Promise<void> {
    await this.database.query(KEEP_PART, [transfer, part, content, until]);
  }

  async getPart(transfer: string, part: number): Promise<Buffer> {
    return (await this.database.query<{ content: Buffer }>(PART, [transfer, part]))[0]!.content;
  }

  async postponeFetch({ message, sha256 }: Fetch, until: Date, error: string): Promise<void> {
    await this.database.query(POSTPONE_FETCH, [message, sha256, until, error.slice(0, 500)]);
  }

  /** What came is not what was named: it is asked for anew. */
  async forget(transfer: string): Promise<void> {
    await this.database.query(FORGET_TRANSFER, [transfer]);
  }

  async store({ transfer, sha256, contentType }: Fetch, objectKey: string, now: Date): Promise<void> {
    await this.database.query(STORED, [transfer, objectKey, sha256, contentType, now]);
  }

  async findObject(sha256: string): Promise<string | undefined> {
    return (await this.database.query<{ key: string }>(OBJECT, [sha256]))[0]?.key;
  }

  async listArrived(sha256s: readonly string[]): Promise<string[]> {
    return (await this.database.query<{ sha256: string }>(LIST_ARRIVED, [sha256s])).map(({ sha256 }) => sha256);
  }

  /** Messages whose files are all here, each once. */
  takeArrived(tx: Transaction): Promise<{ id: string; conversation: string; payload: Encrypted }[]> {
    return tx.query(ARRIVED, []);
  }

  takeToAskFor(tx: Transaction, now: Date, notSince: Date): Promise<{ conversation: string; peer: string; sha256: string }[]> {
    return tx.query(ASK, [now, notSince]);
  }
}
