import {
  type Directory, getMember, headOf, MESSAGE_LIMIT_BYTES, type NodeKeys, type PinnedRoots, readEnvelope, readRequest, refusal, REQUEST_HEADER, requireAuthentic, requireValidAt,
  writeHubStatement,
} from '@onething/exchange';
import { DomainError } from '@onething/kernel';
import type { Database } from '@onething/persistence';
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import { serveFiles } from './files';
import { Ledger, type RegionState } from './ledger';

export interface HubOptions {
  database: Database;
  keys: NodeKeys;
  roots: PinnedRoots;
  /** The newest that the national root has signed. */
  directory: () => Directory;
  /** Epoch ms. */
  now: () => number;
}

/** What one answer hands over at most. */
const MOST_DELIVERIES = 100;
const REQUEST_TIMEOUT_MS = 30_000;

interface Asker {
  region: string;
  nonce: string;
  directory: Directory;
}

type Asked = { Querystring: { after?: string; limit?: string; resend?: string } };

/**
 * The national hub (枢纽): takes messages in an order for each region, signs that it did, and hands them over to whom they are for. It cannot read
 * them, and cannot change, drop or reorder them unnoticed.
 */
export function createHub(options: HubOptions): FastifyInstance {
  const { database, keys, now } = options;
  const ledger = new Ledger(database, (at) => keys.current(at));
  const server = fastify({ logger: false, bodyLimit: MESSAGE_LIMIT_BYTES, requestTimeout: REQUEST_TIMEOUT_MS, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('onRequest', async (request) => {
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw refusal('COMPRESSED');
  });
  answerRefusals(server, ledger, now);
  server.get('/health', () => ({ status: 'ok' }));
  server.get('/directory', () => options.directory());
  server.post<Asked & { Body: Buffer }>('/messages', async (request) => {
    const head = requireAcceptable(request, options);
    return ledger.accept(head, request.body, request.query.resend === '1', now());
  });
  serveFiles(server, database, (request) => asked(request, options));
  server.get<Asked>('/deliveries', async (request) => deliveriesFor(request, options, ledger));
  server.get<Asked>('/submissions', async (request) => submissionsOf(request, options, ledger));
  return server;
}

/** Form, addresses, certificate in force, signature. @throws DomainError `EXCHANGE.…` */
function requireAcceptable(request: FastifyRequest<{ Body: Buffer }>, options: HubOptions) {
  const { region, directory } = asked(request, options);
  const head = headOf(readEnvelope(request.body));
  if (head.core.from !== region) throw refusal('SENDER_FORGED');
  if (head.core.to === head.core.from) throw refusal('RECIPIENT_WRONG');
  requireAuthentic(head, options.roots);
  requireValidAt(head.certificate, options.now(), directory);
  getMember(directory, head.core.to);
  return head;
}

async function deliveriesFor(request: FastifyRequest<Asked>, options: HubOptions, ledger: Ledger) {
  const asker = asked(request, options);
  const state = await ledger.stateOf(asker.region);
  const deliveries = await ledger.list(asker.region, rangeOf(request, state.delivered));
  return {
    deliveries: deliveries.map(({ envelope, receipt }) => ({ envelope: envelope.toString('base64'), receipt })),
    statement: statementFor(asker, state, options),
  };
}

/** What a region has sent, for one that has forgotten some of it. */
async function submissionsOf(request: FastifyRequest<Asked>, options: HubOptions, ledger: Ledger) {
  const asker = asked(request, options);
  const state = await ledger.stateOf(asker.region);
  const submissions = await ledger.listSubmissions(asker.region, rangeOf(request, state.submitted));
  return { submissions, statement: statementFor(asker, state, options) };
}

function rangeOf({ query }: FastifyRequest<Asked>, until: number) {
  return { after: wholeNumber(query.after), until, limit: Math.min(wholeNumber(query.limit) || MOST_DELIVERIES, MOST_DELIVERIES) };
}

function statementFor({ region, nonce, directory }: Asker, state: RegionState, { now: clock, keys }: HubOptions) {
  const { delivered, deliveredDigest, submitted } = state;
  const now = clock();
  return writeHubStatement({ region, delivered, deliveredDigest, submitted, directory: directory.number, at: new Date(now).toISOString(), nonce }, keys.current(now));
}

/** Who asks. @throws DomainError `EXCHANGE.…` */
function asked(request: FastifyRequest, { roots, directory: newest, now }: HubOptions): Asker {
  const directory = newest();
  const { certificate: { region }, nonce } = readRequest(request.headers[REQUEST_HEADER], { method: request.method, path: request.url }, { roots, directory, now: now() });
  getMember(directory, region);
  return { region, nonce, directory };
}

function answerRefusals(server: FastifyInstance, ledger: Ledger, now: () => number): void {
  server.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const failure = error.statusCode === 413 ? refusal('TOO_LARGE') : error;
    if (!(failure instanceof DomainError)) {
      const status = error.statusCode ?? 500;
      return reply.status(status).send({ error: status < 500 ? 'This is no request that the hub answers.' : 'The hub failed.' });
    }
    await ledger.noteRefusal(undefined, failure.code, `${request.method} ${request.routeOptions.url ?? ''}`, now());
    return reply.status(failure.kind === 'unavailable' ? 503 : 422).send({ code: failure.code, detail: failure.detail });
  });
}

function wholeNumber(text: string | undefined): number {
  const value = text === undefined ? 0 : Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw refusal('MALFORMED');
  return value;
}
