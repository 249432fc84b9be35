import { channel } from 'node:diagnostics_channel';
import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import { type CaseWrite, rowOf } from './case-write';
import { CREATE_BUNDLES, MAX_BATCH, WRITE_BUNDLES, WRITE_ITEMS } from './write-statements';

/** `written`, or `conflict` when somebody else was first: read again and decide again. */
export type WriteOutcome = 'written' | 'conflict';

const STATEMENTS: Record<CaseWrite['kind'], Statement> = { item: WRITE_ITEMS, bundle: WRITE_BUNDLES, new: CREATE_BUNDLES };
/** Error codes of PostgreSQL. */
const UNIQUE_VIOLATION = '23505';
const DEADLOCK_DETECTED = '40P01';

/** Diagnostics channel: after each statement that has committed, `{commands}`: how many. */
export const COMMITTED_TOGETHER = 'onething:cases.committed-together';
const committedTogether = channel(COMMITTED_TOGETHER);

interface Waiting {
  write: CaseWrite;
  settle: (outcome: WriteOutcome) => void;
  fail: (error: unknown) => void;
}

/**
 * Commits the writes of commands. Requests that arrive while a statement is under way are committed together by the next one
 * (group commit): round trips and flushes dominate the cost of a command. A statement that fails has written nothing: it is
 * repeated in halves, until a bad write fails alone.
 */
@Injectable()
export class CaseWriter {
  private readonly queues: Record<CaseWrite['kind'], Waiting[]> = { item: [], bundle: [], new: [] };
  private readonly busy = new Set<CaseWrite['kind']>();

  constructor(private readonly database: Database) {}

  write(write: CaseWrite): Promise<WriteOutcome> {
    return new Promise((settle, fail) => {
      this.queues[write.kind].push({ write, settle, fail });
      if (!this.busy.has(write.kind)) void this.flush(write.kind);
    });
  }

  /** In a transaction of the caller's, alone: with a message of another region, which stands or falls with what it changes. */
  async writeWithin(tx: Transaction, write: CaseWrite): Promise<WriteOutcome> {
    return (await this.commit([write], tx))[0]!;
  }

  /** The one function that changes cases. All writes are of one kind, at most `MAX_BATCH`, each for another chain. */
  async commit(writes: CaseWrite[], where: Transaction = this.database): Promise<WriteOutcome[]> {
    const rows = JSON.stringify(writes.map(rowOf));
    const written = await where.query<{ i: number }>(STATEMENTS[writes[0]!.kind], [rows]);
    if (committedTogether.hasSubscribers) committedTogether.publish({ commands: writes.length });
    const accepted = new Set(written.map((row) => row.i));
    return writes.map((_, i) => (accepted.has(i) ? 'written' : 'conflict'));
  }

  private async flush(kind: CaseWrite['kind']): Promise<void> {
    this.busy.add(kind);
    while (this.queues[kind].length > 0) {
      const batch = takeBatch(this.queues[kind]);
      await this.commitBatch(batch);
    }
    this.busy.delete(kind);
  }

  private async commitBatch(batch: Waiting[]): Promise<void> {
    try {
      const outcomes = await this.commit(batch.map(({ write }) => write));
      batch.forEach(({ settle }, i) => settle(outcomes[i]!));
    } catch (error) {
      if (batch.length === 1) return this.failAlone(batch[0]!, error);
      const middle = Math.ceil(batch.length / 2);
      await this.commitBatch(batch.slice(0, middle));
      await this.commitBatch(batch.slice(middle));
    }
  }

  /** Of two writes that wait for each other PostgreSQL has ended this one: the other is through, so it comes next. */
  private async failAlone(waiting: Waiting, error: unknown): Promise<void> {
    const { code } = error as { code?: string };
    if (code === DEADLOCK_DETECTED) return this.commitBatch([waiting]);
    if (code === UNIQUE_VIOLATION) waiting.settle('conflict');
    else waiting.fail(error);
  }
}

/** The oldest writes, one for each chain and one for each idempotency key; the others wait for the next statement. */
function takeBatch(queue: Waiting[]): Waiting[] {
  const batch: Waiting[] = [];
  const seen = new Set<string>();
  const rest: Waiting[] = [];
  for (const waiting of queue.splice(0)) {
    const keys = keysOf(waiting.write);
    if (batch.length < MAX_BATCH && keys.every((key) => !seen.has(key))) {
      keys.forEach((key) => seen.add(key));
      batch.push(waiting);
    } else rest.push(waiting);
  }
  queue.push(...rest);
  return batch;
}

function keysOf({ kind, state, idempotency }: CaseWrite): string[] {
  const chain = kind === 'item' ? `${state.caseId}/${state.itemId}` : state.caseId;
  return idempotency ? [chain, `${idempotency.actorId} ${idempotency.key}`] : [chain];
}
