import { type DocumentKind, END_REASON_WORDS, type EventPayloads, limitInWords, PROCEDURE_WORDS } from '@onething/cases';
import { civilDate, dayInWords, listInWords, sameInBoth, type Text } from '@onething/kernel';
import { explainedAsOf } from './clock-as-of';
import type { Occasion } from './document-content';
import { DELIVERY_WAYS } from './document-texts';

/** What the event of a document puts into its wording. */
export interface Details {
  values: Record<string, Text>;
  /** Names of the variants of the wording, in order. */
  variants: string[];
  /** Fields and materials to be corrected. */
  points: string[];
  explanation: Text[];
}

const details = (values: Record<string, Text>, more: Partial<Details> = {}): Details => ({ values, variants: [], points: [], explanation: [], ...more });

const payload = <T extends keyof EventPayloads>({ event }: Occasion) => event.payload as unknown as EventPayloads[T];
const dayOf = ({ event }: Occasion): Text => dayInWords(civilDate(event.occurredAt));

function explained(occasion: Occasion, of: 'acceptance' | 'promise', on: string, begins: boolean): Text[] {
  return occasion.item ? explainedAsOf(occasion.item.clock, of, { on, at: occasion.event.occurredAt }, occasion.calendar, begins) : [];
}

const BY_KIND: Record<DocumentKind, (occasion: Occasion) => Details> = {
  receipt: (occasion) => {
    const { acceptBy } = payload<'received'>(occasion);
    return details({ day: dayOf(occasion), acceptBy: dayInWords(acceptBy) }, { explanation: explained(occasion, 'acceptance', acceptBy, true) });
  },
  reworkNotice: (occasion) => {
    const { points, until } = payload<'returnedForRework'>(occasion);
    return details({ until: dayInWords(until) }, { points });
  },
  correctionNotice: (occasion) => {
    const { points, until, phase } = payload<'correctionAsked'>(occasion);
    return details({ until: dayInWords(until) }, { points, variants: [phase] });
  },
  acceptanceNotice: (occasion) => {
    const { dueOn, how, laterMaterials, until } = payload<'accepted'>(occasion);
    const { promisedLimit } = occasion.serviceItem!;
    return details({
      dueOn: dayInWords(dueOn), limit: limitInWords(promisedLimit), until: until === null ? sameInBoth('—') : dayInWords(until),
      materials: listInWords(laterMaterials.map((material) => occasion.names.point(`materials.${material}`))),
    }, { variants: [how, 'common'], explanation: explained(occasion, 'promise', dueOn, true) });
  },
  nonAcceptanceNotice: (occasion) => {
    const { competent } = payload<'notAccepted'>(occasion);
    return competent === null ? details({}) : details({ competent: sameInBoth(competent) }, { variants: ['competent'] });
  },
  procedureNotice: (occasion) => {
    const { kind, plannedEnd } = payload<'procedureStarted'>(occasion);
    return details({ day: dayOf(occasion), procedure: PROCEDURE_WORDS[kind], plannedEnd: dayInWords(plannedEnd) });
  },
  extensionNotice: (occasion) => {
    const { days, dueOn } = payload<'extensionApproved'>(occasion);
    const unit = occasion.serviceItem!.promisedLimit.unit;
    return details({ days: limitInWords({ value: days, unit }), dueOn: dayInWords(dueOn) }, { explanation: explained(occasion, 'promise', dueOn, false) });
  },
  grantDecision: () => details({}),
  refusalDecision: () => details({}),
  grantWithdrawalDecision: (occasion) => details({ day: dayOf(occasion) }),
  deliveryReceipt: (occasion) => {
    const { how, items, tracking } = payload<'delivered'>(occasion);
    const { catalogue } = occasion.history.published;
    const results = items.map((item) => catalogue.items.get(item)?.result?.name ?? occasion.names.item(item));
    const variants = how === 'posted' && tracking === null ? [] : [how];
    return details({ day: dayOf(occasion), how: DELIVERY_WAYS[how], items: listInWords(results), tracking: sameInBoth(tracking ?? '') }, { variants });
  },
  withdrawalConfirmation: (occasion) => details({ day: dayOf(occasion) }),
  terminationNotice: (occasion) => {
    const { type } = occasion.event;
    if (type === 'itemEndedEarly') return details({ why: END_REASON_WORDS[payload<'itemEndedEarly'>(occasion).reason] }, { variants: [type] });
    if (type === 'itemAborted') return details({ failed: occasion.names.item(payload<'itemAborted'>(occasion).failed) }, { variants: [type] });
    return details({}, { variants: ['itemExpired'] });
  },
};

export const detailsOf = (occasion: Occasion): Details => BY_KIND[occasion.document.kind](occasion);
