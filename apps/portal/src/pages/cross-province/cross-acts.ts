import type { Schema } from '../../api/client';

export type CrossCase = Schema<'CrossCaseDto'>;
export type CrossActName =
  | 'papersPosted' | 'corrected' | 'withdrawn' | 'papersReceived' | 'correctionAsked' | 'accepted' | 'suspended' | 'resumed' | 'resultDelivered' | 'notAccepted' | 'decided';

/** Where each act is sent. */
export const ACT_PATHS = {
  intake: '/api/cross-province/cases/{id}/intake-acts', handling: '/api/cross-province/cases/{id}/handling-acts', decision: '/api/cross-province/cases/{id}/decisions',
} as const;
export const kindOf = (act: CrossActName): keyof typeof ACT_PATHS => {
  if (['papersPosted', 'corrected', 'withdrawn'].includes(act)) return 'intake';
  return ['notAccepted', 'decided'].includes(act) ? 'decision' : 'handling';
};

const ENDED = ['notAccepted', 'decided', 'delivered'];

/** What somebody of this side can do in the present state; the server has the last word. @param isHead of the deciding office */
export function possibleActs({ side, state, mode, parcels, handledAs, partOf }: Pick<CrossCase, 'side' | 'state' | 'mode' | 'parcels' | 'handledAs' | 'partOf'>, isHead: boolean): CrossActName[] {
  const possible = actsBetweenPlaces({ side, state, mode, parcels }, isHead);
  // Everything else is done on the case that stands behind it.
  return handledAs || partOf ? possible.filter((act) => ['papersPosted', 'papersReceived', 'resultDelivered'].includes(act)) : possible;
}

function actsBetweenPlaces({ side, state, mode, parcels }: Pick<CrossCase, 'side' | 'state' | 'mode' | 'parcels'>, isHead: boolean): CrossActName[] {
  const isOpen = !ENDED.includes(state);
  const may: [CrossActName, boolean][] = side === 'intake'
    ? [['papersPosted', isOpen && mode !== 'online'], ['corrected', state === 'correcting'], ['withdrawn', isOpen]]
    : [
      ['papersReceived', parcels.some((parcel) => parcel.state === 'onItsWay')], ['accepted', state === 'forwarded'], ['correctionAsked', state === 'forwarded'],
      ['suspended', state === 'accepted'], ['resumed', state === 'suspended'], ['decided', isHead && state === 'accepted'],
      ['notAccepted', isHead && (state === 'forwarded' || state === 'correcting')], ['resultDelivered', state === 'decided'],
    ];
  return may.filter(([, isPossible]) => isPossible).map(([act]) => act);
}
