import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';
import { type CaseWrite, rowOf } from './case-write';
import { CREATE_BUNDLES, MAX_BATCH, WRITE_BUNDLES, WRITE_ITEMS } from './write-statements';

/** `written`, or `conflict` when somebody else was first: read again and decide again. */
export type WriteOutcome = 'written' | 'conflict';

const STATEMENTS: Record<CaseWrite['kind'], Statement> = { item: WRITE_ITEMS, bundle: WRITE_BUNDLES, new: CREATE_BUNDLES };
/** Error codes of PostgreSQL. */
const UNIQUE_VIOLATION = '23505';
const DEADLOCK_DETECTED = '40P01';

interface Waiting {
  write: CaseWrite;
  settle: (outcome: WriteOutcome) => void;
  fail: (error: unknown) => void;
}

/** The writes of one kind: they are written by the same statement. */
interface Lane {
  waiting: Waiting[];
  underWay: number;
  /** Chains and idempotency keys of the writes that are under way. */
  held: Set<string>;
}

const newLane = (): Lane => ({ waiting: [], underWay: 0, held: new Set() });

/** Statements of one kind that are under way at most: while one waits for the disk, the next is carried out. */
const MOST_UNDER_WAY = 2;

/**
 * Commits the writes of commands. Requests that arrive while a statement is under way are committed together by the next one
 * (group commit): round trips and flushes dominate the cost of a command. A statement that fails has written nothing: it is
 * repeated in halves, until a bad write fails alone.
 */
@Injectable()
export class CaseWriter {
  private readonly lanes: Record<CaseWrite['kind'], Lane> = { item: newLane(), bundle: newLane(), new: newLane() };

  constructor(private readonly database: Database) {}

  write(write: CaseWrite): Promise<WriteOutcome> {
    return new Promise((settle, fail) => {
      const lane = this.lanes[write.kind];
      lane.waiting.push({ write, settle, fail });
      this.advance(lane);
    });
  }

  /** The one function that changes cases. All writes are of one kind, at most `MAX_BATCH`, each for another chain. */
  async commit(writes: CaseWrite[]): Promise<WriteOutcome[]> {
    const rows = JSON.stringify(writes.map(rowOf));
    const written = await this.database.query<{ i: number }>(STATEMENTS[writes[0]!.kind], [rows]);
    const accepted = new Set(written.map((row) => row.i));
    return writes.map((_, i) => (accepted.has(i) ? 'written' : 'conflict'));
  }

  private advance(lane: Lane): void {
    while (lane.underWay < MOST_UNDER_WAY) {
      const batch = takeBatch(lane);
      if (batch.length === 0) return;
      lane.underWay += 1;
      void this.commitBatch(batch).finally(() => {
        lane.underWay -= 1;
        for (const { write } of batch) keysOf(write).forEach((key) => lane.held.delete(key));
        this.advance(lane);
      });
    }
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

/** The oldest writes, one for each chain and one for each idempotency key; the others wait for a later statement. */
function takeBatch(lane: Lane): Waiting[] {
  const batch: Waiting[] = [];
  lane.waiting = lane.waiting.filter((waiting) => {
    const keys = keysOf(waiting.write);
    if (batch.length === MAX_BATCH || keys.some((key) => lane.held.has(key))) return true;
    keys.forEach((key) => lane.held.add(key));
    batch.push(waiting);
    return false;
  });
  return batch;
}

function keysOf({ kind, state, idempotency }: CaseWrite): string[] {
  const chain = kind === 'item' ? `${state.caseId}/${state.itemId}` : state.caseId;
  return idempotency ? [chain, `${idempotency.actorId} ${idempotency.key}`] : [chain];
}
