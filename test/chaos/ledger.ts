import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@onething/kernel';

/** What a client wants done, with the key under which it may ask for it several times. */
export interface Command {
  login: string;
  method: 'POST' | 'PUT';
  path: string;
  body?: object;
  /** A PDF in place of a body. */
  file?: Uint8Array<ArrayBuffer>;
  /** What shows afterwards that it was done: events with its key as cause, a version of the draft, a file. */
  leaves: 'events' | 'version' | 'file';
}

export interface SentCommand extends Command {
  readonly key: string;
  tries: number;
  /** Tries that nobody answered, or that were answered with 5xx: done or not, nobody knows. */
  unanswered: number;
  /** What was answered with 2xx. */
  acknowledged?: Record<string, unknown>;
  /** How often it was answered with the same once more. */
  answeredAgain: number;
  /** Code of the last refusal (4xx). */
  refusal?: string;
}

/** How long the kill test waits for its own clients before it gives up, ms. */
const PATIENCE_MS = 120_000;

/** The clients' own record of what they have sent and what they were told. It shares nothing with the platform. */
export class Ledger {
  readonly commands: SentCommand[] = [];
  readonly contradictions: string[] = [];
  inFlight = 0;
  tries = 0;
  private readonly watchers = new Set<() => void>();

  add(command: Command): SentCommand {
    const sent: SentCommand = { ...command, key: randomUUID(), tries: 0, unanswered: 0, answeredAgain: 0 };
    this.commands.push(sent);
    return sent;
  }

  beginTry(command: SentCommand): void {
    command.tries += 1;
    this.tries += 1;
    this.inFlight += 1;
    this.notify();
  }

  acknowledge(command: SentCommand, answer: Record<string, unknown>): void {
    this.inFlight -= 1;
    if (command.acknowledged === undefined) command.acknowledged = answer;
    else {
      command.answeredAgain += 1;
      if (canonicalJson(command.acknowledged) !== canonicalJson(answer)) {
        this.contradictions.push(`${command.key} ${command.path}: acknowledged with ${canonicalJson(command.acknowledged)}, then with ${canonicalJson(answer)}`);
      }
    }
    this.notify();
  }

  refuse(command: SentCommand, code: string): void {
    this.inFlight -= 1;
    command.refusal = code;
    if (command.acknowledged) this.contradictions.push(`${command.key} ${command.path}: acknowledged, then refused with ${code}`);
    this.notify();
  }

  leaveUnanswered(command: SentCommand): void {
    this.inFlight -= 1;
    command.unanswered += 1;
    this.notify();
  }

  get acknowledged(): number {
    return this.commands.filter((command) => command.acknowledged).length;
  }

  /** Resolves at the first moment at which that holds. @throws Error when it does not come */
  until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (how: () => void) => {
        this.watchers.delete(look);
        clearTimeout(timer);
        how();
      };
      const look = () => {
        if (holds()) settle(resolve);
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`Waited in vain until ${what}`))), PATIENCE_MS);
      this.watchers.add(look);
      look();
    });
  }

  private notify(): void {
    for (const look of [...this.watchers]) look();
  }
}
