import { HttpException } from '@nestjs/common';
import { DomainError, type FailureKind, type FieldProblem } from '@onething/kernel';

/** An error as it goes over the wire: RFC 9457 `application/problem+json` with members of our own. */
export interface Problem {
  /** `urn:onething:problem:<code>`. */
  type: string;
  title: string;
  status: number;
  /** What is wrong and how to mend it. */
  detail: string;
  /** Stable and never reused. */
  code: string;
  /** Path of the request, without its query; `-` for a part that is no word or id of ours. */
  instance: string;
  requestId: string;
  errors?: FieldProblem[];
  /** With a conflict: the state that the other one left. */
  current?: unknown;
}

/** A request that is wrong in form: 400, or what its status says. */
export class MalformedRequest extends HttpException {
  constructor(readonly code: string, readonly detail: string, readonly fields: FieldProblem[] = [], status = 400) {
    super(detail, status);
  }
}

/** The input has other fields or types than the API's description says. */
export function invalidInput(fields: FieldProblem[]): MalformedRequest {
  const names = [...new Set(fields.map(({ field }) => field))].join(', ');
  return new MalformedRequest('REQUEST.INVALID_INPUT', `The input is not as declared: ${names}. "errors" says what to mend.`, fields);
}

/** The one table of domain failures in HTTP. What is wrong in form (wrong type, unknown field, broken JSON) is 400 before that. */
const STATUS_OF_KIND: Record<FailureKind, number> = {
  /** Well formed, but the value breaks a rule. */
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  refused: 409,
  conflict: 409,
  keyReused: 422,
  tooMany: 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: 'Malformed request', 401: 'Log-in needed', 403: 'Not allowed', 404: 'Not found', 405: 'Method not allowed', 408: 'Too slow',
  409: 'Not possible in the present state', 413: 'Too large', 415: 'Unsupported content type', 422: 'A value breaks a rule',
  429: 'Too many requests', 431: 'Headers too large', 500: 'Internal error', 503: 'Unavailable for the moment',
};

/** What our own texts say instead of a framework's, whose messages may repeat the input. */
const FRAMEWORK_PROBLEMS: Record<number, { code: string; detail: string; field?: string }> = {
  400: { code: 'REQUEST.MALFORMED', detail: 'The request cannot be read. Compare it with /api/docs.' },
  404: { code: 'REQUEST.NO_SUCH_ROUTE', detail: 'There is nothing at this address. See /api/docs for all addresses and methods.' },
  413: { code: 'REQUEST.TOO_LARGE', detail: 'The body is larger than this address accepts. Send less.', field: 'body' },
  415: { code: 'REQUEST.CONTENT_TYPE', detail: 'This address does not read that content type. See /api/docs for what it reads.', field: 'content-type' },
};

/** Codes of PostgreSQL (SQLSTATE) and of sockets with which a database says that it is not there. */
const DATABASE_GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EPIPE', '57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08006']);

type Outcome = Pick<Problem, 'status' | 'code' | 'detail' | 'errors' | 'current'>;

/**
 * Turns whatever was thrown into a problem. Nothing of an unexpected error is shown.
 * @param bodyTypes content types that the route reads; undefined when that is not known
 */
export function problemOf(thrown: unknown, request: { instance: string; requestId: string }, bodyTypes?: readonly string[]): Problem {
  const { status, code, detail, errors, current } = outcomeOf(thrown, bodyTypes);
  const title = TITLES[status] ?? (status < 500 ? 'Request refused' : 'Internal error');
  return { type: `urn:onething:problem:${code}`, title, status, detail, code, ...request, errors, current };
}

function outcomeOf(thrown: unknown, bodyTypes?: readonly string[]): Outcome {
  if (thrown instanceof DomainError) {
    const { kind, code, detail, extra } = thrown;
    return { status: STATUS_OF_KIND[kind], code, detail, errors: extra.fields, current: extra.current };
  }
  if (thrown instanceof MalformedRequest) {
    return { status: thrown.getStatus(), code: thrown.code, detail: thrown.detail, errors: thrown.fields.length > 0 ? thrown.fields : undefined };
  }
  const status = statusOf(thrown);
  if (status !== undefined && status >= 400 && status < 500) return status === 415 && bodyTypes ? wrongContentType(bodyTypes) : frameworkOutcome(status);
  if (isDatabaseGone(thrown)) {
    return { status: 503, code: 'PLATFORM.DATABASE_UNAVAILABLE', detail: 'The database does not answer. Try again in a few seconds.' };
  }
  return { status: 500, code: 'PLATFORM.INTERNAL', detail: 'Something went wrong on our side. Tell the operator the requestId.' };
}

function frameworkOutcome(status: number): Outcome {
  const known = FRAMEWORK_PROBLEMS[status];
  if (!known) return { status, code: `REQUEST.STATUS_${status}`, detail: 'The server refuses this request. Compare it with /api/docs.' };
  const { code, detail, field } = known;
  return { status, code, detail, errors: field ? [{ field, code, message: detail }] : undefined };
}

function wrongContentType(bodyTypes: readonly string[]): Outcome {
  const remedy = bodyTypes.length === 0 ? 'It takes no body: leave it out.' : `Send ${bodyTypes.join(', ')}.`;
  const code = 'REQUEST.CONTENT_TYPE';
  const detail = `This address does not read that content type. ${remedy}`;
  return { status: 415, code, detail, errors: [{ field: 'content-type', code, message: detail }] };
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const { statusCode, code } = (thrown ?? {}) as { statusCode?: unknown; code?: unknown };
  return typeof statusCode === 'number' && typeof code === 'string' && code.startsWith('FST_') ? statusCode : undefined;
}

function isDatabaseGone(thrown: unknown): boolean {
  const { code, message } = (thrown ?? {}) as { code?: string; message?: string };
  return (code !== undefined && DATABASE_GONE.has(code)) || message === 'Connection terminated unexpectedly';
}
