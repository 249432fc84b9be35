import { type CivilDate, DomainError } from '@onething/kernel';

/** Of the two places that handle a case: where it was handed in (收件地), and where it is decided (办理地). */
export type Side = 'intake' | 'deciding';

export type CrossMode = 'online' | 'collected' | 'joint';

/**
 * Where a case stands, on both sides alike. `forwarded` the deciding place looks whether it accepts it · `correcting` something has to be put right,
 * before acceptance or after · `accepted` its clock runs · `suspended` it stands still · the others are ends, `delivered` after `decided`.
 */
export type CrossState = 'forwarded' | 'correcting' | 'accepted' | 'suspended' | 'notAccepted' | 'decided' | 'delivered';

/** A parcel of papers (寄递): on its way, or looked through by who received it (签收核对: 齐、缺、损). */
export interface Parcel {
  trackingNumber: string;
  postedOn: CivilDate;
  receivedOn?: CivilDate;
  state: 'onItsWay' | 'complete' | 'missing' | 'damaged';
}

export type Outcome = 'granted' | 'refused' | 'withdrawn' | 'aborted';

export interface Standing {
  mode: CrossMode;
  state: CrossState;
  parcels: Parcel[];
  /** The applicant has asked for it; the deciding place ends the case unless it has decided already. */
  withdrawalAsked: boolean;
  outcome?: Outcome;
  /** How often a correction was asked for: an answer names the request, so that one that comes late answers no other. */
  requests?: number;
  /** While something is put right: it was accepted before. */
  acceptedBefore?: boolean;
}

/** What either place does; names and facts are those of the exchange's messages. */
export type CrossAct =
  | { type: 'papersPosted'; trackingNumber: string; postedOn: CivilDate }
  | { type: 'papersReceived'; trackingNumber: string; receivedOn: CivilDate; result: 'complete' | 'missing' | 'damaged' }
  | { type: 'decided'; outcome: Outcome }
  /** `request` counts from 1; absent: the present one. */
  | { type: 'corrected'; request?: number }
  | { type: 'correctionAsked' | 'accepted' | 'notAccepted' | 'suspended' | 'resumed' | 'resultDelivered' | 'withdrawn' };
export type CrossActType = CrossAct['type'];

/** Whose act it is: the deciding place alone moves the case, the intake place sends, answers and asks (国办发〔2020〕35号: 不改变原有办理事权). */
const OWNER: Record<CrossActType, Side> = {
  papersPosted: 'intake', corrected: 'intake', withdrawn: 'intake',
  papersReceived: 'deciding', correctionAsked: 'deciding', accepted: 'deciding', notAccepted: 'deciding', suspended: 'deciding', resumed: 'deciding',
  decided: 'deciding', resultDelivered: 'deciding',
};

/** From which states an act leads where. What is not here does not depend on the state. */
const WAYS: Partial<Record<CrossActType, { from: readonly CrossState[]; to: CrossState }>> = {
  correctionAsked: { from: ['forwarded', 'accepted'], to: 'correcting' },
  // Also while a correction is awaited: the deciding place may go on with what it has.
  accepted: { from: ['forwarded', 'correcting'], to: 'accepted' },
  notAccepted: { from: ['forwarded', 'correcting'], to: 'notAccepted' },
  suspended: { from: ['accepted'], to: 'suspended' },
  resumed: { from: ['suspended', 'correcting'], to: 'accepted' },
  resultDelivered: { from: ['decided'], to: 'delivered' },
};

const ENDS: readonly CrossState[] = ['notAccepted', 'decided', 'delivered'];

export function beginStanding(mode: CrossMode): Standing {
  return { mode, state: 'forwarded', parcels: [], withdrawalAsked: false };
}

export function isEnded({ state }: Standing): boolean {
  return ENDS.includes(state);
}

/** @throws DomainError `CROSS_PROVINCE.NOT_YOUR_ACT` */
export function requireOwner(type: CrossActType, side: Side): void {
  if (OWNER[type] === side) return;
  const other = side === 'intake' ? 'the deciding place (办理地)' : 'the intake place (收件地)';
  throw new DomainError('refused', 'CROSS_PROVINCE.NOT_YOUR_ACT', `This (${type}) is done by ${other}. Wait for it, or ask there.`);
}

/**
 * An act that somebody of this place wants to do now.
 * @throws DomainError `CROSS_PROVINCE.NOT_YOUR_ACT` of the other place, `CROSS_PROVINCE.ENDED`, `CROSS_PROVINCE.PAPERS_AWAITED`, and as `advance`
 */
export function perform(standing: Standing, side: Side, act: CrossAct): Standing {
  requireOwner(act.type, side);
  if (act.type === 'papersPosted' && isEnded(standing)) throw ended(standing);
  // A parcel that was posted meanwhile does not undo an acceptance: of the other place it is a fact.
  if (act.type === 'accepted' && standing.mode === 'collected') requirePapers(standing);
  return advance(standing, act);
}

/**
 * The standing after an act, the same on both sides. Acts of the two places may cross on their way: what is a fact by itself (a parcel was posted)
 * is taken in every state.
 * @throws DomainError `CROSS_PROVINCE.WRONG_STATE`, `ENDED`, `ONLINE_HAS_NO_PAPERS`, `PARCEL_KNOWN`, `NO_SUCH_PARCEL`, `NO_WITHDRAWAL`
 */
export function advance(standing: Standing, act: CrossAct): Standing {
  switch (act.type) {
    case 'papersPosted':
      return post(standing, act);
    case 'papersReceived':
      return receive(standing, act);
    case 'withdrawn':
      if (isEnded(standing)) throw ended(standing);
      return { ...standing, withdrawalAsked: true };
    case 'decided':
      return decide(standing, act.outcome);
    case 'corrected':
      return correct(standing, act.request);
    default:
      return move(standing, act.type);
  }
}

function post(standing: Standing, { trackingNumber, postedOn }: Extract<CrossAct, { type: 'papersPosted' }>): Standing {
  if (standing.mode === 'online') {
    throw new DomainError('refused', 'CROSS_PROVINCE.ONLINE_HAS_NO_PAPERS', 'This item is handled wholly online (全程网办): no papers are posted. Attach scans.');
  }
  if (standing.parcels.some((parcel) => parcel.trackingNumber === trackingNumber)) {
    throw new DomainError('refused', 'CROSS_PROVINCE.PARCEL_KNOWN', 'A parcel of this tracking number was entered before. Check the number.');
  }
  return { ...standing, parcels: [...standing.parcels, { trackingNumber, postedOn, state: 'onItsWay' }] };
}

function receive(standing: Standing, { trackingNumber, receivedOn, result }: Extract<CrossAct, { type: 'papersReceived' }>): Standing {
  if (!standing.parcels.some((parcel) => parcel.trackingNumber === trackingNumber && parcel.state === 'onItsWay')) {
    throw new DomainError('refused', 'CROSS_PROVINCE.NO_SUCH_PARCEL', 'No parcel of this tracking number is on its way. Compare the number with the list of parcels.');
  }
  const parcels = standing.parcels.map((parcel) => (parcel.trackingNumber === trackingNumber ? { ...parcel, receivedOn, state: result } : parcel));
  return { ...standing, parcels };
}

function decide(standing: Standing, outcome: Outcome): Standing {
  if (isEnded(standing)) throw ended(standing);
  if (outcome === 'withdrawn' && !standing.withdrawalAsked) {
    throw new DomainError('refused', 'CROSS_PROVINCE.NO_WITHDRAWAL', 'The applicant has not withdrawn. Grant, refuse or end it.');
  }
  if ((outcome === 'granted' || outcome === 'refused') && standing.state !== 'accepted') throw wrongState(standing, 'decided');
  const { acceptedBefore: _, ...kept } = standing;
  return { ...kept, state: 'decided', outcome, withdrawalAsked: false };
}

function move(standing: Standing, type: CrossActType): Standing {
  const way = WAYS[type];
  if (!way?.from.includes(standing.state) || !isOpenNow(standing, type)) throw wrongState(standing, type);
  const { acceptedBefore: _, ...kept } = standing;
  const asked = type === 'correctionAsked';
  return {
    ...kept, state: way.to, withdrawalAsked: standing.withdrawalAsked && way.to !== 'notAccepted',
    ...(asked ? { requests: (standing.requests ?? 0) + 1 } : {}), ...(asked && standing.state === 'accepted' ? { acceptedBefore: true } : {}),
  };
}

/** While a correction is awaited it is accepted or refused acceptance only before the acceptance, and goes on (`resumed`) only after it. */
function isOpenNow({ state, acceptedBefore = false }: Standing, type: CrossActType): boolean {
  return state !== 'correcting' || (type === 'resumed') === acceptedBefore;
}

function correct(standing: Standing, request: number | undefined): Standing {
  const answersIt = request === undefined || request === standing.requests;
  if (standing.state !== 'correcting' || !answersIt) throw wrongState(standing, 'corrected');
  const { acceptedBefore = false, ...kept } = standing;
  return { ...kept, state: acceptedBefore ? 'accepted' : 'forwarded' };
}

/** 收受分离: what is collected elsewhere is accepted when its papers are here and complete. */
function requirePapers({ parcels }: Standing): void {
  if (parcels.at(-1)?.state === 'complete') return;
  throw new DomainError('refused', 'CROSS_PROVINCE.PAPERS_AWAITED',
    'The papers are not here, or not complete. Enter what was received first; ask for what is missing by a correction.');
}

function wrongState({ state }: Standing, type: string): DomainError {
  return new DomainError('conflict', 'CROSS_PROVINCE.WRONG_STATE', `This (${type}) cannot be done while the case is ${state}. Read it again.`, { current: { state } });
}

function ended({ state }: Standing): DomainError {
  return new DomainError('conflict', 'CROSS_PROVINCE.ENDED', `The case has ended (${state}): nothing more can be sent for it.`, { current: { state } });
}
