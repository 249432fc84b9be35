import { DomainError } from '@onething/kernel';

/** Stored states of a consent (授权用证). `expired` is never stored: it follows from `expiresAt`. */
export const CONSENT_STATES = ['asked', 'granted', 'refused', 'revoked'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
export type ShownConsentState = ConsentState | 'expired';
export type ConsentDecision = 'grant' | 'refuse' | 'revoke';

type Ways = Partial<Record<ConsentDecision, ConsentState>>;

const WAYS = {
  asked: { grant: 'granted', refuse: 'refused' },
  granted: { revoke: 'revoked' },
  refused: {},
  revoked: {},
} satisfies Record<ConsentState, Ways>;

/** The state as it is shown: what was asked or granted ends with its term. @param expiresAt, now epoch ms */
export function shownConsentState(state: ConsentState, expiresAt: number, now: number): ShownConsentState {
  return (state === 'asked' || state === 'granted') && expiresAt <= now ? 'expired' : state;
}

/** The state after the holder's decision. @throws DomainError `CONSENTS.EXPIRED`, `CONSENTS.ALREADY_DECIDED`, `CONSENTS.NOT_GRANTED` */
export function decidedState(state: ConsentState, decision: ConsentDecision, expiresAt: number, now: number): ConsentState {
  const shown = shownConsentState(state, expiresAt, now);
  if (shown === 'expired') {
    throw new DomainError('refused', 'CONSENTS.EXPIRED', 'The term of this request is over. The applicant has to ask again.', { current: shown });
  }
  const next = (WAYS[state] as Ways)[decision];
  if (next) return next;
  if (decision === 'revoke') {
    throw new DomainError('refused', 'CONSENTS.NOT_GRANTED', `Only a granted consent can be revoked; this one is ${state}.`, { current: state });
  }
  throw new DomainError('conflict', 'CONSENTS.ALREADY_DECIDED', `This request has been decided already: it is ${state}.`, { current: state });
}
