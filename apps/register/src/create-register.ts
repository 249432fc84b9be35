import { createHash, timingSafeEqual } from 'node:crypto';
import { fastify, type FastifyInstance } from 'fastify';
import { CheckLimits } from './check-limits';
import { matches, type Question, type RegisterRecord } from './record';

export interface RegisterOptions {
  records: ReadonlyMap<string, RegisterRecord>;
  /** Whoever asks sends it as `Authorization: Bearer …`. */
  key: string;
  /** Epoch ms. */
  now: () => number;
}

const LIMITS = { ofNumber: 20, ofAll: 20_000 };
const BODY_LIMIT_BYTES = 4 * 1024;

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const REPRESENTATIVE = {
  type: 'object', additionalProperties: false, required: ['name', 'number'], properties: { name: text(100), number: text(18) },
};
const QUESTION = {
  type: 'object', additionalProperties: false, required: ['kind', 'name', 'number', 'mobile'],
  properties: { kind: { enum: ['natural', 'legal'] }, name: text(100), number: text(18), mobile: text(11), representative: REPRESENTATIVE },
};

/**
 * The reference register over HTTP: `POST /checks` answers `{match}`, and nothing else of anybody; `GET /health`. It stands for the
 * registers that the police and the market regulation keep, with which a real installation talks instead.
 */
export function createRegister({ records, key, now }: RegisterOptions): FastifyInstance {
  const limits = new CheckLimits(LIMITS);
  const server = fastify({ logger: false, bodyLimit: BODY_LIMIT_BYTES, ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });
  // Not the framework's own text: it may repeat what was sent.
  server.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.status(status).send({ error: status < 500 ? 'This is no question that the register answers.' : 'The register failed.' });
  });
  server.get('/health', () => ({ status: 'ok', synthetic: true }));
  server.post<{ Body: Question }>('/checks', {
    schema: { body: QUESTION },
    onRequest: async (request, reply) => {
      if (!isKey(request.headers.authorization, key)) await reply.status(401).send({ error: 'Send the key as "Authorization: Bearer …".' });
    },
  }, async ({ body }, reply) => {
    if (!limits.allow(body.number, now())) return reply.status(429).send({ error: 'This was asked too often. Ask again in an hour.' });
    return { match: matches(records.get(body.number), body) };
  });
  return server;
}

function isKey(header: string | undefined, key: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${key}`));
}
