import { csrfTokenOf } from '../domain/csrf';
import type { OpenedSession } from '../sessions/session-opener';

export const ACCESS_COOKIE = 'onething_access';
export const REFRESH_COOKIE = 'onething_refresh';
/** For the page to read, and to send back. */
export const CSRF_COOKIE = 'onething_csrf';
/** The refresh token goes nowhere else. */
const REFRESH_PATH = '/api/auth/browser';

interface CookieOptions {
  path: string;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'strict' | 'lax';
  /** Seconds; without it as long as the browser is open. */
  maxAge?: number;
}

/** What is needed of Fastify with `@fastify/cookie`. */
export interface CookieReply {
  setCookie(name: string, value: string, options: CookieOptions): unknown;
  clearCookie(name: string, options: CookieOptions): unknown;
}

export interface CookieRules {
  /** Over TLS only. */
  secure: boolean;
  csrfSecret: string;
}

/**
 * Gives a browser its session. The cookies live as long as the browser is open: many people use the machines of a service hall.
 * @returns the token against forged requests, bound to the session
 */
export function setSessionCookies(reply: CookieReply, session: OpenedSession, { secure, csrfSecret }: CookieRules): string {
  const csrfToken = csrfTokenOf(session.sessionId, csrfSecret);
  reply.setCookie(ACCESS_COOKIE, session.accessToken, cookie('/api', secure));
  reply.setCookie(REFRESH_COOKIE, session.refreshToken, cookie(REFRESH_PATH, secure));
  reply.setCookie(CSRF_COOKIE, csrfToken, { ...cookie('/', secure), httpOnly: false });
  return csrfToken;
}

export function clearSessionCookies(reply: CookieReply, secure: boolean): void {
  reply.clearCookie(ACCESS_COOKIE, cookie('/api', secure));
  reply.clearCookie(REFRESH_COOKIE, cookie(REFRESH_PATH, secure));
  reply.clearCookie(CSRF_COOKIE, { ...cookie('/', secure), httpOnly: false });
}

function cookie(path: string, secure: boolean): CookieOptions {
  return { path, httpOnly: true, secure, sameSite: 'strict' };
}

/** A proxy in front has taken TLS off. Whoever claims it without one gets cookies that the browser does not send. */
export function isOverTls(headers: Record<string, string | string[] | undefined>): boolean {
  return [headers['x-forwarded-proto']].flat().at(-1)?.split(',').at(-1)?.trim() === 'https';
}
