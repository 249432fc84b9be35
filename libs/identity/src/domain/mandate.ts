import { addDays, type CivilDate, DomainError } from '@onething/kernel';

/**
 * What a mandate (授权委托) lets an agent do: look at the principal's matters (查询), apply (申请: draft and submit), answer requests
 * for corrections (补正), withdraw (撤回), use the principal's electronic licences (用证), collect results at a window (代领).
 */
export const MANDATE_ACTS = ['read', 'apply', 'correct', 'withdraw', 'useLicences', 'collect'] as const;
export type MandateAct = (typeof MANDATE_ACTS)[number];

/** `offered` → `accepted` or `declined`; `revoked` by the principal, `givenUp` by the agent. */
export const MANDATE_STATES = ['offered', 'accepted', 'declined', 'revoked', 'givenUp'] as const;
export type MandateState = (typeof MANDATE_STATES)[number];

/** What is allowed, for which one-things, from which day to which (both included). */
export interface MandateTerms {
  acts: readonly MandateAct[];
  /** Codes of one-things, or all of them. */
  oneThings: readonly string[] | 'all';
  validFrom: CivilDate;
  validUntil: CivilDate;
}

/** A mandate as far as it is in force: whoever reads it has looked at its state and at the day. */
export interface MandateInForce {
  id: string;
  principalPersonId: string;
  /** The account with which the principal gave it. */
  principalAccountId: string;
  agentPersonId: string;
  acts: readonly MandateAct[];
  oneThings: readonly string[] | 'all';
}

/** Longest term, in days: five years. A mandate for good would outlive what both sides remember of it. */
export const LONGEST_TERM_DAYS = 5 * 365 + 1;

/** So many days before its last one both sides are told that a mandate ends. */
export const EXPIRY_NOTICE_DAYS = 14;

/** True on the days on which an accepted mandate holds. */
export function isInForce(mandate: Pick<MandateTerms, 'validFrom' | 'validUntil'> & { state: MandateState }, day: CivilDate): boolean {
  return mandate.state === 'accepted' && mandate.validFrom <= day && day <= mandate.validUntil;
}

export function covers({ acts, oneThings }: Pick<MandateTerms, 'acts' | 'oneThings'>, act: MandateAct, oneThing: string): boolean {
  return acts.includes(act) && (oneThings === 'all' || oneThings.includes(oneThing));
}

/** True when the outer mandate allows all that the inner one would. */
export function contains(outer: MandateTerms, inner: MandateTerms): boolean {
  const things = outer.oneThings === 'all' || (inner.oneThings !== 'all' && inner.oneThings.every((code) => outer.oneThings.includes(code)));
  return things && inner.acts.every((act) => outer.acts.includes(act)) && outer.validFrom <= inner.validFrom && inner.validUntil <= outer.validUntil;
}

/**
 * The terms in their one written form: acts in the order of the list and always with `read`, because nobody acts on what one may
 * not see; codes sorted, each once.
 * @throws DomainError `IDENTITY.MANDATE_PERIOD` naming the day
 */
export function settleTerms({ acts, oneThings, validFrom, validUntil }: MandateTerms, today: CivilDate): MandateTerms {
  if (validUntil < today) throw period('validUntil', 'The last day is over already. Choose today or a later day.');
  if (validFrom > validUntil) throw period('validFrom', 'The first day comes after the last one. Exchange them.');
  const first = validFrom < today ? today : validFrom;
  if (addDays(first, LONGEST_TERM_DAYS) < validUntil) throw period('validUntil', 'A mandate holds for five years at most. Choose an earlier last day.');
  return {
    acts: MANDATE_ACTS.filter((act) => act === 'read' || acts.includes(act)),
    oneThings: oneThings === 'all' ? 'all' : [...new Set(oneThings)].sort(),
    validFrom: first,
    validUntil,
  };
}

export type MandateStep = 'accept' | 'decline' | 'revoke' | 'giveUp';

const STEPS: Record<MandateStep, { from: readonly MandateState[]; to: MandateState }> = {
  accept: { from: ['offered'], to: 'accepted' },
  decline: { from: ['offered'], to: 'declined' },
  revoke: { from: ['offered', 'accepted'], to: 'revoked' },
  giveUp: { from: ['accepted'], to: 'givenUp' },
};

/**
 * The state after a step. A step that was taken already changes nothing.
 * @throws DomainError `IDENTITY.MANDATE_STEP_NOT_POSSIBLE`; `IDENTITY.MANDATE_EXPIRED` when an offer is accepted after its last day
 */
export function stateAfter(mandate: { state: MandateState; validUntil: CivilDate; version: number }, step: MandateStep, today: CivilDate): MandateState {
  const { from, to } = STEPS[step];
  if (mandate.state === to) return to;
  const current = { state: mandate.state, version: mandate.version };
  if (!from.includes(mandate.state)) {
    throw new DomainError('refused', 'IDENTITY.MANDATE_STEP_NOT_POSSIBLE', `This mandate is ${mandate.state}: that is not possible any more, or not yet.`, { current });
  }
  if (step === 'accept' && mandate.validUntil < today) {
    throw new DomainError('refused', 'IDENTITY.MANDATE_EXPIRED', 'The last day of this mandate is over. Ask for a new one.', { current });
  }
  return to;
}

function period(field: 'validFrom' | 'validUntil', message: string): DomainError {
  const code = 'IDENTITY.MANDATE_PERIOD';
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
