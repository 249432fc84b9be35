import type { EventPayloads, EventType, MovedLimit } from '@onething/cases';
import type { NoticeData } from './domain/notice';
import type { NoticeKind } from './domain/notice-kinds';

/**
 * Whom an event concerns: the applicant and the agent who acts by mandate; the desks (clerks, reviewers, heads) of the item's office; its
 * heads alone; its heads with whoever has claimed the item, or all desks when nobody has (`responsible`); or clerks and heads of the office that leads
 * the whole (`leadOffice`).
 */
export type Recipient = 'applicant' | 'handlers' | 'heads' | 'responsible' | 'leadOffice';

/** A notice that an event makes. Scope, case number and receipt number are added to its data for all. */
export interface NoticeRule<Payload> {
  kind: NoticeKind;
  to: Recipient;
  /** Only for payloads of which this is true. */
  when?: (payload: Payload) => boolean;
  data?: (payload: Payload) => Partial<NoticeData>;
}

const tell = <Payload = object>(
  to: Recipient, kind: NoticeKind, data?: (payload: Payload) => Partial<NoticeData>, when?: (payload: Payload) => boolean,
): NoticeRule<Payload> => ({ kind, to, data, when });

type Payload<T extends EventType> = EventPayloads[T];
type Rules = { [T in EventType]: readonly NoticeRule<Payload<T>>[] };

const NOBODY: readonly never[] = [];

const correction = ({ points, until }: Payload<'correctionAsked' | 'returnedForRework'>) => ({ points, until });
const acceptance = ({ dueOn, until, laterMaterials }: Payload<'accepted'>) =>
  ({ dueOn, ...(until === null ? {} : { until }), points: materials(laterMaterials) });
const acceptedAs = (how: Payload<'accepted'>['how']) => (payload: Payload<'accepted'>) => payload.how === how;
const decidedAs = (decision: Payload<'decided'>['decision']) => (payload: Payload<'decided'>) => payload.decision === decision;
const deadline = ({ dueOn, of }: Payload<'deadlineNear' | 'deadlinePassed'>) => ({ dueOn, deadline: of });
const rectification = ({ until }: Payload<'promiseChecked'>) => (until === undefined ? {} : { until });
const movedTo = (limit: MovedLimit['of']) => ({ moved }: Payload<'deadlinesRecomputed'>) => moved?.find(({ of }) => of === limit);
const correctionMoved = movedTo('correctBy');
const rectificationMoved = movedTo('rectifyBy');
const tellDesk = (kind: NoticeKind, limit: MovedLimit['of']) => {
  const moved = movedTo(limit);
  return tell('handlers', kind, (payload: Payload<'deadlinesRecomputed'>) => ({ dueOn: moved(payload)?.on }), (payload) => !!moved(payload));
};
const late = ({ dueOn, items }: Payload<'deliveryOverdue'>) => ({ dueOn, items });
const movedDays = ({ days }: Payload<'deliveryRecomputed'>) => days.filter(({ before, dueOn }) => before !== dueOn);
/** The days of one event are the same. */
const movedDelivery = (payload: Payload<'deliveryRecomputed'>) => {
  const moved = movedDays(payload);
  return { dueOn: moved[0]!.dueOn, items: moved.map(({ item }) => item) };
};
const due = (dueOn: string | null) => (dueOn === null ? {} : { dueOn });
const materials = (codes: string[]) => codes.map((code) => `materials.${code}`);

/** Which events make which notices. Every event stands here, so that a new one is thought of. */
export const EVENT_NOTICES = {
  draftCreated: NOBODY,
  draftExpiring: [tell('applicant', 'draftExpiring', ({ on }: Payload<'draftExpiring'>) => ({ until: on }))],
  draftExpired: [tell('applicant', 'draftExpired')],
  draftDiscarded: NOBODY,
  submitted: [tell('applicant', 'submitted')],
  itemEndApplied: NOBODY,
  itemReopeningApplied: NOBODY,
  grantWithdrawalApplied: NOBODY,
  completed: [tell('applicant', 'completed', ({ succeeded, failed }: Payload<'completed'>) => ({ succeeded, failed }))],
  withdrawalRequested: NOBODY,
  delivered: [
    tell('applicant', 'delivered', ({ how, items }: Payload<'delivered'>) => ({ how, items }), ({ all, items }) => all && items.length > 0),
    tell('applicant', 'partlyDelivered', ({ how, items }: Payload<'delivered'>) => ({ how, items }), ({ all }) => !all),
  ],
  dataErased: NOBODY,
  promiseRecomputed: [
    tell('applicant', 'promiseMoved', ({ dueOn }: Payload<'promiseRecomputed'>) => ({ dueOn }), ({ before, dueOn }) => before !== dueOn),
  ],
  deliveryRecomputed: [
    tell('applicant', 'deliveryMoved', movedDelivery, (payload) => movedDays(payload).length > 0),
  ],
  deliveryOverdue: [tell('leadOffice', 'deliveryOverdue', late), tell('applicant', 'deliveryLate', late)],
  itemSubmitted: NOBODY,
  released: [tell('applicant', 'released', undefined, ({ papers }: Payload<'released'>) => papers !== true)],
  returnedForRework: [tell('applicant', 'returnedForRework', correction)],
  resubmitted: [tell('handlers', 'resubmitted')],
  received: [tell('applicant', 'received')],
  correctionAsked: [tell('applicant', 'correctionAsked', correction)],
  correctionAnswered: [tell('handlers', 'correctionAnswered')],
  correctionLapsed: [tell('applicant', 'correctionLapsed')],
  accepted: [
    tell('applicant', 'accepted', acceptance, acceptedAs('ordinary')),
    tell('applicant', 'acceptedLaterMaterials', acceptance, acceptedAs('laterMaterials')),
    tell('applicant', 'acceptedOnPromise', acceptance, acceptedAs('onPromise')),
    tell('applicant', 'acceptedBySilence', acceptance, acceptedAs('bySilence')),
  ],
  notAccepted: [tell('applicant', 'notAccepted')],
  stepCompleted: NOBODY,
  reviewGiven: NOBODY,
  procedureStarted: [
    tell('applicant', 'procedureStarted', ({ kind, plannedEnd: until }: Payload<'procedureStarted'>) => ({ procedure: kind, until })),
  ],
  procedureEnded: [
    tell('applicant', 'procedureEnded', ({ kind, dueOn }: Payload<'procedureEnded'>) => ({ procedure: kind, ...due(dueOn) })),
  ],
  extensionProposed: [tell('heads', 'extensionProposed', ({ days }: Payload<'extensionProposed'>) => ({ days }))],
  extensionApproved: [
    tell('applicant', 'extensionApproved', ({ days, dueOn }: Payload<'extensionApproved'>) => ({ days, dueOn })),
  ],
  extensionRejected: [tell('handlers', 'extensionRejected')],
  laterMaterialsSupplied: [
    tell('handlers', 'laterMaterialsSupplied', (supplied: Payload<'laterMaterialsSupplied'>) => (
      { points: materials(supplied.materials) })),
  ],
  promiseChecked: [
    tell('applicant', 'promiseKept', undefined, ({ kept }: Payload<'promiseChecked'>) => kept),
    tell('applicant', 'promiseBroken', rectification, ({ kept }: Payload<'promiseChecked'>) => !kept),
    tell('heads', 'promiseFoundBroken', rectification, ({ kept }: Payload<'promiseChecked'>) => !kept),
  ],
  grantWithdrawn: [tell('applicant', 'grantWithdrawn')],
  forwardedUp: [tell('applicant', 'forwardedUp')],
  decided: [
    tell('applicant', 'granted', undefined, decidedAs('grant')),
    tell('applicant', 'refused', undefined, decidedAs('refuse')),
  ],
  resultIssued: [tell('applicant', 'resultIssued')],
  itemClosed: NOBODY,
  itemWithdrawn: [tell('applicant', 'itemWithdrawn')],
  itemEndedEarly: [tell('applicant', 'itemEndedEarly', ({ reason }: Payload<'itemEndedEarly'>) => ({ reason }))],
  itemExpired: [tell('applicant', 'itemExpired')],
  itemAborted: [tell('applicant', 'itemAborted', ({ failed }: Payload<'itemAborted'>) => ({ failedItem: failed }))],
  itemReopened: [tell('applicant', 'itemReopened')],
  deadlineNear: [
    tell('handlers', 'deadlineNear', deadline, ({ light }: Payload<'deadlineNear'>) => light === 'yellow'),
    tell('responsible', 'deadlineClose', deadline, ({ light }: Payload<'deadlineNear'>) => light === 'orange'),
  ],
  deadlinePassed: [
    tell('handlers', 'deadlinePassed', deadline),
    tell('applicant', 'laterMaterialsOverdue', deadline, ({ of }: Payload<'deadlinePassed'>) => of === 'laterMaterials'),
  ],
  deadlinesRecomputed: [
    tell('applicant', 'deadlineMoved', ({ dueOn }: Payload<'deadlinesRecomputed'>) => due(dueOn), ({ before, dueOn }) => before !== dueOn),
    tell('applicant', 'correctionMoved', (payload: Payload<'deadlinesRecomputed'>) => ({ until: correctionMoved(payload)?.on }), (payload) => !!correctionMoved(payload)),
    tell('applicant', 'rectificationMoved', (payload: Payload<'deadlinesRecomputed'>) => ({ until: rectificationMoved(payload)?.on }), (payload) => !!rectificationMoved(payload)),
    tellDesk('stepMoved', 'stepDueOn'), tellDesk('acceptanceMoved', 'acceptBy'), tellDesk('forwardingMoved', 'forwardBy'), tellDesk('statutoryMoved', 'statutoryDueOn'),
  ],
} satisfies Rules;

/** The rules for an event; none for an event of a later version of the platform. */
export function rulesFor(type: EventType, payload: Payload<EventType>): readonly NoticeRule<Payload<EventType>>[] {
  const rules = ((EVENT_NOTICES as Rules)[type] ?? []) as readonly NoticeRule<Payload<EventType>>[];
  return rules.filter(({ when }) => when?.(payload) ?? true);
}
