/**
 * What the security log (安全审计日志) keeps: everything that touches accounts, rights, personal data, keys and the log itself.
 * Dotted, past tense. An act is never renamed: old entries keep their name.
 */
export const SECURITY_ACTS = [
  'login.succeeded', 'login.failed',
  'account.registered', 'account.personProven', 'account.recovered', 'account.recoveryAllowed', 'account.mobileChanged', 'account.closed', 'account.claimCorrected',
  'account.proposed', 'account.locked', 'account.unlocked', 'role.proposed', 'role.approved', 'role.rejected', 'account.bootstrapped',
  'key.added', 'key.rotated',
  'backup.made', 'backup.restored', 'store.orphansRemoved',
  'catalogue.published',
  'mandate.offered', 'mandate.accepted', 'mandate.declined', 'mandate.revoked', 'mandate.givenUp',
  'case.opened', 'form.opened', 'file.opened', 'licence.opened', 'licence.presented', 'document.opened', 'applicant.searched', 'delivery.opened', 'delivery.chosen', 'data.unmasked', 'data.corrected', 'data.correctionAsked',
  'data.correctionRefused', 'ownData.exported', 'data.erased',
  'seal.applied', 'seal.approved', 'seal.rejected', 'seal.made', 'seal.filed', 'seal.enabled', 'seal.suspended', 'seal.resumed', 'seal.replaced', 'seal.cancelled', 'seal.used',
  'attendance.begun', 'attendance.ended', 'attendance.licencesAllowed', 'attendance.licencesForbidden',
  'rating.invited', 'rating.entered', 'rating.reviewed', 'rating.contactShown', 'badRating.handled',
  'licence.stateChanged',
  'hold.placed', 'hold.lifted',
  'exchange.refused', 'exchange.quarantineDecided',
  'audit.read', 'audit.exported', 'audit.verified',
  'login.locked', 'session.revoked', 'refresh.reused', 'secondFactor.enrolled', 'secondFactor.recovered', 'password.changed',
  'externalIdentity.linked', 'externalIdentity.unlinked',
  'secondFactor.given', 'secondFactor.reset', 'accountMeasure.proposed', 'accountMeasure.approved', 'accountMeasure.rejected',
  'account.lookedUp', 'account.recoveryAsked', 'access.refused',
  'licence.verified',
] as const;
export type SecurityActName = (typeof SECURITY_ACTS)[number];

export const ACT_OUTCOMES = ['done', 'refused'] as const;
export type ActOutcome = (typeof ACT_OUTCOMES)[number];

/** Who did it. */
export interface SecurityActor {
  /** UUID. */
  accountId: string;
  /** UUID. */
  personId?: string;
  roles?: readonly string[];
}

/** One entry of the security log, as it is handed in. */
export interface SecurityAct {
  act: SecurityActName;
  outcome: ActOutcome;
  /** Absent: nobody was logged in, or the platform itself did it. */
  actor?: SecurityActor;
  /** Whose data or account it was about (UUID). */
  subjectPersonId?: string;
  /** Whose data it was about too (UUIDs): the other parent, an agent, the holder of a licence. The subject among them counts once. */
  concernedPersonIds?: readonly string[];
  /** What it was about: case, file, licence, key, account, catalogue version … */
  object?: { kind: string; id: string };
  /** Address of the client, as far as it is trusted. */
  address?: string;
  requestId?: string;
  /** Free text that the actor gave. It may name persons: it is stored encrypted. */
  reason?: string;
  /** What else an auditor needs. No personal data. */
  detail?: Readonly<Record<string, string | number | boolean>>;
}
