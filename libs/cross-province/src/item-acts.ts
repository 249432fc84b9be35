import { type ChainedEvent, type EventPayloads, type EventType, pointsOfNote } from '@onething/cases';
import { civilDate } from '@onething/kernel';
import type { CrossActType } from './domain/standing';

/** What the other place is told of an event of an item case. */
export interface ToldAct {
  type: CrossActType;
  body: Record<string, unknown>;
}

/** What stands beside an event. */
export interface EventFacts {
  /** Its free text, where it has one and the party may read it. */
  note: unknown;
  office: { code: string; name: string };
  /** 办件编号; null until the acceptance. */
  caseNumber: string | null;
}

type Teller<T extends EventType> = (event: ChainedEvent<T>, payload: EventPayloads[T], facts: EventFacts) => ToldAct | undefined;
type Tellers = { [T in EventType]?: Teller<T> };

const LONGEST = 4000;
const ENDED = { zh: '办理地终止办理', en: 'ended by the deciding place' };
const PAPERS_OR_FIELDS = /^(form|materials)\./;
/** What the protocol takes for a number of a parcel. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
const MANNERS = { electronic: 'online', posted: 'post', collected: 'window' } as const;

const textOf = (note: unknown): string => (typeof note === 'string' ? note : '').slice(0, LONGEST);
const orSaid = (text: string, otherwise: { zh: string; en: string }): string => (text === '' ? `${otherwise.zh} ${otherwise.en}` : text);
const dayOf = ({ occurredAt }: ChainedEvent) => civilDate(occurredAt);

/** Fields and materials are named by their codes alone: prefixes are ours. */
const asked = (note: unknown, until: string): ToldAct => ({
  type: 'correctionAsked',
  body: {
    reason: '请按所列各项补正 Please correct the points named.', dueOn: until,
    points: pointsOfNote(note).map(({ field, reason }) => ({ target: field.replace(PAPERS_OR_FIELDS, ''), note: reason.slice(0, LONGEST) })),
  },
});
const decided = (outcome: 'granted' | 'refused' | 'withdrawn' | 'aborted', event: ChainedEvent, reason: string): ToldAct => ({
  type: 'decided', body: { outcome, decidedOn: dayOf(event), reason, remedy: '', files: [] },
});
/** The item goes on without an answer of the intake place: its days are over, or the applicant has answered here. */
const goesOn = (event: ChainedEvent): ToldAct => ({ type: 'resumed', body: { on: dayOf(event) } });

/** What does not stand here concerns the deciding place alone. */
const TELLERS: Tellers = {
  returnedForRework: (_, { until }, { note }) => asked(note, until),
  correctionAsked: (_, { until }, { note }) => asked(note, until),
  correctionLapsed: (event) => goesOn(event),
  correctionAnswered: (event) => (event.actorKind === 'peer' ? undefined : goesOn(event)),
  accepted: (event, { dueOn }, { office, caseNumber }) => (caseNumber === null ? undefined : { type: 'accepted', body: { caseNumber, office, acceptedOn: dayOf(event), promisedOn: dueOn } }),
  notAccepted: (event, _, { note }) => ({ type: 'notAccepted', body: { reason: orSaid(textOf(note), { zh: '不予受理', en: 'not accepted' }), remedy: '', decidedOn: dayOf(event) } }),
  procedureStarted: (event, { kind }, { note }) => ({ type: 'suspended', body: { procedure: kind, reason: textOf(note), from: dayOf(event) } }),
  procedureEnded: (event, { dueOn }) => ({ type: 'resumed', body: { on: dayOf(event), ...(dueOn === null ? {} : { promisedOn: dueOn }) } }),
  decided: (event, { decision }, { note }) => decided(decision === 'grant' ? 'granted' : 'refused', event, textOf(note)),
  itemWithdrawn: (event) => decided('withdrawn', event, '申请人撤回 The applicant has withdrawn.'),
  itemEndedEarly: (event, _, { note }) => decided('aborted', event, orSaid(textOf(note), ENDED)),
  itemExpired: (event) => decided('aborted', event, '逾期未补正 No correction came in time.'),
  itemAborted: (event) => decided('aborted', event, orSaid('', ENDED)),
  delivered: (event, { how, tracking, results }) => (results.length === 0 ? undefined : {
    type: 'resultDelivered', body: { manner: MANNERS[how], deliveredOn: dayOf(event), files: [], ...(tracking !== null && CODE.test(tracking) ? { trackingNumber: tracking } : {}) },
  }),
};

/** @returns undefined for what the other place need not know */
export function toldAct<T extends EventType>(event: ChainedEvent<T>, facts: EventFacts): ToldAct | undefined {
  const tellers: { [K in EventType]?: Teller<K> } = TELLERS;
  return tellers[event.type]?.(event, event.payload, facts);
}

/** Whether there is anything to tell of such an event at all. */
export const isTold = (type: EventType): boolean => TELLERS[type] !== undefined;
