import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import type { CommandRequest } from '../commands/command-request';
import { ItemCommands, type ItemRef } from '../commands/item-commands';
import { ClaimCommands } from './claim-commands';

export interface BulkRow extends ItemRef {
  /** Of the item to be received; of the claim to be assigned. */
  version?: number;
}

export interface BulkResult<Outcome> extends ItemRef {
  outcome?: Outcome;
  /** Why this row was not done; the others are not touched by it. */
  problem?: { code: string; detail: string; current?: unknown };
}

/** So many rows of one request are under way at once; their writes are committed together anyway. */
const AT_ONCE = 8;

/** The same command for many items: each row is a command of its own, with a key of its own and a result of its own. */
@Injectable()
export class BulkCommands {
  constructor(private readonly items: ItemCommands, private readonly claims: ClaimCommands) {}

  receive(request: CommandRequest, rows: BulkRow[]) {
    return forEachRow(request, rows, (own, ref) => this.items.execute(own, ref, { type: 'receive' }));
  }

  assign(request: CommandRequest, rows: BulkRow[], to: string) {
    return forEachRow(request, rows, (own, ref) => this.claims.execute(own, ref, { type: 'assign', to }));
  }
}

async function forEachRow<Outcome>(
  { actor, key }: CommandRequest, rows: BulkRow[], execute: (request: CommandRequest, ref: ItemRef) => Promise<Outcome>,
): Promise<BulkResult<Outcome>[]> {
  const results = new Array<BulkResult<Outcome>>(rows.length);
  const waiting = [...rows.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, { caseId, itemId, version }] = next;
      const ref = { caseId, itemId };
      // Sent again, each row finds its own answer.
      results[index] = { ...ref, ...(await settled(() => execute({ actor, key: `${key}/${itemId}`, version }, ref))) };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, work));
  return results;
}

/** Refusals are results; what is broken on our side is an error of the whole request, which may be sent again. */
async function settled<Outcome>(execute: () => Promise<Outcome>): Promise<Omit<BulkResult<Outcome>, keyof ItemRef>> {
  try {
    return { outcome: await execute() };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    return { problem: { code: error.code, detail: error.detail, current: error.extra.current } };
  }
}
