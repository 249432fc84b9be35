/** An account that anybody may use. */
export interface OpenAccount {
  login: string;
  password: string;
}

const held = new WeakMap<OpenAccount, Promise<string>>();

/**
 * The access token of an account. All clients of one account share it, as the windows of one browser do.
 * @param stale a token that does not serve any more: then the account logs in again, unless another client has done it meanwhile
 */
export async function accessToken(url: string, account: OpenAccount, stale?: string): Promise<string> {
  const known = held.get(account);
  if (known) {
    const token = await known;
    if (held.get(account) !== known) return accessToken(url, account, stale);
    if (token !== stale) return token;
  }
  const token = logIn(url, account);
  held.set(account, token);
  token.catch(() => held.delete(account));
  return token;
}

async function logIn(url: string, { login, password }: OpenAccount): Promise<string> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password }),
  });
  const body = await response.json() as { accessToken: string };
  if (response.status !== 200) throw new Error(`${login} cannot log in: ${JSON.stringify(body)}`);
  return body.accessToken;
}
