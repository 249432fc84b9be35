import { type Environment, read, required, SettingError } from './read-setting';

/** An identity provider with which people log in by OpenID Connect. */
export interface OidcSettings {
  /** `https://…`, as the provider names itself; plain `http://` on this machine only. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Address of our own callback, as it is registered with the provider: `https://…/api/auth/oidc/callback`. */
  redirect: string;
}

const NAMES = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT'] as const;
const CALLBACK = '/api/auth/oidc/callback';

/** @returns undefined when none is set @throws SettingError naming the one that is missing or malformed */
export function readOidc(env: Environment): OidcSettings | undefined {
  if (NAMES.every((name) => read(env, name) === undefined)) return undefined;
  const [issuer, clientId, clientSecret, redirect] = NAMES.map((name) => required(env, name)) as [string, string, string, string];
  requireUrl('OIDC_ISSUER', issuer);
  if (requireUrl('OIDC_REDIRECT', redirect).pathname !== CALLBACK) throw new SettingError('OIDC_REDIRECT', `must end in ${CALLBACK}`);
  return { issuer, clientId, clientSecret, redirect };
}

function requireUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return url;
  throw new SettingError(name, 'must be an https:// address; http:// on this machine only');
}
