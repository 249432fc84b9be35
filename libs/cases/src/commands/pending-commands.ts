import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import { BundleCommands } from './bundle-commands';
import { ItemCommands } from './item-commands';

const BATCH = 50;

/** How long a worker has for what it has claimed, before another one may take it. By the database's own clock: no deadline of a case. */
const LEASE = `interval '10 seconds'`;

/** What is due by the platform's clock and claimed by nobody. */
const CLAIM: Statement = {
  name: 'cases.claim-pending',
  text: `UPDATE pending_command SET claimed_until = clock_timestamp() + ${LEASE}
    WHERE id IN (
      SELECT id FROM pending_command WHERE (due_at IS NULL OR due_at <= $1) AND (retry_at IS NULL OR retry_at <= $1)
        AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
      ORDER BY attempts, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id, case_id AS "caseId", item_id AS "itemId", type, payload`,
};
const REMOVE: Statement = { name: 'cases.remove-pending', text: 'DELETE FROM pending_command WHERE id = $1' };
/** Tried again after a second, then after two, four … by the platform's clock; ten minutes at most. */
const MARK: Statement = {
  name: 'cases.mark-pending',
  text: `UPDATE pending_command SET attempts = attempts + 1, last_error = $2, claimed_until = NULL,
      retry_at = $3::timestamptz + least(interval '1 second' * power(2, least(attempts, 12)), interval '10 minutes')
    WHERE id = $1 RETURNING attempts`,
};
/** From so many tries on each further one stands in the log as an error: nobody else will put it right. */
const ALARM_ATTEMPTS = 8;

interface WaitingCommand {
  id: string;
  caseId: string;
  itemId: string | null;
  type: string;
  payload: object;
}

/**
 * Carries out what cases have left for other parts of themselves. A command goes with the write that performs it, so several
 * workers may meet at one without doing it twice.
 */
@Injectable()
export class PendingCommands {
  private readonly log = new Logger(PendingCommands.name);

  constructor(
    private readonly database: Database,
    private readonly bundles: BundleCommands,
    private readonly items: ItemCommands,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Performs a batch, oldest first; those that failed before come last. @returns how many are done with */
  async performBatch(): Promise<number> {
    const claimed = await this.database.query<WaitingCommand>(CLAIM, [new Date(this.clock.now())]);
    // In the order in which they were left; UUIDs of version 7 begin with their time.
    const waiting = claimed.sort((one, other) => (one.id < other.id ? -1 : 1));
    const done = await Promise.all([...byCase(waiting).values()].map((commands) => this.performInOrder(commands)));
    return done.reduce((sum, count) => sum + count, 0);
  }

  private async performInOrder(commands: WaitingCommand[]): Promise<number> {
    let done = 0;
    for (const command of commands) if (await this.perform(command)) done += 1;
    return done;
  }

  private async perform(command: WaitingCommand): Promise<boolean> {
    try {
      await this.send(command);
    } catch (error) {
      // The rules refuse it (an item that is decided cannot be withdrawn any more): it has had its turn.
      if (error instanceof DomainError && error.kind === 'refused') await this.database.query(REMOVE, [command.id]);
      else {
        await this.mark(command, error instanceof DomainError ? error.code : (error as Error).name);
        return false;
      }
    }
    return true;
  }

  /** A failure may be the moment's (a connection) or stay until somebody acts (a version that is gone): neither may keep a worker busy. */
  private async mark({ id, caseId, itemId, type }: WaitingCommand, error: string): Promise<void> {
    const [marked] = await this.database.query<{ attempts: number }>(MARK, [id, error, new Date(this.clock.now())]);
    if (!marked || marked.attempts < ALARM_ATTEMPTS) return;
    this.log.error({ message: 'A pending command fails again and again', pendingCommand: id, type, caseId, itemId, attempts: marked.attempts, error });
  }

  private send(command: WaitingCommand): Promise<void> {
    const { id, caseId, itemId, type, payload } = command;
    if (itemId === null) return this.bundles.perform(id, caseId, { type, ...payload } as Parameters<BundleCommands['perform']>[2]);
    return this.items.perform(id, { caseId, itemId }, { type, ...payload } as Parameters<ItemCommands['perform']>[2]);
  }
}

function byCase(commands: WaitingCommand[]): Map<string, WaitingCommand[]> {
  return Map.groupBy(commands, (command) => command.caseId);
}
