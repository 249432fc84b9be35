import { rateClassOf } from '@onething/identity';
import { type Clock, DomainError, rateKey } from '@onething/kernel';
import type { FastifyInstance } from 'fastify';
import type { DeclaredInputs } from './declared-input';
import { type RateBudgets, RateLimiter, WINDOW_MS } from './rate-limiter';

/**
 * Counts every request by its class and its client's address before its body is read, and says in headers what is left
 * (draft-ietf-httpapi-ratelimit-headers). One too many is answered 429 with `Retry-After`.
 */
export function limitRates(fastify: FastifyInstance, { budgets, declared, clock }: { budgets: RateBudgets; declared: DeclaredInputs; clock: Clock }): void {
  const limiter = new RateLimiter(budgets);
  fastify.addHook('onRequest', async (request, reply) => {
    const rateClass = rateClassOf(declared.actionOf(request.method, request.routeOptions.url ?? ''), request.method);
    const { budget, remaining, resetSeconds, retrySeconds } = limiter.count(rateClass, rateKey(request.ip), clock.now());
    reply.header('ratelimit-policy', `"${rateClass}";q=${budget};w=${WINDOW_MS / 1000}`);
    reply.header('ratelimit', `"${rateClass}";r=${remaining};t=${resetSeconds}`);
    if (retrySeconds !== undefined) {
      const detail = `There were too many requests from your address: at most ${budget} a minute of this kind. Try again in ${retrySeconds} seconds.`;
      throw new DomainError('tooMany', 'REQUEST.TOO_MANY', detail, { retryAfter: retrySeconds });
    }
  });
}
