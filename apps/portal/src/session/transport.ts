import type { Schema } from '../api/client';
import { readPlatformClock } from './platform-clock';

export type OpenedSession = Schema<'BrowserSessionDto'>;

/**
 * How the server knows the session: by cookies that no script reads. This is the only file that has to do with it. What changes
 * something also carries the session's token against forged requests; it stands in a cookie of its own, for pages to read.
 */
/** Reached by https, the first one; over plain HTTP, as on a desk, the second. */
const CSRF_COOKIES = ['__Host-onething_csrf', 'onething_csrf'];
/** Methods that change nothing. */
const READS = ['GET', 'HEAD'];

/** Of the session that this tab knows. All tabs share the cookies, so another tab may have brought another one. */
let csrfToken: string | undefined;
let limit: OpenedSession['limitedTo'] = null;

function inCookies(): string | undefined {
  const cookies = new Map(document.cookie.split('; ').map((one) => one.split('=') as [string, string]));
  return CSRF_COOKIES.map((name) => cookies.get(name)).find((value) => value !== undefined);
}

export const transport = {
  /** @throws TypeError when the server cannot be reached */
  async send(request: Request): Promise<Response> {
    // What only reads goes without: the browser may have fetched it already, as the page told it to.
    if (!READS.includes(request.method)) for (const [name, value] of Object.entries(this.headers())) request.headers.set(name, value);
    const response = await fetch(request);
    readPlatformClock(response);
    return response;
  },

  /** For requests that `fetch` cannot make: uploads that tell their progress. */
  headers(): Record<string, string> {
    return csrfToken === undefined ? {} : { 'X-CSRF-Token': csrfToken };
  },

  keep(session: OpenedSession): void {
    csrfToken = session.csrfToken;
    limit = session.limitedTo;
  },

  /** What the session lacks before it serves for anything else. */
  limitedTo(): NonNullable<OpenedSession['limitedTo']> | undefined {
    return limit ?? undefined;
  },

  /** Takes the session of the cookies for this tab's own. False when there certainly is none: then nothing needs to be asked. */
  takeOver(): boolean {
    csrfToken = inCookies();
    return csrfToken !== undefined;
  },

  /** Another tab has logged in since: the cookies belong to a session that this tab does not know. */
  isReplaced(): boolean {
    return csrfToken !== undefined && inCookies() !== undefined && inCookies() !== csrfToken;
  },

  /** Goes on with the session of the cookies, if it does. @param unattended nobody has done anything: no use of the session. @throws TypeError when the server cannot be reached: then nobody knows */
  async refresh(unattended: boolean): Promise<boolean> {
    const token = inCookies();
    if (token === undefined) return false;
    const response = await fetch('/api/auth/browser/refresh', { method: 'POST', headers: { 'X-CSRF-Token': token, ...(unattended && { 'X-Unattended': '1' }) } });
    if (response.ok) this.keep(await response.json() as OpenedSession);
    else {
      if (response.status === 401) this.forget();
      // Read to its end, or the request stays open.
      await response.text();
    }
    return response.ok;
  },

  forget(): void {
    csrfToken = undefined;
    limit = null;
  },
};
