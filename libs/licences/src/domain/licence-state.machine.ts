import { DomainError } from '@onething/kernel';

/**
 * States of a licence (电子证照状态) as the register keeps them; GB/T 36903 leaves the set open, so this is our own.
 * `EXPIRED` is never stored: it follows from the valid-to date.
 */
export const LICENCE_STATES = ['VALID', 'SUSPENDED', 'REPLACED', 'CANCELLED', 'WITHDRAWN', 'REVOKED', 'TRANSFERRED'] as const;
export type LicenceState = (typeof LICENCE_STATES)[number];
export type ShownLicenceState = LicenceState | 'EXPIRED';

/**
 * What changes a state: 暂扣 suspend, 恢复 reinstate, 换发 replace, 注销 cancel (holder's wish, death, dissolution),
 * 撤销 withdraw (granting was wrong), 吊销 revoke (penalty), 转出 transfer (moved to another province).
 */
export const LICENCE_CHANGES = ['suspend', 'reinstate', 'replace', 'cancel', 'withdraw', 'revoke', 'transfer'] as const;
export type LicenceChange = (typeof LICENCE_CHANGES)[number];

type Ways = Partial<Record<LicenceChange, LicenceState>>;

/**
 * A suspended licence is neither replaced nor transferred, because that would lift the suspension by a side way; a
 * cancellation, a withdrawal or a penalty reaches it as it stands. All other states are final.
 */
const WAYS = {
  VALID: {
    suspend: 'SUSPENDED', replace: 'REPLACED', cancel: 'CANCELLED', withdraw: 'WITHDRAWN', revoke: 'REVOKED', transfer: 'TRANSFERRED',
  },
  SUSPENDED: { reinstate: 'VALID', cancel: 'CANCELLED', withdraw: 'WITHDRAWN', revoke: 'REVOKED' },
  REPLACED: {},
  CANCELLED: {},
  WITHDRAWN: {},
  REVOKED: {},
  TRANSFERRED: {},
} satisfies Record<LicenceState, Ways>;

/** The changes that a licence in that state allows. */
export function openChanges(state: LicenceState): LicenceChange[] {
  return Object.keys(WAYS[state]) as LicenceChange[];
}

/** The state after a change. @throws DomainError `LICENCES.CHANGE_REFUSED` when the state does not allow it */
export function changedState(state: LicenceState, change: LicenceChange): LicenceState {
  const next = (WAYS[state] as Ways)[change];
  if (next) return next;
  const open = openChanges(state);
  const remedy = open.length ? `It allows: ${open.join(', ')}.` : 'This state is final.';
  throw new DomainError('refused', 'LICENCES.CHANGE_REFUSED', `A licence in state ${state} does not allow "${change}". ${remedy}`, {
    current: state,
  });
}

/** Why a state was changed. Names of persons do not belong into it: the record is kept for good. */
export interface ChangeReason {
  /** In words, 1–200 characters. */
  words: string;
  /** Number of the decision or application that it rests on (文号). */
  legalDocument?: string;
}

/** @throws DomainError `LICENCES.REASON_MISSING`, `LICENCES.REASON_TOO_LONG` */
export function checkReason(reason: ChangeReason): void {
  const length = [...reason.words.trim()].length;
  if (length === 0) throw reasonProblem('LICENCES.REASON_MISSING', 'Say why the state is changed.');
  if (length > 200) throw reasonProblem('LICENCES.REASON_TOO_LONG', 'Give the reason in at most 200 characters.');
}

function reasonProblem(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field: 'reason.words', code, message }] });
}
