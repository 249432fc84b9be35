import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';
import type { PendingCommand } from '../domain/command-context';
import { BundleCommands } from './bundle-commands';
import { ItemCommands } from './item-commands';

const BATCH = 50;

const FIND: Statement = {
  name: 'cases.find-pending',
  text: `SELECT id, case_id AS "caseId", item_id AS "itemId", type, payload FROM pending_command ORDER BY attempts, id LIMIT ${BATCH}`,
};
const REMOVE: Statement = { name: 'cases.remove-pending', text: 'DELETE FROM pending_command WHERE id = $1' };
const MARK: Statement = { name: 'cases.mark-pending', text: 'UPDATE pending_command SET attempts = attempts + 1, last_error = $2 WHERE id = $1' };

type WaitingCommand = PendingCommand & { id: string; caseId: string };

/**
 * Carries out what cases have left for other parts of themselves. A command goes with the write that performs it, so several
 * workers may meet at one without doing it twice.
 */
@Injectable()
export class PendingCommands {
  constructor(private readonly database: Database, private readonly bundles: BundleCommands, private readonly items: ItemCommands) {}

  /** Performs a batch, oldest first; those that failed before come last. @returns how many are done with */
  async performBatch(): Promise<number> {
    const waiting = await this.database.query<WaitingCommand>(FIND, []);
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
        await this.database.query(MARK, [command.id, error instanceof DomainError ? error.code : (error as Error).name]);
        return false;
      }
    }
    return true;
  }

  private send(command: WaitingCommand): Promise<void> {
    switch (command.type) {
      case 'itemEnded': return this.bundles.applyItemEnd(command.id, command.caseId, command.payload);
      default: return this.items.perform(command.id, command, { type: command.type, ...command.payload } as Parameters<ItemCommands['perform']>[2]);
    }
  }
}

function byCase(commands: WaitingCommand[]): Map<string, WaitingCommand[]> {
  return Map.groupBy(commands, (command) => command.caseId);
}
