import { totpCode } from '@onething/identity';

/** An account that anybody may use. */
export interface OpenAccount {
  login: string;
  password: string;
  /** Of the second factor, where it has one. */
  totpSecret?: string;
}

/** Where an account logs in, and what time it is there. */
export interface Door {
  url: string;
  /** Epoch ms, on the platform's clock. */
  now(): number;
}

const held = new WeakMap<OpenAccount, Promise<string>>();

/**
 * The access token of an account. All clients of one account share it, as the windows of one browser do: staff have one session.
 * @param stale a token that does not serve any more: then the account logs in again, unless another client has done it meanwhile
 */
export async function accessToken(door: Door, account: OpenAccount, stale?: string): Promise<string> {
  const known = held.get(account);
  if (known) {
    const token = await known;
    if (held.get(account) !== known) return accessToken(door, account, stale);
    if (token !== stale) return token;
  }
  const token = logIn(door, account);
  held.set(account, token);
  token.catch(() => held.delete(account));
  return token;
}

/** What an account logs in with at that moment. @param now epoch ms, on the platform's clock */
export function credentialsOf({ login, password, totpSecret }: OpenAccount, now: number): { login: string; password: string; code?: string } {
  return { login, password, ...(totpSecret === undefined ? {} : { code: totpCode(totpSecret, now) }) };
}

async function logIn({ url, now }: Door, account: OpenAccount): Promise<string> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Connection: 'close' }, body: JSON.stringify(credentialsOf(account, now())),
  });
  const body = await response.json() as { accessToken: string };
  if (response.status !== 200) throw new Error(`${account.login} cannot log in: ${JSON.stringify(body)}`);
  return body.accessToken;
}
