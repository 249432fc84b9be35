import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Client } from '../sessions/login-sessions';

interface IncomingRequest {
  /** Of the client, as far as trusted proxies tell it. */
  ip: string;
  id: string;
  headers: Record<string, string | string[] | undefined>;
}

/** From where a request comes. */
export const CurrentClient = createParamDecorator((_: unknown, context: ExecutionContext): Client => {
  const { ip, id, headers } = context.switchToHttp().getRequest<IncomingRequest>();
  return { address: ip, requestId: id, userAgent: [headers['user-agent']].flat()[0] };
});
