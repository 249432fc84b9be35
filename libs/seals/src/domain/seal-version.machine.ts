import { DomainError } from '@onething/kernel';

/**
 * States of a version of a seal (电子印章): 已申请, 已审核, 未通过, 已制作, 已备案, 启用, 停用, 已变更, 已注销. A seal is changed by a new version, which
 * goes the same way; the day it is enabled, the one before is `replaced`.
 */
export const SEAL_STATES = ['applied', 'approved', 'rejected', 'made', 'filed', 'enabled', 'suspended', 'replaced', 'cancelled'] as const;
export type SealState = (typeof SEAL_STATES)[number];

export const SEAL_ACTS = ['approve', 'reject', 'make', 'file', 'enable', 'suspend', 'resume', 'replace', 'cancel'] as const;
export type SealAct = (typeof SEAL_ACTS)[number];

type Ways = Partial<Record<SealAct, SealState>>;

/** A suspended version is replaced as well: a new key is what a suspicion asks for. */
const WAYS = {
  applied: { approve: 'approved', reject: 'rejected' },
  approved: { make: 'made', cancel: 'cancelled' },
  rejected: {},
  made: { file: 'filed', cancel: 'cancelled' },
  filed: { enable: 'enabled', cancel: 'cancelled' },
  enabled: { suspend: 'suspended', replace: 'replaced', cancel: 'cancelled' },
  suspended: { resume: 'enabled', replace: 'replaced', cancel: 'cancelled' },
  replaced: {},
  cancelled: {},
} satisfies Record<SealState, Ways>;

export function openActs(state: SealState): SealAct[] {
  return Object.keys(WAYS[state]) as SealAct[];
}

/** @throws DomainError `SEALS.ACT_REFUSED` when the state does not allow it */
export function stateAfter(state: SealState, act: SealAct): SealState {
  const next = (WAYS[state] as Ways)[act];
  if (next) return next;
  const open = openActs(state);
  const remedy = open.length > 0 ? `It allows: ${open.join(', ')}.` : 'This state is final.';
  throw new DomainError('refused', 'SEALS.ACT_REFUSED', `A seal in state ${state} does not allow "${act}". ${remedy}`, { current: state });
}

/** What documents a seal may be put on (用印事由). */
export const SEAL_PURPOSES = ['licence', 'decision', 'notice'] as const;
export type SealPurpose = (typeof SEAL_PURPOSES)[number];

export interface UsableSeal {
  state: SealState;
  purposes: readonly SealPurpose[];
  /** Epoch ms. */
  validFrom: number;
  validTo: number;
}

/**
 * May a seal be put on something now?
 * @param now epoch ms
 * @throws DomainError `SEALS.NOT_ENABLED`, `SEALS.OUTSIDE_VALIDITY`, `SEALS.PURPOSE_NOT_AUTHORISED`
 */
export function requireUsable({ state, purposes, validFrom, validTo }: UsableSeal, purpose: SealPurpose, now: number): void {
  if (state !== 'enabled') throw new DomainError('refused', 'SEALS.NOT_ENABLED', `The seal is ${state}. Only an enabled seal is used.`, { current: state });
  if (now < validFrom || now > validTo) throw new DomainError('refused', 'SEALS.OUTSIDE_VALIDITY', 'The seal or its certificate is not valid now. Apply for a new version.');
  if (purposes.includes(purpose)) return;
  throw new DomainError('refused', 'SEALS.PURPOSE_NOT_AUTHORISED', `The seal may be used for ${purposes.join(', ')} only, not for ${purpose}.`);
}
