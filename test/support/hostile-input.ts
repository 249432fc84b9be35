import type { OpenAPIObject } from '@nestjs/swagger';
import type supertest from 'supertest';
import { loginFor, type Route } from './api-routes';
import { type Schema, Schemas, withValue, wrongValue } from './schema-sample';

/** Where the requests go, and how to log in. */
export interface HostileTarget {
  document: OpenAPIObject;
  request: ReturnType<typeof supertest>;
  login(name: string): Promise<string>;
}

/** What one route answered wrongly, and how many hostile requests it was sent. */
export interface RouteReport {
  failures: string[];
  sent: number;
}

interface Attempt {
  what: string;
  /** Query string, with its question mark. */
  query?: string;
  pathParameter?: { name: string; value: string };
  body?: string;
  contentType?: string;
  /** The field that the answer must name; any field when undefined. */
  names?: string;
  status?: number;
}

const OVERSIZED_BYTES = 1024 * 1024;
const SOME_UUID = '01941f29-7c00-7000-8000-0000000000ff';
const UNKNOWN = 'hostileField';

/**
 * Sends one route everything that it must refuse: unknown field, wrong type for each field, oversized body, broken JSON, and their
 * relatives. Each answer must be 4xx `application/problem+json` that names the field.
 */
export async function attackRoute(target: HostileTarget, route: Route): Promise<RouteReport> {
  const login = loginFor(route.action);
  const token = login === undefined ? undefined : await target.login(login);
  const schemas = new Schemas(target.document);
  const failures: string[] = [];
  const attempts = [...parameterAttempts(route), ...queryAttempts(route), ...bodyAttempts(route, schemas)];
  for (const attempt of attempts) {
    const problem = judge(await send(target, route, attempt, token), attempt);
    if (problem) failures.push(`${route.method} ${route.path}, ${attempt.what}: ${problem}`);
  }
  if (token !== undefined) {
    const { status } = await send(target, route, { what: 'no token' });
    if (status !== 401 && status !== 400) failures.push(`${route.method} ${route.path}, without a token: ${status}`);
  }
  return { failures, sent: attempts.length };
}

function parameterAttempts({ path }: Route): Attempt[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  return names.flatMap((name): Attempt[] => [
    { what: `NUL in the path at ${name}`, pathParameter: { name, value: 'a%00b' }, names: name },
    { what: `an overlong ${name}`, pathParameter: { name, value: 'x'.repeat(2_000) }, names: '' },
    { what: `a broken escape at ${name}`, pathParameter: { name, value: '%zz' }, names: '' },
    ...(/(^id|Id)$/.test(name) ? [{ what: `${name} is no UUID`, pathParameter: { name, value: 'no-uuid' }, names: name }] : []),
  ]);
}

function queryAttempts({ operation }: Route): Attempt[] {
  const declared = (operation.parameters ?? []) as { name: string; in: string; schema?: Schema }[];
  const inQuery = declared.filter((parameter) => parameter.in === 'query');
  return [
    { what: 'an unknown query parameter', query: `?${UNKNOWN}=1`, names: UNKNOWN },
    { what: 'a prototype as query parameter', query: '?__proto__=1', names: '__proto__' },
    ...inQuery.flatMap(({ name, schema }): Attempt[] => [
      ...(schema?.type === 'array' ? [] : [{ what: `${name} twice`, query: `?${name}=1&${name}=2`, names: name }]),
      ...(schema?.type === 'number' || schema?.type === 'boolean' || schema?.enum
        ? [{ what: `${name} of a wrong type`, query: `?${name}=wrong`, names: name }] : []),
      { what: `NUL in ${name}`, query: `?${name}=a%00b`, names: name },
    ]),
  ];
}

function bodyAttempts({ method, operation }: Route, schemas: Schemas): Attempt[] {
  if (method === 'get') return [];
  const { content } = (operation.requestBody ?? {}) as { content?: Record<string, { schema: Schema }> };
  const always: Attempt[] = [
    { what: 'broken JSON', body: '{"a":', names: 'body', status: 400 },
    { what: 'a key that reaches for the prototype', body: '{"__proto__":{"admin":true}}', names: 'body' },
    { what: 'another content type', body: 'a=1', contentType: 'application/x-www-form-urlencoded', names: 'content-type', status: 415 },
    { what: 'plain text', body: '{}', contentType: 'text/plain', names: 'content-type', status: 415 },
  ];
  const json = content?.['application/json']?.schema;
  if (!json && content) return [...always.slice(2), { what: 'JSON in place of a form', body: '{}', status: undefined }];
  const sample = json === undefined ? {} : schemas.sample(json);
  return [
    ...always,
    { what: 'an oversized body', body: JSON.stringify({ [UNKNOWN]: 'x'.repeat(OVERSIZED_BYTES) }), names: 'body', status: 413 },
    { what: 'an unknown field', body: JSON.stringify({ ...sample as object, [UNKNOWN]: 1 }), names: UNKNOWN, status: 400 },
    { what: 'endless nesting', body: `{"${UNKNOWN}":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, names: UNKNOWN },
    ...(json === undefined ? [] : [...shapeAttempts(), ...fieldAttempts(json, sample, schemas)]),
  ];
}

function shapeAttempts(): Attempt[] {
  return ['null', '[]', '"text"', '5', ''].map((body) => ({ what: `the body ${body || 'empty'}`, body, status: 400 }));
}

function fieldAttempts(json: Schema, sample: unknown, schemas: Schemas): Attempt[] {
  return schemas.fields(json).flatMap(({ path, schema }): Attempt[] => {
    const wrong = wrongValue(schema);
    const names = path.join('.');
    return [
      ...(wrong === undefined ? [] : [{ what: `${names} of a wrong type`, body: JSON.stringify(withValue(sample, path, wrong)), names }]),
      ...(schema.type === 'string' ? [
        { what: `NUL in ${names}`, body: JSON.stringify(withValue(sample, path, 'a\0b')), names },
        { what: `half a character in ${names}`, body: JSON.stringify(withValue(sample, path, '\ud800')), names },
      ] : []),
      ...(schema.type === 'object' && schema.properties ? [
        { what: `an unknown field in ${names}`, body: JSON.stringify(withValue(sample, [...path, UNKNOWN], 1)), names: `${names}.${UNKNOWN}` },
      ] : []),
    ];
  });
}

interface Answer {
  status: number;
  contentType: string;
  problem: { code?: string; errors?: { field: string; message: string }[] };
}

async function send({ request }: HostileTarget, route: Route, attempt: Attempt, token?: string): Promise<Answer> {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (attempt.pathParameter?.name === name) return attempt.pathParameter.value;
    return /(^id|Id)$/.test(name) ? SOME_UUID : 'sample';
  });
  const call = request[route.method as 'get' | 'post'](`${path}${attempt.query ?? ''}`);
  for (const { name, in: place } of (route.operation.parameters ?? []) as { name: string; in: string }[]) {
    if (place === 'header') call.set(name, SOME_UUID);
  }
  if (token !== undefined) call.set('authorization', `Bearer ${token}`);
  if (attempt.body !== undefined) call.set('content-type', attempt.contentType ?? 'application/json').send(attempt.body);
  const { status, headers, text } = await call.buffer(true).parse((response, done) => {
    let whole = '';
    response.setEncoding('utf8');
    response.on('data', (part: string) => { whole += part; });
    response.on('end', () => done(null, whole));
  }).then((response) => ({ status: response.status, headers: response.headers, text: response.body as string }));
  const contentType = headers['content-type'] ?? '';
  return { status, contentType, problem: contentType.includes('json') ? JSON.parse(text) as Answer['problem'] : {} };
}

/** @returns what is wrong with the answer */
function judge({ status, contentType, problem }: Answer, { names, status: expected }: Attempt): string | undefined {
  if (status < 400 || status >= 500 || (expected !== undefined && status !== expected)) return `answered ${status} ${problem.code ?? ''}`;
  if (!contentType.startsWith('application/problem+json')) return `answered ${status} as ${contentType}`;
  if (status === 401 || status === 403) return `answered ${status} ${problem.code}: no fitting token`;
  if (names === '') return undefined;
  const fields = problem.errors?.map((error) => error.field) ?? [];
  const named = names === undefined ? fields.length > 0 : fields.some((field) => field === names || field.startsWith(`${names}.`));
  if (!named) return `answered ${status} ${problem.code}, naming ${fields.join(', ') || 'no field'} instead of ${names ?? 'one'}`;
  return problem.errors!.every((error) => error.message.length > 10) ? undefined : 'says nothing to mend it';
}
