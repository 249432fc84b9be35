import { findAcceptanceBySilence } from '@onething/deadlines';
import { type CivilDate, DomainError, type WorkCalendar } from '@onething/kernel';
import type { ItemCommand } from './item-command';
import type { ItemState } from './item-decision';

/** By these an authority speaks within the five working days; afterwards it has accepted by its silence (行政许可法 art. 32). */
export const SPEAKS_ON_ACCEPTANCE: ReadonlySet<ItemCommand['type']> =
  new Set<ItemCommand['type']>(['returnForRework', 'askCorrection', 'askCorrectionAgain', 'accept', 'notAccept']);

interface Moment {
  calendar: WorkCalendar;
  /** Epoch ms. */
  now: number;
}

/** @returns the day of receipt as of which the item counts as accepted, although nobody has recorded it yet */
export function silentSince({ machine, clock }: Pick<ItemState, 'machine' | 'clock'>, { calendar, now }: Moment): CivilDate | undefined {
  const awaits = (machine.value === 'submitted' || machine.value === 'received') && clock.acceptance;
  return awaits ? findAcceptanceBySilence(awaits, calendar, now)?.acceptedOn : undefined;
}

/** @throws DomainError `CASES.ACCEPTED_BY_SILENCE` (refused), when the command speaks too late, whether or not the platform has noted it yet */
export function requireNotSilent(state: ItemState, { type }: ItemCommand, moment: Moment & { current: object }): void {
  const acceptedOn = SPEAKS_ON_ACCEPTANCE.has(type) ? silentSince(state, moment) : undefined;
  if (acceptedOn === undefined) return;
  throw new DomainError('refused', 'CASES.ACCEPTED_BY_SILENCE',
    `The five working days for the decision on acceptance are over: it counts as accepted since ${acceptedOn}. This is recorded presently; handle it then.`,
    { current: { ...moment.current, acceptedOn } });
}
