import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { MalformedRequest } from './problem-details';

/** Bodies are JSON and nothing else, until a library registers another type. @param limit bytes */
export function readJsonBodies(app: NestFastifyApplication, limit: number): void {
  const fastify = app.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error') as (
    request: FastifyRequest, body: string, done: (error: Error | null, value?: unknown) => void,
  ) => void;
  fastify.removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', { bodyLimit: limit }, (request: FastifyRequest, body: Buffer, done: (error: Error | null, value?: unknown) => void) => {
    parse(request, body.toString('utf8'), (error, value) => done(error ? brokenJson() : null, value));
  });
}

/** The parser's own message would repeat what was sent. */
function brokenJson(): MalformedRequest {
  const code = 'REQUEST.BROKEN_JSON';
  const detail = 'The body is no JSON that we read: it is empty, broken, or has a key that reaches for a prototype. Check it with a JSON tool.';
  return new MalformedRequest(code, detail, [{ field: 'body', code, message: detail }]);
}
