/** Who made an access token, and for whom; both are checked. */
export const TOKEN_ISSUER = 'onething';
export const TOKEN_AUDIENCE = 'onething-api';
/** 15 minutes, seconds. */
export const TOKEN_LIFETIME = 900;
/** Clocks of two machines may differ by so much, seconds. */
const TOLERANCE = 5;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a token says (RFC 7519): the account, its log-in session, and from when to when. Neither roles nor names. */
export interface TokenClaims {
  sub: string;
  /** Session of the log-in; the token works as long as it does. */
  sid: string;
  iat: number;
  exp: number;
}

/** @param now epoch milliseconds of the clock port */
export function claimsFor({ accountId, sessionId }: { accountId: string; sessionId: string }, now: number): TokenClaims {
  const iat = Math.floor(now / 1000);
  return { sub: accountId, sid: sessionId, iat, exp: iat + TOKEN_LIFETIME };
}

/** True when the claims are ours in form and the token is neither over nor from the future. @param now epoch milliseconds */
export function isInForce(claims: Partial<TokenClaims>, now: number): claims is TokenClaims {
  const { sub, sid, iat, exp } = claims;
  if (!isUuid(sub) || !isUuid(sid) || typeof iat !== 'number' || typeof exp !== 'number') return false;
  const seconds = now / 1000;
  return iat <= seconds + TOLERANCE && seconds < exp && exp - iat <= TOKEN_LIFETIME;
}

const isUuid = (claim: unknown): claim is string => typeof claim === 'string' && UUID.test(claim);
