/** What a text may name. Every notice can name the first two; the others only those whose kind says so. */
export const PLACEHOLDERS = [
  'oneThing', 'caseNumber',
  'item', 'department', 'receiptNumber', 'points', 'until', 'dueOn', 'days', 'deadline', 'procedure', 'reason', 'how', 'items',
  'failedItem', 'succeeded', 'failed', 'licences', 'person', 'ratingLink',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const ALWAYS_KNOWN: readonly Placeholder[] = ['oneThing', 'caseNumber'];

const MANDATE = ['person', 'until'] as const;
const ITEM = ['item', 'department'] as const;

/**
 * The kinds of notices (通知), and what the texts of each may name besides what is always known. A new kind is a line here and
 * its texts in `config/notices`; which event makes it is said by `event-notices.ts`.
 */
export const NOTICE_KINDS = {
  /* to the applicant */
  draftExpiring: ['until'],
  draftExpired: [],
  submitted: [],
  returnedForRework: [...ITEM, 'points', 'until'],
  received: [...ITEM, 'receiptNumber'],
  correctionAsked: [...ITEM, 'points', 'until'],
  correctionLapsed: ITEM,
  accepted: [...ITEM, 'dueOn'],
  acceptedLaterMaterials: [...ITEM, 'dueOn', 'points', 'until'],
  acceptedOnPromise: [...ITEM, 'dueOn', 'until'],
  acceptedBySilence: [...ITEM, 'dueOn'],
  notAccepted: ITEM,
  procedureStarted: [...ITEM, 'procedure', 'until'],
  procedureEnded: [...ITEM, 'procedure', 'dueOn'],
  deadlineMoved: [...ITEM, 'dueOn'],
  correctionMoved: [...ITEM, 'until'],
  rectificationMoved: [...ITEM, 'until'],
  extensionApproved: [...ITEM, 'days', 'dueOn'],
  laterMaterialsOverdue: [...ITEM, 'dueOn'],
  promiseKept: ITEM,
  promiseBroken: [...ITEM, 'until'],
  grantWithdrawn: ITEM,
  forwardedUp: ITEM,
  granted: ITEM,
  refused: ITEM,
  resultIssued: ITEM,
  released: ITEM,
  itemAborted: [...ITEM, 'failedItem'],
  itemExpired: ITEM,
  itemEndedEarly: [...ITEM, 'reason'],
  itemReopened: ITEM,
  itemWithdrawn: ITEM,
  partlyDelivered: ['how', 'items'],
  completed: ['succeeded', 'failed'],
  delivered: ['how', 'items'],
  deliveryLate: ['dueOn', 'items'],
  promiseMoved: ['dueOn'],
  deliveryMoved: ['dueOn', 'items'],
  consentGranted: ['licences', 'until'],
  consentRefused: ['licences'],
  consentRevoked: ['licences'],
  /* to whose licence is asked for */
  consentAsked: ['licences', 'until'],
  /* to the other side of a mandate */
  mandateOffered: MANDATE,
  mandateAccepted: MANDATE,
  mandateDeclined: MANDATE,
  mandateRevoked: MANDATE,
  mandateGivenUp: MANDATE,
  mandateExpiring: MANDATE,
  /* to who asked for a correction of their data */
  dataCorrected: [],
  dataNotCorrected: [],
  /* to who may rate, and has rated */
  ratingInvitation: ['ratingLink'],
  ratingReminder: ['ratingLink'],
  badRatingAnswered: ['department'],
  /* to the unit that was rated badly, and above it */
  badRatingDispatched: ['department', 'until', 'dueOn'],
  badRatingDue: ['department', 'dueOn'],
  badRatingOverdue: ['department', 'dueOn'],
  /* to the desks */
  resubmitted: ITEM,
  correctionAnswered: [...ITEM, 'receiptNumber'],
  laterMaterialsSupplied: [...ITEM, 'receiptNumber', 'points'],
  extensionProposed: [...ITEM, 'receiptNumber', 'days'],
  promiseFoundBroken: [...ITEM, 'receiptNumber', 'until'],
  extensionRejected: [...ITEM, 'receiptNumber'],
  deadlineNear: [...ITEM, 'receiptNumber', 'deadline', 'dueOn'],
  deadlineClose: [...ITEM, 'receiptNumber', 'deadline', 'dueOn'],
  stepMoved: [...ITEM, 'receiptNumber', 'dueOn'],
  acceptanceMoved: [...ITEM, 'receiptNumber', 'dueOn'],
  forwardingMoved: [...ITEM, 'receiptNumber', 'dueOn'],
  statutoryMoved: [...ITEM, 'receiptNumber', 'dueOn'],
  deadlinePassed: [...ITEM, 'receiptNumber', 'deadline', 'dueOn'],
  deliveryOverdue: ['dueOn', 'items'],
} as const satisfies Record<string, readonly Placeholder[]>;
export type NoticeKind = keyof typeof NOTICE_KINDS;

export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(NOTICE_KINDS, text);

/** The placeholders that the texts of a kind may have. */
export function placeholdersOf(kind: NoticeKind): readonly Placeholder[] {
  return [...ALWAYS_KNOWN, ...NOTICE_KINDS[kind]];
}
