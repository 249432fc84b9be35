import { Readable } from 'node:stream';
import { CaseExchange, type FileReference, type MessageOutcome, type ReceivedMessage, type SentMessage } from '@onething/exchange';
import { DomainError } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { Client } from 'pg';

const PIECE_BYTES = 300_000;
const APPLY = { name: 'test.apply', text: 'INSERT INTO exchanged (message, conversation, peer, sequence, type, body) VALUES ($1, $2, $3, $4, $5, $6)' };
const FILE = { name: 'test.file', text: 'INSERT INTO exchange_arrived (message, sha256) VALUES ($1, $2)' };
const OUTCOME = { name: 'test.outcome', text: 'INSERT INTO exchange_told (message, outcome, code) VALUES ($1, $2, $3)' };

/** A case side that writes down what it is given, in the transaction of the exchange. A message that is applied twice stands there twice. */
export class RecordingCases extends CaseExchange {
  readonly files = new Map<string, Buffer>();
  /** A file breaks off here, once. */
  breaksAt = Infinity;
  /** Messages of this type are refused; those of this conversation fail. */
  refusing: string | undefined;
  failing: string | undefined;

  static async prepare(ownerUrl: string): Promise<void> {
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`CREATE TABLE onething.exchanged (position bigint GENERATED ALWAYS AS IDENTITY, message uuid, conversation uuid, peer text, sequence integer, type text, body jsonb);
      CREATE TABLE onething.exchange_told (message uuid, outcome text, code text);
      CREATE TABLE onething.exchange_arrived (message uuid, sha256 text)`);
    await owner.end();
  }

  async apply(tx: Transaction, { id, conversation, from, sequence, type, body }: ReceivedMessage): Promise<void> {
    await tx.query(APPLY, [id, conversation, from, sequence, type, body]);
    if (type === this.refusing) throw new DomainError('refused', 'CASES.NOT_IN_THIS_STATE', 'The case is over.');
    if (conversation === this.failing) throw new Error('the database of the case side is busy');
  }

  async restoreSent(tx: Transaction, { id, conversation, to, sequence, type, body }: SentMessage): Promise<void> {
    await tx.query(APPLY, [id, conversation, to, -sequence, type, body]);
  }

  async noteOutcome(tx: Transaction, { message, outcome, code }: MessageOutcome): Promise<void> {
    await tx.query(OUTCOME, [message, outcome, code ?? null]);
  }

  async noteFiles(tx: Transaction, { id }: { id: string }, files: readonly FileReference[]): Promise<void> {
    for (const { sha256 } of files) await tx.query(FILE, [id, sha256]);
  }

  async openFile(_conversation: string, { sha256 }: FileReference): Promise<Readable | undefined> {
    const content = this.files.get(sha256);
    return content && Readable.from(this.read(content));
  }

  private *read(content: Buffer): Generator<Buffer> {
    for (let at = 0; at < content.length; at += PIECE_BYTES) {
      if (at >= this.breaksAt) {
        this.breaksAt = Infinity;
        throw new Error('the store went away');
      }
      yield content.subarray(at, at + PIECE_BYTES);
    }
  }
}
