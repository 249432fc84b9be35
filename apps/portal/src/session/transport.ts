/** How the server knows the session: the only file that has to do with tokens. */
export interface OpenedSession {
  accessToken: string;
  refreshToken: string;
}

/** Lives as long as the tab, and no other site can read it. */
const REFRESH_TOKEN = 'onething.refresh';
let accessToken: string | undefined;

export const transport = {
  /** @throws TypeError when the server cannot be reached */
  send(request: Request): Promise<Response> {
    for (const [name, value] of Object.entries(this.headers())) request.headers.set(name, value);
    return fetch(request);
  },

  /** For requests that `fetch` cannot make: uploads that tell their progress. */
  headers(): Record<string, string> {
    return accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` };
  },

  keep(session: OpenedSession): void {
    accessToken = session.accessToken;
    sessionStorage.setItem(REFRESH_TOKEN, session.refreshToken);
  },

  /** False when it is certain that nobody is logged in: then nothing needs to be asked. */
  mayHaveSession(): boolean {
    return sessionStorage.getItem(REFRESH_TOKEN) !== null;
  },

  /** Whether the session goes on. @throws TypeError when the server cannot be reached: then nobody knows */
  async refresh(): Promise<boolean> {
    const refreshToken = sessionStorage.getItem(REFRESH_TOKEN);
    if (refreshToken === null) return false;
    const response = await fetch('/api/auth/refresh', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ refreshToken }),
    });
    if (response.ok) this.keep(await response.json() as OpenedSession);
    else if (response.status === 401) this.forget();
    return response.ok;
  },

  forget(): void {
    accessToken = undefined;
    sessionStorage.removeItem(REFRESH_TOKEN);
  },
};
