import type { Clock } from '@onething/kernel';
import type { FastifyInstance } from 'fastify';

/** `Date` of the API's answers is the platform's: pages reckon with it, whatever the clock of a device says. */
export function tellPlatformDate(fastify: FastifyInstance, clock: Clock): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('date', new Date(clock.now()).toUTCString());
  });
}
