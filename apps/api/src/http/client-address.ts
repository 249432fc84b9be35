import { clientAddress } from '@onething/kernel';
import type { EdgeSettings } from '@onething/config';
import type { FastifyInstance } from 'fastify';

/** From here on `request.ip` (in controllers `@Ip()`) is the client's address, as far as trusted proxies tell it. */
export function tellClientAddresses(fastify: FastifyInstance, { trustedProxies }: EdgeSettings): void {
  fastify.addHook('onRequest', async (request) => {
    const header = request.headers['x-forwarded-for'];
    const ip = clientAddress(request.ip, Array.isArray(header) ? header.join(',') : header, trustedProxies);
    Object.defineProperty(request, 'ip', { value: ip });
  });
}
