import type { LoggerService } from '@nestjs/common';
import { withoutInput } from '@onething/kernel';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { RequestWithActor } from '@onething/identity';

/** One line per request: the route's pattern instead of the address, so that no number or query is written down. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { actor } = request as typeof request & RequestWithActor;
    request.log.info({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      accountId: actor?.accountId,
    }, 'request');
  });
}

/** How the server itself writes errors, requests and answers down, wherever it does. */
export const LOG_SERIALIZERS = {
  err: (error: Error) => withoutInput(error) as { type: string; message: string; stack: string },
  req: ({ method, routeOptions }: { method: string; routeOptions?: { url?: string } }) => ({ method, route: routeOptions?.url }),
  res: ({ statusCode }: { statusCode?: number }) => ({ statusCode: statusCode ?? 0 }),
};

/** Nest's own messages and those of our libraries, as lines of the same structured log. The fields of an object become fields. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: FastifyBaseLogger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug(...lineOf(message, context));
  }

  error(message: unknown, ...details: unknown[]): void {
    this.logger.error(...lineOf(message, details.at(-1)));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn(...lineOf(message, context));
  }
}

function lineOf(message: unknown, context: unknown): [fields: object, message: string] {
  if (message instanceof Error) return [{ context, error: withoutInput(message) }, message.name];
  if (typeof message !== 'object' || message === null) return [{ context }, String(message)];
  const { message: words, ...fields } = message as { message?: string };
  return [{ context, ...fields }, words ?? String(context)];
}
