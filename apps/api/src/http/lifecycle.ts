import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import type { FastifyInstance } from 'fastify';

/**
 * Where this process stands: `serving` · `leaving` it still serves, but asks for no new requests · `closing` it finishes what is under
 * way and takes nothing new.
 */
export type Phase = 'serving' | 'leaving' | 'closing';

@Injectable()
export class Lifecycle {
  phase: Phase = 'serving';
  /** Closes the connections on which no request is under way. */
  closeUnused: () => void = () => undefined;
}

/**
 * A request that still comes in over an open connection while the process closes is sent elsewhere, in our own words. Connections
 * without a request are remembered: Node's own `closeIdleConnections` leaves those alone on which there never was one, and the
 * process would wait for them.
 */
export function turnAwayWhileClosing(fastify: FastifyInstance, lifecycle: Lifecycle): void {
  const unused = new Set<Socket>();
  fastify.server.on('connection', (socket) => {
    if (lifecycle.phase === 'closing') return void socket.destroy();
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  fastify.server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    unused.delete(socket);
    response.once('close', () => !socket.destroyed && unused.add(socket));
  });
  fastify.addHook('onRequest', async () => {
    if (lifecycle.phase === 'closing') throw stopping();
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (lifecycle.phase === 'closing') reply.header('connection', 'close');
  });
  lifecycle.closeUnused = () => unused.forEach((socket) => socket.destroy());
}

export function stopping(): DomainError {
  return new DomainError('unavailable', 'PLATFORM.STOPPING', 'This process is about to stop. Send the request again: another one takes it.');
}
