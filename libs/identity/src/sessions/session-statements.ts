import { questions } from '@onething/persistence';
import { actorOf } from '../account-register';

/** By session ids, with who acts: one statement for the requests of one moment. */
export const FIND_SESSIONS = {
  name: 'identity.sessions-with-actors',
  text: `SELECT q.i, s."limitedTo", s."openedAt", s."lastUsedAt", s."expiresAt", s."revokedBecause", actor.*
    FROM ${questions('id uuid')}
    CROSS JOIN LATERAL (SELECT account_id, limited_to AS "limitedTo", created_at AS "openedAt", last_used_at AS "lastUsedAt",
      expires_at AS "expiresAt", revoked_because AS "revokedBecause" FROM onething.login_session WHERE id = q.id LIMIT 1) s
    CROSS JOIN LATERAL (${actorOf('s.account_id')}) actor`,
};
export const NOTE_USE = {
  name: 'identity.note-session-use',
  text: 'UPDATE onething.login_session SET last_used_at = $2 WHERE id = $1 AND last_used_at <= $3 AND revoked_at IS NULL',
};
export const INSERT_SESSION = {
  name: 'identity.insert-session',
  text: `INSERT INTO onething.login_session (id, account_id, limited_to, device, address, created_at, last_used_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
};
/** Two log-ins of one account at once come one after the other. */
export const LOCK_ACCOUNT = {
  name: 'identity.lock-account',
  text: `SELECT kind, person_id AS "personId", password_set_at AS "passwordSetAt" FROM onething.account WHERE id = $1 AND state = 'active' FOR NO KEY UPDATE`,
};
export const FIND_LIMIT = {
  name: 'identity.session-limit',
  text: 'SELECT account_id AS "accountId", limited_to AS "limitedTo" FROM onething.login_session WHERE id = $1 AND revoked_at IS NULL FOR UPDATE',
};
export const SATISFY = {
  name: 'identity.satisfy-session',
  text: `UPDATE onething.login_session SET limited_to = $3 WHERE id = $1 AND limited_to = $2`,
};
/** $3: all but this one, when given. */
export const REVOKE_ALL = {
  name: 'identity.revoke-sessions',
  text: `UPDATE onething.login_session SET revoked_at = $2, revoked_because = $4
    WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND ($3::uuid IS NULL OR id <> $3) RETURNING id`,
};
export const REVOKE_ONE = {
  name: 'identity.revoke-session',
  text: `UPDATE onething.login_session SET revoked_at = $3, revoked_because = $4 WHERE id = $2 AND account_id = $1 AND revoked_at IS NULL RETURNING id`,
};
export const LIST_SESSIONS = {
  name: 'identity.list-sessions',
  text: `SELECT id, device, address, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
    FROM onething.login_session WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND last_used_at > $3
    ORDER BY last_used_at DESC, id LIMIT 100`,
};
export const INSERT_REFRESH_TOKEN = {
  name: 'identity.insert-refresh-token',
  text: 'INSERT INTO onething.refresh_token (digest, session_id, issued_at) VALUES ($1, $2, $3)',
};
export const FIND_REFRESH_TOKEN = {
  name: 'identity.find-refresh-token',
  text: `SELECT t.digest, t.used_at AS "usedAt", t.successor_salt AS "successorSalt", s.id AS "sessionId", s.account_id AS "accountId",
      s.limited_to AS "limitedTo", s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt", s.revoked_because AS "revokedBecause"
    FROM onething.refresh_token t JOIN onething.login_session s ON s.id = t.session_id
    JOIN onething.account a ON a.id = s.account_id AND a.state = 'active'
    WHERE t.digest = ANY($1::text[]) FOR UPDATE OF t`,
};
export const USE_REFRESH_TOKEN = {
  name: 'identity.use-refresh-token',
  text: 'UPDATE onething.refresh_token SET used_at = $2, successor_salt = $3 WHERE digest = $1',
};
/** Whoever has read the database and an old token cannot compute the tokens after it. */
export const FORGET_SALTS = {
  name: 'identity.forget-successor-salts',
  text: 'UPDATE onething.refresh_token SET successor_salt = NULL WHERE session_id = $1 AND successor_salt IS NOT NULL',
};
