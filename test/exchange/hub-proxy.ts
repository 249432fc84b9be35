import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the way does to one exchange: `drop` before it arrives, `loseAnswer` after; the rest alters bytes of what passes. */
export type Fault = 'none' | 'drop' | 'loseAnswer' | 'duplicate' | 'truncate' | 'flip';

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
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async pass(hubUrl: string, passing: Passing): Promise<Answer | undefined> {
    const fault = this.fault(passing.path);
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
    if (this.instead) return this.instead;
    if (fault === 'drop') return undefined;
    if (fault === 'duplicate') await forward(hubUrl, passing);
    const answer = await forward(hubUrl, fault === 'flip' && passing.method === 'POST' ? { ...passing, body: flipped(passing.body, this.random) } : passing);
    if (fault === 'loseAnswer') return undefined;
    if (fault === 'truncate') return { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) };
    if (fault === 'flip' && passing.method === 'GET') return { ...answer, body: flipped(answer.body, this.random) };
    return this.lie && passing.path.startsWith('/deliveries') ? { ...answer, body: Buffer.from(JSON.stringify(this.lie(JSON.parse(answer.body.toString()) as never, passing.path))) } : answer;
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
