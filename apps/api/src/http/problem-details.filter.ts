import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { DomainError, withoutInput } from '@onething/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeclaredInputs } from './declared-input';
import { MalformedRequest, problemOf } from './problem-details';

const RETRY_AFTER_SECONDS = 5;

/** Answers every error as `application/problem+json`; what nobody expected is logged under the request's id. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  constructor(private readonly declared?: DeclaredInputs) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const bodyTypes = this.declared?.bodyTypesOf(request.method, request.routeOptions.url ?? '');
    sendProblem(thrown, request, http.getResponse<FastifyReply>(), bodyTypes);
  }
}

/** @param bodyTypes content types that the route reads; undefined when that is not known */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply, bodyTypes?: readonly string[]): void {
  const problem = problemOf(hasGone(request) ? brokenOff() : thrown, { instance: placeOf(request.url), requestId: request.id }, bodyTypes);
  if (problem.status >= 500) request.log.error({ error: withoutInput(thrown) }, problem.code);
  if (reply.sent) return;
  if (problem.status === 401) {
    const error = request.headers.authorization === undefined ? '' : ', error="invalid_token"';
    reply.header('www-authenticate', `Bearer realm="onething"${error}`);
  }
  if (problem.status === 503 || problem.status === 429) reply.header('retry-after', retryAfter(thrown));
  reply.status(problem.status).header('cache-control', 'no-store').header('content-type', 'application/problem+json; charset=utf-8');
  reply.send(JSON.stringify(problem));
}

const retryAfter = (thrown: unknown): number => (thrown instanceof DomainError && thrown.extra.retryAfter) || RETRY_AFTER_SECONDS;

const PLAIN_SEGMENT = /^([a-z][\w.-]{0,63}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,6}|)$/i;

/** The path of an address without its query. What is neither a word of ours nor an id of ours is left out: it may be somebody's number or name. */
function placeOf(url: string): string {
  return url.split('?')[0]!.split('/').map((segment) => (PLAIN_SEGMENT.test(segment) ? segment : '-')).join('/');
}

/** Whoever breaks a request off gets no answer; what went wrong was not ours, whatever the error looks like. */
function hasGone({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

function brokenOff(): MalformedRequest {
  return new MalformedRequest('REQUEST.BROKEN_OFF', 'The request broke off before all of it had arrived. Send it again.');
}
