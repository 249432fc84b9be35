import { setTimeout as pause } from 'node:timers/promises';
import { credentialsOf, type Door, type OpenAccount } from '../acceptance/entrance';
import type { Command, Ledger, SentCommand } from './ledger';

/** Where the platform is now: the address changes when its API is started again. */
export interface Destination extends Door {
  readonly accounts: OpenAccount[];
}

const ANSWER_PATIENCE_MS = 20_000;
const REST_MS = 100;
const MOST_TRIES = 900;

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

interface Message {
  method: string;
  path: string;
  login: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** Carries requests over HTTP, and writes into the ledger what came of the commands. */
export class Courier {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly platform: Destination, private readonly ledger: Ledger) {}

  /** One try. @returns false when nobody knows whether it was done */
  async send(command: SentCommand): Promise<boolean> {
    const token = await this.tokenOf(command.login);
    this.ledger.beginTry(command);
    const type: Record<string, string> = command.file ? { 'Content-Type': 'application/pdf', 'File-Name': 'paper.pdf' } : { 'Content-Type': 'application/json' };
    const message = { ...command, body: command.file ?? JSON.stringify(command.body), headers: { 'Idempotency-Key': command.key, ...type } };
    const reply = await this.deliver(message, token);
    if (reply === undefined || reply.status >= 500) this.ledger.leaveUnanswered(command);
    else if (reply.status < 300) this.ledger.acknowledge(command, essence(command, reply.body));
    else this.ledger.refuse(command, String(reply.body['code']));
    return reply !== undefined && reply.status < 500;
  }

  /** Sends until somebody answers, always with the same key. */
  async insist(command: SentCommand): Promise<void> {
    for (let tries = 0; !(await this.send(command)); tries += 1) {
      if (tries === MOST_TRIES) throw new Error(`Nobody answers ${command.path}`);
      await pause(REST_MS);
    }
  }

  /** @returns undefined when it is answered with anything but 200 */
  async read<T>(login: string, path: string): Promise<T | undefined> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const reply = await this.deliver({ method: 'GET', path, login }, await this.tokenOf(login));
      if (reply && reply.status < 500) return reply.status === 200 ? reply.body as T : undefined;
      await pause(REST_MS);
    }
    throw new Error(`Nobody answers ${path}`);
  }

  /** @returns undefined when no answer came, or a broken one. Whoever comes back another day logs in again. */
  private async deliver(message: Message, token: string): Promise<Reply | undefined> {
    const reply = await this.post(message, token);
    if (reply?.status !== 401) return reply;
    // Whoever sends for the same account has perhaps logged in again meanwhile.
    if (await this.tokens.get(message.login) === token) this.tokens.delete(message.login);
    return this.post(message, await this.tokenOf(message.login));
  }

  private async post({ method, path, body, headers }: Message, token?: string): Promise<Reply | undefined> {
    try {
      const response = await fetch(this.platform.url + path, {
        method, body, headers: { ...headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) }, signal: AbortSignal.timeout(ANSWER_PATIENCE_MS),
      });
      return { status: response.status, body: await response.json() as Record<string, unknown> };
    } catch {
      return undefined;
    }
  }

  private tokenOf(login: string): Promise<string> {
    const known = this.tokens.get(login) ?? this.logIn(login);
    this.tokens.set(login, known);
    return known;
  }

  private async logIn(login: string): Promise<string> {
    const account = this.platform.accounts.find((one) => one.login === login)!;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      // A code whose answer was lost does not serve again: then the next one, half a minute later.
      const body = JSON.stringify(credentialsOf(account, this.platform.now()));
      const reply = await this.post({ method: 'POST', path: '/api/auth/login', login, body, headers: { 'Content-Type': 'application/json' } });
      if (reply?.status === 200) return reply.body['accessToken'] as string;
      await pause(REST_MS);
    }
    throw new Error(`${login} cannot log in`);
  }
}

/** A file that is sent again is answered with what it is and with the version of today. */
function essence({ leaves }: Command, { id, sha256, ...body }: Record<string, unknown>): Record<string, unknown> {
  return leaves === 'file' ? { id, sha256 } : body;
}
