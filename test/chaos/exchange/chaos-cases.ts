import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CaseExchange, type FileReference, type ReceivedMessage } from '@onething/exchange';
import { canonicalJson } from '@onething/kernel';
import type { Statement, Transaction } from '@onething/persistence';
import { Client } from 'pg';

const APPLY: Statement = { name: 'chaos.apply', text: 'INSERT INTO chaos_applied (message, conversation, peer, sequence, digest) VALUES ($1, $2, $3, $4, $5)' };
const FILE: Statement = { name: 'chaos.file', text: 'INSERT INTO chaos_arrived (message, sha256) VALUES ($1, $2)' };

export const bodyDigest = (body: Record<string, unknown>): string => createHash('sha256').update(canonicalJson(body)).digest('hex');

/** The content of a file follows from its name, so that it need not be kept. @param size bytes */
export function contentOf(name: string, size: number): Buffer {
  const piece = createHash('sha256').update(name).digest();
  return Buffer.alloc(size, piece);
}

export function fileNamed(name: string, size: number): FileReference {
  return { sha256: createHash('sha256').update(contentOf(name, size)).digest('hex'), size, contentType: 'application/octet-stream', name };
}

/** A case side that writes down what it is given, in the transaction of the exchange. A message that is applied twice stands there twice. */
export class ChaosCases extends CaseExchange {
  static async prepare(ownerUrl: string): Promise<void> {
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`CREATE TABLE onething.chaos_applied (position bigint GENERATED ALWAYS AS IDENTITY, message uuid, conversation uuid, peer text, sequence integer, digest text);
      CREATE TABLE onething.chaos_sent (ref uuid PRIMARY KEY, message uuid NOT NULL, conversation uuid NOT NULL, digest text NOT NULL);
      CREATE TABLE onething.chaos_arrived (message uuid, sha256 text)`);
    await owner.end();
  }

  async apply(tx: Transaction, { id, conversation, from, sequence, body }: ReceivedMessage): Promise<void> {
    await tx.query(APPLY, [id, conversation, from, sequence, bodyDigest(body)]);
  }

  restoreSent(): Promise<void> {
    return Promise.reject(new Error('Nothing was restored from a backup here'));
  }

  async noteOutcome(): Promise<void> {
    // What became of each message stands in the tables of the exchange.
  }

  async noteFiles(tx: Transaction, { id }: { id: string }, files: readonly FileReference[]): Promise<void> {
    for (const { sha256 } of files) await tx.query(FILE, [id, sha256]);
  }

  async openFile(_conversation: string, { name, size }: FileReference): Promise<Readable> {
    return Readable.from([contentOf(name, size)]);
  }
}
