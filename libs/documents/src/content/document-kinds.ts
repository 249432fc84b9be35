import type { DocumentKind, EventPayloads, EventType } from '@onething/cases';
import type { Text } from '@onething/kernel';

export interface DocumentType {
  title: Text;
  /** Instead of `title` for items that are no administrative licence (行政许可, item type 01). */
  otherTitle?: Text;
  /** Stands for the kind in the number (文号). */
  word: string;
}

/** The documents (文书) of the platform. */
export const DOCUMENT_TYPES: Record<DocumentKind, DocumentType> = {
  receipt: { title: { zh: '收件凭证', en: 'Receipt' }, word: '收件' },
  reworkNotice: { title: { zh: '预审退回修改通知书', en: 'Notice of return for rework' }, word: '退改' },
  correctionNotice: { title: { zh: '申请材料补正告知书', en: 'Request for corrections' }, word: '补正' },
  acceptanceNotice: { title: { zh: '受理通知书', en: 'Notice of acceptance' }, word: '受理' },
  nonAcceptanceNotice: { title: { zh: '不予受理通知书', en: 'Notice of non-acceptance' }, word: '不受' },
  procedureNotice: { title: { zh: '特别程序告知书', en: 'Notice of a special procedure' }, word: '特程' },
  extensionNotice: { title: { zh: '延期告知书', en: 'Notice of extension' }, word: '延期' },
  grantDecision: {
    title: { zh: '准予行政许可决定书', en: 'Decision granting an administrative licence' }, otherTitle: { zh: '准予办理决定书', en: 'Decision granting the application' }, word: '准',
  },
  refusalDecision: {
    title: { zh: '不予行政许可决定书', en: 'Decision refusing an administrative licence' }, otherTitle: { zh: '不予办理决定书', en: 'Decision refusing the application' }, word: '不准',
  },
  grantWithdrawalDecision: {
    title: { zh: '撤销行政许可决定书', en: 'Decision withdrawing an administrative licence' },
    otherTitle: { zh: '撤销准予办理决定书', en: 'Decision withdrawing the grant of the application' }, word: '撤销',
  },
  deliveryReceipt: { title: { zh: '送达回证', en: 'Proof of delivery' }, word: '送达' },
  withdrawalConfirmation: { title: { zh: '撤回申请确认书', en: 'Confirmation of withdrawal' }, word: '撤回' },
  terminationNotice: { title: { zh: '终止办理通知书', en: 'Notice of termination' }, word: '终止' },
};

export function titleOf(kind: DocumentKind, itemType: string | undefined): Text {
  const { title, otherTitle = title } = DOCUMENT_TYPES[kind];
  return itemType === undefined || itemType === '01' ? title : otherTitle;
}

/** What stands before the serial of a number: authority, kind and year, `乌鲁木齐市公安局（受理）〔2026〕`. GB/T 9704-2012 §7.2.5. */
export const numberPrefix = (kind: DocumentKind, authority: Text, year: number): string => `${authority.zh}（${DOCUMENT_TYPES[kind].word}）〔${year}〕`;

type EventDocuments = { [T in EventType]: readonly DocumentKind[] | ((payload: EventPayloads[T]) => readonly DocumentKind[]) };

const NONE: readonly DocumentKind[] = [];

/** Which events give rise to which documents. A new event must be thought of here. */
export const EVENT_DOCUMENTS: EventDocuments = {
  draftCreated: NONE, draftExpiring: NONE, draftExpired: NONE, draftDiscarded: NONE, submitted: NONE, itemEndApplied: NONE, itemReopeningApplied: NONE,
  grantWithdrawalApplied: NONE,
  completed: NONE, withdrawalRequested: NONE, deliveryOverdue: NONE, promiseRecomputed: NONE, deliveryRecomputed: NONE, dataErased: NONE, itemSubmitted: NONE, released: NONE, resubmitted: NONE, correctionAnswered: NONE,
  correctionLapsed: NONE, stepCompleted: NONE, reviewGiven: NONE, procedureEnded: NONE, extensionProposed: NONE, extensionRejected: NONE,
  laterMaterialsSupplied: NONE, promiseChecked: NONE, forwardedUp: NONE, resultIssued: NONE, itemClosed: NONE, itemReopened: NONE, deadlineNear: NONE,
  deadlinePassed: NONE, deadlinesRecomputed: NONE,
  received: ['receipt'],
  returnedForRework: ['reworkNotice'],
  correctionAsked: ['correctionNotice'],
  accepted: ['acceptanceNotice'],
  notAccepted: ['nonAcceptanceNotice'],
  procedureStarted: ['procedureNotice'],
  extensionApproved: ['extensionNotice'],
  decided: ({ decision }) => [decision === 'grant' ? 'grantDecision' : 'refusalDecision'],
  grantWithdrawn: ['grantWithdrawalDecision'],
  delivered: ({ items }) => (items.length > 0 ? ['deliveryReceipt'] : NONE),
  itemWithdrawn: ['withdrawalConfirmation'],
  itemEndedEarly: ['terminationNotice'],
  itemExpired: ['terminationNotice'],
  itemAborted: ['terminationNotice'],
};

/** None for an event of a later version of the platform. */
export function documentsOf({ type, payload }: { type: EventType; payload: EventPayloads[EventType] }): readonly DocumentKind[] {
  const found = EVENT_DOCUMENTS[type] as readonly DocumentKind[] | ((payload: EventPayloads[EventType]) => readonly DocumentKind[]) | undefined;
  return typeof found === 'function' ? found(payload) : found ?? NONE;
}
