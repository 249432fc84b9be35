import { channel } from 'node:diagnostics_channel';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { type CaseWrite, type CommandOutcome, type Idempotency, outcomeOf } from '../persistence/case-write';
import { CaseWriter } from '../persistence/case-writer';
import type { Recorded } from '../persistence/case.repository';

/** How often a command is decided anew when others were first, before it is given up. */
const ATTEMPTS = 5;

/**
 * Diagnostics channel: a command has been decided on what was read, and nothing of it is written yet (`DecidedCommand`). The named point
 * at which a subscriber can hold it, so that races are played in a given order.
 */
export const COMMAND_DECIDED = 'onething:cases.command-decided';
const commandDecided = channel(COMMAND_DECIDED);

export interface DecidedCommand {
  caseId: string;
  itemId: string | null;
  /** Types of the events that it would write. */
  events: string[];
  /** What a subscriber adds is waited for before the write. */
  waitFor: Promise<void>[];
}

interface ReadCase {
  state: { version: number };
  stateName: string;
  recorded: Recorded | null;
  waits: boolean;
}

export interface CommandSteps<R extends ReadCase> {
  /** One statement: the case, and what was answered to this request before. */
  read(): Promise<R | undefined>;
  /** The version that the sender saw; absent for commands from inside the platform, which decide on what they find. */
  expectedVersion?: number;
  request?: Idempotency;
  /** The pending command that is performed; when it no longer waits, somebody else has performed it. */
  performs?: string;
  /**
   * Asked first, also of whoever sends again what was answered before: who acted by a mandate that has ended gets no answer any more.
   * @throws DomainError `CASES.NOT_FOUND`
   */
  requireStanding?(record: R): Promise<void>;
  /** @throws DomainError when the sender has no right to this command on this case */
  authorise(record: R): void | Promise<void>;
  /** The decision as a write; pure but for what it has to look up. */
  decide(record: R): Promise<CaseWrite> | CaseWrite;
}

/**
 * The one path of every command: read, look for the recorded answer, decide, write in one statement. Whoever finds that
 * somebody else was first reads and decides again.
 */
@Injectable()
export class CommandPath {
  constructor(private readonly writer: CaseWriter) {}

  /**
   * @returns undefined when the pending command no longer waits
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.VERSION_CONFLICT` with the present state, `CASES.IDEMPOTENCY_KEY_REUSED`, and
   *   what `decide` throws
   */
  async run<R extends ReadCase>(steps: CommandSteps<R>): Promise<CommandOutcome | undefined> {
    let last: R | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      last = await steps.read();
      if (!last) throw notFound();
      if (steps.performs && !last.waits) return undefined;
      await steps.requireStanding?.(last);
      // Before the right to it: the command may have moved the case out of the sender's reach, and the answer is the sender's own.
      if (steps.request && last.recorded) return replay(last.recorded, steps.request);
      await steps.authorise(last);
      if (steps.expectedVersion !== undefined && steps.expectedVersion !== last.state.version) throw conflict(last);
      const write = await steps.decide(last);
      if (commandDecided.hasSubscribers) await heldBySubscribers(write);
      if ((await this.writer.write(write)) === 'written') return outcomeOf(write);
    }
    throw conflict(last!);
  }
}

async function heldBySubscribers(write: CaseWrite): Promise<void> {
  const { state: { caseId }, decision: { events } } = write;
  const decided: DecidedCommand = {
    caseId, itemId: write.kind === 'item' ? write.state.itemId : null, events: events.map(({ type }) => type), waitFor: [],
  };
  commandDecided.publish(decided);
  await Promise.all(decided.waitFor);
}

/** @throws DomainError `CASES.IDEMPOTENCY_KEY_REUSED` */
export function replay(recorded: Recorded, request: Idempotency): CommandOutcome {
  if (recorded.requestDigest === request.requestDigest) return recorded.outcome;
  throw new DomainError('keyReused', 'CASES.IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request. Send a new request with a new key.');
}

export const notFound = () => new DomainError('notFound', 'CASES.NOT_FOUND', 'There is no such case.');

const conflict = ({ state, stateName }: ReadCase) =>
  new DomainError('conflict', 'CASES.VERSION_CONFLICT', 'Somebody else has changed this meanwhile. Look at its present state and decide again.', {
    current: { state: stateName, version: state.version },
  });
