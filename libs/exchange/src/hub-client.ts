import { randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { ExchangeNode } from './exchange-node';
import { REFUSALS, refusal } from './protocol/refusals';
import { DIRECTORY_LIMIT_BYTES } from './protocol/directory';
import { PART_BYTES } from './protocol/file-sealing';
import { REQUEST_HEADER, signRequest } from './protocol/signed-request';

/** What the hub answered; a refusal of it is thrown. */
interface Answer {
  body: Buffer;
  nonce: string;
}

/** As the hub sends them: nothing of it is believed yet. */
export interface HandedOver {
  deliveries: { envelope: string; receipt: unknown }[];
  statement: unknown;
  nonce: string;
}

/** What the hub says this region has sent: nothing of it is believed yet. */
export interface Submissions {
  submissions: { head: unknown; receipt: unknown }[];
  statement: unknown;
  nonce: string;
}

const ANSWER_LIMIT_BYTES = 24 * 1024 * 1024;
/** A hub that says nothing for so long is not there, ms. */
const TIMEOUT_MS = 15_000;

/** Speaks with the hub. Answers are read up to a limit, and only without a content encoding: nothing can unfold here. */
@Injectable()
export class HubClient {
  constructor(private readonly node: ExchangeNode, @Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws DomainError `EXCHANGE.HUB_UNREACHABLE`, or with the code of the hub's refusal */
  async submit(envelope: Buffer, resend: boolean): Promise<{ head: unknown; receipt: unknown }> {
    const { body } = await this.ask('POST', resend ? '/messages?resend=1' : '/messages', { content: envelope });
    return parsed(body);
  }

  async listDeliveries(after: number, limit: number): Promise<HandedOver> {
    const { body, nonce } = await this.ask('GET', `/deliveries?after=${after}&limit=${limit}`);
    return { ...parsed<Omit<HandedOver, 'nonce'>>(body), nonce };
  }

  /** What this region has sent, in the hub's order. @param after the last number that is known */
  async listSubmissions(after: number, limit: number): Promise<Submissions> {
    const { body, nonce } = await this.ask('GET', `/submissions?after=${after}&limit=${limit}`);
    return { ...parsed<Omit<Submissions, 'nonce'>>(body), nonce };
  }

  /** @param part 0, 1, 2 …; the same one again is the same */
  async putPart(transfer: string, { to, part }: { to: string; part: number }, content: Buffer): Promise<void> {
    await this.ask('PUT', `/files/${transfer}/${part}?to=${to}`, { content, contentType: 'application/octet-stream' });
  }

  async getPart(transfer: string, part: number): Promise<Buffer> {
    return (await this.ask('GET', `/files/${transfer}/${part}`, { limit: PART_BYTES + 1024 })).body;
  }

  /** It is here: the hub need not keep it. */
  async forgetFile(transfer: string): Promise<void> {
    await this.ask('POST', `/files/${transfer}/taken`);
  }

  async getDirectory(): Promise<unknown> {
    return parsed((await this.ask('GET', '/directory', { limit: DIRECTORY_LIMIT_BYTES })).body);
  }

  private async ask(method: 'GET' | 'POST' | 'PUT', path: string, more: { content?: Buffer; contentType?: string; limit?: number } = {}): Promise<Answer> {
    const nonce = randomBytes(16).toString('hex');
    const now = this.clock.now();
    const header = signRequest({ method, path, at: new Date(now).toISOString(), nonce }, this.node.keys.current(now));
    const headers = { [REQUEST_HEADER]: header, 'accept-encoding': 'identity', ...(more.content ? { 'content-type': more.contentType ?? 'application/json', 'content-length': more.content.length } : {}) };
    const answer = await this.exchange(method, path, headers, more);
    if (answer.status >= 300) throw refusalOf(answer);
    return { body: answer.body, nonce };
  }

  private exchange(method: string, path: string, headers: Record<string, string | number>, { content, limit = ANSWER_LIMIT_BYTES }: { content?: Buffer; limit?: number }) {
    const url = new URL(this.node.hubUrl + path);
    return new Promise<{ status: number; body: Buffer }>((resolve, reject) => {
      const fail = (error: Error) => reject(error instanceof DomainError ? error : unreachable(error.message));
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { method, headers, timeout: TIMEOUT_MS }, (response) => {
        readLimited(response, limit).then((body) => resolve({ status: response.statusCode ?? 500, body }), fail);
      });
      request.on('timeout', () => request.destroy(new Error('it did not answer in time')));
      request.on('error', fail);
      request.end(content);
    });
  }
}

/** @throws DomainError `EXCHANGE.COMPRESSED`, `TOO_LARGE` */
async function readLimited(response: IncomingMessage, limit: number): Promise<Buffer> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    response.destroy();
    throw refusal('COMPRESSED');
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) {
      response.destroy();
      throw refusal('TOO_LARGE');
    }
    parts.push(part);
  }
  if (!response.complete) throw unreachable('its answer was cut off');
  return Buffer.concat(parts);
}

function refusalOf({ status, body }: { status: number; body: Buffer }): DomainError {
  const { code, detail } = parsed<{ code?: unknown; detail?: unknown }>(body);
  const isKnown = typeof code === 'string' && Object.hasOwn(REFUSALS, code.replace('EXCHANGE.', ''));
  if (!isKnown) return unreachable(`it answered ${status}`);
  return new DomainError('refused', code, typeof detail === 'string' ? detail.slice(0, 500) : 'The hub refused it.');
}

function parsed<T>(body: Buffer): T {
  try {
    return JSON.parse(body.toString('utf8')) as T;
  } catch {
    throw unreachable('its answer is no JSON');
  }
}

function unreachable(problem: string): DomainError {
  return new DomainError('unavailable', 'EXCHANGE.HUB_UNREACHABLE', `The hub cannot be reached (${problem}). Messages wait here and are sent when it can.`);
}
