import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { csrfTokenOf } from '../domain/csrf';
import type { OpenedSession } from '../sessions/session-opener';

/** Without the prefix. `csrf` is for the page to read, and to send back. */
const NAMES = { access: 'onething_access', refresh: 'onething_refresh', csrf: 'onething_csrf' } as const;
type SessionCookie = keyof typeof NAMES;

/** Where a cookie goes when nothing forbids to narrow it: the refresh token nowhere else. */
const PATHS: Record<SessionCookie, string> = { access: '/api', refresh: '/api/auth/browser', csrf: '/' };
/** A browser takes such a cookie over TLS alone, from this very host and for all of it: no sister domain can set one (RFC 6265bis §4.1.3.2). */
const HOST_PREFIX = '__Host-';

type Headers = Record<string, string | string[] | undefined>;

export interface CookieOptions {
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

/** The cookies of a browser's session, and how any cookie of ours is named: with the prefix where people reach the platform by https. */
@Injectable()
export class SessionCookies {
  private readonly prefixed: boolean;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.prefixed = settings.publicUrl.startsWith('https:');
  }

  /** @param name without prefix */
  nameOf(name: string): string {
    return this.prefixed ? HOST_PREFIX + name : name;
  }

  /** What a browser has sent under that name. */
  read({ cookies }: { cookies?: Record<string, string | undefined> }, cookie: SessionCookie): string | undefined {
    return cookies?.[this.nameOf(NAMES[cookie])];
  }

  /** @param path as narrow as it may be; the prefix demands the whole host */
  options(headers: Headers, path: string, sameSite: CookieOptions['sameSite'] = 'strict'): CookieOptions {
    return { path: this.prefixed ? '/' : path, httpOnly: true, secure: this.isSecure(headers), sameSite };
  }

  /**
   * Gives a browser its session. The cookies live as long as the browser is open: many people use the machines of a service hall.
   * @returns the token against forged requests, bound to the session
   */
  set(reply: CookieReply, session: OpenedSession, headers: Headers): string {
    const csrfToken = csrfTokenOf(session.sessionId, this.settings.jwtSecret);
    const values: Record<SessionCookie, string> = { access: session.accessToken, refresh: session.refreshToken, csrf: csrfToken };
    for (const [cookie, value] of Object.entries(values) as [SessionCookie, string][]) {
      reply.setCookie(this.nameOf(NAMES[cookie]), value, this.optionsOf(cookie, headers));
    }
    return csrfToken;
  }

  clear(reply: CookieReply, headers: Headers): void {
    for (const cookie of Object.keys(NAMES) as SessionCookie[]) reply.clearCookie(this.nameOf(NAMES[cookie]), this.optionsOf(cookie, headers));
  }

  private optionsOf(cookie: SessionCookie, headers: Headers): CookieOptions {
    return { ...this.options(headers, PATHS[cookie]), httpOnly: cookie !== 'csrf' };
  }

  /** Outside embedded mode there is always TLS in front. */
  private isSecure(headers: Headers): boolean {
    return this.prefixed || this.settings.mode === 'external' || isOverTls(headers);
  }
}

/** A proxy in front has taken TLS off. Whoever claims it without one gets cookies that the browser does not send. */
function isOverTls(headers: Headers): boolean {
  return [headers['x-forwarded-proto']].flat().at(-1)?.split(',').at(-1)?.trim() === 'https';
}
