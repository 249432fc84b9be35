import type { Statement } from '@onething/persistence';

/** As in `config/retention.yaml`. */
export const RETAINED_CLASSES = ['session', 'claim', 'recovery', 'attendance', 'mandate', 'correction', 'closedAccount', 'roleGrant', 'accountMeasure'] as const;
export type RetainedClass = (typeof RETAINED_CLASSES)[number];

const due = (name: RetainedClass, select: string, from: string, where: string, id: string, endedAt: string): Statement => ({
  name: `identity.retention-due-${name}`,
  text: `SELECT ${id} AS id, ${select} AS "personId", ${endedAt} AS "endedAt" FROM ${from}
    WHERE ${where} AND ${endedAt} < $1 AND ($2::uuid IS NULL OR ${id} > $2) ORDER BY ${id} LIMIT $3`,
});
const OF_ACCOUNT = 'JOIN onething.account a ON a.id = r.account_id';
const DECIDED = `r.state <> 'proposed' AND r.reason IS NOT NULL`;
const LAST_USE = '(SELECT max(s.last_used_at) FROM onething.login_session s WHERE s.account_id = r.account_id)';

/**
 * What ended before $1, with its end. Of an account that nobody has proven the newest session stays: it says when the account was last
 * used, and so when its claim is over.
 */
export const FIND_STATEMENTS: Readonly<Record<RetainedClass, Statement>> = {
  session: due('session', 'a.person_id', `onething.login_session r ${OF_ACCOUNT}`, `(a.level >= 2 OR a.state = 'closed'
    OR EXISTS (SELECT FROM onething.login_session n WHERE n.account_id = r.account_id AND n.last_used_at > r.last_used_at))`, 'r.id', 'coalesce(r.revoked_at, r.expires_at)'),
  claim: due('claim', 'a.person_id', `onething.account_claim r ${OF_ACCOUNT} AND a.level < 2 AND a.state = 'active'`, 'true', 'r.account_id', `greatest(r.created_at, ${LAST_USE})`),
  recovery: due('recovery', 'a.person_id', `onething.window_recovery r ${OF_ACCOUNT}`, 'r.confirmed_at IS NOT NULL', 'r.id', 'r.confirmed_at'),
  attendance: due('attendance', 'r.person_id', 'onething.window_attendance r', 'true', 'r.id', 'coalesce(r.ended_at, r.ends_at)'),
  mandate: due('mandate', 'r.principal_person_id', 'onething.mandate r', 'true', 'r.id',
    `coalesce(r.ended_at, CASE WHEN r.state = 'declined' THEN r.answered_at END, (r.valid_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`),
  correction: due('correction', 'r.person_id', 'onething.master_data_correction r', `r.state <> 'asked' AND r.told`, 'r.id', 'r.decided_at'),
  closedAccount: due('closedAccount', 'r.person_id', 'onething.account r', `r.state = 'closed' AND r.login <> 'closed:' || r.id`, 'r.id', 'r.closed_at'),
  roleGrant: due('roleGrant', 'a.person_id', `onething.role_grant r ${OF_ACCOUNT}`, DECIDED, 'r.id', 'r.decided_at'),
  accountMeasure: due('accountMeasure', 'a.person_id', `onething.account_measure r ${OF_ACCOUNT}`, DECIDED, 'r.id', 'r.decided_at'),
};

/** A claim goes with its account, which its owner does not use any more: see `DormantAccounts`. */
export const ERASE_STATEMENTS: Readonly<Record<Exclude<RetainedClass, 'claim'>, Statement>> = {
  session: { name: 'identity.erase-sessions', text: 'DELETE FROM onething.login_session WHERE id = ANY($1::uuid[])' },
  recovery: { name: 'identity.erase-recoveries', text: 'DELETE FROM onething.window_recovery WHERE id = ANY($1::uuid[])' },
  attendance: { name: 'identity.erase-attendances', text: 'DELETE FROM onething.window_attendance WHERE id = ANY($1::uuid[])' },
  mandate: {
    name: 'identity.erase-mandates',
    text: `WITH changes AS (DELETE FROM onething.mandate_change WHERE mandate_id = ANY($1::uuid[])) DELETE FROM onething.mandate WHERE id = ANY($1::uuid[])`,
  },
  // Their objects are gone by then.
  correction: {
    name: 'identity.erase-corrections',
    text: `WITH files AS (DELETE FROM onething.correction_file WHERE correction_id = ANY($1::uuid[])) DELETE FROM onething.master_data_correction WHERE id = ANY($1::uuid[])`,
  },
  // The row stays, for what refers to it: who began a case, who confirmed what.
  closedAccount: {
    name: 'identity.erase-closed-accounts',
    text: `WITH sessions AS (DELETE FROM onething.login_session WHERE account_id = ANY($1::uuid[])),
      proofs AS (DELETE FROM onething.identity_proof WHERE account_id = ANY($1::uuid[]))
      UPDATE onething.account SET login = 'closed:' || id WHERE id = ANY($1::uuid[]) AND state = 'closed'`,
  },
  // Who proposed and decided what, and when, stays: it explains the roles of today.
  roleGrant: { name: 'identity.erase-grant-reasons', text: `UPDATE onething.role_grant SET reason = NULL WHERE id = ANY($1::uuid[]) AND state <> 'proposed'` },
  accountMeasure: { name: 'identity.erase-measure-reasons', text: `UPDATE onething.account_measure SET reason = NULL WHERE id = ANY($1::uuid[]) AND state <> 'proposed'` },
};
