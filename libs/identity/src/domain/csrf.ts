import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '@onething/kernel';

type Headers = Record<string, string | string[] | undefined>;

/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The token that a page of ours sends back with what changes something. It belongs to one session and cannot be made without the key. */
export function csrfTokenOf(sessionId: string, secret: string): string {
  return createHmac('sha256', secret).update(`onething/csrf/${sessionId}`).digest('base64url');
}

/**
 * A request that the browser authenticates by itself (cookies) must come from a page of ours: by what the browser says about where it
 * comes from, and by a token that only such a page can read.
 * @throws DomainError `IDENTITY.CROSS_ORIGIN`, `IDENTITY.CSRF_TOKEN`
 */
export function assertOwnPage(request: { method?: string; headers: Headers }, expectedToken: string): void {
  if (SAFE_METHODS.has(request.method ?? '')) return;
  assertSameOrigin(request.headers);
  if (!isEqual(one(request.headers['x-csrf-token']) ?? '', expectedToken)) {
    throw new DomainError('forbidden', 'IDENTITY.CSRF_TOKEN', 'Send the session\'s csrfToken in the header X-CSRF-Token with whatever changes something.');
  }
}

/**
 * `Sec-Fetch-Site` (Fetch Metadata) is written by the browser alone; where it is missing, `Origin` must name the host that was asked.
 * @throws DomainError `IDENTITY.CROSS_ORIGIN`
 */
export function assertSameOrigin(headers: Headers): void {
  const site = one(headers['sec-fetch-site']);
  const origin = one(headers['origin']);
  const isOwn = site === undefined ? origin === undefined || hostOf(origin) === one(headers['host']) : site === 'same-origin' || site === 'none';
  if (!isOwn) throw new DomainError('forbidden', 'IDENTITY.CROSS_ORIGIN', 'Another site has sent this request. Open the platform\'s own page.');
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);
const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

export function isEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
