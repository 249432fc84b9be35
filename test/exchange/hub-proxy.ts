import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What the way does to one exchange: `drop` before it arrives, `loseAnswer` after; `delay` holds it, `reorder` lets another one pass before it; the rest alters bytes of
 * what passes.
 */
export type Fault = 'none' | 'drop' | 'loseAnswer' | 'delay' | 'reorder' | 'duplicate' | 'truncate' | 'flip';

/** Held so long at most, ms. */
const LONGEST_HOLD_MS = 100;

interface Passing {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Stands between nodes and hub: lies in place of the hub, or is a bad line. */
export class HubProxy {
  /** Alters what the hub hands over. */
  lie: ((answer: { deliveries: { envelope: string; receipt: Record<string, unknown> }[]; statement: Record<string, unknown> }, path: string) => unknown) | undefined;
  /** Sent in place of any answer. */
  instead: Answer | undefined;
  /** Asked for each request. */
  fault: (path: string) => Fault = () => 'none';
  readonly counts = new Map<Fault, number>();
  /** Messages of which a bit was turned on the way to the hub: what it answered to how many. */
  readonly flippedMessages = { refused: 0, accepted: 0 };
  private readonly held: (() => void)[] = [];
  private server: Server | undefined;

  /** @param random 0 to 1: which byte is altered */
  constructor(private readonly random: () => number = Math.random) {}

  async start(hubUrl: string): Promise<string> {
    this.server = createServer((incoming, outgoing) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        const passing = { method: incoming.method!, path: incoming.url!, headers: incoming.headers, body: Buffer.concat(parts) };
        this.pass(hubUrl, passing).then((answer) => {
          if (!answer) return incoming.socket.destroy();
          outgoing.writeHead(answer.status, answer.headers);
          outgoing.end(answer.body);
        }, () => incoming.socket.destroy());
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async pass(hubUrl: string, passing: Passing): Promise<Answer | undefined> {
    const fault = this.fault(passing.path);
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
    if (this.instead) return this.instead;
    if (fault === 'drop') return undefined;
    if (fault === 'delay' || fault === 'reorder') await this.hold(fault);
    if (fault === 'duplicate') await forward(hubUrl, passing);
    const isFlipped = fault === 'flip' && passing.method !== 'GET' && passing.body.length > 0;
    const answer = await forward(hubUrl, isFlipped ? { ...passing, body: flipped(passing.body, this.random) } : passing);
    if (isFlipped && passing.path.startsWith('/messages')) this.flippedMessages[answer.status < 300 ? 'accepted' : 'refused'] += 1;
    this.held.shift()?.();
    if (fault === 'loseAnswer') return undefined;
    if (fault === 'truncate') return { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) };
    if (fault === 'flip' && passing.method === 'GET') return { ...answer, body: flipped(answer.body, this.random) };
    return this.lie && passing.path.startsWith('/deliveries') ? { ...answer, body: Buffer.from(JSON.stringify(this.lie(JSON.parse(answer.body.toString()) as never, passing.path))) } : answer;
  }

  /** `reorder`: until another exchange has passed, but not for long; `delay`: for some moments. */
  private hold(fault: 'delay' | 'reorder'): Promise<void> {
    return new Promise((resolve) => {
      if (fault === 'reorder') this.held.push(resolve);
      setTimeout(resolve, fault === 'reorder' ? LONGEST_HOLD_MS : Math.floor(this.random() * LONGEST_HOLD_MS));
    });
  }
}

function forward(hubUrl: string, { method, path, headers, body }: Passing): Promise<Answer> {
  const { 'content-length': _length, 'connection': _connection, ...rest } = headers;
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(hubUrl + path), { method, headers: { ...rest, ...(body.length > 0 ? { 'content-length': body.length } : {}) } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode!, headers: { 'content-type': 'application/json' }, body: Buffer.concat(parts) }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function flipped(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(random() * copy.length);
  copy[at] = copy[at]! ^ (1 << Math.floor(random() * 8));
  return copy;
}
