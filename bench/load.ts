import { randomUUID } from 'node:crypto';
import { Client } from 'undici';

export interface Request {
  /** POST when left out. */
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  /** Access token of the sender. */
  token?: string;
  /** Status of the answer; 200 when left out. */
  expected?: number;
  /** Sent as JSON. */
  body?: object;
  /** A PDF, in place of a body. */
  file?: Uint8Array;
}

/** One keep-alive connection; it sends a request when the one before is answered. */
export class Connection {
  /** How long each request took since the last look, ms. */
  latencies: number[] = [];
  private readonly client: Client;

  constructor(url: string) {
    this.client = new Client(url, { pipelining: 1, keepAliveTimeout: 60_000 });
  }

  /** @throws Error when the status is another one than `expected` */
  async send<T>({ method = 'POST', path, token, expected = 200, body, file }: Request): Promise<T> {
    const type = file ? { 'content-type': 'application/pdf', 'file-name': 'paper.pdf' } : body ? { 'content-type': 'application/json' } : {};
    const begun = performance.now();
    const answer = await this.client.request({
      method, path,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'idempotency-key': randomUUID(), ...type },
      body: file ?? (body ? JSON.stringify(body) : undefined),
    });
    const text = await answer.body.text();
    this.latencies.push(performance.now() - begun);
    if (answer.statusCode !== expected) throw new Error(`${method} ${path} was answered with ${answer.statusCode}: ${text}`);
    return JSON.parse(text) as T;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** A piece of work that one connection does without a break: one request, or several that build on each other. */
export type Task = (connection: Connection) => Promise<unknown>;

export interface Load {
  requests: number;
  seconds: number;
  /** ms, ascending. */
  latencies: number[];
}

/**
 * Lets all connections work at once until there is no task left or the time is over.
 * @param next gives the next task; undefined when none is left
 * @param seconds how long at most
 */
export async function runLoad(connections: readonly Connection[], next: () => Task | undefined, seconds = Infinity): Promise<Load> {
  for (const connection of connections) connection.latencies = [];
  const begun = performance.now();
  await Promise.all(connections.map(async (connection) => {
    while (performance.now() - begun < seconds * 1000) {
      const task = next();
      if (!task) return;
      await task(connection);
    }
  }));
  const latencies = connections.flatMap((connection) => connection.latencies).sort((a, b) => a - b);
  return { requests: latencies.length, seconds: (performance.now() - begun) / 1000, latencies };
}

/** @param share 0.99 for the 99th percentile @param ascending sorted values */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.ceil(ascending.length * share) - 1)] ?? NaN;
}
